"""Why two units are taken for one claim: what they share and where they clash, as values and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diptych.align.marks import Number, same
from diptych.align.side import Part, Weights
from diptych.align.units import Text, Unit
from diptych.align.words import Word
from diptych.text import Span

_WORDS: Final = 5
_SAYING: Final = {
    "quotation": "both quote {}",
    "run": "same words: {}",
    "number": "same number: {}",
    "date": "same date: {}",
    "name": "same names: {}",
    "word": "rare words: {}",
    "speaker": "same speaker: {}",
    "rival": "each is the other’s best match",
    "headline": "both headlines",
    "number clash": "but numbers differ: {}",
    "speaker clash": "but speakers differ: {}",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason. `left` and `right` are what is shared or clashes, as each source writes it, with where it stands."""

    kind: str
    left: str
    right: str
    left_span: Span
    right_span: Span

    @property
    def against(self) -> bool:
        """Whether it speaks against the suggestion."""
        return self.kind.endswith("clash")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two units side by side, with the texts they stand in."""

    texts: tuple[Text, Text]
    units: tuple[Unit, Unit]
    parts: tuple[Part, Part]
    best: bool
    """Whether each is the other's best match."""


def evidence(pair: Compared, weights: Weights) -> tuple[Evidence, ...]:
    """Return what speaks for and against a pair, strongest kinds first."""
    found = [*_runs(pair, weights), *_numbers(pair), *_dates(pair), *_stems(pair, weights), *_speakers(pair)]
    whole = (pair.units[0].span, pair.units[1].span)
    if pair.best:
        found.append(Evidence("rival", "", "", *whole))
    if pair.units[0].rank == pair.units[1].rank == 0:
        found.append(Evidence("headline", "", "", *whole))
    return tuple(sorted(found, key=lambda one: list(_SAYING).index(one.kind)))


def reason(found: tuple[Evidence, ...]) -> str:
    """Return the evidence in words.

    >>> reason((Evidence("number", "12", "twelve", Span(0, 2), Span(0, 6)), Evidence("rival", "", "", Span(0, 9), Span(0, 9))))
    'same number: 12 / twelve; each is the other’s best match'
    """
    said = []
    for kind, words in _SAYING.items():
        shown = dict.fromkeys(_shown(one) for one in found if one.kind == kind)
        if shown:
            said.append(words.format(", ".join(shown)))
    return "; ".join(said)


def _shown(one: Evidence) -> str:
    mark = "“{}”" if one.kind in ("quotation", "run") else "{}"
    return mark.format(one.left) if one.left.lower() == one.right.lower() else f"{mark.format(one.left)} / {mark.format(one.right)}"


def _evidence(kind: str, pair: Compared, left: Span, right: Span) -> Evidence:
    return Evidence(kind, left.of(pair.texts[0].text), right.of(pair.texts[1].text), left, right)


def _runs(pair: Compared, weights: Weights) -> Iterator[Evidence]:
    """The two longest runs of words that both have, with at least two words that say something."""
    left, right = pair.units
    known = pair.parts[0].stems
    for start, other, size in _longest(left.words, right.words)[:2]:
        run = left.words[start : start + size]
        if sum(word.stem in known for word in run) >= 2:
            both = all(left.quoted[start : start + size]) and all(right.quoted[other : other + size])
            yield _evidence("quotation" if both else "run", pair, _over(left.words, start, size), _over(right.words, other, size))


def _over(words: tuple[Word, ...], start: int, size: int) -> Span:
    return Span(words[start].span.start, words[start + size - 1].span.end)


def _longest(left: tuple[Word, ...], right: tuple[Word, ...]) -> list[tuple[int, int, int]]:
    """Return the common runs of words that cannot be made longer and do not overlap, longest first."""
    runs: list[tuple[int, int, int]] = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if one.form != other.form or (i and j and left[i - 1].form == right[j - 1].form):
                continue
            size = 1
            while i + size < len(left) and j + size < len(right) and left[i + size].form == right[j + size].form:
                size += 1
            runs.append((i, j, size))
    kept: list[tuple[int, int, int]] = []
    for run in sorted(runs, key=lambda run: (-run[2], run)):
        if all(run[0] + run[2] <= at or at + size <= run[0] for at, _, size in kept):
            kept.append(run)
    return kept


def _numbers(pair: Compared) -> Iterator[Evidence]:
    left, right = pair.units
    shared = [(one, other) for one in left.numbers for other in right.numbers if same(one.value, other.value)]
    yield from (_evidence("number", pair, one.span, other.span) for one, other in shared)
    if not shared:
        yield from (_evidence("number clash", pair, one.span, other.span) for one, other in _clashing(left.numbers, right.numbers))


def _clashing(left: tuple[Number, ...], right: tuple[Number, ...]) -> list[tuple[Number, Number]]:
    return [(one, other) for one in left for other in right if one.noun and one.noun == other.noun]


def _dates(pair: Compared) -> Iterator[Evidence]:
    left, right = ({(date.kind, date.name): date.span for date in unit.dates} for unit in pair.units)
    for name in sorted(left.keys() & right.keys()):
        yield _evidence("date", pair, left[name], right[name])


def _stems(pair: Compared, weights: Weights) -> Iterator[Evidence]:
    """The rarest stems that both have: names as names, the rest as words."""
    left, right = ({word.stem: word.span for word in reversed(unit.words)} for unit in pair.units)
    shared = sorted(pair.parts[0].stems.keys() & pair.parts[1].stems.keys(), key=lambda stem: (-weights.stems[stem], left[stem].start))
    dates = {date.name for unit in pair.units for date in unit.dates}
    for stem in shared[:_WORDS]:
        named = stem in pair.units[0].names and stem in pair.units[1].names
        if stem.isalpha() and not any(stem == form or form.startswith(stem) for form in dates):
            yield _evidence("name" if named else "word", pair, left[stem], right[stem])


def _speakers(pair: Compared) -> Iterator[Evidence]:
    left, right = pair.units
    if not left.speaker or not right.speaker:
        return
    shared = left.speaker & right.speaker
    kind = "speaker" if shared else "speaker clash"
    said = tuple(" ".join(sorted(name.title() for name in shared or unit.speaker)) for unit in pair.units)
    yield Evidence(kind, said[0], said[1], left.span, right.span)
