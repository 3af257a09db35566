"""Train the weights the aligner ships: python benchmarks/train_alignment.py DEV [--model FOLDER]

DEV is a folder of annotated stories (format: its README). Nothing of it but the weights ends up in the package.
The regression is regularised, and evidence may only speak its own way (`FOR`, `AGAINST`): a feature whose weight comes out with the
wrong sign is left out, so that every reason shown is a reason. Slope and intercept are corrected with predictions on left-out stories.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy
from devset import UNSURE, Table, stories, table

from diptych.align import Settings
from diptych.align.score import raised
from diptych.align.semantic import load

PENALTY = 40.0
SHOWN = 0.3
"""From which probability on a pair is shown. On stories left out F1 is highest there, and hardly lower from 0.25 to 0.35."""
POSITION = ("apart", "early")
FOR = (
    "letters", "beside", "around", "clause covered", "shared", "number", "date", "quotation", "early",
    "lead", "meaning",
)  # fmt: skip
AGAINST = ("slot clash", "number clash", "apart", "one quoted")
PRIOR = {"slot clash": -4.0}
"""What a weight is held to where the stories have too few examples: one word changed in the same place is another event."""
WEIGHTS = Path(__file__).parents[1] / "src" / "diptych" / "align" / "weights"


@dataclass(frozen=True)
class Regression:
    """A weight for each feature, 0 where it is left out."""

    weights: Any
    intercept: float

    def odds(self, rows: Any) -> Any:
        return rows @ self.weights + self.intercept


def trained(tables: Sequence[Table], names: Sequence[str], left: Sequence[str] = ()) -> Regression:
    """Return the regression on all features but those `left` out, the wrongly signed ones taken away one by one, strongest first."""
    rows = numpy.concatenate([each.rows for each in tables])
    wanted = numpy.concatenate([numpy.where(each.ignored, UNSURE, each.gold) for each in tables]).astype(float)
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    use = [at for at, name in enumerate(names) if name not in left]
    while True:
        held = numpy.array([PRIOR.get(names[at], 0.0) for at in use]) * spread[use]
        found, intercept = _newton(((rows - mean) / spread)[:, use], wanted, PENALTY, held)
        wrong = [(abs(weight), at) for weight, at in zip(found, use, strict=True) if weight * _sign(names[at]) < 0]
        if not wrong:
            break
        use.remove(max(wrong)[1])
    weights = numpy.zeros(len(names))
    weights[use] = found / spread[use]
    return Regression(weights, float(intercept - weights @ mean))


def _sign(name: str) -> int:
    return 1 if name in FOR else -1 if name in AGAINST else 0


def _newton(rows: Any, wanted: Any, penalty: float, prior: Any) -> tuple[Any, float]:
    wide = numpy.c_[rows, numpy.ones(len(rows))]
    held = numpy.full(wide.shape[1], penalty)
    held[-1] = 1e-6
    prior = numpy.append(prior, 0.0)
    solution = prior.copy()
    for _ in range(15):
        said = 1 / (1 + numpy.exp(-numpy.clip(wide @ solution, -30, 30)))
        slope = wide.T @ (said - wanted) + held * (solution - prior)
        curve = (wide * (said * (1 - said))[:, None]).T @ wide + numpy.diag(held)
        solution = solution - numpy.linalg.solve(curve, slope)
    return solution[:-1], float(solution[-1])


def left_out(tables: Sequence[Table], names: Sequence[str], left: Sequence[str] = ()) -> list[Any]:
    """Return for each story the log-odds of its pairs, trained on the others."""
    return [trained([each for each in tables if each.story != story.story], names, left).odds(story.rows) for story in tables]


def tempered(odds: Sequence[Any], tables: Sequence[Table], names: Sequence[str]) -> list[Any]:
    """Return the probabilities of each story's log-odds as the aligner gives them: lowered where two texts promise too many pairs."""
    return [1 / (1 + numpy.exp(-_tempered(each, part, names))) for each, part in zip(odds, tables, strict=True)]


def _tempered(odds: Any, part: Table, names: Sequence[str]) -> Any:
    found, start = [], 0
    for _, pairs in groupby(part.keys, key=lambda key: (key[0], key[2])):
        rows, columns = (len(set(places)) for places in zip(*((i, j) for _, i, _, j in pairs), strict=True))
        here = slice(start, start := start + rows * columns)
        features = {name: part.rows[here, at].reshape(rows, columns).tolist() for at, name in enumerate(names)}
        found.append(odds[here] + raised(odds[here].reshape(rows, columns).tolist(), features))
    return numpy.concatenate(found)


def calibration(tables: Sequence[Table], said: Sequence[Any]) -> tuple[float, float]:
    """Return slope and shift of the log-odds that make held-out probabilities true; ignored pairs do not count."""
    kept = [~each.ignored for each in tables]
    rows = numpy.concatenate([logit(each[keep]) for each, keep in zip(said, kept, strict=True)])[:, None]
    wanted = numpy.concatenate([each.gold[keep] for each, keep in zip(tables, kept, strict=True)]).astype(float)
    slope, intercept = _newton(rows, wanted, 0.0, numpy.zeros(1))
    return float(slope[0]), float(intercept)


def logit(said: Any) -> Any:
    return numpy.log(said / (1 - said))


def best_threshold(probabilities: Sequence[Any], tables: Sequence[Table]) -> float:
    """Return the probability from which on F1 is highest, over pairs that count."""
    said = numpy.concatenate([each[~part.ignored] for each, part in zip(probabilities, tables, strict=True)])
    gold = numpy.concatenate([part.gold[~part.ignored] for part in tables])
    total = sum(part.gold.sum() for part in tables)
    order = numpy.argsort(-said)
    hits = numpy.cumsum(gold[order])
    return float(said[order][numpy.argmax(2 * hits / (numpy.arange(1, len(order) + 1) + total))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--model", help="folder or name of a sentence embedding; without it only the default weights are made")
    given = parser.parse_args()
    read = list(stories(given.dev))
    for suffix, embed in (("", None), ("-meaning", load(given.model) if given.model else None)):
        if suffix and embed is None:
            continue
        made = [table(story, Settings(embed=embed)) for story in read]
        for kind, left in (("news", ()), ("unordered", POSITION)):
            write(f"{kind}{suffix}", [each for each, _ in made], made[0][1], left)


def write(name: str, tables: Sequence[Table], names: Sequence[str], left: Sequence[str]) -> None:
    """Write one file of weights, calibrated."""
    slope, shift = calibration(tables, tempered(left_out(tables, names, left), tables, names))
    model = trained(tables, names, left)
    content = {
        "made_by": "benchmarks/train_alignment.py",
        "stories": len(tables),
        "pairs": sum(len(each.keys) for each in tables),
        "penalty": PENALTY,
        "least": SHOWN,
        "intercept": round(model.intercept, 5),
        "slope": round(slope, 5),
        "shift": round(shift, 5),
        "weights": {feature: round(float(weight), 5) for feature, weight in zip(names, model.weights, strict=True) if weight},
    }
    (WEIGHTS / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    print(f"{name}: slope {slope:.3f}")


if __name__ == "__main__":
    main()
