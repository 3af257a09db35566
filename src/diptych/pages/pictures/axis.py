"""The time axis: the nearer a day lies to the middle, the more room it has, so that hours of news and years before fit on one line."""

from collections.abc import Iterable, Iterator
from math import copysign, log1p
from typing import Final

from msgspec import Struct

from diptych.words import Words

_EDGE: Final = 6.0
"""Percent of the width left free on either side, for marks that stand on the first or the last day."""

_LABEL: Final = 17.0
"""Percent of the width between the middles of two labels that do not touch on the narrowest screen."""

_STEPS: Final = (
    (365, "years", 1),
    (30, "months", 1),
    (7, "weeks", 1),
    (3652, "years", 10),
    (36524, "years", 100),
    (365242, "years", 1000),
    (1, "days", 1),
)
"""Days from the middle that have a tick, and what they are; where labels do not all fit, the first ones here do."""


class Axis(Struct, frozen=True):
    """Days from `first` to `last` around `middle`, all proleptic ordinals."""

    first: int
    last: int
    middle: int

    def place(self, day: int) -> float:
        """Return where a day stands, in percent of the width: later days never further left.

        >>> axis = Axis(first=0, last=200, middle=100)
        >>> axis.place(0), axis.place(100), axis.place(200)
        (6.0, 50.0, 94.0)
        """
        low, high = _raw(self.first - self.middle), _raw(self.last - self.middle)
        at = (_raw(day - self.middle) - low) / (high - low) if high > low else 0.5
        return round(_EDGE + (100 - 2 * _EDGE) * min(max(at, 0.0), 1.0), 3)


class Tick(Struct, frozen=True):
    """A line across the lanes: its place, and its label where there is room for one."""

    x: float
    label: str
    middle: bool


def _raw(days: int) -> float:
    return copysign(log1p(abs(days)), days)


def axis_of(days: Iterable[int], middle: int) -> Axis:
    """Return the axis that holds all `days` and the middle."""
    found = [*days, middle]
    return Axis(min(found), max(found), middle)


def ticks(axis: Axis, middle: str, words: Words) -> tuple[Tick, ...]:
    """Return the ticks of an axis from left to right; labels that would touch are left out, never that of the middle."""
    taken: list[float] = []
    found = [_tick(axis, day, label, taken) for day, label in _marked_days(axis, middle, words)]
    return tuple(sorted(found, key=lambda tick: tick.x))


def _marked_days(axis: Axis, middle: str, words: Words) -> Iterator[tuple[int, str]]:
    yield axis.middle, middle
    for step, unit, count in _STEPS:
        label = words.say(f"times.{unit}", count=count)
        yield from ((day, label) for day in (axis.middle - step, axis.middle + step) if axis.first <= day <= axis.last)


def _tick(axis: Axis, day: int, label: str, taken: list[float]) -> Tick:
    x = axis.place(day)
    free = all(abs(x - other) >= _LABEL for other in taken)
    if free:
        taken.append(x)
    return Tick(x, label if free else "", day == axis.middle)
