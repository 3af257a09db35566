"""What the index of the site lists of one story, and what a full-text search goes through: small records that outlive its pages."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.model import Name, Relation
from diptych.quotes import holds
from diptych.words import Words

if TYPE_CHECKING:  # rows are read before it is known whether any story is to be made
    from diptych.pages.views import Row, StoryView


class ClaimRecord(Struct, frozen=True, array_like=True):
    """A reviewed claim as the index lists it."""

    number: str
    text: str
    path: str
    relation: Relation
    sources: tuple[str, ...]


class Mention(Struct, frozen=True, array_like=True):
    """A claim that a name stands in."""

    text: str
    path: str


class SourceRecord(Struct, frozen=True, array_like=True):
    """A source as the index lists it; `title` is empty where it is not known."""

    name: str
    title: str
    language: str
    path: str


class NameRecord(Struct, frozen=True, array_like=True):
    """A name, and the claims that it stands in."""

    name: str
    spellings: tuple[str, ...]
    claims: tuple[Mention, ...]


class StoryRecord(Struct, frozen=True, array_like=True):
    """All that the site's index needs of one story; `outlets` are the names of its sources, each once, a line each.

    `relations` are those of its claims, where the index lists none of these.
    """

    title: str
    path: str
    event_date: str
    claims: tuple[ClaimRecord, ...]
    sources: tuple[SourceRecord, ...]
    names: tuple[NameRecord, ...]
    topics: tuple[str, ...] = ()
    outlets: str = ""
    relations: tuple[Relation, ...] = ()


class Texts(Struct, frozen=True, array_like=True):
    """What a full-text search goes through besides: what a story comes to, its summary, and of each claim, in the order of the index, all
    that its accounts say on it, as pages show them, with its note. Summary and notes are Markdown.
    """

    finding: str
    summary: str
    claims: tuple[tuple[str, str], ...]


def story_record(story: "StoryView") -> StoryRecord:
    """Return what the site's index needs of `story`: its reviewed claims, its sources, the names in it."""
    claims = tuple(_claim(row) for row in story.rows)
    said = [_said(row, story.words) for row in story.rows]
    sources = tuple(SourceRecord(source.name, source.headline, source.language, source.path) for source in story.sources)
    names = tuple(filter(None, (_named(name, claims, said) for name in _names(story))))
    outlets = "\n".join(dict.fromkeys(source.name for source in sources))
    return StoryRecord(story.title, story.path, story.event_date, claims, sources, names, story.record.topics, outlets)


def texts(story: "StoryView") -> Texts:
    """Return what a full-text search goes through in `story`."""
    return Texts(story.finding, story.summary, tuple((_said(row, story.words), row.claim.note) for row in story.rows))


def _claim(row: "Row") -> ClaimRecord:
    return ClaimRecord(row.number, row.text, row.path, Relation(row.label.key), tuple(cell.source.name for cell in row.said))


def _said(row: "Row", words: Words) -> str:
    said = (f"{cell.source.name}: {' '.join(words.quoted(quote.text) for quote in cell.quotes)}" for cell in row.said)
    return " ".join([f"{row.verdict}.", *said])


def _names(story: "StoryView") -> Iterable[Name]:
    """Yield the names that the editor gives, then those of speakers that are none of these."""
    known = {spelling for name in story.record.names for spelling in (name.canonical, *name.spellings)}
    speakers = dict.fromkeys(cell.statement.speaker for row in story.rows for cell in row.said if cell.statement.speaker)
    yield from story.record.names
    yield from (Name(speaker, ()) for speaker in speakers if speaker not in known)


def _named(name: Name, claims: Sequence[ClaimRecord], said: Sequence[str]) -> NameRecord | None:
    spellings = (name.canonical, *name.spellings)
    found = tuple(
        Mention(claim.text, claim.path)
        for claim, words in zip(claims, said, strict=True)
        if any(holds(f"{claim.text} {words}", each) for each in spellings)
    )
    return NameRecord(name.canonical, name.spellings, found) if found else None
