"""Which clauses of two units carry what the units share: the rest of a long sentence may state another claim."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diptych.align.side import Part, Side
from diptych.text import Span

_ENOUGH = 0.3
"""Share of the strongest clause's weight that a clause must carry to belong to the passage."""

_FAINT = 0.1
"""What a run of letters weighs against a whole word."""


def localised(sides: tuple[Side, Side], at: tuple[int, int]) -> tuple[Span, Span]:
    """Return the span of unit `at[0]` and of unit `at[1]` that states the shared claim: one clause, or several that follow each other."""
    units = (sides[0].units[at[0]], sides[1].units[at[1]])
    left, right = (_clauses(side, place) for side, place in zip(sides, at, strict=True))
    shared = [[_shared(one, other) for other in right] for one in left]
    return (
        _span(units[0].clauses, [max(row) for row in shared], units[0].span),
        _span(units[1].clauses, [max(column) for column in zip(*shared, strict=True)], units[1].span),
    )


def _clauses(side: Side, unit: int) -> Sequence[Part]:
    return side.clauses[bisect_left(side.owners, unit) : bisect_right(side.owners, unit)]


def _shared(one: Part, other: Part) -> float:
    """Weigh the stems that both hold; where none is the same, their runs of letters, little."""
    stems = sum(weight for stem, weight in one.stems.items() if stem in other.stems)
    return stems or _FAINT * sum(weight for run, weight in one.letters.items() if run in other.letters)


def _span(clauses: Sequence[Span], weights: Sequence[float], whole: Span) -> Span:
    most = max(weights)
    if not most:
        return whole
    kept = [clause for clause, weight in zip(clauses, weights, strict=True) if weight >= _ENOUGH * most]
    return Span(kept[0].start, kept[-1].end)
