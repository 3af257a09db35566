"""How alike two units read: letters, words, coverage, and what stands before and beside them."""

from collections.abc import Sequence
from math import log1p

from diptych.align.side import Part, Side, Weights
from diptych.align.vectors import Grid, cosines, folded, held, products


def likeness(left: Side, right: Side, weights: Weights) -> dict[str, Grid]:
    """Return the features that compare wording, between -1 and 1 or growing like a logarithm."""
    size = len(left.units), len(right.units)
    close = cosines(products(left.letters, right.letters, weights.letters, size), left.lengths, right.lengths)
    beside, around = _neighbours(close)
    common = _shared(left.parts, right.parts, weights)
    covered = _covered(_shared(left.clauses, right.clauses, weights), left.clauses, right.clauses, 6.0)
    return {
        "letters": close,
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


def _shared(left: Sequence[Part], right: Sequence[Part], weights: Weights) -> Grid:
    one, other = ([[*part.stems, *part.owned] for part in parts] for parts in (left, right))
    return products(held(one), held(other), weights.stems, (len(left), len(right)))


def _covered(common: Grid, left: Sequence[Part], right: Sequence[Part], least: float) -> Grid:
    """Return which share of the poorer of two parts both hold; `least` keeps two rare words from being all of it."""
    down, across = ([part.weight + least for part in parts] for parts in (left, right))
    return [
        [value and value / (own if own < other else other) for value, other in zip(row, across, strict=True)]
        for row, own in zip(common, down, strict=True)
    ]
