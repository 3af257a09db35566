"""Differences of names and of the offices that go with them."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.language import stem, table, words
from diptych.compare.names import Name, same_name
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_NEAR: Final = 5
_ENOUGH: Final = 0.45


def name_differences(pair: Pair) -> Iterator[Difference]:
    """Yield how the names of two statements differ: other people in one slot, other offices, a name only one side has."""
    mine = [name for name in pair.a.names if not _answered(pair, name, left=True)]
    theirs = [name for name in pair.b.names if not _answered(pair, name, left=False)]
    rivals = [(x, y) for x in mine for y in theirs if _one_slot(pair, x, y)]
    if rivals:
        x, y = rivals[0]
        yield pair.differing(Kind.NAME, Effect.EXCLUDES, (x.first, x.last), (y.first, y.last))
        mine, theirs = [name for name in mine if name is not x], [name for name in theirs if name is not y]
    mine, theirs = _told(pair.a, pair.b, mine), _told(pair.b, pair.a, theirs)
    yield from (pair.differing(Kind.NAME, Effect.A_ADDS, (x.first, x.last), None) for x in mine)
    yield from (pair.differing(Kind.NAME, Effect.B_ADDS, None, (y.first, y.last)) for y in theirs)
    yield from _offices(pair)


def _told(side: Parsed, other: Parsed, found: list[Name]) -> list[Name]:
    """Return the names that tell something: where the other side says "he" or "the governor", one person is known from before."""
    known = words(other.said.language, "names.stand_ins")
    stands_in = any(token.word in known for token in other.tokens) or bool(_definite(other))
    person = next((name for name in found if name.person), None) if stands_in else None
    return [name for name in found if name is not person and not _belongs(side, name)]


def _belongs(side: Parsed, name: Name) -> bool:
    """Tell whether a country only says whose office it is: "America's top diplomat"."""
    language = side.said.language
    owner = name.last < len(side.tokens) and side.tokens[name.last].word == "'s" and name.entity in table(language, "names.metonyms")
    roles = words(language, "names.roles")
    return owner and any(token.word in roles for token in side.tokens[name.last : name.last + 4])


def _answered(pair: Pair, name: Name, left: bool) -> bool:
    """Tell whether the other side has the name, or whether it belongs to the reporting frame."""
    side, shared = (pair.a, pair.a_shared) if left else (pair.b, pair.b_shared)
    others = pair.b.names if left else pair.a.names
    framed = side.frame is not None and name.first in side.frame.taken
    content = [at for at in range(name.first, name.last) if side.tokens[at].content]
    known = sum(at in shared for at in content)
    enough = known > len(content) / 2 if name.person else 2 * known >= len(content)
    return framed or any(same_name(name, other) for other in others) or (bool(content) and (known == len(content) or enough and known > 1))


def _one_slot(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether two unlike names stand in the same slot of statements that otherwise say much the same."""
    if min(_coverage(pair, x, left=True), _coverage(pair, y, left=False)) < _ENOUGH:
        return False
    office = set(_roles(pair.a, x)) & set(_roles(pair.b, y))
    if office and x.person == y.person:
        return True
    lead_a, lead_b = _lead(pair.a, x), _lead(pair.b, y)
    places = words(pair.a.said.language, "names.places_after")
    if lead_a in places or lead_b in places:
        return lead_a == lead_b and not x.person and not y.person and _governors_agree(pair, x, y)
    return _named_thing(pair, x, y) or (x.person == y.person) and bool(office or (x.person and _same_side(pair, x, y)))


def _coverage(pair: Pair, name: Name, left: bool) -> float:
    """Return the share of a side's content words, but for the name, that the other side has."""
    side, shared = (pair.a, pair.a_shared) if left else (pair.b, pair.b_shared)
    rest = [at for at in side.content() if not name.first <= at < name.last]
    return sum(at in shared for at in rest) / len(rest) if rest else 0.0


def _lead(side: Parsed, name: Name) -> str:
    return side.tokens[name.first - 1].word if name.first else ""


def _governors_agree(pair: Pair, x: Name, y: Name) -> bool:
    mine, theirs = pair.a.content(0, x.first)[-3:], pair.b.content(0, y.first)[-3:]
    return bool(pair.answering(mine, theirs))


def _same_side(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether two people hold the same office of the sentence: both "as mayor", or both before or after one verb."""
    near_a = pair.a.content(x.first - 4, x.first) + pair.a.content(x.last, x.last + 4)
    near_b = pair.b.content(y.first - 4, y.first) + pair.b.content(y.last, y.last + 4)
    return pair.answering(near_a, near_b) >= 2


def _named_thing(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether one side says that there was only this one: "the only tanker boarded was the …"."""
    alone = words(pair.a.said.language, "names.alone")
    return any(token.word in alone for side in (pair.a, pair.b) for token in side.tokens)


def _roles(side: Parsed, name: Name) -> dict[str, int]:
    """Return the role nouns that stand with a name, by stem: "Judge Anne Holloway", "Omar Haddad, a physicist"."""
    roles = words(side.said.language, "names.roles") | words(side.said.language, "names.things")
    window = [*range(max(0, name.first - 3), name.last), *_apposition(side, name)]
    return {side.tokens[at].stem: at for at in window if side.tokens[at].word in roles or side.tokens[at].stem in roles}


def _apposition(side: Parsed, name: Name) -> range:
    """Return the tokens of ", the foreign minister," after a name."""
    comma = name.last < len(side.tokens) and side.tokens[name.last].word == ","
    if not comma:
        return range(0)
    end = name.last + 1
    while end < len(side.tokens) and side.tokens[end].word != "," and end < name.last + 2 + _NEAR:
        end += 1
    return range(name.last + 1, end)


def _offices(pair: Pair) -> Iterator[Difference]:
    """Yield where one person has two offices, or where an office has two ranks."""
    for x in pair.a.names:
        for y in pair.b.names:
            if same_name(x, y):
                yield from _titles(pair, _roles(pair.a, x), _roles(pair.b, y))
    if not any(name.person for name in (*pair.a.names, *pair.b.names)):
        yield from _titles(pair, _definite(pair.a), _definite(pair.b), personally=True)
    yield from _kinds(pair)


def _definite(side: Parsed) -> dict[str, int]:
    """Return the role nouns that a definite article points at."""
    roles = words(side.said.language, "names.roles")
    return {token.stem: at for at, token in enumerate(side.tokens) if token.word in roles and at
            and "the" in (side.tokens[at - 1].word, side.tokens[max(0, at - 2)].word)}


def _titles(pair: Pair, mine: dict[str, int], theirs: dict[str, int], personally: bool = False) -> Iterator[Difference]:
    for role in sorted(set(mine) & set(theirs)):
        at, to = mine[role], theirs[role]
        ours, others = _modifier(pair.a, at), _modifier(pair.b, to)
        rank = words(pair.a.said.language, "names.rank")
        ranked = bool(ours & rank) != bool(others & rank)
        portfolios = words(pair.a.said.language, "names.portfolios.words")
        clash = bool(ours & portfolios and others & portfolios and not ours & others & portfolios)
        if clash or (ranked and (personally or ours | others) and not _rivalled(pair, ours, others, rank)):
            yield pair.differing(Kind.NAME, Effect.EXCLUDES, (at - bool(ours), at + 1), (to - bool(others), to + 1))


def _rivalled(pair: Pair, ours: set[str], others: set[str], rank: frozenset[str]) -> bool:
    """Tell whether the side with the lower rank names the higher one as well."""
    return bool(ours - rank and others - rank and not ours & others)


def _modifier(side: Parsed, role: int) -> set[str]:
    known = words(side.said.language, "names.rank") | words(side.said.language, "names.portfolios.words")
    return {side.tokens[at].word for at in range(max(0, role - 2), role) if side.tokens[at].word in known}


def _kinds(pair: Pair) -> Iterator[Difference]:
    """Yield where one side has a kind of what the other names in general: an officer, a colonel."""
    mine = [at for at in pair.a.content() if at not in pair.a_shared]
    theirs = [to for to in pair.b.content() if to not in pair.b_shared]
    for at in mine:
        for to in theirs:
            if kind_of(pair.a.tokens[at].stem, pair.b.tokens[to].stem, pair.a.said.language):
                yield pair.differing(Kind.NAME, Effect.A_ADDS, (at, at + 1), (to, to + 1))
            elif kind_of(pair.b.tokens[to].stem, pair.a.tokens[at].stem, pair.a.said.language):
                yield pair.differing(Kind.NAME, Effect.B_ADDS, (at, at + 1), (to, to + 1))


def kind_of(narrow: str, wide: str, language: str) -> bool:
    """Tell whether `narrow` (a stem) is a kind of `wide`.

    >>> kind_of("colonel", "officer", "en"), kind_of("officer", "colonel", "en")
    (True, False)
    """
    kinds = table(language, "names.general")
    return any(stem(general, language) == wide and narrow in (stem(kind, language) for kind in kinds[general]) for general in kinds)
