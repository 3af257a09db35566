"""One text of a comparison, with everything about it that does not depend on the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from typing import Final

from diptych.align.rules import rules
from diptych.align.units import Text, Unit
from diptych.align.vectors import dot, letters, rarity, squared, vector
from diptych.align.words import Word
from diptych.text import Span

Pair = tuple[str, str]
_FEW: Final = 6
"""Units that may always share letters, in however short a story."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare the runs of letters, the stems, the pairs of neighbouring stems and the numbers of this story are."""

    letters: dict[str, float]
    stems: dict[str, float]
    pairs: dict[Pair, float]
    numbers: dict[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A unit or a clause of one: its stems and runs of letters, each with its weight."""

    stems: dict[str, float]
    letters: dict[str, float]


@dataclass(frozen=True, slots=True)
class Side:
    """The units of one text, whole and in clauses."""

    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    pairs: tuple[dict[Pair, float], ...]
    """For each unit, its stems that stand next to each other or with one between."""
    once: tuple[dict[str, float], ...]
    """For each unit, its stems that no other unit of the text holds, each counted 1."""
    clauses: tuple[Part, ...]
    owners: tuple[int, ...]
    """For each clause, the place of its unit in `units`."""
    lengths: tuple[float, ...]
    """Squared length of each unit's letters."""
    before: tuple[float, ...]
    """Inner product of each unit's letters with those of the unit before it."""


def sides(texts: Sequence[Text], units: Sequence[tuple[Unit, ...]]) -> tuple[tuple[Side, ...], Weights]:
    """Return every text as a side, and the weights they share."""
    claiming = [[_claiming(unit.words, text.language) for unit in part] for text, part in zip(texts, units, strict=True)]
    weights = _weights([unit for part in units for unit in part], [words for part in claiming for words in part])
    return tuple(_side(part, words, weights) for part, words in zip(units, claiming, strict=True)), weights


def _claiming(words: Sequence[Word], language: str) -> tuple[Word, ...]:
    function = rules(language).function
    return tuple(word for word in words if word.form not in function)


def _weights(units: Sequence[Unit], claiming: Sequence[tuple[Word, ...]]) -> Weights:
    return Weights(
        _uncommon(rarity([chain.from_iterable(letters(word.form) for word in unit.words) for unit in units]), len(units)),
        rarity([[word.stem for word in words] for words in claiming]),
        rarity([_neighbours(words) for words in claiming]),
        rarity([[number.value for number in unit.numbers] for unit in units]),
    )


def _uncommon(weights: dict[str, float], units: int) -> dict[str, float]:
    """Set to nothing what more than a quarter of the units hold: it tells little and takes most of the time."""
    least = log(units / max(_FEW, units / 4)) if units else 0.0
    return {run: weight if weight >= least else 0.0 for run, weight in weights.items()}


def _neighbours(words: Sequence[Word]) -> list[Pair]:
    stems = [word.stem for word in words]
    return [*pairwise(stems), *zip(stems, stems[2:], strict=False)]


def _side(units: tuple[Unit, ...], claiming: Sequence[tuple[Word, ...]], weights: Weights) -> Side:
    parts = tuple(_part(unit.words, words, weights) for unit, words in zip(units, claiming, strict=True))
    clauses = [_clauses(unit, words, part, weights) for unit, words, part in zip(units, claiming, parts, strict=True)]
    holders = Counter(stem for part in parts for stem in part.stems)
    return Side(
        units=units,
        parts=parts,
        pairs=tuple({pair: weights.pairs[pair] for pair in _neighbours(words)} for words in claiming),
        once=tuple({stem: 1.0 for stem in part.stems if holders[stem] == 1} for part in parts),
        clauses=tuple(chain.from_iterable(clauses)),
        owners=tuple(owner for owner, own in enumerate(clauses) for _ in own),
        lengths=tuple(squared(part.letters) for part in parts),
        before=(0.0, *(dot(one.letters, last.letters) for last, one in pairwise(parts)))[: len(parts)],
    )


def _clauses(unit: Unit, claiming: Sequence[Word], whole: Part, weights: Weights) -> list[Part]:
    if len(unit.clauses) == 1:
        return [whole]
    return [_part(_inside(unit.words, clause), _inside(claiming, clause), weights) for clause in unit.clauses]


def _inside(words: Sequence[Word], clause: Span) -> list[Word]:
    return [word for word in words if clause.start <= word.start < clause.end]


def _part(words: Sequence[Word], claiming: Sequence[Word], weights: Weights) -> Part:
    return Part(
        {word.stem: weights.stems[word.stem] for word in claiming},
        vector(chain.from_iterable(letters(word.form) for word in words), weights.letters),
    )
