"""Differences of dates, each as the days it may mean."""

from collections.abc import Iterator

from diptych.compare.calendars import When
from diptych.compare.pair import Pair
from diptych.compare.said import Difference, Effect, Kind
from diptych.compare.slots import context, paired


def date_differences(pair: Pair) -> Iterator[Difference]:
    """Yield how the dates of two statements differ; dates that may mean the same yield nothing."""
    pairs, rest_a, rest_b = paired(pair.a.dates, pair.b.dates, lambda x, y: _likeness(pair, x, y))
    for x, y in pairs:
        effect = _effect(pair, x, y)
        if effect is not Effect.SAME:
            yield pair.differing(Kind.DATE, effect, (x.first, x.last), (y.first, y.last))
    yield from (pair.differing(Kind.DATE, Effect.A_ADDS, (x.first, x.last), None) for x in rest_a)
    yield from (pair.differing(Kind.DATE, Effect.B_ADDS, None, (y.first, y.last)) for y in rest_b)


def _likeness(pair: Pair, x: When, y: When) -> float:
    """Return how likely two dates are of one thing. Those that cannot mean the same and share no word around them are not, where either
    has such words at all.
    """
    found = 4.0 * (_meet(x, y) is not None) + context(pair, x, y)
    bare = not pair.a.near(x.first, x.last) or not pair.b.near(y.first, y.last)
    return found if found or bare else -1.0


def _meet(x: When, y: When) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the ranges of two dates that overlap."""
    return next(((one, two) for one in x.days for two in y.days if one[0] <= two[1] and two[0] <= one[1]), None)


def _effect(pair: Pair, x: When, y: When) -> Effect:
    if not x.days or not y.days:
        return Effect.SAME
    met = _meet(x, y)
    if met is None:
        return Effect.EXCLUDES if context(pair, x, y) and _one_frame(x, y) else Effect.OTHER
    (a_first, a_last), (b_first, b_last) = met
    if x.finer != y.finer and (a_first, a_last) == (b_first, b_last):
        return Effect.A_ADDS if x.finer else Effect.B_ADDS
    a_size, b_size = a_last - a_first + 1, b_last - b_first + 1
    if x.side == y.side == "end":
        a_size, b_size = x.grain, y.grain
    if 3 * a_size <= b_size < 100_000:
        return Effect.A_ADDS
    if 3 * b_size <= a_size < 100_000:
        return Effect.B_ADDS
    return Effect.SAME


def _one_frame(x: When, y: When) -> bool:
    """Tell whether both dates have a year, or neither: without a day of publication a month alone has none."""
    return x.side == y.side and _yearless(x) == _yearless(y)


def _yearless(when: When) -> bool:
    return any(0 < last < 2_000 for _, last in when.days)
