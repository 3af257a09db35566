"""What is left when values are compared: detail that only one side has, and words chosen otherwise."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from diptych.compare.language import stem, words
from diptych.compare.offices import kind_of
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed, covered
from diptych.compare.said import Difference, Effect, Kind

_STOPS: Final = (",", ";", ":", ".", '"')
_FREE: Final = 1
"""So many content words of one side may be just another way to put it; more that the other side has in no form are detail."""


class Remainder(Struct, frozen=True):
    """Tokens `first` up to `last` of one side, with `weight` content words that the other side has in no form."""

    first: int
    last: int
    weight: int


def wording_differences(pair: Pair) -> Iterator[Difference]:
    """Yield the details that one side adds, and a place that both put in words of their own."""
    mine, theirs = remainders(pair.a, pair.a_shared), remainders(pair.b, pair.b_shared)
    adds_a, adds_b = _weight(mine) > _FREE, _weight(theirs) > _FREE
    if mine and theirs:
        other = (adds_a and adds_b) or _other_noun(pair, mine, theirs)
        kind = Kind.SCOPE if other else Kind.WORDING
        effect = Effect.OTHER if other else Effect.SAME
        yield pair.differing(kind, effect, _range(mine[0]), _range(theirs[0]))
    paired = bool(mine and theirs)
    if adds_a:
        yield from (pair.differing(Kind.SCOPE, Effect.A_ADDS, _range(x), None) for x in mine[paired and adds_b :])
    if adds_b:
        yield from (pair.differing(Kind.SCOPE, Effect.B_ADDS, None, _range(y)) for y in theirs[paired and adds_a :])


def _other_noun(pair: Pair, mine: tuple[Remainder, ...], theirs: tuple[Remainder, ...]) -> bool:
    """Tell whether all that differs is a noun in one place: "through the roof", "through the cellar"."""
    if len(mine) != 1 or len(theirs) != 1 or mine[0].weight + theirs[0].weight > 2:
        return False
    at, to = mine[0].first, theirs[0].first
    one_place = pair.a.line.words[max(0, at - 2) : at] == pair.b.line.words[max(0, to - 2) : to]
    one, two, language = pair.a.line.stems[at], pair.b.line.stems[to], pair.a.line.language
    kinds = kind_of(one, two, language) or kind_of(two, one, language)
    return one_place and not kinds and pair.a.line.listed(at - 1, "grammar.articles")


def _weight(found: tuple[Remainder, ...]) -> int:
    return sum(each.weight for each in found)


def _range(found: Remainder) -> tuple[int, int]:
    return found.first, found.last


def remainders(side: Parsed, shared: frozenset[int]) -> tuple[Remainder, ...]:
    """Return the runs of words of one side that the other has not, longest first.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> both = pair(Said("x", "The old bridge, built by monks, is shut"), Said("y", "The bridge is closed"))
    >>> [both.a.span(each.first, each.last).of("The old bridge, built by monks, is shut") for each in remainders(both.a, both.a_shared)]
    ['built by monks', 'old']
    """
    own = [at for at in side.content() if at not in shared]
    if not own:
        return ()
    taken, light = _taken(side), _light(side.said.language)
    runs: list[list[int]] = []
    for at in (at for at in own if at not in taken):
        if runs and not _apart(side, runs[-1][-1], at):
            runs[-1].append(at)
        else:
            runs.append([at])
    found = (Remainder(run[0], run[-1] + 1, sum(side.line.stems[at] not in light for at in run)) for run in runs)
    return tuple(sorted((each for each in found if each.weight), key=lambda each: (-each.weight, each.first)))


@cache
def _light(language: str) -> frozenset[str]:
    """Return the stems of verbs and nouns that say little by themselves."""
    return frozenset(stem(word, language) for word in words(language, "grammar.light"))


def _taken(side: Parsed) -> frozenset[int]:
    return side.valued | side.named | covered(side.hedges) | (side.frame.taken if side.frame else frozenset())


def _apart(side: Parsed, left: int, right: int) -> bool:
    """Tell whether a shared word or a stop stands between two tokens."""
    between = range(left + 1, right)
    return any(side.line.telling[at] or side.line.words[at] in _STOPS for at in between)
