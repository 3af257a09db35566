"""Days in words and in figures: what an editor gave, what a page shows."""

from calendar import monthrange
from datetime import date

from diptych.pages.pictures.moments import Period
from diptych.words import Words


def day_of(written: str) -> date | None:
    """Return the day that an editor gave to the day; a month or a year alone is none.

    >>> day_of("2023-04-26"), day_of("2023-04")
    (datetime.date(2023, 4, 26), None)
    """
    return date.fromisoformat(written) if len(written) == len("2023-04-26") else None


def period_of(written: str) -> Period | None:
    """Return the days that a date may mean that an editor gave to the day, the month or the year.

    >>> period_of("2024-02")
    Period(first=738917, last=738945, bound='')
    """
    if not written:
        return None
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Period(first.toordinal(), last.toordinal())


def in_words(period: Period, words: Words) -> str:
    """Return a period to read: “since 26 April 2023”, “2023 to 2024”."""
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first != last
    parts = 3 if not whole_months else 1 if (first.month, last.month) == (1, 12) else 2
    ends = list(dict.fromkeys("-".join(each.isoformat().split("-")[:parts]) for each in (first, last)))
    told = words.day(ends[0]) if len(ends) == 1 else words.say("date.range", first=words.day(ends[0]), last=words.day(ends[1]))
    return words.say(f"date.{period.bound}{'-day' if parts == 3 else ''}", period=told) if period.bound else told
