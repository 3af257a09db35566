"""Differences in how sure a statement is, and in duty and permission."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.pair import Pair
from diptych.compare.polarity import Mark
from diptych.compare.said import Difference, Effect, Kind

_BEARS: Final = 5
"""A hedge bears on the next so many words, at the end of a sentence on the three before it."""

_CLASHING: Final = (frozenset({"required", "optional"}), frozenset({"forbidden", "possible"}), frozenset({"forbidden", "required"}))


def certainty_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where only one side hedges something that both say, or both do so to another degree.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> [(found.a, found.b) for found in certainty_differences(pair(Said("x", "It may rain"), Said("y", "It will rain")))]
    [('may', None)]
    """
    mine, theirs = _levels(pair), _levels(pair.turned())
    only_a = sorted(set(mine) - set(theirs))
    only_b = sorted(set(theirs) - set(mine))
    for level in only_a:
        yield _between(pair, mine[level], theirs[only_b[0]] if only_b else None)
    if not only_a:
        yield from (pair.differing(Kind.HEDGE, Effect.OTHER, None, _range(theirs[level])) for level in only_b)


def _between(pair: Pair, mine: Mark, theirs: Mark | None) -> Difference:
    clash = theirs is not None and frozenset({mine.level, theirs.level}) in _CLASHING
    return pair.differing(Kind.HEDGE, Effect.EXCLUDES if clash else Effect.OTHER, _range(mine), _range(theirs) if theirs else None)


def _range(mark: Mark) -> tuple[int, int]:
    return mark.first, mark.last


def _levels(pair: Pair) -> dict[str, Mark]:
    """Return the hedges of a that bear on something b says too, the first of each level."""
    found: dict[str, Mark] = {}
    for mark in pair.a.hedges:
        bears = pair.a.content(mark.last, mark.last + _BEARS) or pair.a.content(mark.first - 3, mark.first)
        if not pair.a_shared.isdisjoint(bears):
            found.setdefault(mark.level, mark)
    return found
