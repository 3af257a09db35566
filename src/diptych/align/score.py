"""From features to a probability: a logistic regression whose few weights stand in a file, with the script that made them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Final

from msgspec import Struct

from diptych.align.vectors import Grid

_FAINT: Final = 0.01
"""Up to which probability odds and probability are one."""
_TWICE: Final = 6.0
"""Pairs beyond one a sentence in the shortest texts, where headline, opening and summary say the same thing again;"""
_FEWER: Final = 0.25
"""and how many fewer with every sentence."""
_USUAL: Final = 27.0
"""Sentences of the texts that the weights were learned from."""
_SHORTER: Final = 0.25
"""How much of length counts: in texts of half the length twice as large a share of the pairs is true, and position tells most of it."""
_KIN: Final = {"letters": (0.11, 60.0), "meaning": (0.42, 15.0)}
"""How alike the best partners of all sentences are on average, at least, where two texts tell of one event; and what it costs in log-odds
to be less alike."""
_HALVINGS: Final = 24


class Model(Struct, frozen=True):
    """Weights, and what makes their sum true: how often such a pair does share a claim."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    slope: float
    shift: float
    """Corrections of the log-odds, after tempering."""
    least: float
    """From which probability on a pair is worth showing."""


@cache
def model(ordered: bool, meaning: bool) -> Model:
    """Return the shipped model: for news, or for texts whose order says nothing; with or without a sentence embedding.

    >>> model(True, False).names[0]
    'letters'
    """
    name = ("news" if ordered else "unordered") + ("-meaning" if meaning else "")
    table = json.loads((Path(__file__).parent / "weights" / f"{name}.json").read_text("utf-8"))
    numbers = (table[key] for key in ("intercept", "slope", "shift", "least"))
    return Model(tuple(table["weights"]), tuple(table["weights"].values()), *numbers)


def probabilities(features: Mapping[str, Grid], model: Model) -> Grid:
    """Return for every pair the probability that it shares a claim.

    >>> probabilities({"letters": [[1.0] * 27] * 27}, Model(("letters",), (8.0,), -16.0, 1.0, 0.0, 0.5))[0][0]
    0.0003353501304664781
    """
    odds = [_row(rows, model) for rows in zip(*(features[name] for name in model.names), strict=True)]
    slope, shift = model.slope, model.shift + model.slope * raised(odds, features)
    return [[1 / (1 + exp(-slope * value - shift)) for value in row] for row in odds]


def raised(odds: Grid, features: Mapping[str, Grid]) -> float:
    """Return what all log-odds of two texts are to be raised by, often less than 0, for what says nothing of any one pair: how long the
    texts are, whether they tell of one event, and how many pairs such texts share.

    >>> round(raised([[-9.0] * 9] * 9, {"letters": [[1.0] * 9] * 9}), 2)
    0.27
    """
    prior = _SHORTER * log(_USUAL / _length(odds)) - strangeness(features)
    return prior + excess([[value + prior for value in row] for row in odds])


def _length(odds: Grid) -> float:
    """Return how many sentences two texts have: the harmonic mean."""
    rows, columns = len(odds), len(odds[0])
    return 2 * rows * columns / (rows + columns)


def strangeness(features: Mapping[str, Grid]) -> float:
    """Return what speaks against two texts telling of one event at all: even the best partners are hardly alike.

    In any two texts some sentences are less unlike than others. Position and rivals take them for partners.

    >>> strangeness({"letters": [[0.5, 0.0], [0.0, 0.2]]}), round(strangeness({"letters": [[0.06, 0.0], [0.0, 0.06]]}), 6)
    (0.0, 3.0)
    """
    return min(max(0.0, cost * (enough - _best(features[kind]))) for kind, (enough, cost) in _KIN.items() if kind in features)


def _best(grid: Grid) -> float:
    """Return the mean of the best value of every row and of every column."""
    best = [*map(max, grid), *map(max, *grid)] if len(grid) > 1 else [*map(max, grid), *(value for row in grid for value in row)]
    return sum(best) / max(1, len(best))


def excess(odds: Grid) -> float:
    """Return what all log-odds are to be raised by, 0 or less, so that they promise no more pairs than texts of such lengths share.

    Accounts of one event share about one pair a sentence, short ones a few more. Where names and topics repeat in every sentence all pairs
    look likelier than they are: what all have in common is no evidence for any.

    >>> round(excess([[3.0] * 4] * 4), 2), excess([[3.0, -3.0], [-3.0, 3.0]])
    (-2.75, 0.0)
    """
    said = [1 / (1 + exp(-value)) for row in odds for value in row]
    length, total = _length(odds), sum(said)
    most = length + max(0.0, _TWICE - _FEWER * length)
    if total <= most:
        return 0.0
    grey = [value for value in said if value > _FAINT]
    return log(_scale(grey, total - sum(grey), most))


def _scale(values: Sequence[float], faint: float, most: float) -> float:
    """Return by what all odds are to be multiplied for the probabilities to sum to `most`; faint ones shrink with their odds."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        scale = (low + high) / 2
        if faint * scale + sum([value * scale / (1 - value + value * scale) for value in values]) > most:
            high = scale
        else:
            low = scale
    return high


def _row(rows: Sequence[Sequence[float]], model: Model) -> list[float]:
    """Return the log-odds of one row of pairs from its row in every feature's grid; what is 0 throughout is passed over."""
    odds = [model.intercept] * len(rows[0])
    for weight, row in zip(model.weights, rows, strict=True):
        if any(row):
            odds = [so_far + weight * value for so_far, value in zip(odds, row, strict=True)]
    return odds


def contributions(features: Mapping[str, Grid], model: Model, row: int, column: int) -> tuple[tuple[str, float], ...]:
    """Return what each feature of one pair adds to its log-odds, in the model's order."""
    weights = zip(model.names, model.weights, strict=True)
    return tuple((name, model.slope * weight * features[name][row][column]) for name, weight in weights)
