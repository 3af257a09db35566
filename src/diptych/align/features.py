"""Evidence that two units state one claim, as numbers: a grid for each kind, over all pairs of two texts."""

from collections.abc import Collection, Sequence
from math import exp, log1p
from operator import add, mul

from diptych.align.judges import JUDGES
from diptych.align.likeness import likeness
from diptych.align.side import Side, Weights
from diptych.align.units import Unit
from diptych.align.vectors import Grid, combined, turned

_SOON = 3
"""After how many units what is told early has lost two thirds of its weight."""


def features(
    left: Side, right: Side, weights: Weights, meaning: Grid | None = None, needed: Collection[str] | None = None
) -> dict[str, Grid]:
    """Return the features of every pair of units; `meaning` adds those of a sentence embedding, `needed` may leave out judges."""
    found = likeness(left, right)
    found |= {judge.name: judge.grid(left.units, right.units, weights) for judge in JUDGES if needed is None or judge.name in needed}
    found |= placed(left.units, right.units)
    overall = _overall(found["letters"], found["words"], found["covered"])
    found["rank"], found["lead"] = rivals(overall)
    if meaning is not None:
        found["meaning"] = meaning
        found["meaning rank"], found["meaning lead"] = rivals(combined([overall, meaning], _meant))
    return found


def _overall(*likenesses: Grid) -> Grid:
    """Return one number for how alike two units read: untrained, it finds more than any of the three alone."""
    return [[0.5 * one + 0.3 * two + 0.2 * three for one, two, three in zip(*rows, strict=True)] for rows in zip(*likenesses, strict=True)]


def _meant(overall: float, meaning: float) -> float:
    return max(0.0, 0.55 * overall + 0.45 * meaning)


def placed(left: Sequence[Unit], right: Sequence[Unit]) -> dict[str, Grid]:
    """Return the features of position: news prose tells first what every account tells."""
    places = [unit.place for unit in right]
    soon = [exp(-unit.rank / _SOON) for unit in right]
    first = [float(unit.rank == 0) for unit in right]
    sizes = [log1p(len(unit.words)) for unit in right]
    quoted = [unit.whole for unit in right]
    own = [(unit.place, exp(-unit.rank / _SOON), float(unit.rank == 0), log1p(len(unit.words))) for unit in left]
    return {
        "one quoted": [[float(one.whole != whole) for whole in quoted] for one in left],
        "apart": [[abs(one - other) for other in places] for one, _, _, _ in own],
        "depth": [[one + other for other in places] for one, _, _, _ in own],
        "early": [[one + other for other in soon] for _, one, _, _ in own],
        "headline": [[one + other for other in first] for _, _, one, _ in own],
        "headlines": [[one * other for other in first] for _, _, one, _ in own],
        "shortest": [[one if one < other else other for other in sizes] for _, _, _, one in own],
        "longest": [[one if one > other else other for other in sizes] for _, _, _, one in own],
    }


def rivals(grid: Grid) -> tuple[Grid, Grid]:
    """Return for each pair how far from first it ranks in its row and column, and its share against the best other there.

    >>> rivals([[0.9, 0.1], [0.1, 0.1]])[0][0]
    [0.0, 0.6931471805599453]
    """
    down = [_contest(row) for row in grid]
    across = [_contest(column) for column in zip(*grid, strict=True)]
    ranks, leads = [[ranks for ranks, _ in side] for side in (down, across)], [[leads for _, leads in side] for side in (down, across)]
    return (
        combined([ranks[0], turned(ranks[1])], add),
        combined([leads[0], turned(leads[1])], mul),
    )


def _contest(values: Sequence[float]) -> tuple[list[float], list[float]]:
    order = sorted(values, reverse=True)
    place = {value: at for at, value in reversed(list(enumerate(order)))}
    best, second = order[0], order[1] if len(order) > 1 else 0.0
    ranks = [log1p(place[value]) for value in values]
    return ranks, [value / (value + (second if value == best else best) + 0.02) for value in values]
