"""One text of a comparison, with everything about it that does not depend on the other."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from math import log
from typing import Final

from msgspec import Struct

from diptych.align.rules import rules
from diptych.align.units import Text, Unit
from diptych.align.vectors import added, dot, letters, rarity, squared
from diptych.align.words import Word
from diptych.text import Span

Spelt = Mapping[str, Mapping[str, float]]
"""The weighed runs of letters of each word."""
_FEW: Final = 6
"""Units that may always share letters, in however short a story."""


class Weights(Struct, frozen=True):
    """How rare the runs of letters, the stems and the numbers of this story are."""

    letters: dict[str, float]
    stems: dict[str, float]
    numbers: dict[float, float]


class Part(Struct, frozen=True):
    """A unit or a clause of one: its stems and runs of letters, each with its weight, and what all stems weigh."""

    stems: dict[str, float]
    letters: dict[str, float]
    weight: float


class Side(Struct, frozen=True):
    """The units of one text, whole and in clauses."""

    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Part, ...]
    owners: tuple[int, ...]
    """For each clause, the place of its unit in `units`."""
    lengths: tuple[float, ...]
    """Squared length of each unit's letters."""
    clause_lengths: tuple[float, ...]
    before: tuple[float, ...]
    """Inner product of each unit's letters with those of the unit before it."""


def sides(texts: Sequence[Text], units: Sequence[tuple[Unit, ...]]) -> tuple[tuple[Side, ...], Weights]:
    """Return every text as a side, and the weights they share."""
    claiming = [[_claiming(unit.words, text.language) for unit in part] for text, part in zip(texts, units, strict=True)]
    weights = _weights([unit for part in units for unit in part], [words for part in claiming for words in part])
    spelt = _Spelt(weights.letters)
    return tuple(_side(part, words, weights, spelt) for part, words in zip(units, claiming, strict=True)), weights


class _Spelt(dict[str, dict[str, float]]):
    """The runs of letters of each word that weigh anything, weighed when the word is first met."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def __missing__(self, form: str) -> dict[str, float]:
        runs = letters(form)
        found = {run: weight for run in runs if (weight := self.weights[run])}
        if len(found) < len(runs) and len(set(runs)) < len(runs):
            found = {run: weight * runs.count(run) for run, weight in found.items()}
        self[form] = found
        return found


def _claiming(words: Sequence[Word], language: str) -> tuple[Word, ...]:
    function = rules(language).function
    return tuple([word for word in words if word.form not in function])


def _weights(units: Sequence[Unit], claiming: Sequence[tuple[Word, ...]]) -> Weights:
    return Weights(
        _letter_rarity(units),
        rarity([[word.stem for word in words] for words in claiming]),
        rarity([[number.value for number in unit.numbers] for unit in units]),
    )


def _letter_rarity(units: Sequence[Unit]) -> dict[str, float]:
    """Return what each run of letters weighs; nothing if more than a quarter of the units hold it: it tells little and takes most time.

    Sets of units are the bits of a number here: joining them takes one step.
    """
    of_form: dict[str, int] = defaultdict(int)
    for at, unit in enumerate(units):
        bit = 1 << at
        for form in {word.form for word in unit.words}:
            of_form[form] |= bit
    holders: dict[str, int] = defaultdict(int)
    for form, held in of_form.items():
        for run in letters(form):
            holders[run] |= held
    common = max(_FEW, len(units) / 4)
    weights = [0.0, *(log(len(units) / times) if times <= common else 0.0 for times in range(1, len(units) + 1))]
    return {run: weights[held.bit_count()] for run, held in holders.items()}


def _side(units: tuple[Unit, ...], claiming: Sequence[tuple[Word, ...]], weights: Weights, spelt: Spelt) -> Side:
    cut = [_clauses(unit, words, weights, spelt) for unit, words in zip(units, claiming, strict=True)]
    parts = tuple(own[0] if len(own) == 1 else _joined(own) for own in cut)
    clauses = tuple(chain.from_iterable(cut))
    return Side(
        units=units,
        parts=parts,
        clauses=clauses,
        owners=tuple(owner for owner, own in enumerate(cut) for _ in own),
        lengths=tuple(squared(part.letters) for part in parts),
        clause_lengths=tuple(squared(part.letters) for part in clauses),
        before=(0.0, *(dot(one.letters, last.letters) for last, one in pairwise(parts)))[: len(parts)],
    )


def _clauses(unit: Unit, claiming: Sequence[Word], weights: Weights, spelt: Spelt) -> list[Part]:
    if len(unit.clauses) == 1:
        return [_part(unit.words, claiming, weights, spelt)]
    cut = zip(_cut(unit.words, unit.clauses), _cut(claiming, unit.clauses), strict=True)
    return [_part(words, claims, weights, spelt) for words, claims in cut]


def _joined(clauses: Sequence[Part]) -> Part:
    """Return a unit from its clauses."""
    stems = {stem: weight for clause in clauses for stem, weight in clause.stems.items()}
    return Part(stems, added([clause.letters for clause in clauses]), sum(stems.values()))


def _cut(words: Sequence[Word], clauses: Sequence[Span]) -> list[Sequence[Word]]:
    starts = [word.start for word in words]
    return [words[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)] for clause in clauses]


def _part(words: Sequence[Word], claiming: Sequence[Word], weights: Weights, spelt: Spelt) -> Part:
    stems = {word.stem: weights.stems[word.stem] for word in claiming}
    return Part(stems, added([spelt[word.form] for word in words]), sum(stems.values()))
