"""The reader: full texts side by side, every claim marked in place, each mark leading to its counterpart."""

from typing import Final

from msgspec import Struct

from diptych.pages import paths
from diptych.pages.marks import Block, marked, marks_of
from diptych.pages.pictures.order import Order, orders
from diptych.pages.views import Row, SourceView, StoryView

_SHEET: Final = "marks.css"
_ALWAYS_SHOWN: Final = 2


class Panel(Struct, frozen=True):
    """One source's text."""

    source: SourceView
    blocks: tuple[Block, ...]


class ReaderPage(Struct, frozen=True):
    """What the template of the reader shows. `sheet` is the stylesheet that links the marks, beside the page.

    With more than two accounts there is a `choice` of them.
    """

    story: StoryView
    panels: tuple[Panel, ...]
    sheet: str
    orders: tuple[Order, ...]

    @property
    def choice(self) -> bool:
        """Tell whether there are more accounts than two panels hold."""
        return len(self.panels) > _ALWAYS_SHOWN


def reader_page(story: StoryView) -> ReaderPage:
    """Return the reader of `story`."""
    panels = tuple(_panel(story, source) for source in story.sources)
    return ReaderPage(story, panels, _SHEET, orders(story))


def _panel(story: StoryView, source: SourceView) -> Panel:
    rows = [(row, _counterpart(story, row, source)) for row in story.all_rows]
    return Panel(source, marked(source.record, marks_of(source, rows, story.words)))


def _counterpart(story: StoryView, row: Row, source: SourceView) -> str:
    """Return where a mark of `source` leads in the reader: to the next source that speaks on the claim, or nowhere if none does."""
    others = [said.source.id for said in row.said if said.source is not source]
    order = [each.id for each in story.sources]
    at = order.index(source.id)
    following = [source_id for source_id in order[at + 1 :] + order[:at] if source_id in others]
    return f"#{paths.mark(following[0], row.id)}" if following else ""
