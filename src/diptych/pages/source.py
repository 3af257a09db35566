"""A source's own page: where it comes from, how much of it is compared, its claims, its text."""

from msgspec import Struct

from diptych.pages import outward
from diptych.pages.coverage import Coverage, Share, share_words
from diptych.pages.labels import Label, language_name
from diptych.pages.marks import Block
from diptych.pages.outward import Outward
from diptych.pages.pictures.strip import StripPicture
from diptych.pages.views import Row, SourceView, StoryView
from diptych.words import Words


class Fact(Struct, frozen=True):
    """One line of provenance. An unknown value is empty, and the page says unknown; `link` makes it a link.

    `quoted` tells that the value is the source's own words.
    """

    name: str
    value: str
    link: Outward | None = None
    date: bool = False
    quoted: bool = False


class SourcePage(Struct, frozen=True):
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


def source_page(story: StoryView, picture: StripPicture, blocks: tuple[Block, ...]) -> SourcePage:
    """Return the page of a source of `story`, given its strip and its marked text, which other pages show too."""
    source = picture.source
    return SourcePage(
        story=story,
        source=source,
        facts=facts(source, story.words),
        coverage=picture.coverage,
        picture=picture,
        relations=tuple(label for label, count in story.counts if count),
        share_words=share_words(story.words),
        rows=tuple(row for row in story.all_rows if row.claim.statement(source.id)),
        blocks=blocks,
    )


def facts(source: SourceView, words: Words) -> tuple[Fact, ...]:
    """Return what is known of where `source` came from, what is not known included."""
    record, known = source.record, source.record.provenance
    return (
        Fact(words.say("source.headline"), source.headline, quoted=True),
        Fact(words.say("source.publisher"), known.publisher),
        Fact(words.say("source.author"), known.author),
        Fact(words.say("source.published"), known.published, date=True),
        Fact(words.say("source.updated"), known.updated, date=True),
        Fact(words.say("source.original"), known.url, outward.live(known)),
        Fact(words.say("source.archived"), known.archive_url, outward.archived(known)),
        Fact(words.say("source.retrieved"), known.retrieved, date=True),
        Fact(words.say("source.language"), language_name(record.language, words)),
        Fact(words.say("source.licence"), known.licence),
        Fact(words.say("source.file"), record.file),
        Fact(words.say("source.sha256"), known.sha256),
    )
