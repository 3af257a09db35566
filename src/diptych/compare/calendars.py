"""Read dates of the calendar: days, months, years, decades."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diptych.compare.tokens import Line

_NEAR: Final = 300
"""A month without a year is one that lies within so many days of the publication."""

_LAST_CENTURY: Final = 99
NO_YEAR: Final = 4
"""The (leap) year that stands for an unknown one."""

_PARTS: Final = {"early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0)}


class When(Struct, frozen=True):
    """A date at tokens `first` up to `last`: the ranges of days (proleptic ordinals) that it may mean.

    Without a day of publication a relative date means any day: `days` is empty. `finer` holds for a part of a day, `side` is
    "start" or "end" after such a preposition, and `grain` is how many days the date itself covers.
    """

    first: int
    last: int
    days: tuple[tuple[int, int], ...]
    finer: bool = False
    side: str = ""
    grain: int = 0


def calendar_date(line: Line, at: int, published: date | None) -> When | None:
    """Read "26 April 2023", "April 26, 2023", "early November", "January 2016", "April".

    >>> from diptych.compare.tokens import line
    >>> [date.fromordinal(day).isoformat() for day in calendar_date(line("May 2020"), 0, None).days[0]]
    ['2020-05-01', '2020-05-31']
    """
    day, start = _day(line, at)
    month, end = month_at(line, start)
    if month is None:
        return None
    if day is None:
        day, end = _day(line, end)
    stop = end + (line.word(end) == ",")
    written = _year_number(line, stop)
    spans = tuple(days_of(which, month, day) for which in ((written,) if written else _years(published)))
    if published and not written:
        spans = tuple(_near(spans, published))
    return When(at, stop + 1 if written else end, narrowed(line, at, spans) if day is None else spans)


def _day(line: Line, at: int) -> tuple[int | None, int]:
    if not line.number(at) or not line.word(at).isdecimal() or not 1 <= int(line.word(at)) <= 31:
        return None, at
    end = at + 1 + line.listed(at + 1, "numbers.ordinal_endings")
    return int(line.word(at)), end + line.listed(end, "numbers.part_of")


def month_at(line: Line, at: int) -> tuple[int | None, int]:
    """Return the month named at a token and where it ends; "Jan" and "May" without a number beside them are people too."""
    for name in ("months", "short_months"):
        known = list(line.table(f"dates.{name}"))
        if line.capital(at) and line.word(at) in known and (len(line.word(at)) > 3 or _beside_number(line, at)):
            dot = name == "short_months" and line.word(at + 1) == "."
            return known.index(line.word(at)) + 1, at + 1 + dot
    return None, at


def _beside_number(line: Line, at: int) -> bool:
    return any(line.number(near) for near in (at - 1, at + 1, at + 2)) or line.listed(at - 1, "dates.month_leads")


def _year_number(line: Line, at: int) -> int | None:
    word = line.word(at)
    return int(word) if word.isdecimal() and len(word) == 4 and 1000 <= int(word) <= 2199 else None


def _years(published: date | None) -> tuple[int, ...]:
    """Return the years that a month without one may lie in."""
    if published is None:
        return (NO_YEAR,)
    return tuple(year for year in (published.year - 1, published.year, published.year + 1) if 1 <= year <= 9999)


def _near(spans: Sequence[tuple[int, int]], published: date) -> Iterator[tuple[int, int]]:
    yield from (span for span in spans if abs(span[0] - published.toordinal()) <= _NEAR)


def days_of(year: int, month: int, day: int | None = None) -> tuple[int, int]:
    """Return the first and last day of a month, or a day of it twice."""
    length = monthrange(year, month)[1]
    first = date(year, month, min(day or 1, length)).toordinal()
    return (first, first) if day else (first, first + length - 1)


def narrowed(line: Line, at: int, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Keep the early, middle or late part of each range where such a word stands before it."""
    lead = at - 2 if line.word(at - 1) == "-" else at - 1
    for which, (low, high) in _PARTS.items():
        if line.listed(lead, f"dates.{which}"):
            return tuple((first + int((last - first) * low), first + int((last - first) * high)) for first, last in spans)
    if line.listed(at - 1, "numbers.part_of") and line.listed(at - 2, "dates.ends"):
        return tuple((first + int((last - first) * 0.6), last) for first, last in spans)
    return spans


def decade(line: Line, at: int, _published: date | None = None) -> When | None:
    """Read "the 1990s" and "the late 1800s"."""
    year = _year_number(line, at)
    plural = line.listed(at + 1, "dates.decade_ends")
    if year is None or year % 10 or not plural:
        return None
    length = 99 if year % 100 == 0 else 9
    return When(at, at + 2, narrowed(line, at, (_years_between(year, year + length),)))


def century(line: Line, at: int, _published: date | None = None) -> When | None:
    """Read "the 17th century" and "the seventeenth century"."""
    place, end = line.table("numbers.ordinals").get(line.word(at)), at + 1
    if place is None and line.number(at) and line.word(at).isdecimal() and line.listed(end, "numbers.ordinal_endings"):
        place, end = int(line.word(at)), end + 1
    if not place or place > _LAST_CENTURY or not line.listed(end, "dates.century"):
        return None
    return When(at, end + 1, narrowed(line, at, (_years_between(100 * place - 99, 100 * place),)))


def year(line: Line, at: int, _published: date | None = None) -> When | None:
    """Read a bare year; "2,000 people", "2000 people" and "$1999" are none."""
    number = _year_number(line, at)
    led = line.listed(at - 1, "dates.year_after")
    counts = line.content(at + 1) and line.word(at + 1).endswith(tuple(line.table("dates.counted_endings") or ("s",)))
    if number is None or line.word(at - 1) in line.table("money") or not (led or (1900 <= number <= 2099 and not counts)):
        return None
    return When(at, at + 1, narrowed(line, at, (_years_between(number, number),)))


def _years_between(first: int, last: int) -> tuple[int, int]:
    return date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
