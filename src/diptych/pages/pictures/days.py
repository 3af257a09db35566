"""Days in words and in figures: what an editor gave, what a page shows."""

from calendar import month_name, monthrange
from datetime import date

from diptych.pages.pictures.moments import Period


def day_of(written: str) -> date | None:
    """Return the day that an editor gave to the day; a month or a year alone is none.

    >>> day_of("2023-04-26"), day_of("2023-04")
    (datetime.date(2023, 4, 26), None)
    """
    return date.fromisoformat(written) if len(written) == len("2023-04-26") else None


def period_of(written: str) -> Period | None:
    """Return the days that a date may mean that an editor gave to the day, the month or the year.

    >>> in_words(period_of("2024-02"))
    'February 2024'
    """
    if not written:
        return None
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Period(first.toordinal(), last.toordinal())


def in_words(period: Period) -> str:
    """Return a period to read.

    >>> in_words(Period(date(2023, 4, 26).toordinal(), date(2023, 4, 26).toordinal(), "since"))
    'since 26 April 2023'
    >>> in_words(Period(date(2023, 1, 1).toordinal(), date(2023, 12, 31).toordinal()))
    '2023'
    """
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if first == last:
        told = _day(first)
    elif whole_months and (first.month, last.month) == (1, 12):
        told = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    elif whole_months:
        told = _month(first) if (first.year, first.month) == (last.year, last.month) else f"{_month(first)} to {_month(last)}"
    else:
        told = f"{_day(first)} to {_day(last)}"
    return f"{period.bound} {told}".strip()


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{month_name[day.month]} {day.year}"
