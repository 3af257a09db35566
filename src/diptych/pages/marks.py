"""A source's text cut into blocks and pieces, so that every claim can be marked in place.

Marks may overlap and cross. The text is cut at every boundary of every mark; a piece then knows all the claims it belongs to, and
leads to the counterpart of the innermost of them. A link never stands inside a link.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from diptych.model import Publish, Source
from diptych.pages import paths
from diptych.pages.fragments import paragraphs
from diptych.pages.views import Row, SourceView
from diptych.published import around
from diptych.text import Span, merged, touched, touching
from diptych.words import Words


class Mark(Struct, frozen=True):
    """One claim as it is marked in one source: `anchor` is the fragment of its first piece, `page` the path of its own page.

    `target` is where its words lead in the reader: to the fragment of its counterpart, or to nothing where it has none.

    A suggestion counts as outside every reviewed claim, whatever their lengths.
    """

    claim_id: str
    number: str
    relation: str
    suggested: bool
    anchor: str
    target: str
    page: str
    label: str
    spans: tuple[Span, ...]

    @property
    def length(self) -> int:
        """Code points that the mark covers."""
        return sum(span.end - span.start for span in self.spans)


class Piece(Struct, frozen=True):
    """A run of text with the same marks.

    `marks` go from the outermost to the innermost; `opens` and `closes` are those whose first or last piece this is. `withheld` tells
    that text was left out before this piece, where only quotes are published.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()
    withheld: bool = False


class Block(Struct, frozen=True):
    """A paragraph, headline or list item. `aside` tells that it is not part of the article."""

    pieces: tuple[Piece, ...]
    aside: bool


def marks_of(source: SourceView, rows: Sequence[tuple[Row, str]], words: Words) -> tuple[Mark, ...]:
    """Return the marks of `source` for the claims on which it speaks, given with the fragment of its counterpart, if it has one."""
    found = []
    for row, target in rows:
        statement = row.claim.statement(source.id)
        if statement:
            anchor, spans = paths.mark(source.id, row.id), merged(statement.spans)
            label = words.say("common.mark", number=row.number, claim=row.text)
            found.append(Mark(row.id, row.number, row.label.key, row.suggested, anchor, target, row.path, label, spans))
    return tuple(found)


def marked(source: Source, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Return the text of `source` as blocks of pieces. Joined, the pieces are the text, less white space between blocks.

    Where only quotes may be published, all but what marks cover and its context is withheld, and each gap leaves a sign of itself.
    """
    found: list[Block] = []
    shown = around(source, [span for mark in marks for span in mark.spans]) if source.publish is Publish.QUOTES else ()
    spans = paragraphs(source.text)
    here: dict[int, list[Mark]] = {}
    for mark in marks:
        for at in sorted({at for span in mark.spans for at in range(*touched(spans, span))}):
            here.setdefault(at, []).append(mark)
    for at, span in enumerate(spans):
        block = _block(source, span, here.get(at, []), shown)
        if not (found and found[-1].aside == block.aside and _withheld(block) and _withheld(found[-1])):
            found.append(block)
    return tuple(found)


def _withheld(block: Block) -> bool:
    return all(piece.withheld and not piece.text for piece in block.pieces)


def _block(source: Source, block: Span, here: Sequence[Mark], shown: Sequence[Span]) -> Block:
    aside = bool(touching(source.aside, block))
    cuts = {block.start, block.end}
    for spans in (shown, *(mark.spans for mark in here)):
        cuts.update(at for span in spans for at in (span.start, span.end) if block.start < at < block.end)
    places = [Span(start, end) for start, end in pairwise(sorted(cuts))]
    pieces = [_piece(source, place, here) for place in places]
    if source.publish is Publish.QUOTES:
        pieces = list(_open_only(pieces, [any(each.holds(place) for each in shown) for place in places]))
    return Block(tuple(pieces), aside)


def _piece(source: Source, span: Span, marks: Sequence[Mark]) -> Piece:
    covering = [mark for mark in marks if any(each.holds(span) for each in mark.spans)]
    covering.sort(key=lambda mark: (not mark.suggested, -mark.length, len(mark.number), mark.number))
    return Piece(
        text=span.of(source.text),
        marks=tuple(covering),
        opens=tuple(mark for mark in covering if mark.spans[0].start == span.start),
        closes=tuple(mark for mark in covering if mark.spans[-1].end == span.end),
    )


def _open_only(pieces: Sequence[Piece], is_open: Sequence[bool]) -> Iterator[Piece]:
    withheld = False
    for piece, may_be_shown in zip(pieces, is_open, strict=True):
        blank = not piece.text.strip()
        if may_be_shown or blank:
            yield replace(piece, withheld=withheld)
        withheld = not may_be_shown and not blank
    if withheld:
        yield Piece("", withheld=True)
