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

from diptych.manifest import Review
from diptych.model import Attribution, Context, Publish, Relation
from diptych.read.topics import LONGEST_TOPIC, is_topic


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


def is_url(written: str) -> bool:
    """Tell whether `written` is a web address with a host that a browser could look up.

    >>> [is_url(text) for text in ("https://example.org/a", "https://[bad/", "example.org")]
    [True, False, False]
    """
    try:
        return bool(re.match(_URL, written) and urlsplit(written).hostname)
    except ValueError:
        return False


def _is_short(written: str) -> bool:
    return len(written) <= LONGEST_ID


LONGEST_ID: Final = 100
"""Characters that an id may have: it names a folder, and disks end at 255 bytes."""

_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_URL: Final = r"^https?://[^\s/]+\S*$"
_DAY: Final = r"^\d{4}(-\d\d(-\d\d)?)?$"
RESERVED: Final = ("data", "pagefind", "search", "static", "stories")
"""Names at the top of a site that neither a story nor a page may take."""


def _wants(what: str, valid: Any = None, as_it_is: bool = False, **meta: Any) -> Meta:
    return Meta(extra={"wants": what, "valid": valid, "as it is": as_it_is}, **meta)


_SLUG: Final = f"small letters, digits and single hyphens, such as `call-length`, {LONGEST_ID} characters at most"
Id = Annotated[str, _wants(_SLUG, _is_short, pattern=_ID)]
Date = Annotated[str, _wants("a day that the calendar has, such as 2023-04-26, a month or a year", _is_date, pattern=_DAY)]
Url = Annotated[str, _wants("a web address that begins with https:// or http://", is_url, pattern=_URL)]
Language = Annotated[str, _wants("a language tag such as `en` or `uk`", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Hash = Annotated[str, _wants("64 hexadecimal digits", pattern=r"^[0-9a-f]{64}$")]
NOT_EMPTY: Final = "at least one character"
Lines = Annotated[str, Meta(extra={"lines": True})]  # all other text is put on one line
Cited = Annotated[str, Meta(extra={"lines": True, "as it is": True})]
"""Words of a source; what does not show in them is there too, and is no fault. In all other text it is one."""

Text = Annotated[str, _wants(NOT_EMPTY, pattern=r"\S")]
SourceLine = Annotated[str, _wants(NOT_EMPTY, as_it_is=True, pattern=r"\S")]
Topic = Annotated[str, _wants(f"a few words with a letter or digit, {LONGEST_TOPIC} characters at most", is_topic, True, pattern=r"\S")]
Step = Annotated[str, _wants("a whole number", pattern=r"^\d{1,3}$")] | int
"""A number as an editor writes it, which is read as text like every other scalar."""


# A union whose members have metadata (`Text | list[Text]`) makes msgspec 0.22 crash when the interpreter ends, now and then.


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """What all entries share: no key is ignored in silence."""


class QuoteEntry(Entry, frozen=True):
    """Words of a source, with the words just before and after where they stand there more than once."""

    exact: Annotated[Cited, Meta(description="The words, as they stand in the source. `[...]` skips up to 300 characters.")]
    prefix: Annotated[Cited, Meta(description="Words that come directly before.")] = ""
    suffix: Annotated[Cited, Meta(description="Words that come directly after.")] = ""


class StatementEntry(Entry, frozen=True):
    """What one source says on a claim."""

    quote: Annotated[str | list[str | QuoteEntry] | QuoteEntry, Meta(description="The words, or a list of several passages.")]
    prefix: Annotated[Cited, Meta(description="Words that come directly before a single quote.")] = ""
    suffix: Annotated[Cited, Meta(description="Words that come directly after a single quote.")] = ""
    attribution: Annotated[Attribution | None, Meta(description="In whose voice the source says it.")] = None
    speaker: Annotated[str, Meta(description="Who is named as saying it.")] = ""


class ScaleEntry(Entry, frozen=True):
    """Where a verdict stands on the site's own scale, whose steps a page of the site should tell."""

    value: Annotated[Step, Meta(description="The step of this verdict.")]
    worst: Annotated[Step, Meta(description="The lowest step, 1 or higher.")]
    best: Annotated[Step, Meta(description="The highest step.")]


class Kind(StrEnum):
    """What made a claim: somebody or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class ClaimantEntry(Entry, frozen=True):
    """Who makes the claim that is rated."""

    name: Annotated[Text, Meta(description="The name of who makes it.")]
    kind: Annotated[Kind, Meta(description="It is `person` or `organisation`.")]
    url: Annotated[Url, Meta(description="A page that tells who that is.")] = ""


class RatingEntry(Entry, frozen=True):
    """A verdict that a person wrote. It alone makes a ClaimReview."""

    verdict: Annotated[Text, Meta(description="In words, meaning first.")]
    reviewer: Annotated[Text, Meta(description="Who checked it.")]
    date: Annotated[Date, Meta(description="When it was checked.")]
    explanation: Annotated[Lines, Meta(description="Markdown: how the verdict was reached.")] = ""
    evidence: Annotated[list[Url], Meta(description="Where the evidence stands.")] = []
    scale: Annotated[ScaleEntry | None, Meta(description="The verdict as a number, where the site has a scale.")] = None
    claimant: Annotated[ClaimantEntry | None, Meta(description="Who makes the claim. Leave it out where nobody does.")] = None


class CorrectionEntry(Entry, frozen=True):
    """One entry of the public trail."""

    date: Annotated[Date, Meta(description="When it was corrected.")]
    changed: Annotated[Text, Meta(description="What changed.")]
    why: Annotated[str, Meta(description="Why it was wrong.")] = ""


class ClaimEntry(Entry, frozen=True):
    """A proposition that the sources are compared on."""

    id: Annotated[Id, Meta(description="The claim's own name in addresses; it stays the same for good.")]
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
    note: Annotated[Lines, Meta(description="Markdown: why the relation is what it is.")] = ""
    status: Annotated[
        Review, Meta(description="`draft` stays off the published site until it is reviewed; `rejected` keeps a suggestion out for good.")
    ] = Review.REVIEWED
    reviewed_by: Annotated[str | list[str], Meta(description="Who reviewed it: a name, or a list of several.")] = ""
    rating: Annotated[RatingEntry | None, Meta(description="A verdict, where a person wrote one.")] = None
    corrections: Annotated[list[CorrectionEntry], Meta(description="What was put right after publication.")] = []
    published: Annotated[Date, Meta(description="When the site first published this claim. Left out, the story's date counts.")] = ""
    updated: Annotated[Date, Meta(description="When it last changed; a later rating or correction counts by itself.")] = ""


class SourceEntry(Entry, frozen=True):
    """One text by one publisher. Leave out what is not known: the site says unknown."""

    id: Annotated[Id, Meta(description="A short name, which the claims use.")]
    file: Annotated[Text, Meta(description="The text, as a path from the site's folder.")]
    title: Annotated[str, Meta(description="Its headline.")] = ""
    publisher: Annotated[str, Meta(description="The outlet, as readers know it.")] = ""
    author: Annotated[str, Meta(description="Who wrote it.")] = ""
    published: Annotated[Date, Meta(description="When it came out.")] = ""
    updated: Annotated[Date, Meta(description="When the outlet last changed it.")] = ""
    retrieved: Annotated[Date, Meta(description="When you stored it.")] = ""
    url: Annotated[Url, Meta(description="Where it was published.")] = ""
    archive_url: Annotated[Url, Meta(description="A copy that stays, such as one at web.archive.org.")] = ""
    language: Annotated[Language, Meta(description="Its language, where it is not the site's.")] = ""
    licence: Annotated[str, Meta(description="On what ground its text may be published.")] = ""
    sha256: Annotated[Hash, Meta(description="Pins the file: a changed file is an error until re-pinned.")] = ""
    publish: Annotated[Publish, Meta(description="`quotes` keeps all but the quoted passages off the site.")] = Publish.FULL
    context: Annotated[Context, Meta(description="With `publish: quotes`: `sentence` shows a quote's whole sentence.")] = Context.NONE
    not_article: Annotated[list[SourceLine], Meta(description="Lines of the file that are not the article.")] = []
    note: Annotated[Lines, Meta(description="Markdown: what is known of where the text came from.")] = ""


class StoryEntry(Entry, frozen=True):
    """An event, with its sources and claims."""

    id: Annotated[Id, Meta(description="The story's own name in addresses; it stays the same for good.")]
    title: Annotated[Text, Meta(description="What happened, in a headline.")]
    sources: Annotated[list[SourceEntry], Meta(description="The texts compared, a list; each has an `id` and a `file`.")]
    event_date: Annotated[Date, Meta(description="When it happened.")] = ""
    summary: Annotated[Lines, Meta(description="Markdown: what happened.")] = ""
    topics: Annotated[list[Topic], Meta(description="What it is about, in a word or two each; readers can search by them.")] = []
    names: Annotated[dict[str, list[Text]], Meta(description="One entity and its other spellings.")] = {}
    status: Annotated[Review, Meta(description="`draft` keeps the whole story off the published site; `rejected` is never built.")] = (
        Review.REVIEWED
    )
    reviewed_by: Annotated[str | list[str], Meta(description="Who reviewed the claims that name nobody themselves.")] = ""
    claims: Annotated[list[ClaimEntry], Meta(description="What the accounts are compared on, in the order of the page.")] = []
    published: Annotated[Date, Meta(description="When the site first published this comparison.")] = ""
    updated: Annotated[Date, Meta(description="When it last changed; later dates of its claims count by themselves.")] = ""


class SiteEntry(Entry, frozen=True):
    """The site as a whole."""

    title: Annotated[Text, Meta(description="The name of the site.")]
    url: Annotated[Url, Meta(description="Where the site will live: base path and canonical links come from here.")] = ""
    language: Annotated[Language, Meta(description="The language of its pages, and of sources that name none.")] = "en"
    description: Annotated[str, Meta(description="A sentence on what it compares.")] = ""
    embedding: Annotated[
        str, Meta(description="A sentence embedding for the aligner: a folder with model.onnx and tokenizer.json, or a model's name.")
    ] = ""
    private: Annotated[str, Meta(description="A folder, here or elsewhere, with texts of which only quotes are published.")] = ""
    suggestions: Annotated[Suggestions, Meta(description="`hide` keeps them off the site; the aligner does not run.")] = Suggestions.SHOW


class ClaimsFile(Entry, frozen=True):
    """claims.yaml."""

    site: Annotated[SiteEntry, Meta(description="It holds at least a `title`.")]
    stories: Annotated[list[StoryEntry | str], Meta(description="Stories, or file globs such as `stories/*.yaml`.")]


def schema(of: type[Entry] = ClaimsFile) -> str:
    """Return the JSON Schema of claims.yaml, or of a story's own file, as indented JSON with a newline at its end."""
    title = "claims.yaml" if of is ClaimsFile else "a story file"
    definition = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **msgspec.json.schema(of)}
    return msgspec.json.format(msgspec.json.encode(definition), indent=2).decode() + "\n"
