"""How alike two units read: letters, words, coverage, runs of words, and what stands before and beside them."""

from collections.abc import Sequence
from itertools import pairwise
from math import log1p
from operator import add

from diptych.align.side import Part, Side
from diptych.align.vectors import Grid, combined, cosines, dots, folded, moved, squared

_CONTEXT = 0.5
"""How much the sentence before counts beside the sentence itself."""


def likeness(left: Side, right: Side) -> dict[str, Grid]:
    """Return the features that compare wording, between -1 and 1 or growing like a logarithm."""
    clauses = dots([part.letters for part in left.clauses], [part.letters for part in right.clauses])
    products = folded(clauses, left.owners, right.owners, add)
    close = cosines(products, left.lengths, right.lengths)
    near = cosines(clauses, [squared(part.letters) for part in left.clauses], [squared(part.letters) for part in right.clauses])
    return {
        "letters": close,
        "clause letters": folded(near, left.owners, right.owners, max),
        "before": _with_before(products, left, right),
        "beside": combined([moved(close, -1, 0), moved(close, 0, -1), moved(close, 1, 0), moved(close, 0, 1)], max),
        "around": combined([moved(close, -1, -1), moved(close, 1, 1)], add),
        "once": [[value if value < 4.0 else 4.0 for value in row] for row in dots(left.once, right.once)],
        "phrases": _grown(dots([dict.fromkeys(one, 1.0) for one in left.pairs], right.pairs)),
    } | _worded(left, right)


def _worded(left: Side, right: Side) -> dict[str, Grid]:
    one, other = [part.stems for part in left.parts], [part.stems for part in right.parts]
    shared = _shared(left.parts, right.parts)
    clauses = _covered(_shared(left.clauses, right.clauses), left.clauses, right.clauses, 6.0)
    return {
        "words": cosines(dots(one, other), list(map(squared, one)), list(map(squared, other))),
        "covered": _covered(shared, left.parts, right.parts, 3.0),
        "clause covered": folded(clauses, left.owners, right.owners, max),
        "shared": _grown(shared),
    }


def _shared(left: Sequence[Part], right: Sequence[Part]) -> Grid:
    return dots([dict.fromkeys(part.stems, 1.0) for part in left], [part.stems for part in right])


def _covered(shared: Grid, left: Sequence[Part], right: Sequence[Part], least: float) -> Grid:
    """Return which share of the poorer of two parts both hold; `least` keeps two rare words from being all of it."""
    down, across = ([sum(part.stems.values()) + least for part in parts] for parts in (left, right))
    return [
        [value and value / (own if own < other else other) for value, other in zip(row, across, strict=True)]
        for row, own in zip(shared, down, strict=True)
    ]


def _with_before(products: Grid, left: Side, right: Side) -> Grid:
    """Return the cosine of both units, each with half of the unit before it: what "he" and "the plan" stand for."""
    half = _CONTEXT
    joined = combined(
        [products, moved(products, -1, 0), moved(products, 0, -1), moved(products, -1, -1)],
        lambda own, up, back, both: own + half * (up + back) + half * half * both,
    )
    return cosines(joined, _lengths_with_before(left), _lengths_with_before(right))


def _lengths_with_before(side: Side) -> list[float]:
    earlier = (0.0, *side.lengths)
    return [
        own + 2 * _CONTEXT * across + _CONTEXT * _CONTEXT * last for (last, own), across in zip(pairwise(earlier), side.before, strict=True)
    ]


def _grown(grid: Grid) -> Grid:
    return [[log1p(value) if value else 0.0 for value in row] for row in grid]
