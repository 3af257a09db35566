"""Every two texts compared: the features of every pair of their units, and the probability that the pair shares a claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import mul

from diptych.align.features import features
from diptych.align.score import Model, model, probabilities
from diptych.align.semantic import Embed, Vector
from diptych.align.side import Side, Weights, sides
from diptych.align.units import Text, units
from diptych.align.vectors import Grid
from diptych.align.words import aliases


@dataclass(frozen=True, slots=True)
class Settings:
    """How to align. The defaults are for news without a sentence embedding."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """One entity, its spellings."""
    embed: Embed | None = None
    """A sentence embedding: texts in, one vector each out."""
    ordered: bool = True
    """Whether the texts tell the weightiest first, as news does."""
    least: float | None = None
    """From which probability on a pair is worth showing; the model's own threshold if not given."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts, by their place among all, with a grid for every feature and one of probabilities."""

    left: int
    right: int
    features: Mapping[str, Grid]
    probabilities: Grid


@dataclass(frozen=True, slots=True)
class Comparison:
    """All texts as sides, and every two of them compared."""

    sides: tuple[Side, ...]
    weights: Weights
    pairs: tuple[Compared, ...]
    model: Model


def compare(texts: Sequence[Text], settings: Settings) -> Comparison:
    """Compare every two of `texts`; one without a unit takes part in nothing."""
    read = units(texts, aliases(settings.names))
    both, weights = sides(texts, read)
    used = model(settings.ordered, settings.embed is not None)
    meanings = _meanings(texts, both, settings.embed) if settings.embed else None
    pairs = tuple(_compared(both, at, weights, used, meanings) for at in combinations(range(len(texts)), 2) if all(read[k] for k in at))
    return Comparison(both, weights, pairs, used)


def _compared(both: Sequence[Side], at: tuple[int, int], weights: Weights, used: Model, meanings: Sequence[Sequence[Vector]] | None) -> Compared:
    left, right = at
    meaning = _meaning(meanings[left], meanings[right]) if meanings else None
    found = features(both[left], both[right], weights, meaning)
    return Compared(left, right, found, probabilities(found, used))


def _meanings(texts: Sequence[Text], both: Sequence[Side], embed: Embed) -> list[list[Vector]]:
    """Return one vector per unit of each text, all asked for at once."""
    vectors = iter(embed([unit.span.of(text.text) for text, side in zip(texts, both, strict=True) for unit in side.units]))
    return [[next(vectors) for _ in side.units] for side in both]


def _meaning(left: Sequence[Vector], right: Sequence[Vector]) -> Grid:
    return [[sum(map(mul, one, other)) for other in right] for one in left]


def best(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the pairs that nothing in their row or column exceeds.

    >>> list(best([[0.9, 0.2], [0.3, 0.4]]))
    [(0, 0), (1, 1)]
    """
    tops = [max(column) for column in zip(*grid, strict=True)]
    for at, row in enumerate(grid):
        top = max(row)
        yield from ((at, other) for other, value in enumerate(row) if value == top == tops[other])
