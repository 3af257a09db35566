"""Read dates as the days they may mean: absolute ones, and those relative to the day of publication."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from diptych.compare.language import longest, phrases, table
from diptych.compare.numerals import number_at
from diptych.compare.tokens import Token

EVER: Final = 4_000_000
"""A day after all others; its negative is a day before all others."""

_NEAR: Final = 300
"""A month without a year is one that lies within so many days of the publication."""


@dataclass(frozen=True, slots=True)
class When:
    """A date at tokens `first` up to `last`: the ranges of days (proleptic ordinals) that it may mean.

    Without a day of publication a relative date means any day: `days` is empty. `finer` holds for a part of a day.
    """

    first: int
    last: int
    days: tuple[tuple[int, int], ...]
    finer: bool = False
    side: str = ""
    grain: int = 0


def dates(found: Sequence[Token], published: date | None, language: str) -> tuple[When, ...]:
    """Return the dates of `found`, in order.

    >>> from diptych.compare.tokens import tokens
    >>> when = dates(tokens("They spoke on 26 April, a year ago."), date(2023, 4, 27), "en")
    >>> [[date.fromordinal(first).isoformat() for first, _ in each.days] for each in when]
    [['2023-04-26'], ['2022-01-01']]
    """
    return tuple(_scan(found, published, language))


def _scan(found: Sequence[Token], published: date | None, language: str) -> Iterator[When]:
    said, at = [token.word for token in found], 0
    while at < len(found):
        when = _when(found, said, at, published, language)
        if when:
            when = _sided(said, _with_part_of_day(said, when, language), language)
            yield when
        at = when.last if when else at + 1


def _when(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    for rule in (_calendar, _weekday, _phrase, _named_period, _ago, _decade, _year):
        when = rule(found, said, at, published, language)
        if when:
            return when
    return None


def _with_part_of_day(said: list[str], when: When, language: str) -> When:
    parts = table(language, "dates.parts_of_day") or ()
    after, before = said[when.last : when.last + 1], said[when.first - 1 : when.first] if when.first else []
    if after and after[0] in parts:
        return replace(when, last=when.last + 1, finer=True)
    early = before and before[0] in [*table(language, "dates.early"), *table(language, "dates.late")]
    return replace(when, first=when.first - 1, finer=True) if early and _short(when) else when


def _short(when: When) -> bool:
    return all(last == first for first, last in when.days)


def _sided(said: list[str], when: When, language: str) -> When:
    """Open a date to one side after "before" or "after"."""
    word = said[when.first - 1] if when.first else ""
    when = replace(when, side=next((side for side in ("start", "end") if word in table(language, f"dates.{side}_words")), ""))
    if word == "before":
        return replace(when, days=tuple((-EVER, first - 1) for first, _ in when.days))
    when = replace(when, grain=max((last - first + 1 for first, last in when.days), default=0))
    if when.side == "end":
        return replace(when, days=tuple((first - 366 if last - first > 300 else first - 31, last) for first, last in when.days))
    if word == "after":
        return replace(when, days=tuple((last + 1, EVER) for _, last in when.days))
    return when


def _calendar(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    """Read "26 April 2023", "April 26, 2023", "early November", "January 2016", "April"."""
    day, start = _day(found, said, at, language)
    month, end = _month(found, said, start, language)
    if month is None or (day is None and not found[start].capital):
        return None
    if day is None:
        day, end = _day(found, said, end, language)
    stop = end + (said[end : end + 1] == [","])
    year = _year_number(found, stop)
    last = stop + 1 if year else end
    spans = tuple(_of_month(which, month, day) for which in ((year,) if year else _years(published, month)))
    spans = spans if year or not published else tuple(_near(spans, published))
    return When(at, last, _narrowed(said, at, spans, language) if day is None else spans)


def _day(found: Sequence[Token], said: list[str], at: int, language: str) -> tuple[int | None, int]:
    if at >= len(found) or found[at].kind != "number" or not said[at].isdecimal() or not 1 <= int(said[at]) <= 31:
        return None, at
    end = at + 1
    end += said[end : end + 1] != [] and said[end] in (table(language, "numbers.ordinal_endings") or ())
    end += said[end : end + 1] == ["of"]
    return int(said[at]), end


def _month(found: Sequence[Token], said: list[str], at: int, language: str) -> tuple[int | None, int]:
    if at >= len(said) or not found[at].capital:
        return None, at
    for names in (table(language, "dates.months"), table(language, "dates.short_months")):
        if said[at] in names and (len(said[at]) > 3 or _beside_number(found, at)):
            short = names != table(language, "dates.months")
            return list(names).index(said[at]) + 1, at + 1 + (short and said[at + 1 : at + 2] == ["."])
    return None, at


def _beside_number(found: Sequence[Token], at: int) -> bool:
    """Tell whether a number stands next to a token; "Jan" and "May" alone are people too."""
    return any(0 <= i < len(found) and found[i].kind == "number" for i in (at - 1, at + 1, at + 2))


def _year_number(found: Sequence[Token], at: int) -> int | None:
    word = found[at].word if at < len(found) else ""
    return int(word) if word.isdecimal() and len(word) == 4 and 1000 <= int(word) <= 2199 else None


def _years(published: date | None, month: int) -> tuple[int, ...]:
    return (published.year - 1, published.year, published.year + 1) if published else (4,)


def _near(spans: Sequence[tuple[int, int]], published: date) -> Iterator[tuple[int, int]]:
    yield from (span for span in spans if abs(span[0] - published.toordinal()) <= _NEAR)


def _of_month(year: int, month: int, day: int | None) -> tuple[int, int]:
    length = monthrange(year, month)[1]
    first = date(year, month, min(day or 1, length)).toordinal()
    return (first, first) if day else (first, first + length - 1)


def _narrowed(said: list[str], at: int, spans: tuple[tuple[int, int], ...], language: str) -> tuple[tuple[int, int], ...]:
    """Keep the early, middle or late third of each range where such a word stands before it."""
    word = said[at - 1] if at and said[at - 1] != "-" else said[at - 2] if at > 1 else ""
    for which, (low, high) in {"early": (0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1)}.items():
        if word in table(language, f"dates.{which}"):
            return tuple((first + int((last - first) * low), first + int((last - first) * high)) for first, last in spans)
    return spans


def _weekday(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    """Read "Wednesday" as the nearest one on either side, "last Friday", and "Wednesday of next week"."""
    names = table(language, "dates.weekdays")
    shift = _shift(said, at, language)
    where = at + (shift is not None)
    if where >= len(said) or said[where] not in names or not found[where].capital:
        return None
    if published is None:
        return When(at, where + 1, ())
    wanted, today = list(names).index(said[where]), published.toordinal()
    past = today - (published.weekday() - wanted) % 7
    week = _week_after(said, where + 1, language)
    if week is not None:
        monday = today - published.weekday() + 7 * week[0]
        return When(at, week[1], ((monday + wanted, monday + wanted),))
    nearest = {-1: (past, past - 7), 1: (past + 7, past + 14)}.get(shift or 0, (past, past + 7))
    return When(at, where + 1, tuple((day, day) for day in nearest))


def _week_after(said: list[str], at: int, language: str) -> tuple[int, int] | None:
    """Read "of next week" after a weekday: how many weeks on, and where it ends."""
    start = at + (said[at : at + 1] == ["of"])
    shift = _shift(said, start, language)
    found = shift is not None and said[start + 1 : start + 2] == [table(language, "dates.week")]
    return (shift or 0, start + 2) if found else None


def _shift(said: list[str], at: int, language: str) -> int | None:
    word = said[at] if at < len(said) else ""
    return next((by for by, name in ((-1, "last"), (0, "this"), (1, "next")) if word in table(language, f"dates.{name}")), None)


def _phrase(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    """Read "yesterday", "the weekend" and "the last day of February"."""
    hit = longest(phrases(language, "dates.days_from_today"), said, at)
    if hit:
        day = published.toordinal() + hit[0] if published else None
        return When(at, at + hit[1], ((day, day),) if day else (), finer=said[at] == "tonight")
    words = (table(language, "dates.last_day") or "").split()
    if words and said[at : at + len(words)] == words:
        month = _calendar(found, said, at + len(words), published, language)
        return When(at, month.last, tuple((last, last) for _, last in month.days)) if month else None
    return _weekend(said, at, published, language)


def _weekend(said: list[str], at: int, published: date | None, language: str) -> When | None:
    if said[at] != table(language, "dates.weekend"):
        return None
    if published is None:
        return When(at, at + 1, ())
    saturday = published.toordinal() - (published.weekday() - 5) % 7
    return When(at, at + 1, ((saturday, saturday + 1), (saturday + 7, saturday + 8)))


def _named_period(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    """Read "last month", "next year", "this week", "last summer", "this September"."""
    shift = _shift(said, at, language)
    unit = said[at + 1] if shift is not None and at + 1 < len(said) else ""
    month, end = _month(found, said, at + 1, language) if unit else (None, 0)
    names = [table(language, f"dates.{name}") for name in ("week", "month", "year")]
    if unit not in names and month is None:
        return None
    if published is None:
        return When(at, at + 2, ())
    if month is not None:
        spans = [_of_month(year, month, None) for year in range(published.year - 1, published.year + 2)]
        side = [span for span in spans if shift == 0 and date.fromordinal(span[0]).year == published.year
                or shift == -1 and span[0] <= published.toordinal() or shift == 1 and span[1] >= published.toordinal()]
        return When(at, end, tuple(side))
    return When(at, at + 2, (_period(names.index(unit), published, shift or 0),))


def _period(unit: int, published: date, shift: int) -> tuple[int, int]:
    """Return the days of the week (0), month (1) or year (2) that lies `shift` from the publication's own."""
    if unit == 0:
        monday = published.toordinal() - published.weekday() + 7 * shift
        return monday, monday + 6
    if unit == 1:
        months = published.year * 12 + published.month - 1 + shift
        return _of_month(months // 12, months % 12 + 1, None)
    return date(published.year + shift, 1, 1).toordinal(), date(published.year + shift, 12, 31).toordinal()


def _ago(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    """Read "two years ago", "a month ago": within the unit that is named, and one unit more or less for long ones."""
    article = said[at] in (table(language, "numbers.single") or ())
    number = number_at(found, at, language) if not article else None
    end = number.end if number else at + 1
    if not (number or article) or said[end + 1 : end + 2] not in [[word] for word in ("ago",)]:
        return None
    unit = table(language, "units").get(said[end])
    if not unit or unit[0] != "duration":
        return None
    back = int((number.value if number else 1) * unit[1] / 86400)
    if published is None:
        return When(at, end + 2, ())
    return When(at, end + 2, (_around(published - timedelta(days=min(back, published.toordinal() - 1)), unit[1] / 86400),))


def _around(day: date, size: float) -> tuple[int, int]:
    if size >= 365:
        return date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
    slack = int(size / 2) if size > 1 else 0
    return day.toordinal() - slack, day.toordinal() + slack


def _decade(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    year = _year_number(found, at)
    ends = said[at + 1 : at + 2] == [table(language, "dates.decade_end")] or said[at + 1 : at + 3] == ["'", "s"]
    if year is None or year % 10 or not ends:
        return None
    spans = ((date(year, 1, 1).toordinal(), date(year + (99 if year % 100 == 0 else 9), 12, 31).toordinal()),)
    return When(at, at + 2, _narrowed(said, at, spans, language))


def _year(found: Sequence[Token], said: list[str], at: int, published: date | None, language: str) -> When | None:
    year = _year_number(found, at)
    leads = table(language, "dates.year_after") or ()
    before = said[at - 1] if at else ""
    counts = at + 1 < len(found) and found[at + 1].content and found[at + 1].word.endswith(("s", "people", "men"))
    if year is None or (before not in leads and not 1900 <= year <= 2099) or (counts and before not in leads):
        return None
    if before in (table(language, "money") or ()):
        return None
    return When(at, at + 1, _narrowed(said, at, ((date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()),), language))
