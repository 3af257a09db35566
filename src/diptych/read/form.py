"""The form of claims.yaml: one record a kind of entry.

Everything that knows the form follows from these types: the reader that checks a file against them, the JSON Schema that editors
complete from, the reference in the docs. A new key is one line here and one place where `read` uses it.
"""

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from diptych.model import Attribution, Context, Publish, Relation


class Review(StrEnum):
    """Whether a person stands behind a claim."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    REJECTED = "rejected"


class Suggestions(StrEnum):
    """Whether the site shows claims that the aligner found and nobody has reviewed."""

    SHOW = "show"
    HIDE = "hide"


def _is_date(written: str) -> bool:
    """Tell whether `written` is a day, a month or a year that the calendar has.

    >>> [_is_date(text) for text in ("2023-04-26", "2023-04", "2023", "2023-02-30")]
    [True, True, True, False]
    """
    try:
        datetime.date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _is_url(written: str) -> bool:
    """Tell whether `written` has a host that a browser could look up.

    >>> [_is_url(text) for text in ("https://example.org/a", "https://[bad/")]
    [True, False]
    """
    try:
        return bool(urlsplit(written).hostname)
    except ValueError:
        return False


def _is_short(written: str) -> bool:
    return len(written) <= LONGEST_ID


LONGEST_ID: Final = 100
"""Characters that an id may have: it names a folder, and disks end at 255 bytes."""

_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_DAY: Final = r"^\d{4}(-\d\d(-\d\d)?)?$"
RESERVED: Final = ("data", "pagefind", "search", "static", "stories")
"""Names at the top of a site that neither a story nor a page may take."""


def _wants(what: str, valid: Any = None, **meta: Any) -> Meta:
    return Meta(extra={"wants": what, "valid": valid}, **meta)


_SLUG: Final = f"small letters, digits and single hyphens, such as `call-length`, {LONGEST_ID} characters at most"
Id = Annotated[str, _wants(_SLUG, _is_short, pattern=_ID)]
Date = Annotated[str, _wants("a day that the calendar has, such as 2023-04-26, a month or a year", _is_date, pattern=_DAY)]
Url = Annotated[str, _wants("a web address that begins with https:// or http://", _is_url, pattern=r"^https?://[^\s/]+\S*$")]
Language = Annotated[str, _wants("a language tag such as `en` or `uk`", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Hash = Annotated[str, _wants("64 hexadecimal digits", pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, _wants("at least one character", pattern=r"\S")]


def slug(written: str) -> str:
    """Return the nearest good id to what an editor wrote, or nothing where no letter or digit is left.

    >>> slug("Call Length!")
    'call-length'
    """
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """What all entries share: no key is ignored in silence."""


class QuoteEntry(Entry, frozen=True):
    """Words of a source, with the words just before and after where they stand there more than once."""

    exact: Annotated[str, Meta(description="The words, as they stand in the source. `[...]` skips up to 300 characters.")]
    prefix: Annotated[str, Meta(description="Words that come directly before.")] = ""
    suffix: Annotated[str, Meta(description="Words that come directly after.")] = ""


class StatementEntry(Entry, frozen=True):
    """What one source says on a claim."""

    quote: Annotated[str | list[str | QuoteEntry] | QuoteEntry, Meta(description="The words, or a list of several passages.")]
    prefix: Annotated[str, Meta(description="Words that come directly before a single quote.")] = ""
    suffix: Annotated[str, Meta(description="Words that come directly after a single quote.")] = ""
    attribution: Annotated[Attribution | None, Meta(description="In whose voice the source says it.")] = None
    speaker: Annotated[str, Meta(description="Who is named as saying it.")] = ""


class RatingEntry(Entry, frozen=True):
    """A verdict that a person wrote. It alone makes a ClaimReview."""

    verdict: Annotated[Text, Meta(description="In words, meaning first.")]
    reviewer: Annotated[Text, Meta(description="Who checked it.")]
    date: Date
    explanation: str = ""
    evidence: list[Url] = []


class CorrectionEntry(Entry, frozen=True):
    """One entry of the public trail."""

    date: Date
    changed: Annotated[Text, Meta(description="What changed.")]
    why: str = ""


class ClaimEntry(Entry, frozen=True):
    """A proposition that the sources are compared on."""

    id: Id
    claim: Annotated[Text, Meta(description="The proposition, in neutral words.")]
    statements: Annotated[
        dict[str, str | list[str | QuoteEntry] | StatementEntry],
        Meta(description="What each source says, by its id. A source that is left out is silent."),
    ]
    relation: Annotated[Relation | None, Meta(description="How the statements relate. Left out, the build proposes it.")] = None
    specific: Annotated[str | list[str], Meta(description="The source that is more specific; for `more-specific` alone.")] = ""
    absent: Annotated[
        dict[str, list[Text]], Meta(description="Words that do not stand in a silent source. The build fails if one does.")
    ] = {}
    note: Annotated[str, Meta(description="Markdown: why the relation is what it is.")] = ""
    status: Annotated[Review, Meta(description="`draft` is shown as a suggestion; `rejected` keeps a suggestion out for good.")] = (
        Review.REVIEWED
    )
    rating: RatingEntry | None = None
    corrections: list[CorrectionEntry] = []


class SourceEntry(Entry, frozen=True):
    """One text by one publisher. Leave out what is not known: the site says unknown."""

    id: Id
    file: Annotated[Text, Meta(description="The text, as a path from the site's folder.")]
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: Date = ""
    updated: Date = ""
    retrieved: Date = ""
    url: Url = ""
    archive_url: Url = ""
    language: Language = ""
    licence: str = ""
    sha256: Annotated[Hash, Meta(description="Pins the file: a changed file is an error until re-pinned.")] = ""
    publish: Annotated[Publish, Meta(description="`quotes` keeps all but the quoted passages off the site.")] = Publish.FULL
    context: Annotated[Context, Meta(description="With `publish: quotes`: `sentence` shows the sentence around a quote too.")] = (
        Context.NONE
    )
    not_article: Annotated[list[Text], Meta(description="Lines of the file that are not the article.")] = []
    note: Annotated[str, Meta(description="Markdown: what is known of where the text came from.")] = ""


class StoryEntry(Entry, frozen=True):
    """An event, with its sources and claims."""

    id: Id
    title: Text
    sources: Annotated[list[SourceEntry], Meta(description="The texts compared, a list; each has an `id` and a `file`.")]
    event_date: Date = ""
    summary: Annotated[str, Meta(description="Markdown: what happened.")] = ""
    names: Annotated[dict[str, list[Text]], Meta(description="One entity and its other spellings.")] = {}
    claims: list[ClaimEntry] = []


class SiteEntry(Entry, frozen=True):
    """The site as a whole."""

    title: Text
    url: Annotated[Url, Meta(description="Where the site will live: base path and canonical links come from here.")] = ""
    language: Language = "en"
    description: str = ""
    embedding: Annotated[
        str, Meta(description="A sentence embedding for the aligner: a folder with model.onnx and tokenizer.json, or a model's name.")
    ] = ""
    private: Annotated[str, Meta(description="A folder, here or elsewhere, with texts of which only quotes are published.")] = ""
    suggestions: Annotated[
        Suggestions, Meta(description="`hide` keeps claims that nobody has reviewed off the site; the aligner does not run.")
    ] = Suggestions.SHOW


class ClaimsFile(Entry, frozen=True):
    """claims.yaml."""

    site: Annotated[SiteEntry, Meta(description="It holds at least a `title`.")]
    stories: Annotated[list[StoryEntry | str], Meta(description="Stories, or file globs such as `stories/*.yaml`.")]


def schema(of: type[Entry] = ClaimsFile) -> str:
    """Return the JSON Schema of claims.yaml, or of a story's own file, as indented JSON with a newline at its end."""
    title = "claims.yaml" if of is ClaimsFile else "a story file"
    definition = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **msgspec.json.schema(of)}
    return msgspec.json.format(msgspec.json.encode(definition), indent=2).decode() + "\n"
