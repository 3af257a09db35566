"""A line that tells how far a long build is, on a terminal alone."""

from collections.abc import Callable
from time import monotonic
from typing import Final, TextIO

from diptych.counts import counted

_QUIET: Final = 0.5
"""Seconds in which nobody needs to be told."""
_BETWEEN: Final = 0.1
"""Seconds from one line to the next."""


def progress(stream: TextIO, clock: Callable[[], float] = monotonic) -> Callable[[int, int, str], None]:
    """Return what tells `stream` how many stories or files of how many are done; nothing where it is no terminal, or for a short time."""
    began = last = clock()
    before = ""

    def tell(made: int, of: int, noun: str) -> None:
        nonlocal began, last, before
        now = clock()
        if noun != before:  # what comes next has a rate of its own
            began, before = (now if before else began), noun
        if not stream.isatty() or now - began < _QUIET or (now - last < _BETWEEN and made < of):
            return
        last = now
        stream.write(f"\r\x1b[K{line(made, of, now - began, noun)}" if made < of else "\r\x1b[K")
        stream.flush()

    return tell


def line(made: int, of: int, seconds: float, noun: str = "stories") -> str:
    """Return how many are made, how many a second, and how long it will take.

    >>> line(250, 1000, 5.0)
    '250 of 1000 stories, 50 a second, 15 s left'
    >>> line(25_000, 100_000, 10.0, "files sent")
    '25000 of 100000 files sent, 2,500 a second, 30 s left'
    """
    rate = made / seconds if seconds else 0.0
    speed = f", {_speed(rate)}, {_time((of - made) / rate)} left" if rate else ""
    return f"{made} of {of} {noun}{speed}"


def _speed(rate: float) -> str:
    if rate < 1:
        return f"{_time(1 / rate)} each"
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
