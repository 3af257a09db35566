"""Which clauses of two units carry what the units share: the rest of a long sentence may state another claim."""

from collections.abc import Sequence

from diptych.align.side import Part, Side
from diptych.text import Span

_ENOUGH = 0.3
"""Share of the strongest clause's weight that a clause must carry to belong to the passage."""


def localised(sides: tuple[Side, Side], at: tuple[int, int]) -> tuple[Span, Span]:
    """Return the span of unit `at[0]` and of unit `at[1]` that states the shared claim: one clause, or several that follow each other."""
    left, right = (_clauses(side, place) for side, place in zip(sides, at, strict=True))
    units = (sides[0].units[at[0]], sides[1].units[at[1]])
    return (
        _span(units[0].clauses, [max(_shared(one, other) for other in right) for one in left], units[0].span),
        _span(units[1].clauses, [max(_shared(one, other) for one in left) for other in right], units[1].span),
    )


def _clauses(side: Side, unit: int) -> list[Part]:
    return [part for part, owner in zip(side.clauses, side.owners, strict=True) if owner == unit]


def _shared(one: Part, other: Part) -> float:
    """Weigh stems that both hold whole, and runs of letters where no stem is the same."""
    stems = sum(weight for stem, weight in one.stems.items() if stem in other.stems)
    runs = sum(weight for run, weight in one.letters.items() if run in other.letters)
    return stems + 0.1 * runs


def _span(clauses: Sequence[Span], weights: Sequence[float], whole: Span) -> Span:
    most = max(weights)
    if not most:
        return whole
    kept = [clause for clause, weight in zip(clauses, weights, strict=True) if weight >= _ENOUGH * most]
    return Span(kept[0].start, kept[-1].end)
