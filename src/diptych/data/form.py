r"""The form of data.json: one record a kind of entry. The JSON Schema that is published beside it follows from these types.

What is not known is null. Dates are as precise as they are known: `2023`, `2023-04` or `2023-04-26`. Offsets count Unicode code points of
the stored text (UTF-8 without its mark, line ends as `\n`), `end` excluded.
"""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from diptych.model import Attribution, Publish, Relation
from diptych.pages.coverage import Share
from diptych.quotes import Status

FORMAT: Final = "1.0"
"""The version of the form. A field more is a minor one; a field less, or one with another meaning, is a major one."""

By = Literal["editor", "program"]


class Place(Struct, frozen=True):
    """A place in the stored text."""

    start: int
    end: int


class Sentence(Struct, frozen=True):
    """A sentence, headline or list item of a source, and where it went."""

    start: int
    end: int
    share: Share
    claims: Annotated[tuple[str, ...], Meta(description="The claims that quote it, suggestions included.")]


class SourceData(Struct, frozen=True):
    """One text by one publisher, and what is known of where it came from."""

    id: str
    name: Annotated[str, Meta(description="What the pages call it: its publisher, or its id where that is not known.")]
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    updated: str | None
    retrieved: str | None
    url: str | None
    archive_url: str | None
    language: str
    licence: str | None
    file: Annotated[str, Meta(description="Where the editors keep the text.")]
    sha256: Annotated[str, Meta(description="Of that file's bytes.")]
    publish: Publish
    note: Annotated[str | None, Meta(description="Markdown.")]
    page: Annotated[str | None, Meta(description="Its page on the site; null where the site's address is not known.")]
    text: Annotated[str | None, Meta(description="The stored text; null where only quotes are published.")]
    sentences: tuple[Sentence, ...]
    not_article: Annotated[tuple[Place, ...], Meta(description="What of the text is not the article.")]


class Part(Struct, frozen=True):
    """Words of a source, as they stand there."""

    start: int
    end: int
    exact: str


class QuoteData(Struct, frozen=True):
    """One quote: several parts where the editor left words out with `[...]`."""

    parts: tuple[Part, ...]
    status: Annotated[Status, Meta(description="`typographic`: the editor's words differ in typography alone.")]


class StatementData(Struct, frozen=True):
    """What one source says on a claim."""

    source: str
    quotes: tuple[QuoteData, ...]
    attribution: Attribution | None
    attribution_by: By
    speaker: str | None


class Silence(Struct, frozen=True):
    """That a source says nothing on a claim, with the words that were searched in it and are not there."""

    source: str
    terms: tuple[str, ...]


class DifferenceData(Struct, frozen=True):
    """One typed point on which two statements differ: both values as written, null where a side is silent."""

    kind: str
    sources: tuple[str, str]
    values: tuple[str | None, str | None]
    effect: Annotated[str, Meta(description="same, a adds, b adds, other, or excludes: a is the first source, b the second.")]


class ScaleData(Struct, frozen=True):
    """Where a verdict stands on the site's own scale."""

    value: int
    worst: int
    best: int


class ClaimantData(Struct, frozen=True):
    """Who makes a claim that is rated."""

    name: str
    kind: Literal["person", "organisation"]
    url: str | None


class RatingData(Struct, frozen=True):
    """A verdict that an editor wrote."""

    verdict: str
    explanation: Annotated[str | None, Meta(description="Markdown.")]
    evidence: tuple[str, ...]
    reviewer: str
    date: str
    scale: ScaleData | None
    claimant: ClaimantData | None


class CorrectionData(Struct, frozen=True):
    """One entry of a claim's public trail."""

    date: str
    changed: str
    why: str | None


class ClaimData(Struct, frozen=True):
    """A proposition that the sources are compared on."""

    id: str
    number: Annotated[str, Meta(description="As on the pages; a suggestion's begins with S.")]
    claim: str
    page: Annotated[str | None, Meta(description="Its page on the site; null where the site's address is not known.")]
    relation: Relation
    relation_by: By
    specific: Annotated[tuple[str, ...], Meta(description="The sources that are more specific, where that is the relation.")]
    verdict: Annotated[str, Meta(description="The relation in words that name the sources.")]
    why: Annotated[str | None, Meta(description="The program's reason for the relation, where it comes to the same one.")]
    note: Annotated[str | None, Meta(description="Markdown.")]
    variants: Annotated[bool, Meta(description="All statements render one utterance.")]
    statements: tuple[StatementData, ...]
    silent: tuple[Silence, ...]
    differences: tuple[DifferenceData, ...]
    rating: RatingData | None
    corrections: tuple[CorrectionData, ...]
    reviewed_by: Annotated[tuple[str, ...], Meta(description="Who stands behind it.")]
    published: str | None
    changed: str | None
    confidence: Annotated[int | None, Meta(description="How sure the program is of a suggestion of its own, in percent.")]
    reasons: Annotated[tuple[str, ...], Meta(description="Why the program suggests it.")]


class NameData(Struct, frozen=True):
    """One entity and its other spellings."""

    name: str
    spellings: tuple[str, ...]


class Count(Struct, frozen=True):
    """How many reviewed claims have a relation."""

    relation: Relation
    claims: int


class StoryData(Struct, frozen=True):
    """Everything that a story's pages show but the timeline, whose times a reader of `text` can find anew."""

    at: Annotated[str, Meta(description="Where this schema is, from here.")] = msgspec.field(name="$schema")
    format: Annotated[Literal["1.0"], Meta(description="The version of this form.")]
    id: str
    title: str
    page: Annotated[str | None, Meta(description="Its page on the site; null where the site's address is not known.")]
    language: Annotated[str, Meta(description="Of what the editors wrote: titles, claims, notes.")]
    interface_language: Annotated[str, Meta(description="Of what the program words: the finding, verdicts, reasons.")]
    event_date: str | None
    topics: Annotated[tuple[str, ...], Meta(description="What it is about.")]
    reviewed_by: Annotated[tuple[str, ...], Meta(description="Who stands behind the claims that name nobody themselves.")]
    published: str | None
    changed: str | None
    summary: Annotated[str | None, Meta(description="Markdown.")]
    finding: Annotated[str, Meta(description="What the comparison finds, in a sentence or two.")]
    names: tuple[NameData, ...]
    counts: tuple[Count, ...]
    origins: Annotated[tuple[tuple[str, ...], ...], Meta(description="Sources that reprint one text.")]
    sources: tuple[SourceData, ...]
    claims: tuple[ClaimData, ...]
    suggestions: Annotated[tuple[ClaimData, ...], Meta(description="What nobody has reviewed; it counts nowhere.")]


def data_schema() -> str:
    """Return the JSON Schema of data.json as indented JSON with a newline at its end."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"data.json, format {FORMAT}"}
    definition = {**draft, **msgspec.json.schema(StoryData)}
    return msgspec.json.format(msgspec.json.encode(definition), indent=2).decode() + "\n"
