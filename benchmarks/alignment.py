"""Measure the aligner: python benchmarks/alignment.py DEV [--model FOLDER] [--seeds FOLDER --gold CLAIMS.yaml]

Prints, for each shipped kind of weights: average precision, F1, recall@1 leave-one-story-out (training inside the loop) and with the
shipped weights (in-sample), the reliability table, CPU per pair of articles; and, for a folder of seeds with a claims.yaml, how many of
the claims that two sources both make are suggested, and how many suggestions are right.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import numpy
import yaml
from devset import Story, Table, stories, table
from msgspec.structs import replace
from train_alignment import POSITION, SHOWN, best_threshold, calibration, left_out, logit, tempered

from diptych.align import Settings, Text, align
from diptych.align.score import model
from diptych.align.semantic import load
from diptych.text import segments


def average_precision(said: Sequence[Any], tables: Sequence[Table]) -> float:
    """Return average precision over all pairs that count, pooled; equal scores share one precision."""
    scores = numpy.concatenate([each[~part.ignored] for each, part in zip(said, tables, strict=True)])
    gold = numpy.concatenate([part.gold[~part.ignored] for part in tables])
    _values, group = numpy.unique(-scores, return_inverse=True)
    hits, sizes = numpy.bincount(group, weights=gold), numpy.bincount(group)
    return float((hits * numpy.cumsum(hits) / numpy.cumsum(sizes)).sum() / gold.sum())


def f1(said: Sequence[Any], tables: Sequence[Table]) -> tuple[float, float, float]:
    """Return F1, precision and recall, each story at the threshold that is best on the others."""
    hit = shown = total = 0
    for at, part in enumerate(tables):
        others = [k for k in range(len(tables)) if k != at]
        cut = best_threshold([said[k] for k in others], [tables[k] for k in others])
        above = (said[at] >= cut) & ~part.ignored
        hit, shown, total = hit + (above & part.gold).sum(), shown + above.sum(), total + part.gold.sum()
    return float(2 * hit / (shown + total)), float(hit / shown), float(hit / total)


def recall_at_1(said: Sequence[Any], tables: Sequence[Table]) -> float:
    """Return how often a sentence's best-scored partner in another source is a true one, where it has one."""
    credit: list[bool] = []
    for scores, part in zip(said, tables, strict=True):
        rows: dict[tuple[str, int, str], list[tuple[float, bool]]] = defaultdict(list)
        for (a, i, b, j), score, gold, ignored in zip(part.keys, scores, part.gold, part.ignored, strict=True):
            if not ignored:
                rows[a, i, b].append((score, gold))
                rows[b, j, a].append((score, gold))
        credit += [max(row)[1] for row in rows.values() if any(gold for _, gold in row)]
    return sum(credit) / len(credit)


def reliability(said: Sequence[Any], tables: Sequence[Table]) -> list[tuple[str, int, float, float]]:
    """Return for each tenth of probability: how many pairs, what was said on average, what was true."""
    scores = numpy.concatenate([each[~part.ignored] for each, part in zip(said, tables, strict=True)])
    gold = numpy.concatenate([part.gold[~part.ignored] for part in tables])
    rows = []
    for low in numpy.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1 + 1e-9)
        if inside.any():
            rows.append((f"{low:.1f}-{low + 0.1:.1f}", int(inside.sum()), float(scores[inside].mean()), float(gold[inside].mean())))
    return rows


def fixed(said: Sequence[Any], tables: Sequence[Table], least: float) -> str:
    """Return F1, precision and recall at one given threshold, in words."""
    above = [(scores >= least) & ~part.ignored for scores, part in zip(said, tables, strict=True)]
    hit = sum(int((shown & part.gold).sum()) for shown, part in zip(above, tables, strict=True))
    shown, total = sum(int(each.sum()) for each in above), sum(int(part.gold.sum()) for part in tables)
    return f"at {least} F1 {2 * hit / (shown + total):.3f} (P {hit / shown:.2f} R {hit / total:.2f})"


def calibrated(tables: Sequence[Table], said: Sequence[Any]) -> list[Any]:
    """Return probabilities, each story corrected by slope and shift from the others."""
    found = []
    for at, each in enumerate(said):
        others = [k for k in range(len(tables)) if k != at]
        slope, shift = calibration([tables[k] for k in others], [said[k] for k in others])
        found.append(1 / (1 + numpy.exp(-(slope * logit(each) + shift))))
    return found


def shipped(tables: Sequence[Table], names: Sequence[str], ordered: bool, meaning: bool) -> list[Any]:
    """Return the probabilities that the shipped weights give, before they are corrected: that changes no order."""
    used = model(ordered, meaning)
    weights = numpy.array([dict(zip(used.names, used.weights, strict=True)).get(name, 0.0) for name in names])
    return tempered([each.rows @ weights + used.intercept for each in tables], tables, names)


def report(title: str, said: Sequence[Any], tables: Sequence[Table]) -> None:
    score, precision, recall = f1(said, tables)
    first = recall_at_1(said, tables)
    print(f"{title:44} AP {average_precision(said, tables):.3f}  F1 {score:.3f} (P {precision:.2f} R {recall:.2f})  recall@1 {first:.3f}")


def seeds(folder: Path, gold: Path, settings: Settings) -> None:
    """Print recall and precision of the suggestions against the curated claims of a claims.yaml."""
    story = yaml.load(gold.read_text("utf-8"), yaml.BaseLoader)["stories"][0]
    texts = [_seed(folder, source) for source in story["sources"]]
    written = {text.id: text.text for text in texts}
    names = {name: tuple(spellings) for name, spellings in story.get("names", {}).items()}
    claims = [places for claim in story["claims"] if len(places := _places(claim, written)) > 1]
    for how, spelt in (("without names", {}), ("with its table of names", names)):
        found = align(texts, replace(settings, names=spelt)).suggestions
        hit = [claim for claim in claims if any(_meets(claim, each.passages) for each in found)]
        right = [each for each in found if any(_meets(claim, each.passages) for claim in claims)]
        print(f"seeds {how}: {len(hit)} of {len(claims)} claims both make found; {len(right)} of {len(found)} suggestions right")


def _seed(folder: Path, source: Mapping[str, str]) -> Text:
    text = (folder / Path(source["file"]).name).read_text("utf-8-sig")
    return Text(source["id"], text, segments(text), published=source.get("published"))


def _places(claim: Any, written: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for source, said in claim.get("statements", {}).items():
        quotes = said["quote"] if isinstance(said, dict) else said
        for quote in [quotes] if isinstance(quotes, str) else quotes:
            first = quote.split("[...]")[0].strip()
            places = [match.start() for match in re.finditer(re.escape(first), written[source])]
            found.setdefault(source, []).extend((at, at + len(quote)) for at in places)
    return found


def _meets(claim: Mapping[str, list[tuple[int, int]]], passages: Sequence[Any]) -> bool:
    """Tell whether passages of two sources each overlap a quote of the claim there."""
    met = {p.source for p in passages for start, end in claim.get(p.source, ()) if start < p.span.end and p.span.start < end}
    return len(met) > 1


def speed(read: Sequence[Story], settings: Settings) -> float:
    """Return CPU milliseconds per pair of articles for the whole of `align`, after a first run."""
    align(read[0].texts, settings)
    start = process_time()
    for story in read:
        align(story.texts, settings)
    return (process_time() - start) * 1000 / sum(len(story.texts) * (len(story.texts) - 1) // 2 for story in read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--model", help="folder or name of a sentence embedding, to measure it too")
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--gold", type=Path)
    given = parser.parse_args()
    read = list(stories(given.dev))
    for embed in [None] + ([load(given.model)] if given.model else []):
        settings = Settings(embed=embed)
        made = [table(story, settings) for story in read]
        tables, names = [each for each, _ in made], made[0][1]
        for kind, left in (("news", ()), ("unordered", POSITION)):
            said = tempered(left_out(tables, names, left), tables, names)
            title = kind + (" with embedding" if embed else "")
            report(f"{title}, leave one story out", said, tables)
            report(f"{title}, shipped weights (in-sample)", shipped(tables, names, kind == "news", embed is not None), tables)
            if kind == "news":
                print(f"  shown, left out and calibrated: {fixed(calibrated(tables, said), tables, SHOWN)}")
                print("  said      pairs  mean  true")
                print(
                    "\n".join(
                        f"  {name}  {count:5}  {mean:.2f}  {true:.2f}"
                        for name, count, mean, true in reliability(calibrated(tables, said), tables)
                    )
                )
        print(f"align: {speed(read, settings):.1f} ms CPU per pair of articles")
        if given.seeds and given.gold:
            seeds(given.seeds, given.gold, settings)


if __name__ == "__main__":
    main()
