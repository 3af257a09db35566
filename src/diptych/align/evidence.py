"""Why two units are taken for one claim: what they share and where they clash, as values and in words."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from diptych.align.judges import clashing_slots
from diptych.align.marks import Number, agreeing
from diptych.align.side import Part, Weights
from diptych.align.units import Unit
from diptych.align.words import span_of
from diptych.alignment import Evidence, Text
from diptych.text import Span

_WORDS: Final = 5
SAYING: Final = {
    "quotation": "both quote {words}",
    "run": "same words: {words}",
    "number": "same number: {words}",
    "date": "same date: {words}",
    "name": "same names: {words}",
    "word": "rare words: {words}",
    "speaker": "same speaker: {words}",
    "rival": "each is the other’s best match",
    "headline": "both headlines",
    "likeness": "alike in letters and in place",
    "slot clash": "but in the same place: {words}",
    "number clash": "but numbers differ: {words}",
    "speaker clash": "but speakers differ: {words}",
}
"""Every kind of evidence, strongest first, in English for the command line; pages have the words of their catalogue."""

_ORDER: Final = {kind: at for at, kind in enumerate(SAYING)}


class UnitPair(Struct, frozen=True):
    """Two units side by side, with the texts they stand in."""

    texts: tuple[Text, Text]
    units: tuple[Unit, Unit]
    parts: tuple[Part, Part]
    best: bool
    """Whether each is the other's best match."""


def evidence(pair: UnitPair, weights: Weights) -> tuple[Evidence, ...]:
    """Return what speaks for and against a pair, strongest kinds first."""
    found = [*_runs(pair), *_numbers(pair), *_dates(pair), *_stems(pair, weights), *_slots(pair), *_speakers(pair)]
    whole = (pair.units[0].span, pair.units[1].span)
    if pair.best:
        found.append(Evidence("rival", "", "", *whole))
    if pair.units[0].rank == pair.units[1].rank == 0:
        found.append(Evidence("headline", "", "", *whole))
    if all(one.against for one in found):
        found.append(Evidence("likeness", "", "", *whole))
    return tuple(sorted(found, key=lambda one: _ORDER[one.kind]))


def reason(found: tuple[Evidence, ...]) -> str:
    """Return evidence in English words; what is of one kind stands together.

    >>> reason((Evidence("number", "12", "twelve", Span(0, 2), Span(0, 6)), Evidence("rival", "", "", Span(0, 9), Span(0, 9))))
    'same number: 12 / twelve; each is the other’s best match'
    """
    said = []
    for kind, same_kind in groupby(found, key=lambda one: one.kind):
        told = dict.fromkeys(one.shown("“{}”".format) for one in same_kind)
        said.append(SAYING[kind].format(words=", ".join(told)))
    return "; ".join(said)


def _evidence(kind: str, pair: UnitPair, left: Span, right: Span) -> Evidence:
    return Evidence(kind, left.of(pair.texts[0].text), right.of(pair.texts[1].text), left, right)


def _runs(pair: UnitPair) -> Iterator[Evidence]:
    """The two longest runs of words that both have, with at least two words that say something."""
    left, right = pair.units
    known = pair.parts[0].stems
    for start, other, size in _longest([word.form for word in left.words], [word.form for word in right.words])[:2]:
        if sum([word.stem in known for word in left.words[start : start + size]]) >= 2:
            both = all(left.said.inside[start : start + size]) and all(right.said.inside[other : other + size])
            spans = span_of(left.words, start, size), span_of(right.words, other, size)
            yield _evidence("quotation" if both else "run", pair, *spans)


def _longest(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the common runs of two words or more that do not overlap on the left, longest first: (start, other start, size)."""
    at: dict[tuple[str, str], list[int]] = {two: [] for two in set(pairwise(left)).intersection(pairwise(right))}
    if not at:
        return []
    for j, two in enumerate(pairwise(right)):
        if two in at:
            at[two].append(j)
    twos = {(i, j) for i, two in enumerate(pairwise(left)) if two in at for j in at[two]}
    runs = [(i, j, _size(i, j, twos)) for i, j in twos if (i - 1, j - 1) not in twos]
    kept: list[tuple[int, int, int]] = []
    for i, j, size in sorted(runs, key=lambda run: (-run[2], run)):
        if all(i + size <= start or start + length <= i for start, _, length in kept):
            kept.append((i, j, size))
    return kept


def _size(i: int, j: int, twos: Collection[tuple[int, int]]) -> int:
    """Return how many words long a run is whose neighbouring words are the same two by two."""
    size = 2
    while (i + size - 1, j + size - 1) in twos:
        size += 1
    return size


def _numbers(pair: UnitPair) -> Iterator[Evidence]:
    left, right = pair.units
    shared = agreeing(left.numbers, right.numbers)
    yield from (_evidence("number", pair, one.span, other.span) for one, other in shared)
    if not shared:
        yield from (_evidence("number clash", pair, one.span, other.span) for one, other in _clashing(left.numbers, right.numbers))


def _clashing(left: tuple[Number, ...], right: tuple[Number, ...]) -> list[tuple[Number, Number]]:
    return [(one, other) for one in left for other in right if one.noun and one.noun == other.noun]


def _dates(pair: UnitPair) -> Iterator[Evidence]:
    left, right = ({(date.kind, date.name): date.span for date in unit.dates} for unit in pair.units)
    for name in sorted(left.keys() & right.keys()):
        yield _evidence("date", pair, left[name], right[name])


def _stems(pair: UnitPair, weights: Weights) -> Iterator[Evidence]:
    """The rarest stems that both have: names as names, the rest as words."""
    known = pair.parts[1].stems
    shared = sorted([stem for stem in pair.parts[0].stems if stem in known], key=weights.stems.__getitem__, reverse=True)
    dates = {date.name for unit in pair.units for date in unit.dates}
    told = shared[:_WORDS]
    first = [{word.stem: Span(word.start, word.end) for word in reversed(unit.words) if word.stem in told} for unit in pair.units]
    for stem in told:
        named = stem in pair.units[0].names and stem in pair.units[1].names
        if not stem[0].isdigit() and not any(form.startswith(stem) for form in dates):
            yield _evidence("name" if named else "word", pair, first[0][stem], first[1][stem])


def _slots(pair: UnitPair) -> Iterator[Evidence]:
    for slot in clashing_slots(*pair.units):
        left, right = (unit.slots[slot] for unit in pair.units)
        yield _evidence("slot clash", pair, Span(left.start, left.end), Span(right.start, right.end))


def _speakers(pair: UnitPair) -> Iterator[Evidence]:
    left, right = (unit.said.speaker for unit in pair.units)
    if left.names and right.names:
        kind = "speaker clash" if left.names.isdisjoint(right.names) else "speaker"
        yield Evidence(kind, left.written, right.written, pair.units[0].span, pair.units[1].span)
