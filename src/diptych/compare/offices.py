"""Differences of offices and kinds: the finance or the foreign minister, the governor or the deputy, an officer or a colonel."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from diptych.compare.language import stem, table, words
from diptych.compare.names import Name, same_name
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_ASIDE: Final = 7


def office_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where one person has two offices, an office two ranks, or one side a kind of what the other names in general.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> [found.b for found in office_differences(pair(Said("x", "An officer was hurt"), Said("y", "A colonel was hurt")))]
    ['colonel']
    """
    for x in pair.a.names:
        for y in pair.b.names:
            if same_name(x, y):
                yield from _ranks(pair, offices(pair.a, x), offices(pair.b, y))
    if not any(name.person for name in (*pair.a.names, *pair.b.names)):
        yield from _ranks(pair, definite(pair.a), definite(pair.b))
    yield from _kinds(pair)


def offices(side: Parsed, name: Name) -> dict[str, int]:
    """Return the role nouns that stand with a name, by stem: "Judge Anne Holloway", "Omar Haddad, a physicist"."""
    known = words(side.line.language, "names.roles") | words(side.line.language, "names.things")
    window = [*range(max(0, name.first - 3), name.last), *_aside(side, name)]
    line = side.line
    return {line.stems[at]: at for at in window if line.words[at] in known or line.stems[at] in known}


def _aside(side: Parsed, name: Name) -> range:
    """Return the tokens of ", the foreign minister," after a name."""
    if side.line.word(name.last) != ",":
        return range(0)
    stops = range(name.last + 1, min(name.last + _ASIDE, len(side.line)))
    return range(name.last + 1, next((at for at in stops if side.line.word(at) == ","), stops.stop))


def definite(side: Parsed) -> dict[str, int]:
    """Return the role nouns that a definite article points at, by stem."""
    line = side.line
    pointed = [at for at in line.places("names.roles") if at]
    return {line.stems[at]: at for at in pointed if any(line.listed(lead, "names.pointers") for lead in (at - 1, at - 2))}


def _ranks(pair: Pair, mine: dict[str, int], theirs: dict[str, int]) -> Iterator[Difference]:
    language = pair.a.line.language
    rank, portfolio = words(language, "names.rank"), words(language, "names.portfolios.words")
    for role in sorted(set(mine) & set(theirs)):
        at, to = mine[role], theirs[role]
        ours, others = _modifiers(pair.a, at, rank | portfolio), _modifiers(pair.b, to, rank | portfolio)
        two_fields = bool(ours & portfolio and others & portfolio and not ours & others & portfolio)
        two_ranks = bool(ours & rank) != bool(others & rank)
        if two_fields or (two_ranks and not (ours - rank and others - rank and not ours & others)):
            yield pair.differing(Kind.NAME, Effect.EXCLUDES, (at - bool(ours), at + 1), (to - bool(others), to + 1))


def _modifiers(side: Parsed, role: int, known: frozenset[str]) -> frozenset[str]:
    return known.intersection(side.line.words[max(0, role - 2) : role])


def _kinds(pair: Pair) -> Iterator[Difference]:
    """Yield where one side has a kind of what the other names in general: an officer, a colonel."""
    mine, language = _own(pair), pair.a.line.language
    theirs = _own(pair.turned()) if mine else []
    for at in mine:
        for to in theirs:
            one, two = pair.a.line.stems[at], pair.b.line.stems[to]
            if at not in pair.a_shared and kind_of(one, two, language):
                yield pair.differing(Kind.NAME, Effect.A_ADDS, (at, at + 1), (to, to + 1))
            elif to not in pair.b_shared and kind_of(two, one, language):
                yield pair.differing(Kind.NAME, Effect.B_ADDS, (at, at + 1), (to, to + 1))


def _own(pair: Pair) -> list[int]:
    """Return a's content words that are a kind of something, or have kinds, and that b has not.

    One may have an answer by chance ("officer" in "police") and still be a's own.
    """
    stems, known = pair.a.line.stems, _in_kinds(pair.a.line.language)
    return [at for at in pair.a.content() if stems[at] in known and stems[at] not in pair.b.line.stems]


def kind_of(narrow: str, wide: str, language: str) -> bool:
    """Tell whether `narrow` (a stem) is a kind of `wide`.

    >>> kind_of("colonel", "officer", "en"), kind_of("officer", "colonel", "en")
    (True, False)
    """
    return narrow in _general(language).get(wide, ())


@cache
def _in_kinds(language: str) -> frozenset[str]:
    return frozenset().union(_general(language), *_general(language).values())


@cache
def _general(language: str) -> dict[str, frozenset[str]]:
    kinds = table(language, "names.general")
    return {stem(wide, language): frozenset(stem(kind, language) for kind in kinds[wide]) for wide in kinds}
