"""Every two texts compared: the features of every pair of their units, and the probability that the pair shares a claim."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import log, log1p
from operator import mul
from typing import Final

from msgspec import Struct, field

from diptych.align.features import features
from diptych.align.score import contributions, model, probabilities
from diptych.align.semantic import Embed, Vector
from diptych.align.side import Side, Weights, sides
from diptych.align.units import units
from diptych.align.vectors import Grid
from diptych.align.words import aliases
from diptych.alignment import Text

_SAID: Final = {"shared": 0.0, "number": 0.0, "date": 0.0, "letters": 0.15, "meaning": 0.3}
"""Features that compare what is said, and not where or by whom, each with the value above which it tells: any two texts share letters."""
_SPELT: Final = frozenset({"shared", "letters"})
"""Those of them that the name of whoever speaks raises too."""
_EVEN: Final = 0.5
"""Below this probability the words that a pair shares must weigh more than one that stands nowhere else;"""
_SURER: Final = 1 / 2
"""from it on, more than this share of that."""


class Settings(Struct, frozen=True):
    """How to align. The defaults are for news without a sentence embedding."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """One entity, its spellings."""
    embed: Embed | None = None
    """A sentence embedding: texts in, one vector each out."""
    ordered: bool = True
    """Whether the texts tell the weightiest first, as news does."""
    least: float | None = None
    """From which probability on a pair is worth showing; the model's own threshold if not given."""


class Compared(Struct, frozen=True):
    """Two texts, by their place among all, with the probability of every pair of units; for the likely ones also why."""

    left: int
    right: int
    probabilities: Grid
    likely: Mapping[tuple[int, int], tuple[tuple[str, float], ...]]
    """What each feature adds to the log-odds, for the pairs that are worth showing."""


class Comparison(Struct, frozen=True):
    """All texts as sides, and every two of them compared."""

    sides: tuple[Side, ...]
    weights: Weights
    pairs: tuple[Compared, ...]


def compare(texts: Sequence[Text], settings: Settings) -> Comparison:
    """Compare every two of `texts`; one without a unit takes part in nothing."""
    used = model(settings.ordered, settings.embed is not None)
    least = used.least if settings.least is None else settings.least
    both, weights = sides(texts, units(texts, aliases(settings.names)))
    rare = log(max(2, sum(len(side.units) for side in both)) / 2)
    pairs = []
    for left, right, found in grids(texts, both, weights, settings):
        said = probabilities(found, used)
        likely = [
            at
            for at in ((i, j) for i, row in enumerate(said) for j, value in enumerate(row) if value >= least)
            if _told(found, at, _enough(both[left], both[right], at, log1p(rare if said[at[0]][at[1]] < _EVEN else _SURER * rare)))
        ]
        pairs.append(Compared(left, right, said, {at: contributions(found, used, *at) for at in likely}))
    return Comparison(both, weights, tuple(pairs))


def _enough(left: Side, right: Side, at: tuple[int, int], shared_least: float) -> Mapping[str, float]:
    """Return what tells of a pair, and from which value on: not the spelling of two sentences that share no word but the name of the one
    who speaks both.
    """
    i, j = at
    one, other = left.units[i].said.speaker.names, right.units[j].said.speaker.names
    shared = left.parts[i].stems.keys() & right.parts[j].stems.keys()
    alone = not one.isdisjoint(other) and shared <= one | other
    return {kind: value for kind, value in (_SAID | {"shared": shared_least}).items() if not (alone and kind in _SPELT)}


def _told(found: Mapping[str, Grid], at: tuple[int, int], least: Mapping[str, float]) -> bool:
    """Tell whether a pair shares enough of what is said: two headlines without a word in common are likely by their place alone, and two
    sentences that share a name which half the others have, by their neighbours alone.
    """
    return any(found[kind][at[0]][at[1]] > enough for kind, enough in least.items() if kind in found)


def grids(texts: Sequence[Text], both: Sequence[Side], weights: Weights, settings: Settings) -> Iterator[tuple[int, int, dict[str, Grid]]]:
    """Yield the features of every two texts, by their place among all, one pair at a time: all at once would fill the memory."""
    meanings = _meanings(texts, both, settings.embed) if settings.embed else None
    for left, right in combinations([at for at, side in enumerate(both) if side.units], 2):
        meaning = _meaning(meanings[left], meanings[right]) if meanings else None
        yield left, right, features(both[left], both[right], weights, meaning)


def _meanings(texts: Sequence[Text], both: Sequence[Side], embed: Embed) -> list[list[Vector]]:
    """Return one vector per unit of each text, all asked for at once."""
    vectors = iter(embed([unit.span.of(text.text) for text, side in zip(texts, both, strict=True) for unit in side.units]))
    return [[next(vectors) for _ in side.units] for side in both]


def _meaning(left: Sequence[Vector], right: Sequence[Vector]) -> Grid:
    return [[sum(map(mul, one, other)) for other in right] for one in left]


def is_best(grid: Grid, row: int, column: int) -> bool:
    """Tell whether nothing in the row and the column of a pair exceeds it.

    >>> is_best([[0.9, 0.2], [0.3, 0.4]], 1, 1)
    True
    """
    value = grid[row][column]
    return value >= max(grid[row]) and value >= max(each[column] for each in grid)
