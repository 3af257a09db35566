"""Read dates as the days they may mean: absolute ones, and those relative to the day of publication."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from diptych.compare.calendars import When, calendar_date, century, decade, year
from diptych.compare.language import table
from diptych.compare.numerals import starters
from diptych.compare.relative import ago, named_period, spoken, weekday, weekend
from diptych.compare.tokens import Line

__all__ = ["When", "dates"]

EVER: Final = 4_000_000
"""A day after all others; its negative is a day before all others."""

_RULES: Final[tuple[Callable[[Line, int, date | None], When | None], ...]] = (
    calendar_date, weekday, spoken, weekend, named_period, ago, century, decade, year,
)  # fmt: skip


def dates(line: Line, published: date | None) -> tuple[When, ...]:
    """Return the dates of a line, in order.

    >>> from diptych.compare.tokens import line
    >>> when = dates(line("They spoke on 26 April, a year ago."), date(2023, 4, 27))
    >>> [[date.fromordinal(first).isoformat() for first, _ in each.days] for each in when]
    [['2023-04-26'], ['2022-01-01']]
    """
    return tuple(_scan(line, published))


def _scan(line: Line, published: date | None) -> Iterator[When]:
    at, openers = 0, _openers(line.language)
    while at < len(line):
        possible = line.number(at) or line.words[at] in openers
        when = next((found for rule in _RULES if (found := rule(line, at, published))), None) if possible else None
        if when:
            when = _sided(line, _with_part_of_day(line, when))
            yield when
        at = when.last if when else at + 1


@cache
def _openers(language: str) -> frozenset[str]:
    """Return the words that a date can begin with."""
    lists = ("months", "short_months", "weekdays", "last", "this", "next", "weekend")
    listed = {word for name in lists for word in table(language, f"dates.{name}")}
    spoken_words = {phrase.split()[0] for name in ("days_from_today", "last_day") for phrase in table(language, f"dates.{name}")}
    return starters(language) | listed | spoken_words | frozenset(table(language, "numbers.ordinals"))


def _with_part_of_day(line: Line, when: When) -> When:
    """Take in "evening" after a day, or "early" before one."""
    if line.listed(when.last, "dates.parts_of_day"):
        return replace(when, last=when.last + 1, finer=True)
    part = line.listed(when.first - 1, "dates.early") or line.listed(when.first - 1, "dates.late")
    short = all(last == first for first, last in when.days)
    return replace(when, first=when.first - 1, finer=True) if part and short else when


def _sided(line: Line, when: When) -> When:
    """Open a date to one side after "before", "by" or "after"; note whether it is a start or an end."""
    lead = when.first - 1
    side = next((side for side in ("start", "end") if line.listed(lead, f"dates.{side}_words")), "")
    when = replace(when, side=side, grain=max((last - first + 1 for first, last in when.days), default=0))
    if side == "end":
        return replace(when, days=tuple((first - 366 if last - first > 300 else first - 31, last) for first, last in when.days))
    if line.listed(lead, "dates.before"):
        return replace(when, days=tuple((-EVER, first - 1) for first, _ in when.days))
    if line.listed(lead, "dates.after"):
        return replace(when, days=tuple((last + 1, EVER) for _, last in when.days))
    return when
