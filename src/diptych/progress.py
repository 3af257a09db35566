"""A line that tells how far a long build is, on a terminal alone."""

from collections.abc import Callable
from time import monotonic
from typing import Final, TextIO

from diptych.counts import counted

_QUIET: Final = 0.5
"""Seconds in which nobody needs to be told."""
_BETWEEN: Final = 0.1
"""Seconds from one line to the next."""


def progress(stream: TextIO, clock: Callable[[], float] = monotonic) -> Callable[[int, int], None]:
    """Return what tells `stream` how many stories of how many are made; nothing where it is no terminal, or for a short time."""
    began = last = clock()

    def tell(made: int, of: int) -> None:
        nonlocal last
        now = clock()
        if not stream.isatty() or now - began < _QUIET or (now - last < _BETWEEN and made < of):
            return
        last = now
        stream.write(f"\r\x1b[K{line(made, of, now - began)}" if made < of else "\r\x1b[K")
        stream.flush()

    return tell


def line(made: int, of: int, seconds: float) -> str:
    """Return how many are made, how many a second, and how long it will take.

    >>> line(250, 1000, 5.0)
    '250 of 1000 stories, 50 a second, 15 s left'
    >>> line(25_000, 100_000, 10.0)
    '25000 of 100000 stories, 2,500 a second, 30 s left'
    """
    rate = made / seconds if seconds else 0.0
    speed = f", {_speed(rate)}, {_time((of - made) / rate)} left" if rate else ""
    return f"{made} of {of} stories{speed}"


def _speed(rate: float) -> str:
    if rate < 1:
        return f"{_time(1 / rate)} a story"
    return f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f}".removesuffix(".0") + " a second"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{counted(days, 'day')} {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
