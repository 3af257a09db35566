"""The story page: what happened, where the accounts part, the matrix, the coverage of each source."""

from typing import Final

from msgspec import Struct

from diptych.model import Relation
from diptych.pages.corrections import Corrected, corrections
from diptych.pages.coverage import Coverage, Share, share_words
from diptych.pages.dates import Dates
from diptych.pages.labels import Label
from diptych.pages.pictures.strip import StripPicture, strip_picture
from diptych.pages.pictures.timeline import Timeline, timeline
from diptych.pages.views import Row, SourceView, StoryView

_HIGHLIGHTS: Final = 5
"""Claims shown in full under "where the accounts part"; the matrix has them all."""

_MOST_LINES: Final = 150
"""Sentences that a story's page lists one by one; of a longer story, the pages of the sources list them."""


class Strip(Struct, frozen=True):
    """A source's coverage as a picture and as numbers; `listed` tells that its sentences are listed here too."""

    source: SourceView
    coverage: Coverage
    picture: StripPicture
    listed: bool


class StoryPage(Struct, frozen=True):
    """What the template of a story's page shows."""

    story: StoryView
    parting: tuple[Row, ...]
    parting_in_all: int
    strips: tuple[Strip, ...]
    share_words: tuple[tuple[Share, str], ...]
    relations: tuple[Label, ...]
    timeline: Timeline | None
    corrections: tuple[Corrected, ...]
    dates: Dates


def story_page(story: StoryView) -> StoryPage:
    """Return the story's page: conflicts first, then what is told differently, then what one account tells in more detail."""
    together = (Relation.AGREE, Relation.ONLY)
    parting = sorted((row for row in story.rows if row.label.key not in together), key=lambda row: row.telling)
    return StoryPage(
        story=story,
        parting=tuple(parting[:_HIGHLIGHTS]),
        parting_in_all=len(parting),
        strips=_strips(story),
        share_words=share_words(story.words),
        relations=tuple(label for label, count in story.counts if count),
        timeline=timeline(story),
        corrections=corrections(story),
        dates=story.dates,
    )


def _strips(story: StoryView) -> tuple[Strip, ...]:
    pictures = [strip_picture(story, source, covered) for source, covered in zip(story.sources, story.covered, strict=True)]
    listed = sum(len(picture.lines) for picture in pictures) <= _MOST_LINES
    return tuple(Strip(picture.source, picture.coverage, picture, listed) for picture in pictures)
