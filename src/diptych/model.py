"""The records that everything after `read` works on: frozen, slotted, with tuples, joined by ids and never by references.

Dates are kept as the editor wrote them, to the precision known: `2023`, `2023-04` or `2023-04-26`. What is not known is the empty
string, and the site says so.
"""

from enum import StrEnum

from msgspec import Struct

from diptych.errors import Place
from diptych.manifest import Review
from diptych.quotes import Match, Quote
from diptych.rights import Context as Context
from diptych.rights import Publish as Publish
from diptych.text import Span
from diptych.words import Words


class Relation(StrEnum):
    """How the statements on a claim relate. A relation between accounts is not a truth rating."""

    AGREE = "agree"
    MORE_SPECIFIC = "more-specific"
    DIFFER = "differ"
    CONFLICT = "conflict"
    ONLY = "only"


class Attribution(StrEnum):
    """In whose voice a source makes a statement."""

    OWN_VOICE = "own-voice"
    PARAPHRASE = "paraphrase"
    QUOTE = "quote"
    QUOTED_POST = "quoted-post"
    HEADLINE = "headline"


class Provenance(Struct, frozen=True):
    """Where a source came from. `sha256` is computed from the stored bytes; all else is what the editor knows."""

    publisher: str
    author: str
    published: str
    updated: str
    retrieved: str
    url: str
    archive_url: str
    licence: str
    sha256: str
    note: str


class Source(Struct, frozen=True):
    """One text by one publisher. `segments` are its sentences, headlines and list items; `aside` what is not the article.

    `alias` is what sentences call a source whose publisher has another source in the story; empty for all others.
    """

    id: str
    title: str
    file: str
    language: str
    text: str
    segments: tuple[Span, ...]
    aside: tuple[Span, ...]
    publish: Publish
    provenance: Provenance
    alias: str = ""
    context: Context = Context.NONE

    @property
    def name(self) -> str:
        """What sentences call this source, like no other of its story: its publisher, or its id where the publisher is not known."""
        return self.alias or self.provenance.publisher or self.id.replace("-", " ").capitalize()


class Passage(Struct, frozen=True):
    """A quote and where it stands in its source. There is always a match: a quote without one stopped in `read`."""

    quote: Quote
    match: Match


class Statement(Struct, frozen=True):
    """What one source says on one claim. `attribution` is None where the editor left it open."""

    source_id: str
    passages: tuple[Passage, ...]
    attribution: Attribution | None
    speaker: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span that this statement quotes, in the order in which the editor gave the quotes."""
        return tuple(span for passage in self.passages for span in passage.match.spans)


class Absence(Struct, frozen=True):
    """The proof that a source is silent: terms that were searched in its article and do not stand there."""

    source_id: str
    terms: tuple[str, ...]


class Scale(Struct, frozen=True):
    """Where a verdict stands on the site's own scale, from `worst` (1 or higher) to `best`."""

    value: int
    worst: int
    best: int


class Claimant(Struct, frozen=True):
    """Who makes a claim that is rated: a person, or else an organisation."""

    name: str
    person: bool
    url: str


class Rating(Struct, frozen=True):
    """A verdict that an editor wrote. Diptych never makes one."""

    verdict: str
    explanation: str
    evidence: tuple[str, ...]
    reviewer: str
    date: str
    scale: Scale | None = None
    claimant: Claimant | None = None


class Correction(Struct, frozen=True):
    """One entry of a claim's public trail."""

    date: str
    changed: str
    why: str


class Claim(Struct, frozen=True):
    """A proposition that the sources are compared on, in the editor's neutral words.

    `relation` is None where the editor left it open; `specific` names the sources that are more specific, where that is the relation.
    A source without a statement is silent. `published` and `updated` are when the site first showed it and when it last changed, as far as
    the editor says. `reviewed_by` names those who stand behind it, the story's where the claim names none.
    """

    id: str
    text: str
    statements: tuple[Statement, ...]
    relation: Relation | None
    specific: tuple[str, ...]
    absences: tuple[Absence, ...]
    note: str
    rating: Rating | None
    corrections: tuple[Correction, ...]
    place: Place
    published: str = ""
    updated: str = ""
    reviewed_by: tuple[str, ...] = ()

    def statement(self, source_id: str) -> Statement | None:
        """Return what the source says on this claim, or None where it is silent."""
        for statement in self.statements:  # a generator takes three times as long, and pages ask some thousand times a story
            if statement.source_id == source_id:
                return statement
        return None


class Name(Struct, frozen=True):
    """One entity and its spellings; a spelling is never a difference."""

    canonical: str
    spellings: tuple[str, ...]


class Story(Struct, frozen=True):
    """An event, with its sources and claims.

    `claims` are those that a person has reviewed, `drafts` those that wait for it, `rejected` those that must not be suggested again.
    `published` and `updated` are when the site first showed the comparison and when it last changed, as far as the editor says. `status`
    tells whether the story itself may be published; `reviewed_by` names those who say so. `topics` are what it is about, each once.
    """

    id: str
    title: str
    event_date: str
    summary: str
    names: tuple[Name, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    drafts: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    place: Place
    published: str = ""
    updated: str = ""
    status: Review = Review.REVIEWED
    reviewed_by: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def source(self, source_id: str) -> Source:
        """Return the source of that id. Raises StopIteration for an id that `read` would have refused."""
        return next(source for source in self.sources if source.id == source_id)


class Document(Struct, frozen=True):
    """A Markdown page of `site_src`: URL name, title, Markdown, file, language. The foot leads to a page of the `guide`, else the head."""

    name: str
    title: str
    markdown: str
    file: str
    language: str
    guide: bool = False


class Site(Struct, frozen=True):
    """Everything that a build shows. `suggestions` tells whether claims that nobody has reviewed are shown, set apart.

    `embedding` names the aligner's sentence embedding, if there is one: a folder of the site, or a model. `words` are those of the
    interface; their language is that of the site, or English where there is no catalogue for it. `drafts` tells that drafts were asked
    for: without it, `stories` has no draft, and the drafts among the claims of a story are not shown. `private` is the folder of texts
    of which only quotes may be published, or nothing.
    """

    title: str
    url: str
    language: str
    description: str
    suggestions: bool
    embedding: str
    stories: tuple[Story, ...]
    documents: tuple[Document, ...]
    words: Words = Words()
    drafts: bool = False
    private: str = ""
