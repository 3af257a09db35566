"""Evidence that two units state one claim, as numbers: a grid for each kind, over all pairs of two texts."""

from collections.abc import Sequence
from math import exp

from diptych.align.judges import JUDGES, slot_clash
from diptych.align.likeness import likeness
from diptych.align.side import Side, Weights
from diptych.align.units import Unit
from diptych.align.vectors import Grid, turned

_SOON = 3
"""After how many units what is told early has lost two thirds of its weight."""


def features(left: Side, right: Side, weights: Weights, meaning: Grid | None = None) -> dict[str, Grid]:
    """Return the features of every pair of units; `meaning` adds those of a sentence embedding."""
    found = likeness(left, right, weights)
    found |= {judge.name: judge.grid(left.units, right.units, weights) for judge in JUDGES}
    found["slot clash"] = slot_clash(left.units, right.units)
    found |= voiced(left.units, right.units) | placed(left.units, right.units)
    overall = _mixed(0.7, found["letters"], found.pop("covered"))
    if meaning is not None:
        found["meaning"] = meaning
        overall = [[value if value > 0 else 0.0 for value in row] for row in _mixed(0.5, overall, meaning)]
    found["lead"] = lead(overall)
    return found


def _mixed(share: float, one: Grid, other: Grid) -> Grid:
    rest = 1 - share
    return [[share * a + rest * b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]


def voiced(left: Sequence[Unit], right: Sequence[Unit]) -> dict[str, Grid]:
    """Return the features of who says it: whether both units quote, and whether both or one are a quotation and nothing else."""
    quoting = [float(bool(unit.runs)) for unit in right]
    whole = [float(unit.whole) for unit in right]
    told = [1.0 - value for value in whole]
    nothing = [0.0] * len(right)
    return {
        "both quoted": [quoting if unit.runs else nothing for unit in left],
        "all quoted": [whole if unit.whole else nothing for unit in left],
        "one quoted": [told if unit.whole else whole for unit in left],
    }


def placed(left: Sequence[Unit], right: Sequence[Unit]) -> dict[str, Grid]:
    """Return the features of position: news prose tells first what every account tells.

    What only one account tells early says nothing: else a headline draws every sentence to itself.
    """
    places = [unit.place for unit in right]
    soon = [exp(-unit.rank / _SOON) for unit in right]
    own = [(unit.place, exp(-unit.rank / _SOON)) for unit in left]
    return {
        "apart": [[abs(one - other) for other in places] for one, _ in own],
        "early": [[one * other for other in soon] for _, one in own],
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
