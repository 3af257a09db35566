"""Pair the values of two statements that stand in the same slot: best evidence first, each value once."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from diptych.compare.calendars import When
from diptych.compare.counting import Amount
from diptych.compare.pair import Pair

Value = TypeVar("Value", Amount, When)
_MOST_CONTEXT = 3


def paired(
    a: Sequence[Value], b: Sequence[Value], score: Callable[[Value, Value], float]
) -> tuple[tuple[tuple[Value, Value], ...], tuple[Value, ...], tuple[Value, ...]]:
    """Return pairs of values by falling score (none below 0), and what is left over on either side."""
    if not a or not b:
        return (), tuple(a), tuple(b)
    ranked = sorted(((score(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), key=lambda t: (-t[0], t[1] + t[2], t[1]))
    first: dict[int, int] = {}
    for points, i, j in ranked:
        if points >= 0 and i not in first and j not in first.values():
            first[i] = j
    pairs = tuple((a[i], b[j]) for i, j in sorted(first.items()))
    rest_a = tuple(x for i, x in enumerate(a) if i not in first)
    return pairs, rest_a, tuple(y for j, y in enumerate(b) if j not in first.values())


def context(pair: Pair, x: Amount | When, y: Amount | When) -> int:
    """Return how many content words around two values answer each other, up to three."""
    near_a = tuple(at for at in pair.a.near(x.first, x.last) if at in pair.a_shared)
    return min(pair.answering(near_a, pair.b.near(y.first, y.last)), _MOST_CONTEXT) if near_a else 0
