"""The prepared records that templates show. A template reads fields and loops; it never decides."""

from msgspec import Struct

from diptych.findings import Score, StoryFindings
from diptych.manifest import Review
from diptych.model import Claim, Source, Statement, Story
from diptych.pages import paths
from diptych.pages.coverage import Coverage
from diptych.pages.dates import Dates
from diptych.pages.labels import Label
from diptych.pages.pictures.bar import Band, bands
from diptych.words import Words


class SourceView(Struct, frozen=True):
    """A source as pages name it. `known` tells whether its publisher is known."""

    id: str
    name: str
    known: bool
    title: str
    language: str
    direction: str
    path: str
    record: Source

    @property
    def headline(self) -> str:
        """Its title, or nothing where that is not known and its name stands in."""
        return self.title if self.title != self.record.name else ""


class Quoted(Struct, frozen=True):
    """The source's own words of one quote. `inner` tells that they hold quotation marks themselves, so others go around them."""

    text: str
    inner: bool


class Said(Struct, frozen=True):
    """What one source says on a claim, as pages show it. `guessed` tells that the voice is a guess that nobody confirmed."""

    source: SourceView
    quotes: tuple[Quoted, ...]
    voice: str
    guessed: bool
    anchor: str
    statement: Statement
    typographic: bool


class Silence(Struct, frozen=True):
    """That a source says nothing on a claim, with the terms that were searched in it, if any."""

    source: SourceView
    terms: tuple[str, ...]


class Point(Struct, frozen=True):
    """One typed difference: its kind, what either source has (its own words where `quoted`), and what that does, in words."""

    kind: str
    sources: tuple[str, str]
    values: tuple[str, str]
    quoted: bool
    effect: str


class Brief(Struct, frozen=True):
    """A difference in short: every value once, with the names of the sources that have it.

    Where some of them have none, there is one value, `others` names these, and `alone` tells that the claim has no third source.
    """

    kind: str
    values: tuple[tuple[str, str], ...]
    quoted: bool
    effect: str
    others: str = ""
    alone: bool = False


class Row(Struct, frozen=True):
    """A claim across all sources: one cell a source, None where it is silent.

    `proposed` tells that the relation is the comparison's and not an editor's, `why` is its reason in a sentence where it comes to the
    same relation, `points` are the differences it found that tell something, for a suggestion also in short (`briefs`), `telling` sorts
    what parts the accounts most to the front, `variants` tells that all accounts render one utterance. A suggestion has a `confidence`
    (in percent, never 100) and `reasons`; for a reviewed claim these are None and empty.
    """

    number: str
    id: str
    text: str
    path: str
    label: Label
    verdict: str
    proposed: bool
    why: str
    points: tuple[Point, ...]
    briefs: tuple[Brief, ...]
    telling: tuple[int, int]
    variants: bool
    suggested: bool
    confidence: int | None
    reasons: tuple[str, ...]
    cells: tuple[Said | None, ...]
    silences: tuple[Silence, ...]
    claim: Claim
    dates: Dates

    @property
    def draft(self) -> bool:
        """Tell whether this is an editor's draft, shown among the suggestions because drafts were asked for."""
        return self.suggested and self.confidence is None

    @property
    def said(self) -> tuple[Said, ...]:
        """What the sources that speak on the claim say, in the order of the sources."""
        return tuple(cell for cell in self.cells if cell)


class Strongest(Struct, frozen=True):
    """The claim that parts the accounts most, and a few words of two or more of them on it."""

    row: Row
    words: tuple[tuple[SourceView, str], ...]


class StoryView(Struct, frozen=True):
    """A story with its reviewed claims as `rows` and, apart from them, `suggestions`.

    `counts` has every relation of the reviewed claims, what parts the accounts first; `finding` says in a sentence or two what the
    comparison finds. `origins` names sources that reprint one text; `dates` say when the story was published and last changed. `covered`
    tells what became of the sentences of each source. `words` are those of the interface.
    """

    id: str
    title: str
    event_date: str
    summary: str
    path: str
    read_path: str
    quotes_path: str
    worksheet_path: str
    sources: tuple[SourceView, ...]
    rows: tuple[Row, ...]
    suggestions: tuple[Row, ...]
    counts: tuple[tuple[Label, int], ...]
    finding: str
    strongest: Strongest | None
    origins: tuple[str, ...]
    score: Score
    dates: Dates
    covered: tuple[Coverage, ...]
    findings: StoryFindings
    record: Story
    words: Words

    @property
    def draft(self) -> bool:
        """Tell whether nobody has reviewed the story, which then is built only where drafts were asked for."""
        return self.record.status is Review.DRAFT

    @property
    def topics(self) -> tuple[tuple[str, str], ...]:
        """What the story is about: each topic with the path of what is found on it."""
        return tuple((topic, paths.topic(topic)) for topic in self.record.topics)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The reviewed claims, then the suggestions."""
        return self.rows + self.suggestions

    @property
    def bar(self) -> tuple[Band, ...]:
        """The counts as one bar."""
        return bands(self.counts)
