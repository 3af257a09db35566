"""Differences of names: other people in one slot, and names that only one side has."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.names import Name, same_name
from diptych.compare.offices import definite, office_differences, offices
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_ENOUGH: Final = 0.45
"""So much of the rest must be shared before two names can stand in one slot."""

_BESIDE: Final = 5


def name_differences(pair: Pair) -> Iterator[Difference]:
    """Yield how the names of two statements differ.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> both = pair(Said("x", "Judge Ann Hall heard the case"), Said("y", "Judge Paul Marsh heard the case"))
    >>> [(found.a, found.b, str(found.effect)) for found in name_differences(both)]
    [('Judge Ann Hall', 'Judge Paul Marsh', 'excludes')]
    """
    turned = pair.turned()
    mine, theirs = _unanswered(pair), _unanswered(turned)
    rivals = next(((x, y) for x in mine for y in theirs if _one_slot(pair, x, y)), None)
    if rivals:
        yield pair.differing(Kind.NAME, Effect.EXCLUDES, _range(rivals[0]), _range(rivals[1]))
    told_a = [name for name in _telling(pair, mine) if not rivals or name is not rivals[0]]
    told_b = [name for name in _telling(turned, theirs) if not rivals or name is not rivals[1]]
    yield from (pair.differing(Kind.NAME, Effect.A_ADDS, _range(name), None) for name in told_a)
    yield from (pair.differing(Kind.NAME, Effect.B_ADDS, None, _range(name)) for name in told_b)
    yield from office_differences(pair)


def _range(name: Name) -> tuple[int, int]:
    return name.first, name.last


def _unanswered(pair: Pair) -> list[Name]:
    return [name for name in pair.a.names if not _answered(pair, name)]


def _answered(pair: Pair, name: Name) -> bool:
    """Tell whether b has a name of a, or whether the name belongs to the reporting frame."""
    framed = pair.a.frame is not None and name.first in pair.a.frame.taken
    if framed or any(same_name(name, other) for other in pair.b.names):
        return True
    content = pair.a.content(name.first, name.last)
    known = sum(at in pair.a_shared for at in content)
    most = 2 * known > len(content) if name.person else 2 * known >= len(content)
    return bool(content) and (known == len(content) or (most and known > 1))


def _telling(pair: Pair, found: list[Name]) -> list[Name]:
    """Return the names that tell something: where b says "he" or "the governor", one person is known from before."""
    known = next((name for name in found if name.person), None)
    if known and not pair.b.line.has("names.stand_ins") and definite(pair.b).keys() <= set(pair.a.line.stems):
        known = None
    return [name for name in found if name is not known and not _belongs(pair.a, name)]


def _belongs(side: Parsed, name: Name) -> bool:
    """Tell whether a country only says whose office it is: "America's top diplomat"."""
    owner = side.line.word(name.last) == "'s" and name.entity in side.line.table("names.metonyms")
    return owner and any(side.line.listed(at, "names.roles") for at in range(name.last, name.last + _BESIDE))


def _one_slot(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether two unlike names stand in the same slot of statements that otherwise say much the same."""
    if min(_rest_shared(pair, x), _rest_shared(pair.turned(), y)) < _ENOUGH:
        return False
    if set(offices(pair.a, x)) & set(offices(pair.b, y)) and x.person == y.person:
        return True
    if pair.a.line.listed(x.first - 1, "names.places_after") or pair.b.line.listed(y.first - 1, "names.places_after"):
        return _one_place(pair, x, y)
    alone = any(side.line.has("names.alone") for side in (pair.a, pair.b))
    return alone or (x.person and y.person and _one_side(pair, x, y))


def _rest_shared(pair: Pair, name: Name) -> float:
    """Return the share of a's content words, but for a name, that b has."""
    rest = [at for at in pair.a.content() if not name.first <= at < name.last]
    return sum(at in pair.a_shared for at in rest) / len(rest) if rest else 0.0


def _one_place(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether two places follow the same preposition of the same deed."""
    lead = pair.a.line.word(x.first - 1) == pair.b.line.word(y.first - 1) and not (x.person or y.person)
    return lead and pair.answering(pair.a.content(0, x.first)[-3:], pair.b.content(0, y.first)[-3:]) > 0


def _one_side(pair: Pair, x: Name, y: Name) -> bool:
    """Tell whether two people stand with the same words: both "elected mayor", both before or after one verb."""
    near_a = pair.a.content(x.first - _BESIDE, x.first) + pair.a.content(x.last, x.last + _BESIDE)
    near_b = pair.b.content(y.first - _BESIDE, y.first) + pair.b.content(y.last, y.last + _BESIDE)
    return pair.answering(near_a, near_b) >= 2
