"""From features to a probability: a logistic regression whose few weights stand in a file, with the script that made them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from diptych.align.vectors import Grid


@dataclass(frozen=True, slots=True)
class Model:
    """Calibrated weights: the logistic of their sum is how often such a pair does share a claim."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    least: float
    """From which probability on a pair is worth showing."""


@cache
def model(ordered: bool, meaning: bool) -> Model:
    """Return the shipped model: for news, or for texts whose order says nothing; with or without a sentence embedding.

    >>> model(True, False).names[0]
    'letters'
    """
    name = ("news" if ordered else "unordered") + ("-meaning" if meaning else "")
    table = json.loads(files(__package__).joinpath("weights", f"{name}.json").read_text("utf-8"))
    return Model(tuple(table["weights"]), tuple(table["weights"].values()), table["intercept"], table["least"])


def probabilities(features: Mapping[str, Grid], model: Model) -> Grid:
    """Return for every pair the probability that it shares a claim.

    >>> probabilities({"letters": [[0.0, 8.0]]}, Model(("letters",), (1.0,), 0.0, 0.5))
    [[0.5, 0.9996646498695336]]
    """
    return [_row(rows, model) for rows in zip(*(features[name] for name in model.names), strict=True)]


def _row(rows: Sequence[Sequence[float]], model: Model) -> list[float]:
    """Return the probabilities of one row of pairs from its row in every feature's grid; what is 0 throughout is passed over."""
    odds = [model.intercept] * len(rows[0])
    for weight, row in zip(model.weights, rows, strict=True):
        if any(row):
            odds = [so_far + weight * value for so_far, value in zip(odds, row, strict=True)]
    return list(map(_logistic, odds))


def contributions(features: Mapping[str, Grid], model: Model, row: int, column: int) -> tuple[tuple[str, float], ...]:
    """Return what each feature of one pair adds to its log-odds, in the model's order."""
    return tuple((name, weight * features[name][row][column]) for name, weight in zip(model.names, model.weights, strict=True))


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0
