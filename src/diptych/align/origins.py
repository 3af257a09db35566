"""Wire copy: sources that reprint one text. Long runs of the same words outside quotation marks give it away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from typing import Final

from msgspec import Struct

from diptych.align.units import Unit
from diptych.align.words import Word, span_of
from diptych.alignment import Origin, Run

_SEED: Final = 7
"""Words in a row that start a run; accounts written apart share shorter ones by chance."""
_RUN: Final = 12
"""Words a run must have to count."""
_SHARE: Final = 0.25
"""Share of the shorter text's own words in such runs from which on the two have one origin."""


class Own(Struct, frozen=True):
    """A source's own words: those it does not quote; a quotation leaves a gap that no run crosses.

    `words` gives the same words with their places, which only a run that is shown needs.
    """

    source: str
    forms: tuple[str, ...]
    words: Callable[[], tuple[Word, ...]]


Common = tuple[int, int, int]
"""The same words in two sources: where they begin in each, and how many they are."""


def origins(units: Sequence[tuple[Unit, ...]]) -> tuple[Origin, ...]:
    """Return the groups of sources with one origin, each in order of source; most stories have none."""
    return of_one_origin([_own(part) for part in units if part])


def of_one_origin(texts: Sequence[Own]) -> tuple[Origin, ...]:
    """Return the same, given what each source says in words of its own."""
    own = sorted(texts, key=lambda one: one.source)
    shared = {(a.source, b.source): _runs(a, b) for a, b in combinations(own, 2)}
    sizes = {one.source: sum(form != "" for form in one.forms) for one in own}
    copies = {
        pair: runs
        for pair, runs in shared.items()
        if sum(size for _, _, size in runs) >= _SHARE * max(1, min(sizes[pair[0]], sizes[pair[1]]))
    }
    words = {one.source: one.words() for one in own if any(one.source in pair for pair in copies)}
    groups = _groups(list(copies))
    return tuple(
        Origin(group, tuple(_run(pair, words, run) for pair, runs in copies.items() if pair[0] in group for run in runs))
        for group in groups
    )


def _run(pair: tuple[str, str], words: Mapping[str, tuple[Word, ...]], common: Common) -> Run:
    left, right, size = common
    return Run(pair, (span_of(words[pair[0]], left, size), span_of(words[pair[1]], right, size)), size)


def may_share_run(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two texts may have a run in common that counts, from the forms of all their words, quoted or not.

    Both must have so many words in a row that stand in either, and so many in a row that are the same; most accounts have not.
    """
    common = set(left).intersection(right)
    if not all(b"\1" * _RUN in bytes(map(common.__contains__, words)) for words in (left, right)):
        return False
    return not set(_rows(left)).isdisjoint(_rows(right))


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(_RUN)), strict=False)


def _own(units: tuple[Unit, ...]) -> Own:
    forms = ["" if quoted else word.form for unit in units for word, quoted in zip(unit.words, unit.said.inside, strict=True)]
    return Own(units[0].source, tuple(forms), lambda: tuple(chain.from_iterable([unit.words for unit in units])))


def _runs(left: Own, right: Own) -> tuple[Common, ...]:
    """Return the long common runs, left to right in the left source, none overlapping there."""
    if set(islice(_seeds(left), None, None, _RUN - _SEED + 1)).isdisjoint(_seeds(right)):
        return ()  # No run is so short that it holds none of these.
    starts: dict[tuple[str, ...], list[int]] = {seed: [] for seed in set(_seeds(left)).intersection(_seeds(right)) if "" not in seed}
    for other, seed in enumerate(_seeds(right)):
        if seed in starts:
            starts[seed].append(other)
    found: list[Common] = []
    end = 0
    for at, seed in enumerate(_seeds(left)):
        if at < end or seed not in starts:
            continue
        size, back = max((_size(left, right, at, other), -other) for other in starts[seed])
        if size >= _RUN:
            end = at + size
            found.append((at, -back, size))
    return tuple(found)


def _seeds(own: Own) -> Iterator[tuple[str, ...]]:
    return zip(*(own.forms[shift:] for shift in range(_SEED)), strict=False)


def _size(left: Own, right: Own, at: int, other: int) -> int:
    size = 0
    while at + size < len(left.forms) and other + size < len(right.forms) and left.forms[at + size] == right.forms[other + size] != "":
        size += 1
    return size


def _groups(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return what hangs together by pairs, each group sorted."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)] + [set(pair).union(*touched)]
    return sorted(tuple(sorted(group)) for group in groups)
