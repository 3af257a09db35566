"""Places in a picture, in percent of its width or height, so that it fits every screen without a script."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

_DIGITS: Final = 3
"""A thousandth of a percent is less than a pixel on any screen."""


def percent(part: float, whole: float) -> float:
    """Return `part` of `whole` in percent, as pictures write it; the same place always gives the same number.

    >>> percent(1, 3), percent(0, 0)
    (33.333, 0.0)
    """
    return round(100 * part / whole, _DIGITS) if whole else 0.0


def stretch(start: float, end: float, whole: float) -> tuple[float, float]:
    """Return where a stretch begins and how wide it is; stretches that only touch still only touch when rounded.

    >>> stretch(1, 2, 3)
    (33.333, 33.334)
    """
    x = percent(start, whole)
    return x, round(percent(end, whole) - x, _DIGITS)


def stacked(amounts: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return the stretch of each amount when all are laid end to end over the whole width.

    >>> stacked([1, 1, 2])
    ((0.0, 25.0), (25.0, 25.0), (50.0, 50.0))
    """
    ends = list(accumulate(amounts))
    return tuple(stretch(end - amount, end, ends[-1]) for amount, end in zip(amounts, ends, strict=True))
