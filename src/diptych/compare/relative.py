"""Read dates that count from the day of publication: weekdays, "yesterday", "last month", "two years ago"."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from diptych.compare.calendars import When, calendar_date, days_of, month_at
from diptych.compare.language import words
from diptych.compare.numerals import number_at
from diptych.compare.tokens import Line

_WEEK, _MONTH, _YEAR = range(3)
_DAY: Final = 86_400


def weekday(line: Line, at: int, published: date | None) -> When | None:
    """Read "Wednesday" as the nearest one on either side, "last Friday", and "Wednesday of next week"."""
    shift = _shift(line, at)
    where = at + (shift is not None)
    if not line.listed(where, "dates.weekdays") or not line.capital(where):
        return None
    if published is None:
        return When(at, where + 1, ())
    wanted, today = list(line.table("dates.weekdays")).index(line.word(where)), published.toordinal()
    if week := _week_after(line, where + 1):
        day = today - published.weekday() + 7 * week[0] + wanted
        return When(at, week[1], ((day, day),))
    past = today - (published.weekday() - wanted) % 7
    nearest = {-1: (past, past - 7), 1: (past + 7, past + 14)}.get(shift or 0, (past, past + 7))
    return When(at, where + 1, tuple((day, day) for day in nearest))


def _week_after(line: Line, at: int) -> tuple[int, int] | None:
    """Read "of next week" after a weekday: how many weeks on, and where it ends."""
    start = at + line.listed(at, "numbers.part_of")
    shift = _shift(line, start)
    return (shift, start + 2) if shift is not None and line.listed(start + 1, "dates.week") else None


def _shift(line: Line, at: int) -> int | None:
    return _shifts(line.language).get(line.word(at))


@cache
def _shifts(language: str) -> Mapping[str, int]:
    """Return the words that shift a period, each with how far."""
    return {word: by for by, name in ((1, "next"), (0, "this"), (-1, "last")) for word in words(language, f"dates.{name}")}


def spoken(line: Line, at: int, published: date | None) -> When | None:
    """Read "yesterday", "tonight", and "the last day of February"."""
    if hit := line.phrase(at, "dates.days_from_today"):
        day = published.toordinal() + hit[0] if published else None
        return When(at, at + hit[1], ((day, day),) if day else (), finer=line.listed(at, "dates.parts_of_today"))
    if hit := line.phrase(at, "dates.last_day"):
        month = calendar_date(line, at + hit[1], published)
        return When(at, month.last, tuple((last, last) for _, last in month.days)) if month else None
    return None


def weekend(line: Line, at: int, published: date | None) -> When | None:
    """Read "the weekend" as the one before or after the day of publication."""
    if not line.listed(at, "dates.weekend"):
        return None
    if published is None:
        return When(at, at + 1, ())
    saturday = published.toordinal() - (published.weekday() - 5) % 7
    return When(at, at + 1, ((saturday, saturday + 1), (saturday + 7, saturday + 8)))


def named_period(line: Line, at: int, published: date | None) -> When | None:
    """Read "last month", "next year", "this week", "this September"."""
    shift = _shift(line, at)
    if shift is None:
        return None
    unit = next((unit for unit, name in enumerate(("week", "month", "year")) if line.listed(at + 1, f"dates.{name}")), None)
    month, end = month_at(line, at + 1)
    season = line.table("dates.seasons").get(line.word(at + 1))
    if unit is None and month is None and season is None:
        return None
    if published is None:
        return When(at, at + 2, ())
    if unit is not None:
        return When(at, at + 2, _period(unit, published, shift))
    if season:
        # A season is its first month and the 61 days or so of the two after it.
        return When(at, at + 2, tuple((first, last + 61) for first, last in _months_beside(season, published, shift)))
    return When(at, end, _months_beside(month or 1, published, shift))


def _months_beside(month: int, published: date, shift: int) -> tuple[tuple[int, int], ...]:
    """Return the months of that name before, in the year of, or after the publication."""
    years = [year for year in range(published.year - 1, published.year + 2) if 1 <= year <= 9999]
    today, spans = published.toordinal(), [days_of(year, month) for year in years]
    if shift == 0:
        return tuple(span for span in spans if date.fromordinal(span[0]).year == published.year)
    return tuple(span for span in spans if (span[0] <= today if shift < 0 else span[1] >= today))


def _period(unit: int, published: date, shift: int) -> tuple[tuple[int, int], ...]:
    """Return the days of the week, month or year that lies `shift` from the publication's own; none outside the calendar."""
    if unit == _WEEK:
        monday = published.toordinal() - published.weekday() + 7 * shift
        return ((monday, monday + 6),)
    year, month = divmod(published.year * 12 + published.month - 1 + shift * (12 if unit == _YEAR else 1), 12)
    if not 1 <= year <= 9999:
        return ()
    return (days_of(year, month + 1),) if unit == _MONTH else ((days_of(year, 1)[0], days_of(year, 12)[1]),)


def ago(line: Line, at: int, published: date | None) -> When | None:
    """Read "two years ago", "a month ago": exact for days, about half a unit either way for weeks and months, the year for years."""
    article = line.listed(at, "numbers.single")
    number = None if article else number_at(line, at)
    if not (number or article):
        return None
    end = number.end if number else at + 1
    unit = line.table("units").get(line.word(end))
    if not unit or unit[0] != "duration" or not line.listed(end + 1, "dates.ago"):
        return None
    day = published.toordinal() - int((number.value if number else 1) * unit[1] / _DAY) if published else 0
    return When(at, end + 2, (_around(date.fromordinal(day), unit[1] / _DAY),) if day > 0 else ())


def _around(day: date, size: float) -> tuple[int, int]:
    if size >= 365:
        return days_of(day.year, 1)[0], days_of(day.year, 12)[1]
    slack = int(size / 2) if size > 1 else 0
    return day.toordinal() - slack, day.toordinal() + slack
