"""Wire copy: sources that reprint one text. Long runs of the same words outside quotation marks give it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from diptych.align.units import Unit
from diptych.text import Span

_SEED: Final = 7
"""Words in a row that start a run; accounts written apart share shorter ones by chance."""
_RUN: Final = 12
"""Words a run must have to count."""
_SHARE: Final = 0.25
"""Share of the shorter text's own words in such runs from which on the two have one origin."""


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in two sources."""

    sources: tuple[str, str]
    spans: tuple[Span, Span]
    words: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Sources that reprint one text, with the runs that show it."""

    sources: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    """A source's own words: those it does not quote; a quotation leaves a gap that no run crosses."""

    source: str
    forms: tuple[str, ...]
    spans: tuple[Span, ...]


def origins(units: Sequence[tuple[Unit, ...]]) -> tuple[Origin, ...]:
    """Return the groups of sources with one origin, each in order of source; most stories have none."""
    own = sorted((_own(part) for part in units if part), key=lambda one: one.source)
    shared = {(a.source, b.source): _runs(a, b) for a, b in combinations(own, 2)}
    sizes = {one.source: sum(form != "" for form in one.forms) for one in own}
    copies = {
        pair: runs for pair, runs in shared.items() if sum(run.words for run in runs) >= _SHARE * max(1, min(sizes[pair[0]], sizes[pair[1]]))
    }
    groups = _groups(list(copies))
    return tuple(
        Origin(group, tuple(run for pair, runs in copies.items() if pair[0] in group for run in runs)) for group in groups
    )


def _own(units: tuple[Unit, ...]) -> _Own:
    words = [
        (("" if quoted else word.form), word.span) for unit in units for word, quoted in zip(unit.words, unit.quoted, strict=True)
    ]
    return _Own(units[0].source, tuple(form for form, _ in words), tuple(span for _, span in words))


def _runs(left: _Own, right: _Own) -> tuple[Run, ...]:
    """Return the long common runs, left to right in the left source, none overlapping there."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(right.forms) - _SEED + 1):
        seed = right.forms[at : at + _SEED]
        if "" not in seed:
            starts.setdefault(seed, []).append(at)
    found: list[Run] = []
    at = 0
    while at + _SEED <= len(left.forms):
        size, other = max(((_size(left, right, at, start), -start) for start in starts.get(left.forms[at : at + _SEED], ())), default=(0, 0))
        if size >= _RUN:
            found.append(Run((left.source, right.source), (_over(left, at, size), _over(right, -other, size)), size))
        at += max(1, size)
    return tuple(found)


def _size(left: _Own, right: _Own, at: int, other: int) -> int:
    size = 0
    while at + size < len(left.forms) and other + size < len(right.forms) and left.forms[at + size] == right.forms[other + size] != "":
        size += 1
    return size


def _over(own: _Own, at: int, size: int) -> Span:
    return Span(own.spans[at].start, own.spans[at + size - 1].end)


def _groups(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return what hangs together by pairs, each group sorted."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)] + [set(pair).union(*touched)]
    return sorted(tuple(sorted(group)) for group in groups)
