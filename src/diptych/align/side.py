"""One text of a comparison, with everything about it that does not depend on the other."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from math import log
from typing import Final

from msgspec import Struct

from diptych.align.marks import owned
from diptych.align.rules import rules
from diptych.align.units import Unit
from diptych.align.vectors import Holders, letters, rarity
from diptych.align.words import Word
from diptych.alignment import Text

_FEW: Final = 6
"""Units that may always share letters, in however short a story."""
_OWNED: Final = 2
"""Words that may name what a land has: "Russia's foreign ministry"."""


_Terms = tuple[list[str], list[str]]
"""Stems, and what lands have."""


class Weights(Struct, frozen=True):
    """How rare the runs of letters, the stems and the numbers of this story are."""

    letters: dict[int, float]
    """Squared, by number."""
    stems: dict[str, float]
    numbers: dict[float, float]


class Part(Struct, frozen=True):
    """A unit or a clause of one: its stems and what lands have there, each with its weight, and what all weigh."""

    stems: dict[str, float]
    owned: dict[str, float]
    """Where half the units name a land, its name tells little, its foreign ministry much."""
    weight: float


class Side(Struct, frozen=True):
    """The units of one text, whole and in clauses."""

    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Part, ...]
    owners: tuple[int, ...]
    """For each clause, the place of its unit in `units`."""
    letters: Holders[int]
    """By number, the units in which runs of letters stand, each as often as they do: those that stand in the very same units are one."""
    lengths: tuple[float, ...]
    """Squared length of each unit's letters."""


def sides(texts: Sequence[Text], units: Sequence[tuple[Unit, ...]]) -> tuple[tuple[Side, ...], Weights]:
    """Return every text as a side, and the weights they share."""
    spelt, squares = _spelt([unit.words for part in units for unit in part])
    claiming = [[_claiming(unit, text.language) for unit in part] for text, part in zip(texts, units, strict=True)]
    weights = Weights(
        squares,
        rarity([[term for clause in unit for terms in clause for term in terms] for part in claiming for unit in part]),
        rarity([[number.value for number in unit.numbers] for part in units for unit in part]),
    )
    starts = accumulate(map(len, units), initial=0)
    return tuple(
        _side(part, [[_part(clause, weights) for clause in unit] for unit in stems], holders, squares)
        for part, stems, holders in zip(units, claiming, _divided(spelt, list(starts)), strict=True)
    ), weights


def _cut(unit: Unit) -> list[Sequence[Word]]:
    """Return the words of each clause."""
    if len(unit.clauses) == 1:
        return [unit.words]
    starts = [word.start for word in unit.words]
    return [unit.words[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)] for clause in unit.clauses]


def _claiming(unit: Unit, language: str) -> list[_Terms]:
    """Return the stems of each clause that carry a claim, and what it says that a land has."""
    known = rules(language)
    return [
        (
            [word.stem for word in clause if word.form not in known.function],
            [f"{land.stem} {thing.stem}" for land, thing in owned(clause, known, _OWNED)],
        )
        for clause in _cut(unit)
    ]


def _spelt(units: Sequence[Sequence[Word]]) -> tuple[list[tuple[int, ...]], dict[int, float]]:
    """Return where runs of letters stand, unit by unit, and the square of what those that stand there weigh: the rarer a run, the more.

    One that stands in more than a quarter of the units weighs nothing: it tells little and takes most time. Runs that stand in the very
    same places ("elep", "leph", "epha") are one, as long as they are together.
    """
    common = max(_FEW, len(units) / 4)
    weights = [0.0, *(log(len(units) / times) ** 2 if times <= common else 0.0 for times in range(1, len(units) + 1))]
    found = [(places, weights[len(set(places))] * runs) for places, runs in _standing(units).items()]
    kept = [(places, weight) for places, weight in found if weight]
    return [places for places, _ in kept], dict(enumerate([weight for _, weight in kept]))


def _standing(units: Iterable[Sequence[Word]]) -> dict[tuple[int, ...], int]:
    """Return where runs of letters stand, unit by unit, and how many stand just there."""
    forms: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(units):
        for word in words:
            forms[word.form].append(at)
    holders: dict[str, tuple[str, ...]] = {}
    for form in forms:
        own = (form,)
        for run in letters(form):
            holders[run] = holders.get(run, ()) + own
    standing: dict[tuple[int, ...], int] = {}
    for held, runs in Counter(holders.values()).items():
        places = tuple(forms[held[0]] if len(held) == 1 else sorted(chain.from_iterable([forms[form] for form in held])))
        standing[places] = standing.get(places, 0) + runs
    return standing


def _divided(spelt: Sequence[tuple[int, ...]], starts: Sequence[int]) -> list[dict[int, list[int]]]:
    """Return for each text which of its units hold what stands at places of all texts."""
    found: list[dict[int, list[int]]] = [{} for _ in starts[1:]]
    texts = [(text, at) for text, (start, end) in enumerate(pairwise(starts)) for at in range(end - start)]
    for term, places in enumerate(spelt):
        for place in places:
            text, at = texts[place]
            if term in found[text]:
                found[text][term].append(at)
            else:
                found[text][term] = [at]
    return found


def _side(units: tuple[Unit, ...], cut: Sequence[Sequence[Part]], letters: Holders[int], squares: Mapping[int, float]) -> Side:
    lengths = [0.0] * len(units)
    for term, held in letters.items():
        weight, last, odd = squares[term], -1, 1
        for at in held:  # In order; a square is the sum of as many odd numbers.
            last, odd = at, odd + 2 if at == last else 1
            lengths[at] += weight * odd
    return Side(
        units=units,
        parts=tuple(own[0] if len(own) == 1 else _joined(own) for own in cut),
        clauses=tuple(chain.from_iterable(cut)),
        owners=tuple(owner for owner, own in enumerate(cut) for _ in own),
        letters=letters,
        lengths=tuple(lengths),
    )


def _joined(clauses: Sequence[Part]) -> Part:
    """Return a unit from its clauses."""
    stems = {stem: weight for clause in clauses for stem, weight in clause.stems.items()}
    owned = {term: weight for clause in clauses for term, weight in clause.owned.items()}
    return Part(stems, owned, sum(stems.values()) + sum(owned.values()))


def _part(terms: _Terms, weights: Weights) -> Part:
    stems, owned = ({term: weights.stems[term] for term in kind} for kind in terms)
    return Part(stems, owned, sum(stems.values()) + sum(owned.values()))
