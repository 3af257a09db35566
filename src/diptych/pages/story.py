"""The story page: what happened, where the accounts part, the matrix, the coverage of each source."""

from dataclasses import dataclass
from typing import Final

from diptych.model import Relation
from diptych.pages import labels
from diptych.pages.coverage import SHARE_WORDS, Coverage, Share, coverage, told
from diptych.pages.views import Row, SourceView, StoryView

_HIGHLIGHTS: Final = 5
"""Claims shown in full under "where the accounts part"; the matrix has them all."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A source's coverage as a picture and as numbers."""

    source: SourceView
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What the template of a story's page shows."""

    story: StoryView
    parting: tuple[Row, ...]
    parting_in_all: int
    strips: tuple[Strip, ...]
    share_words: tuple[tuple[Share, str], ...]


def story_page(story: StoryView) -> StoryPage:
    """Return the story's page: conflicts first, then what is told differently, then what one account tells in more detail."""
    together = [labels.RELATIONS[relation] for relation in (Relation.AGREE, Relation.ONLY)]
    parting = sorted((row for row in story.rows if row.label not in together), key=lambda row: row.telling)
    strips = tuple(Strip(source, coverage(source.record, told(story.findings, source.id))) for source in story.sources)
    return StoryPage(story, tuple(parting[:_HIGHLIGHTS]), len(parting), strips, tuple(SHARE_WORDS.items()))
