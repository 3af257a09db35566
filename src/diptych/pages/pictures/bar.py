"""The relation bar: how many claims agree, differ, conflict, as lengths on one line."""

from collections.abc import Sequence

from msgspec import Struct

from diptych.pages.labels import Label
from diptych.pages.pictures.scale import stacked


class Band(Struct, frozen=True):
    """One relation's part of the bar: where it begins and how wide it is, in percent, with the count it stands for."""

    label: Label
    count: int
    x: float
    width: float


def bands(counts: Sequence[tuple[Label, int]]) -> tuple[Band, ...]:
    """Return the bands of `counts` in their order; a relation that no claim has leaves no band.

    >>> one, two = Label("agree", "Agree", "agree", ""), Label("only", "Only in one", "only in one", "")
    >>> [(band.count, band.x, band.width) for band in bands([(one, 3), (two, 1)])]
    [(3, 0.0, 75.0), (1, 75.0, 25.0)]
    """
    shown = [(label, count) for label, count in counts if count]
    places = stacked([count for _, count in shown])
    return tuple(Band(label, count, x, width) for (label, count), (x, width) in zip(shown, places, strict=True))
