"""What the aligner is given and what it finds, as values: whoever has its answers from the cache need not import the aligner."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from diptych.text import Span


class Aside(Struct, frozen=True):
    """A line that is proposed as not part of the article, and why."""

    source: str
    span: Span
    reason: str


class Text(Struct, frozen=True):
    """One source as the aligner sees it. The first segment is the headline; `skip` holds what is not the article."""

    id: str
    text: str
    segments: tuple[Span, ...]
    language: str = "en"
    published: str | None = None
    """The day of publication, YYYY-MM-DD."""
    skip: tuple[Span, ...] = ()

    def without(self, lines: Iterable[Aside]) -> "Text":
        """Return the text with more that is not the article: those of `lines` that stand in it."""
        return replace(self, skip=self.skip + tuple(line.span for line in lines if line.source == self.id))


class Passage(Struct, frozen=True, order=True):
    """The words of one source that state a claim: a segment, or the clauses of it that matter."""

    source: str
    segment: int
    span: Span


class Evidence(Struct, frozen=True):
    """One reason. `left` and `right` are what is shared or clashes, as each source writes it, with where it stands."""

    kind: str
    left: str
    right: str
    left_span: Span
    right_span: Span

    @property
    def against(self) -> bool:
        """Whether it speaks against the suggestion."""
        return self.kind.endswith("clash")

    def shown(self, quoted: Callable[[str], str]) -> str:
        """Return what is shared or clashes, as each source writes it; `quoted` sets the marks where these are their very words."""
        both = [self.left] if self.left.lower() == self.right.lower() else [self.left, self.right]
        return " / ".join(map(quoted, both) if self.kind in ("quotation", "run") else both)


class Reason(Struct, frozen=True):
    """What speaks for and against one pair of passages, as values and in words."""

    left: Passage
    right: Passage
    probability: float
    evidence: tuple[Evidence, ...]
    words: str
    weights: tuple[tuple[str, float], ...]
    """What each feature adds to the log-odds."""


class Suggestion(Struct, frozen=True):
    """A claim that the aligner found. `id` comes from what is said and by whom, so it outlives edits elsewhere in the sources."""

    id: str
    confidence: float
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]
    """One for each linked pair, surest first."""


class Run(Struct, frozen=True):
    """The same words in two sources."""

    sources: tuple[str, str]
    spans: tuple[Span, Span]
    words: int


class Origin(Struct, frozen=True):
    """Sources that reprint one text, with the runs that show it."""

    sources: tuple[str, ...]
    runs: tuple[Run, ...]


class Alignment(Struct, frozen=True):
    """Everything the aligner has to say about a story."""

    suggestions: tuple[Suggestion, ...]
    not_article: tuple[Aside, ...]
    origins: tuple[Origin, ...]
