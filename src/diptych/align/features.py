"""Evidence that two units state one claim, as numbers: a grid for each kind, over all pairs of two texts."""

from collections.abc import Sequence
from math import exp

from diptych.align.judges import JUDGES
from diptych.align.likeness import likeness
from diptych.align.side import Side, Weights
from diptych.align.units import Unit
from diptych.align.vectors import Grid, combined, turned

_SOON = 3
"""After how many units what is told early has lost two thirds of its weight."""


def features(left: Side, right: Side, weights: Weights, meaning: Grid | None = None) -> dict[str, Grid]:
    """Return the features of every pair of units; `meaning` adds those of a sentence embedding."""
    found = likeness(left, right)
    found |= {judge.name: judge.grid(left.units, right.units, weights) for judge in JUDGES}
    found |= placed(left.units, right.units)
    overall = combined([found["letters"], found.pop("covered")], _alike)
    if meaning is not None:
        found["meaning"] = meaning
        overall = combined([overall, meaning], _meant)
    found["lead"] = lead(overall)
    return found


def _alike(letters: float, covered: float) -> float:
    return 0.7 * letters + 0.3 * covered


def _meant(overall: float, meaning: float) -> float:
    return max(0.0, 0.5 * overall + 0.5 * meaning)


def placed(left: Sequence[Unit], right: Sequence[Unit]) -> dict[str, Grid]:
    """Return the features of position: news prose tells first what every account tells."""
    places = [unit.place for unit in right]
    soon = [exp(-unit.rank / _SOON) for unit in right]
    first = [float(unit.rank == 0) for unit in right]
    quoted = [unit.whole for unit in right]
    own = [(unit.place, exp(-unit.rank / _SOON), float(unit.rank == 0)) for unit in left]
    return {
        "one quoted": [[float(one.whole != whole) for whole in quoted] for one in left],
        "apart": [[abs(one - other) for other in places] for one, _, _ in own],
        "early": [[one + other for other in soon] for _, one, _ in own],
        "headlines": [[one * other for other in first] for _, _, one in own],
    }


def lead(grid: Grid) -> Grid:
    """Return for each pair its share against the best other in its row, times that in its column.

    >>> lead([[0.9, 0.1], [0.1, 0.1]])[0][0] > 0.7
    True
    """
    if not grid:
        return []
    across = turned([_shares(column) for column in turned(grid)])
    return [[one * other for one, other in zip(_shares(row), shares, strict=True)] for row, shares in zip(grid, across, strict=True)]


def _shares(values: Sequence[float]) -> list[float]:
    """Return the share of each value against the best other; beside a lone one there is nothing."""
    best, second = sorted([*values, 0.0], reverse=True)[:2]
    return [value / (value + (second if value == best else best) + 0.02) for value in values]
