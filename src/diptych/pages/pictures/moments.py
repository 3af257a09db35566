"""The times that a source names, each as the days it means: what the date reader finds, narrowed to the likeliest reading."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diptych.compare.dates import EVER, When, dates
from diptych.compare.tokens import Line, line
from diptych.model import Publish, Source
from diptych.text import Span, touching

_OLDEST: Final = date(1000, 1, 1).toordinal()
"""The date reader gives a month that no year can be found for a year before all others."""

_AHEAD: Final = frozenset(["will", "would", "shall", "plans", "expects", "expected", "due", "scheduled", "hopes", "intends"])
"""After such a word in its sentence, a weekday or a month lies ahead rather than back."""

_UNLIKELY: Final = 3
"""Times as far as the other way must a day lie to be the likelier one: news is mostly of what has been."""

_WORDS_BEFORE, _WORDS_AFTER = 7, 3


class Period(Struct, frozen=True, order=True):
    """Days from `first` to `last` (proleptic ordinals), or open to one side where `bound` says since, after, until or before."""

    first: int
    last: int
    bound: str = ""


class Moment(Struct, frozen=True):
    """An expression of time in a source, with a few words around it. `period` is None where it cannot be placed."""

    span: Span
    before: str
    words: str
    after: str
    period: Period | None


def moments(source: Source, today: date | None, shown: Sequence[Span]) -> Iterator[Moment]:
    """Yield the times that the article names, in its order; relative ones are reckoned from `today`.

    Where only quotes may be published, a time outside the spans that are `shown` stays private.
    """
    for segment in source.segments:
        if source.aside and touching(source.aside, segment):
            continue
        read = line(segment.of(source.text), source.language)
        for when in dates(read, today):
            moment = _moment(source, segment, read, when, today)
            window = _window(source, segment, moment.span, shown)
            if window:
                yield _with_context(source, window, moment)


def _moment(source: Source, segment: Span, read: Line, when: When, today: date | None) -> Moment:
    bound = _bound(read, when)
    inner = read.span(when.first - bool(bound), when.last)
    span = Span(segment.start + inner.start, segment.start + inner.end)
    ahead = not _AHEAD.isdisjoint(read.words[: when.first])
    return Moment(span, "", _even(span.of(source.text)), "", _period(when, bound, today, ahead))


def _bound(read: Line, when: When) -> str:
    """Return to which side a date is open, in a word."""
    word = read.word(when.first - 1)
    return {"start": "since", "end": "until"}.get(when.side) or (word if word in ("before", "after") else "")


def _period(when: When, bound: str, today: date | None, ahead: bool) -> Period | None:
    days = [(first, last) for first, last in when.days if last >= _OLDEST]
    if not days or (len(days) > 1 and today is None):
        return None
    first, last = min(days, key=lambda each: _unlikeliness(each, today.toordinal(), ahead)) if today else days[0]
    if first <= -EVER or last >= EVER:
        edge = last + 1 if first <= -EVER else first - 1
        return Period(edge, edge, bound)
    return Period(max(first, last - when.grain + 1) if bound == "until" else first, last, bound)


def _unlikeliness(days: tuple[int, int], today: int, ahead: bool) -> int:
    back, on = max(today - days[1], 0), max(days[0] - today, 0)
    return back * (_UNLIKELY if ahead else 1) + on * (1 if ahead else _UNLIKELY)


def _window(source: Source, segment: Span, span: Span, shown: Sequence[Span]) -> Span | None:
    """Return how far around `span` the text may be shown: its sentence, or what is open of it where all else is private."""
    if source.publish is Publish.FULL:
        return segment
    held = [each for each in shown if each.holds(span)]
    return Span(max(held[0].start, segment.start), min(held[0].end, segment.end)) if held else None


def _with_context(source: Source, window: Span, moment: Moment) -> Moment:
    before = source.text[window.start : moment.span.start].split()
    after = source.text[moment.span.end : window.end]
    kept = after.split()[:_WORDS_AFTER]
    lead = ("… " if len(before) > _WORDS_BEFORE else "") + " ".join(before[-_WORDS_BEFORE:])
    tail = (" " if after[:1].isspace() else "") + " ".join(kept) + (" …" if len(after.split()) > _WORDS_AFTER else "")
    gap = " " if before and source.text[moment.span.start - 1].isspace() else ""
    return Moment(moment.span, lead + gap, moment.words, tail, moment.period)


def _even(text: str) -> str:
    return " ".join(text.split())
