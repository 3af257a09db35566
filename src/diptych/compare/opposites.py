"""Words that exclude each other when they are said of one thing: opposites, and members of a set of which a thing has one."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from diptych.compare.language import Lexicon, derived, groups, lexicon, longest, stem, table
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed, covered
from diptych.compare.said import Difference, Effect, Kind

_NEXT: Final = 6
"""What a word is said of stands within so many tokens of it."""


class Pole(Struct, frozen=True):
    """A word or phrase that has an opposite: the numbers of its pairs, negative on their second side."""

    first: int
    last: int
    signs: frozenset[int]


def opposite(pair: Pair) -> Iterator[Difference]:
    """Yield the words of two statements that are opposites, of the same thing and under the same negation.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> [(found.a, found.b) for found in opposite(pair(Said("x", "The shares rose"), Said("y", "The shares fell")))]
    [('rose', 'fell')]
    """
    mine = tuple(_poles(pair.a))
    theirs = tuple(_poles(pair.b)) if mine else ()
    for x in mine:
        for y in theirs:
            opposed = any(-sign in y.signs for sign in x.signs) and not x.signs & y.signs
            stand = opposed and _stands(pair.a, x) and _stands(pair.b, y)
            if stand and (x.first in pair.a.denied) == (y.first in pair.b.denied) and _of_one_thing(pair, x, y):
                yield pair.differing(Kind.WORDING, Effect.EXCLUDES, (x.first, x.last), (y.first, y.last))


def _of_one_thing(pair: Pair, x: Pole, y: Pole) -> bool:
    lone = x.last - x.first == y.last - y.first == 1
    if lone and (x.first in pair.a_shared or y.first in pair.b_shared):
        return False  # a word that has an answer of its own on the other side opposes nothing
    if _population(pair.a, x) and _population(pair.b, y):
        return False
    return pair.answering(_beside(pair.a, x), _beside(pair.b, y)) > 0 and _one_doer(pair, x, y)


def _beside(side: Parsed, pole: Pole) -> tuple[int, ...]:
    """Return the content words next to a pole, without itself."""
    return side.content(pole.first - _NEXT, pole.first) + side.content(pole.last, pole.last + _NEXT)


def _one_doer(pair: Pair, x: Pole, y: Pole) -> bool:
    """Tell whether words that tell one event from either end ("win", "lose") have the same party before them."""
    told = _stems(pair.a.line.language, "meaning.converse")
    if pair.a.line.stems[x.first] not in told and pair.b.line.stems[y.first] not in told:
        return True
    return pair.answering(pair.a.content(0, x.first), pair.b.content(0, y.first)) > 0


def _population(side: Parsed, pole: Pole) -> bool:
    """Tell whether a word names a part of the people that figures are given for: "among women"."""
    return any(side.line.listed(at, "numbers.populations") for at in (pole.first - 2, pole.first - 1))


def _poles(side: Parsed) -> Iterator[Pole]:
    """Yield the words that have an opposite."""
    known, stems = poles(side.line.language), side.line.stems
    for at in [at for at, plain in enumerate(stems) if plain in known]:
        if hit := longest(known, stems, at):
            yield Pole(at, at + hit[1], hit[0])


def _stands(side: Parsed, pole: Pole) -> bool:
    """Tell whether a word is no part of a name or an amount, and not undone ("lifted the ban")."""
    amounts = [each for each in side.amounts if each.dimension != "times"]
    if pole.first in side.named or pole.first in covered(side.dates) or pole.first in covered(amounts):
        return False
    undoing = _stems(side.line.language, "meaning.reversing")
    return not any(side.line.stems[before] in undoing for before in side.content(0, pole.first))


@cache
def _stems(language: str, path: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in table(language, path))


@cache
def poles(language: str) -> Lexicon:
    """Return the phrases that have an opposite; each stands for the numbers of its pairs, negative on the second side."""
    return derived(language, "opposites", __file__, lambda: lexicon(_sides(language)))


def _sides(language: str) -> Iterator[tuple[tuple[str, ...], frozenset[int]]]:
    sides: dict[tuple[str, ...], set[int]] = {}
    for number, both in enumerate((table(language, "meaning.opposites") or "").splitlines(), 1):
        for sign, side in zip((number, -number), both.split("/"), strict=True):
            for phrase in side.split(","):
                sides.setdefault(tuple(stem(word, language) for word in phrase.split()), set()).add(sign)
    yield from ((phrase, frozenset(signs)) for phrase, signs in sides.items())


def exclusive(pair: Pair) -> Iterator[Difference]:
    """Yield where all that differs is one word, and both are of a set of which one thing has one: colours, kin, limbs."""
    mine, theirs = pair.loose(), pair.turned().loose()
    if len(mine) == len(theirs) == 1:
        at, to = mine[0], theirs[0]
        first, second = pair.a.line.words[at], pair.b.line.words[to]
        if any(first in known and second in known for known in groups(pair.a.line.language, "meaning.exclusive")):
            yield pair.differing(Kind.WORDING, Effect.EXCLUDES, (at, at + 1), (to, to + 1))
