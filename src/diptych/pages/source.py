"""A source's own page: where it comes from, how much of it is compared, its claims, its text."""

from dataclasses import dataclass

from diptych.pages import labels, outward, paths
from diptych.pages.coverage import SHARE_WORDS, Coverage, Share, coverage, told
from diptych.pages.labels import Label
from diptych.pages.marks import Block, marked, marks_of
from diptych.pages.outward import Outward
from diptych.pages.pictures.strip import StripPicture, strip_picture
from diptych.pages.views import Row, SourceView, StoryView


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of provenance. An unknown value is empty, and the page says unknown; `link` makes it a link."""

    name: str
    value: str
    link: Outward | None = None
    date: bool = False


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What the template of a source's page shows."""

    story: StoryView
    source: SourceView
    facts: tuple[Fact, ...]
    coverage: Coverage
    picture: StripPicture
    relations: tuple[Label, ...]
    share_words: tuple[tuple[Share, str], ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]


def source_page(story: StoryView, source: SourceView) -> SourcePage:
    """Return the page of one source of `story`."""
    rows = tuple(row for row in story.all_rows if row.claim.statement(source.id))
    targets = [(row, paths.up(source.path) + row.path) for row in rows]
    found = coverage(source.record, told(story.findings, source.id))
    return SourcePage(
        story=story,
        source=source,
        facts=facts(source),
        coverage=found,
        picture=strip_picture(story, source, found, ""),
        relations=tuple(labels.RELATIONS.values()),
        share_words=tuple(SHARE_WORDS.items()),
        rows=rows,
        blocks=marked(source.record, marks_of(source, targets)),
    )


def facts(source: SourceView) -> tuple[Fact, ...]:
    """Return what is known of where `source` came from, what is not known included."""
    record, known = source.record, source.record.provenance
    return (
        Fact("Headline", source.title if record.title != source.name else ""),
        Fact("Publisher", known.publisher),
        Fact("Author", known.author),
        Fact("Published", known.published, date=True),
        Fact("Updated", known.updated, date=True),
        Fact("Original", known.url, outward.live(known)),
        Fact("Archived copy", known.archive_url, outward.archived(known)),
        Fact("Retrieved", known.retrieved, date=True),
        Fact("Language", record.language),
        Fact("Licence", known.licence),
        Fact("Stored as", record.file),
        Fact("SHA-256", known.sha256),
    )
