"""How alike two units read: letters, words, coverage, and what stands before and beside them."""

from collections.abc import Sequence
from itertools import pairwise
from math import log1p

from diptych.align.side import Part, Side
from diptych.align.vectors import Grid, cosines, dots, folded

_CONTEXT = 0.5
"""How much the sentence before counts beside the sentence itself."""


def likeness(left: Side, right: Side) -> dict[str, Grid]:
    """Return the features that compare wording, between -1 and 1 or growing like a logarithm."""
    products = dots(left.letters, right.letters)
    close = cosines(products, left.lengths, right.lengths)
    beside, around = _neighbours(close)
    common = _shared(left.parts, right.parts)
    covered = _covered(_shared(left.clauses, right.clauses), left.clauses, right.clauses, 6.0)
    return {
        "letters": close,
        "before": _with_before(products, left, right),
        "beside": beside,
        "around": around,
        "covered": _covered(common, left.parts, right.parts, 3.0),
        "clause covered": folded(covered, left.owners, right.owners, max),
        "shared": [[value and log1p(value) for value in row] for row in common],
    }


def _neighbours(grid: Grid) -> tuple[Grid, Grid]:
    """Return the greatest of the four values beside each, and the sum of the two before and after both; 0 stands outside.

    >>> _neighbours([[1.0, 2.0], [3.0, 4.0]])
    ([[3.0, 4.0], [4.0, 3.0]], [[4.0, 0.0], [0.0, 1.0]])
    """
    blank = [0.0] * len(grid[0])
    rows = list(zip([blank, *grid], grid, [*grid[1:], blank], strict=False))
    beside = [list(map(max, above, below, [0.0, *row], [*row[1:], 0.0])) for above, row, below in rows]
    return beside, [[one + other for one, other in zip([0.0, *above], [*below[1:], 0.0], strict=False)] for above, _, below in rows]


def _shared(left: Sequence[Part], right: Sequence[Part]) -> Grid:
    return dots([dict.fromkeys(part.stems, 1.0) for part in left], [part.stems for part in right])


def _covered(common: Grid, left: Sequence[Part], right: Sequence[Part], least: float) -> Grid:
    """Return which share of the poorer of two parts both hold; `least` keeps two rare words from being all of it."""
    down, across = ([part.weight + least for part in parts] for parts in (left, right))
    return [
        [value and value / (own if own < other else other) for value, other in zip(row, across, strict=True)]
        for row, own in zip(common, down, strict=True)
    ]


def _with_before(products: Grid, left: Side, right: Side) -> Grid:
    """Return the cosine of both units, each with half of the unit before it: what "he" and "the plan" stand for."""
    across = [[own + _CONTEXT * back for back, own in pairwise([0.0, *row])] for row in products]
    blank = [0.0] * len(right.units)
    joined = [[own + _CONTEXT * up for own, up in zip(row, above, strict=True)] for above, row in pairwise([blank, *across])]
    return cosines(joined, _lengths_with_before(left), _lengths_with_before(right))


def _lengths_with_before(side: Side) -> list[float]:
    earlier = (0.0, *side.lengths)
    return [
        own + 2 * _CONTEXT * across + _CONTEXT * _CONTEXT * last for (last, own), across in zip(pairwise(earlier), side.before, strict=True)
    ]
