"""The development folder read for training and measuring: stories, their gold pairs, and their features. Needs PyYAML and numpy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import yaml

from diptych.align import Settings, Text
from diptych.align.pairs import grids
from diptych.align.side import sides
from diptych.align.units import units
from diptych.text import Span

UNSURE = 0.25
"""What a pair counts for in training that a reasonable reader could judge either way."""


@dataclass(frozen=True)
class Story:
    name: str
    texts: tuple[Text, ...]
    gold: frozenset[tuple[str, int, str, int]]
    ignored: frozenset[tuple[str, int, str, int]]


@dataclass(frozen=True)
class Table:
    """Every pair of a story: its key, its features as a row, whether it is gold, and whether it is ignored."""

    story: str
    keys: tuple[tuple[str, int, str, int], ...]
    rows: Any
    gold: Any
    ignored: Any


def joined(source: str, sentences: list[str]) -> Text:
    """Return a text whose lines are given sentences."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Text(source, "\n".join(sentences), tuple(spans))


def stories(folder: Path) -> Iterator[Story]:
    """Yield the stories of a development folder, in order of file name."""
    for file in sorted(folder.glob("*.yaml")):
        table = yaml.safe_load(file.read_text("utf-8"))
        texts = tuple(joined(source["id"], source["sentences"]) for source in table["sources"])
        gold = frozenset(pair for claim in table["claims"] for pair in _pairs(claim["statements"]))
        ignored = frozenset(_key((a, i), (b, j)) for a, i, b, j in table["ignore"]) - gold
        yield Story(table["story"], texts, gold, ignored)


def _pairs(statements: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, int, str, int]]:
    places = sorted({(source, each["sentence"]) for source, said in statements.items() for each in said})
    yield from (_key(one, other) for one, other in combinations(places, 2) if one[0] != other[0])


def _key(one: tuple[str, int], other: tuple[str, int]) -> tuple[str, int, str, int]:
    first, second = sorted((one, other))
    return (*first, *second)


def table(story: Story, settings: Settings) -> tuple[Table, tuple[str, ...]]:
    """Return all pairs of a story with their features, and the names of the features."""
    texts = sorted(story.texts, key=lambda text: text.id)
    both, weights = sides(texts, units(texts, {}))
    names: tuple[str, ...] = ()
    keys, rows = [], []
    for left, right, found in grids(texts, both, weights, settings):
        names = tuple(found)
        keys += [(a.source, a.order, b.source, b.order) for a in both[left].units for b in both[right].units]
        rows.append(numpy.stack([numpy.array(found[name]).ravel() for name in names], 1))
    gold = numpy.array([key in story.gold for key in keys])
    return Table(story.name, tuple(keys), numpy.concatenate(rows), gold, numpy.array([key in story.ignored for key in keys])), names
