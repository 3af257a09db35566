"""Which clauses of two units carry what the units share: the rest of a long sentence may state another claim."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diptych.align.side import Part, Side
from diptych.align.units import Unit
from diptych.text import Span

_ENOUGH = 0.3
"""Share of the strongest clause's weight that a clause must carry to belong to the passage."""

_LEAST = 6
"""Words that a passage must have: "the White House said Wednesday" takes the next clause with it."""


def localised(sides: tuple[Side, Side], at: tuple[int, int]) -> tuple[Span, Span]:
    """Return the span of unit `at[0]` and of unit `at[1]` that states the shared claim: one clause, or several that follow each other."""
    units = (sides[0].units[at[0]], sides[1].units[at[1]])
    left, right = (_clauses(side, place) for side, place in zip(sides, at, strict=True))
    shared = [[_shared(one, other) for other in right] for one in left]
    return (
        _span(units[0], [max(row) for row in shared]),
        _span(units[1], [max(column) for column in zip(*shared, strict=True)]),
    )


def _clauses(side: Side, unit: int) -> Sequence[Part]:
    return side.clauses[bisect_left(side.owners, unit) : bisect_right(side.owners, unit)]


def _shared(one: Part, other: Part) -> float:
    """Weigh the stems that both hold."""
    return sum([weight for stem, weight in one.stems.items() if stem in other.stems])


def _span(unit: Unit, weights: Sequence[float]) -> Span:
    most = max(weights)
    if not most:
        return unit.span
    kept = [at for at, weight in enumerate(weights) if weight >= _ENOUGH * most]
    first, last = kept[0], kept[-1]
    while last - first + 1 < len(weights) and _size(unit, first, last) < _LEAST:
        first, last = (first, last + 1) if last + 1 < len(weights) else (first - 1, last)
    bound, following = unit.bound, unit.bound | unit.announced
    while first and unit.clauses[first].start in bound:
        first -= 1
    while last + 1 < len(weights) and unit.clauses[last + 1].start in following:
        last += 1
    return Span(unit.clauses[first].start, unit.clauses[last].end)


def _size(unit: Unit, first: int, last: int) -> int:
    """Return how many words stand in the clauses from `first` to `last`."""
    start, end = unit.clauses[first].start, unit.clauses[last].end
    return sum([start <= word.start < end for word in unit.words])
