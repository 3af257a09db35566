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
from diptych.align.vectors import added, dot, letters, rarity, squared
from diptych.align.words import Word
from diptych.text import Span

_FEW: Final = 6
"""Units that may always share letters, in however short a story."""


class Weights(Struct, frozen=True):
    """How rare the stems and the numbers of this story are."""

    stems: dict[str, float]
    numbers: dict[float, float]


class Part(Struct, frozen=True):
    """A unit or a clause of one: its stems and runs of letters, each with its weight, and what all stems weigh."""

    stems: dict[str, float]
    letters: dict[int, float]
    """By number: runs that stand in the very same places are one."""
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
    cut = [[_cut(unit) for unit in part] for part in units]
    spelt = iter(_spelt([unit for part in cut for unit in part]))
    claiming = [_claiming(part, text.language) for text, part in zip(texts, cut, strict=True)]
    weights = Weights(
        rarity([list(chain.from_iterable(unit)) for part in claiming for unit in part]),
        rarity([[number.value for number in unit.numbers] for part in units for unit in part]),
    )
    return tuple(
        _side(part, [[_part(clause, next(spelt), weights) for clause in unit] for unit in stems])
        for part, stems in zip(units, claiming, strict=True)
    ), weights


def _cut(unit: Unit) -> list[Sequence[Word]]:
    """Return the words of each clause."""
    if len(unit.clauses) == 1:
        return [unit.words]
    starts = [word.start for word in unit.words]
    return [unit.words[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)] for clause in unit.clauses]


def _claiming(units: Sequence[Sequence[Sequence[Word]]], language: str) -> list[list[list[str]]]:
    """Return the stems of each clause that carry a claim."""
    function = rules(language).function
    return [[[word.stem for word in clause if word.form not in function] for clause in unit] for unit in units]


def _spelt(units: Sequence[Sequence[Sequence[Word]]]) -> list[dict[int, float]]:
    """Return what the runs of letters of each clause weigh, clause after clause: the rarer a run, the more.

    One that stands in more than a quarter of the units weighs nothing: it tells little and takes most time. Runs that stand in the very same
    places ("elep", "leph", "epha") are one, as long as they are together.
    """
    owners = [at for at, unit in enumerate(units) for _ in unit]
    common = max(_FEW, len(units) / 4)
    weights = [0.0, *(log(len(units) / times) if times <= common else 0.0 for times in range(1, len(units) + 1))]
    found: list[dict[int, float]] = [{} for _ in owners]
    for term, (places, runs) in enumerate(_standing(chain.from_iterable(units)).items()):
        weight = weights[len({owners[at] for at in places})] * sqrt(runs)
        if weight:
            for at in places:
                found[at][term] = found[at].get(term, 0.0) + weight
    return found


def _standing(clauses: Iterable[Sequence[Word]]) -> dict[tuple[int, ...], int]:
    """Return where runs of letters stand, clause by clause, and how many stand just there."""
    forms: dict[str, list[int]] = defaultdict(list)
    for at, clause in enumerate(clauses):
        for word in clause:
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


def _side(units: tuple[Unit, ...], cut: Sequence[Sequence[Part]]) -> Side:
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


def _joined(clauses: Sequence[Part]) -> Part:
    """Return a unit from its clauses."""
    stems = {stem: weight for clause in clauses for stem, weight in clause.stems.items()}
    return Part(stems, added([clause.letters for clause in clauses]), sum(stems.values()))


def _part(stems: Sequence[str], spelt: dict[int, float], weights: Weights) -> Part:
    weighed = {stem: weights.stems[stem] for stem in stems}
    return Part(weighed, spelt, sum(weighed.values()))
