"""The timeline: when each account says what happened, a lane an account, set against the days of publication."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from diptych.pages import paths
from diptych.pages.pictures.axis import Axis, Tick, axis_of, ticks
from diptych.pages.pictures.days import day_of, in_words, period_of
from diptych.pages.pictures.moments import Moment, Period, moments
from diptych.pages.views import SourceView, StoryView
from diptych.published import open_spans
from diptych.text import Span, touched

_WIDEST_SIGN: Final = 8.0
"""Percent of the width that a numbered sign takes on the narrowest screen; signs in one row of a lane keep this distance."""

_ARROW: Final = 8.0
"""Percent of the width that the arrow of an open period takes beyond its days."""

_ROW: Final = 26
_GROUND: Final = 20


class Sign(Struct, frozen=True):
    """A time in a lane: the number of its row in the table, its place in percent, and its height in pixels.

    `start` and `width` are those of the days it spans, none for a single day; `bound` is the side to which it is open.
    """

    number: int
    x: float
    start: float
    width: float
    y: int
    bound: str
    title: str


class Lane(Struct, frozen=True):
    """One account: its signs, and the place and width of its day of publication, if known."""

    source: SourceView
    signs: tuple[Sign, ...]
    published: tuple[float, float] | None
    height: int
    ground: int


class Naming(Struct, frozen=True):
    """A time as one account words it, in its context, and where that stands."""

    before: str
    words: str
    after: str
    href: str


class Time(Struct, frozen=True):
    """A row of the table: a time in words, and how each account names it, in the order of the sources."""

    number: int
    told: str
    cells: tuple[tuple[Naming, ...], ...]


class Timeline(Struct, frozen=True):
    """Lanes over one axis, the same as a table, and what could not be placed or was reckoned without a day of publication."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    middle: str
    times: tuple[Time, ...]
    notes: tuple[str, ...]


_Told = tuple[tuple[SourceView, tuple[Moment, ...]], ...]


def timeline(story: StoryView) -> Timeline | None:
    """Return the timeline of `story`, or None where no account names a time that can be placed."""
    told = tuple((source, _moments(story, source)) for source in story.sources)
    periods = sorted({moment.period for _, found in told for moment in found if moment.period})
    if not periods:
        return None
    published = [period for source in story.sources if (period := period_of(source.record.provenance.published))]
    event = day_of(story.event_date)
    middle = event.toordinal() if event else max(period.last for period in published or periods)
    axis = axis_of((day for period in [*periods, *published] for day in (period.first, period.last)), middle)
    words = story.words
    name = words.say(f"times.{'event' if event else 'published' if published else 'last'}")
    rows = {period: (number, in_words(period, words)) for number, period in enumerate(periods, 1)}
    lanes = tuple(_lane(axis, source, found, rows) for source, found in told)
    whole = words.say("times.middle", name=name, day=in_words(Period(middle, middle), words))
    return Timeline(lanes, ticks(axis, name, words), whole, _times(story, told, rows), tuple(_notes(story, told)))


def _moments(story: StoryView, source: SourceView) -> tuple[Moment, ...]:
    today = day_of(source.record.provenance.published) or day_of(story.event_date)
    return tuple(moments(source.record, today, open_spans(story.record, source.record)))


_Rows = Mapping[Period, tuple[int, str]]
"""The rows of the table by the period that each stands for: its number, and the period in words."""


def _lane(axis: Axis, source: SourceView, found: Sequence[Moment], rows: _Rows) -> Lane:
    named = {moment.period for moment in found}
    signed = signs(axis, [(period, *row) for period, row in rows.items() if period in named])
    published = period_of(source.record.provenance.published)
    place = (axis.place(published.first), axis.place(published.last)) if published else None
    ground = _ROW // 2 + max((sign.y for sign in signed), default=_ROW // 2) + 2
    return Lane(source, signed, (place[0], round(place[1] - place[0], 3)) if place else None, ground + _GROUND, ground)


def signs(axis: Axis, named: Iterable[tuple[Period, int, str]]) -> tuple[Sign, ...]:
    """Return the signs of periods, given with their numbers and in words, in as many rows as they need to keep clear of each other."""
    rows: list[float] = []
    return tuple(_sign(axis, period, (number, told), rows) for period, number, told in named)


def _sign(axis: Axis, period: Period, named: tuple[int, str], rows: list[float]) -> Sign:
    """Return the sign of a period in the first row of its lane that is free; `rows` has where each row is free from."""
    start, end = axis.place(period.first), axis.place(period.last)
    x = round((start + end) / 2, 3)
    side = _SIDES.get(period.bound, "")
    left = min(start - (_ARROW if side == "back" else 0), x - _WIDEST_SIGN / 2)
    right = max(end + (_ARROW if side == "onward" else 0), x + _WIDEST_SIGN / 2)
    row = next((at for at, free in enumerate(rows) if free <= left), len(rows))
    rows[row : row + 1] = [right]
    width = round(end - start, 3)
    return Sign(named[0], x, start, width, _ROW * row + _ROW // 2, side, named[1])


_SIDES: Final = {"since": "onward", "after": "onward", "until": "back", "before": "back"}


def _times(story: StoryView, told: _Told, rows: _Rows) -> tuple[Time, ...]:
    named = [_namings(story, source, found) for source, found in told]
    return tuple(Time(*row, tuple(tuple(cells.get(period, ())) for cells in named)) for period, row in rows.items())


def _namings(story: StoryView, source: SourceView, found: Iterable[Moment]) -> dict[Period, list[Naming]]:
    """Return how a source names each period."""
    anchors, up = _anchors(story, source), paths.up(story.path)
    named: dict[Period, list[Naming]] = {}
    for moment in found:
        if moment.period:
            place = up + _place(story, source, anchors, moment)
            named.setdefault(moment.period, []).append(Naming(moment.before, moment.words, moment.after, place))
    return named


_Anchors = Mapping[int, Sequence[tuple[Sequence[Span], str]]]
"""The claims that a source makes, by its segments: their spans in it, and their ids."""


def _anchors(story: StoryView, source: SourceView) -> _Anchors:
    found: dict[int, list[tuple[Sequence[Span], str]]] = {}
    for row in story.all_rows:
        statement = row.claim.statement(source.id)
        spans = statement.spans if statement else ()
        for at in {at for span in spans for at in range(*touched(source.record.segments, span))}:
            found.setdefault(at, []).append((spans, row.id))
    return found


def _place(story: StoryView, source: SourceView, anchors: _Anchors, moment: Moment) -> str:
    """Return where the words of a moment stand: at a claim in the reader, else in the source's text on its own page."""
    for at in range(*touched(source.record.segments, moment.span)):
        for spans, claim_id in anchors.get(at, ()):
            if any(span.overlaps(moment.span) for span in spans):
                return f"{story.read_path}#{paths.mark(source.id, claim_id)}"
    return f"{source.path}#text"


def _notes(story: StoryView, told: _Told) -> Iterable[str]:
    words = story.words
    for source, found in told:
        written = source.record.provenance.published
        if any(moment.period for moment in found) and not day_of(written) and day_of(story.event_date):
            known = words.say("times.published-as", name=source.name, period=words.day(written)) if written else ""
            yield known or words.say("times.unpublished", name=source.name)
        lost = [words.quoted(moment.words) for moment in found if not moment.period]
        if lost:
            yield words.say("times.not-placed", words=words.say("list.comma").join(lost), name=source.name)
