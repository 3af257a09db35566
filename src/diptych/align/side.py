"""One text of a comparison, with everything about it that does not depend on the other."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import log, sqrt
from typing import Final

from msgspec import Struct

from diptych.align.rules import rules
from diptych.align.units import Text, Unit
from diptych.align.vectors import dot, letters, rarity, squared
from diptych.align.words import Word
from diptych.text import Span

_FEW: Final = 6
"""Units that may always share letters, in however short a story."""


class Weights(Struct, frozen=True):
    """How rare the stems and the numbers of this story are."""

    stems: dict[str, float]
    numbers: dict[float, float]


class Part(Struct, frozen=True):
    """A unit or a clause of one: its stems, each with its weight, and what all weigh."""

    stems: dict[str, float]
    weight: float


class Side(Struct, frozen=True):
    """The units of one text, whole and in clauses."""

    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Part, ...]
    owners: tuple[int, ...]
    """For each clause, the place of its unit in `units`."""
    letters: tuple[dict[int, float], ...]
    """What the runs of letters of each unit weigh, by number: runs that stand in the very same units are one."""
    lengths: tuple[float, ...]
    """Squared length of each unit's letters."""
    before: tuple[float, ...]
    """Inner product of each unit's letters with those of the unit before it."""


def sides(texts: Sequence[Text], units: Sequence[tuple[Unit, ...]]) -> tuple[tuple[Side, ...], Weights]:
    """Return every text as a side, and the weights they share."""
    spelt = iter(_spelt([unit.words for part in units for unit in part]))
    claiming = [[_claiming(unit, text.language) for unit in part] for text, part in zip(texts, units, strict=True)]
    weights = Weights(
        rarity([list(chain.from_iterable(unit)) for part in claiming for unit in part]),
        rarity([[number.value for number in unit.numbers] for part in units for unit in part]),
    )
    return tuple(
        _side(part, [[_part(clause, weights) for clause in unit] for unit in stems], [next(spelt) for _ in part])
        for part, stems in zip(units, claiming, strict=True)
    ), weights


def _cut(unit: Unit) -> list[Sequence[Word]]:
    """Return the words of each clause."""
    if len(unit.clauses) == 1:
        return [unit.words]
    starts = [word.start for word in unit.words]
    return [unit.words[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)] for clause in unit.clauses]


def _claiming(unit: Unit, language: str) -> list[list[str]]:
    """Return the stems of each clause that carry a claim."""
    function = rules(language).function
    return [[word.stem for word in clause if word.form not in function] for clause in _cut(unit)]


def _spelt(units: Sequence[Sequence[Word]]) -> list[dict[int, float]]:
    """Return what the runs of letters of each unit weigh: the rarer a run, the more.

    One that stands in more than a quarter of the units weighs nothing: it tells little and takes most time. Runs that stand in the very same
    places ("elep", "leph", "epha") are one, as long as they are together.
    """
    common = max(_FEW, len(units) / 4)
    weights = [0.0, *(log(len(units) / times) if times <= common else 0.0 for times in range(1, len(units) + 1))]
    found: list[dict[int, float]] = [{} for _ in units]
    for term, (places, runs) in enumerate(_standing(units).items()):
        weight = weights[len(set(places))] * sqrt(runs)
        if weight:
            for at in places:
                found[at][term] = found[at].get(term, 0.0) + weight
    return found


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


def _side(units: tuple[Unit, ...], cut: Sequence[Sequence[Part]], spelt: Sequence[dict[int, float]]) -> Side:
    return Side(
        units=units,
        parts=tuple(own[0] if len(own) == 1 else _joined(own) for own in cut),
        clauses=tuple(chain.from_iterable(cut)),
        owners=tuple(owner for owner, own in enumerate(cut) for _ in own),
        letters=tuple(spelt),
        lengths=tuple(map(squared, spelt)),
        before=(0.0, *(dot(one, last) for last, one in pairwise(spelt)))[: len(spelt)],
    )


def _joined(clauses: Sequence[Part]) -> Part:
    """Return a unit from its clauses."""
    stems = {stem: weight for clause in clauses for stem, weight in clause.stems.items()}
    return Part(stems, sum(stems.values()))


def _part(stems: Sequence[str], weights: Weights) -> Part:
    weighed = {stem: weights.stems[stem] for stem in stems}
    return Part(weighed, sum(weighed.values()))
