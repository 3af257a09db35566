"""Read dates as the days they may mean: absolute ones, and those relative to the day of publication."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.compare.calendars import When, calendar_date, century, decade, year
from diptych.compare.language import table, words
from diptych.compare.numerals import starters
from diptych.compare.relative import ago, named_period, spoken, weekday, weekend
from diptych.compare.tokens import Line

__all__ = ["When", "dates"]

EVER: Final = 4_000_000
"""A day after all others; its negative is a day before all others."""

_Rule = Callable[[Line, int, date | None], When | None]

_RULES: Final[tuple[_Rule, ...]] = (
    calendar_date, weekday, spoken, weekend, named_period, ago, century, decade, year,
)  # fmt: skip
_YEARS: Final = (decade, year)
_COUNTING: Final = (calendar_date, ago, century)
_YEAR_LENGTH: Final = 4
_SHIFTS: Final = ("last", "this", "next")
_PHRASES: Final = ("days_from_today", "last_day")


def dates(line: Line, published: date | None) -> tuple[When, ...]:
    """Return the dates of a line, in order.

    >>> from diptych.compare.tokens import line
    >>> when = dates(line("They spoke on 26 April, a year ago."), date(2023, 4, 27))
    >>> [[date.fromordinal(first).isoformat() for first, _ in each.days] for each in when]
    [['2023-04-26'], ['2022-01-01']]
    """
    return tuple(_scan(line, published))


def _scan(line: Line, published: date | None) -> Iterator[When]:
    reached = 0
    for at, rules in _possible(line):
        when = next((found for rule in rules if (found := rule(line, at, published))), None) if at >= reached else None
        if when:
            when = _sided(line, _with_part_of_day(line, when))
            yield when
            reached = when.last


def _possible(line: Line) -> list[tuple[int, tuple[_Rule, ...]]]:
    """Return the tokens that a date may begin at, each with the rules that may read it; most sentences have none."""
    opening = _opening(line.language, line.distinct & _needed(line.language))
    starts = line.distinct & opening.words
    if "number" in line.kinds:
        any_number = len(opening.digits) > len(_YEARS)
        starts |= {word for word in line.distinct if (any_number or len(word) == _YEAR_LENGTH) and word[0].isdecimal()}
    return [(at, opening.by_word.get(word, opening.digits)) for at, word in enumerate(line.words) if word in starts] if starts else []


class _Opening(Struct, frozen=True):
    """The rules by the `words` that they can begin at, and those that can begin at digits: any, or those of a year alone."""

    by_word: Mapping[str, tuple[_Rule, ...]]
    words: frozenset[str]
    digits: tuple[_Rule, ...]


@cache
def _needed(language: str) -> frozenset[str]:
    """Return all words of which some rule needs one in the line."""
    return frozenset().union(*(needed for _, needed in _openers(language).values()))


@lru_cache(maxsize=1024)
def _opening(language: str, said: frozenset[str]) -> _Opening:
    """Return the rules that can read anything in a line that has of the words needed those `said`: one of months none without a month."""
    openers = {rule: firsts for rule, (firsts, needed) in _openers(language).items() if not needed.isdisjoint(said)}
    digits = tuple(rule for rule in _RULES if rule in _YEARS or (rule in _COUNTING and rule in openers))
    firsts = frozenset().union(*openers.values())
    return _Opening({word: tuple(rule for rule in _RULES if word in openers.get(rule, ())) for word in firsts}, firsts, digits)


@cache
def _openers(language: str) -> Mapping[_Rule, tuple[frozenset[str], frozenset[str]]]:
    """Return for each rule but those of bare years the words that it can begin at, and words of which it needs one in the line."""
    months, weekdays, shifts = _listed(language, "months", "short_months"), _listed(language, "weekdays"), _listed(language, *_SHIFTS)
    phrases = [phrase.split() for phrase in _listed(language, "days_from_today", "last_day")]
    periods = months | _listed(language, "week", "month", "year", "seasons")
    return {
        calendar_date: (months, months),
        weekday: (weekdays | shifts, weekdays),
        spoken: (frozenset(phrase[0] for phrase in phrases), frozenset(max(phrase, key=len) for phrase in phrases)),
        weekend: (_listed(language, "weekend"),) * 2,
        named_period: (shifts, periods),
        ago: (starters(language), _listed(language, "ago")),
        century: (frozenset(table(language, "numbers.ordinals")), _listed(language, "century")),
    }


def _listed(language: str, *names: str) -> frozenset[str]:
    return frozenset().union(
        *(words(language, f"dates.{name}") if name not in _PHRASES else table(language, f"dates.{name}") for name in names)
    )


def _with_part_of_day(line: Line, when: When) -> When:
    """Take in "evening" after a day, or "early" before one."""
    if line.listed(when.last, "dates.parts_of_day"):
        return replace(when, last=when.last + 1, finer=True)
    part = line.listed(when.first - 1, "dates.early") or line.listed(when.first - 1, "dates.late")
    short = part and all(last == first for first, last in when.days)
    return replace(when, first=when.first - 1, finer=True) if short else when


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
