"""What the aligner suggests, as claims: those that no editor has yet, and how well it does where an editor has been."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from diptych.alignment import Alignment, Suggestion
from diptych.counts import Score
from diptych.findings.records import Hint
from diptych.model import Claim, Passage, Statement, Story
from diptych.quotes import Match, Quote, Status, locate
from diptych.text import Folded, Span, fold, merged

_LONGEST_TITLE: Final = 90
_CONTEXT: Final = 40
_COVERED: Final = 0.3
"""Share of the shorter of two passages that both must hold for them to be the same statement."""


def hint(story: Story, suggestion: Suggestion) -> Hint:
    """Return why `suggestion` was made."""
    words = tuple(dict.fromkeys(reason.words for reason in suggestion.reasons))
    return Hint(suggestion.confidence, tuple(reason.evidence for reason in suggestion.reasons), words, _shortest(story, suggestion))


def claim_of(story: Story, suggestion: Suggestion) -> Claim:
    """Return `suggestion` as a claim without relation; its text is the shortest of its passages, since no editor has worded it."""
    order = [source.id for source in story.sources]
    passages = sorted(suggestion.passages, key=lambda passage: (order.index(passage.source), passage.span))
    by_source = groupby(passages, lambda passage: passage.source)
    statements = tuple(_statement(story, source_id, [each.span for each in found]) for source_id, found in by_source)
    return Claim(
        id=f"suggested-{suggestion.id}",
        text=f"“{_shortest(story, suggestion)}”",
        statements=statements,
        relation=None,
        specific=(),
        absences=(),
        note="",
        rating=None,
        corrections=(),
        place=story.place,
    )


def _statement(story: Story, source_id: str, spans: Iterable[Span]) -> Statement:
    source = story.source(source_id)
    folded = fold(source.text)
    found = tuple(Passage(selector(folded, span), Match((span,), Status.VERIFIED)) for span in merged(spans))
    return Statement(source_id, found, None, "")


def selector(source: Folded, span: Span) -> Quote:
    """Return the quote that finds `span` in `source` again, with as many words of context before it as that takes.

    >>> selector(fold("A ferry ran. A ferry sank."), Span(15, 20))
    Quote(exact='ferry', prefix='ran. A ', suffix='')
    """
    exact = span.of(source.original)
    before = source.original[max(0, span.start - _CONTEXT) : span.start]
    quote = Quote(exact)
    if not isinstance(locate(source, quote), Match):
        words = before.split(" ")
        for count in range(1, len(words) + 1):
            quote = Quote(exact, prefix=" ".join(words[-count:]))
            if isinstance(locate(source, quote), Match):
                break
    return quote


def _shortest(story: Story, suggestion: Suggestion) -> str:
    texts = {passage.source: story.source(passage.source).text for passage in suggestion.passages}
    shortest = min((passage.span.of(texts[passage.source]) for passage in suggestion.passages), key=lambda words: (len(words), words))
    plain = " ".join(shortest.split()).rstrip(".,;:")
    return plain if len(plain) <= _LONGEST_TITLE else plain[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def uncurated(alignment: Alignment, claims: Sequence[Claim]) -> list[Suggestion]:
    """Return the suggestions that none of `claims`, reviewed or rejected, makes already; surest first."""
    return [suggestion for suggestion in alignment.suggestions if not any(same(claim, suggestion) for claim in claims)]


def score(alignment: Alignment, claims: Sequence[Claim]) -> Score:
    """Return how well the suggestions match the curated claims that two or more sources make."""
    shared = [claim for claim in claims if len(claim.statements) > 1]
    return Score(
        curated=len(shared),
        found=sum(any(same(claim, suggestion) for suggestion in alignment.suggestions) for claim in shared),
        suggested=len(alignment.suggestions),
        right=sum(any(same(claim, suggestion) for claim in shared) for suggestion in alignment.suggestions),
    )


def same(claim: Claim, suggestion: Suggestion) -> bool:
    """Tell whether a claim and a suggestion share their words in two sources or more, or the claim was made from the suggestion."""
    if claim.id == f"suggested-{suggestion.id}":
        return True
    said = {statement.source_id: statement.spans for statement in claim.statements}
    common = {
        passage.source for passage in suggestion.passages if any(_covers(span, passage.span) for span in said.get(passage.source, ()))
    }
    return len(common) > 1


def _covers(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= _COVERED * min(one.end - one.start, other.end - other.start)
