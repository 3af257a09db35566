"""Measure the aligner on short texts and on texts of two events: python benchmarks/short_texts.py DEV

Short are the first four to six sentences of each article; strange are the first sentences of an article beside those of another story's,
which share no claim. Everything is scored with weights and calibration from stories that take no part.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy
from alignment import average_precision, fixed, reliability
from devset import Story, Table, joined, stories, table
from train_alignment import SHOWN, Regression, calibration, left_out, logit, tempered, trained

from diptych.align import Settings, Text

HEADS = (4, 5, 6)
LENGTHS = (5, 12, 99)


def head(story: Story, count: int) -> Story:
    """Return the first sentences of every text of a story, with the gold pairs among them."""
    kept = (frozenset(pair for pair in pairs if pair[1] < count and pair[3] < count) for pairs in (story.gold, story.ignored))
    return Story(story.name, tuple(_opening(text, text.id, count) for text in story.texts), *kept)


def strange(one: Story, other: Story, count: int) -> Story:
    """Return the first sentences of two articles on different events."""
    both = _opening(one.texts[0], "one", count), _opening(other.texts[-1], "other", count)
    return Story(f"{one.name} {other.name}", both, frozenset(), frozenset())


def _opening(text: Text, name: str, count: int) -> Text:
    return joined(name, [span.of(text.text) for span in text.segments[:count]])


class Judge:
    """What the aligner says of texts of given stories, learned from all others."""

    def __init__(self, tables: Sequence[Table], names: Sequence[str]) -> None:
        self.tables, self.names = tables, names

    def say(self, part: Table) -> Any:
        """Return the probability of every pair of a table."""
        learned, slope, shift = _learned(self, frozenset(part.story.split(" ")))
        (said,) = tempered([learned.odds(part.rows)], [part], self.names)
        return 1 / (1 + numpy.exp(-(slope * logit(numpy.clip(said, 1e-12, 1 - 1e-12)) + shift)))


@cache
def _learned(judge: Judge, held: frozenset[str]) -> tuple[Regression, float, float]:
    others = [each for each in judge.tables if each.story not in held]
    return trained(others, judge.names), *calibration(others, tempered(left_out(others, judge.names), others, judge.names))


def short(read: Sequence[Story], judge: Judge) -> Iterator[str]:
    """Yield a line for each number of sentences, and the reliability of all together."""
    all_said, all_parts = [], []
    for count in HEADS:
        parts = [table(head(story, count), Settings())[0] for story in read]
        said = [judge.say(part) for part in parts]
        told = sum(float(each[~part.ignored].sum()) for each, part in zip(said, parts, strict=True))
        gold = sum(int(part.gold.sum()) for part in parts)
        yield f"first {count}: AP {average_precision(said, parts):.3f}, {fixed(said, parts, SHOWN)}; {told:.0f} pairs promised, {gold} true"
        all_said, all_parts = all_said + said, all_parts + parts
    yield from (f"  {name}  {count:5}  {mean:.2f}  {true:.2f}" for name, count, mean, true in reliability(all_said, all_parts))


def two_events(read: Sequence[Story], judge: Judge) -> Iterator[str]:
    """Yield how many pairs of two texts on different events are promised, and how many are shown."""
    for count in LENGTHS:
        parts = [table(strange(one, other, count), Settings())[0] for one in read for other in read if one is not other]
        said = [judge.say(part) for part in parts]
        promised = sum(float(each.sum()) for each in said) / len(parts)
        shown = sum(int((each >= SHOWN).sum()) for each in said) / len(parts)
        yield f"two events, first {count}: {promised:.2f} pairs promised and {shown:.2f} shown per two texts, none true"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path)
    read = list(stories(parser.parse_args().dev))
    made = [table(story, Settings()) for story in read]
    judge = Judge([each for each, _ in made], made[0][1])
    for line in (*short(read, judge), *two_events(read, judge)):
        print(line)


if __name__ == "__main__":
    main()
