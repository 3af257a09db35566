"""Differences of what came first."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_AFTER, _DURING = "after", "during"
_WHICH: Final = {which: f"order.{which}" for which in ("before", _AFTER, _DURING, "then")}


class Order(Struct, frozen=True):
    """Two events in time: the content tokens of each, and the token of the word that orders them."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    at: int
    together: bool


def order_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where the same two events come in another order.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> both = pair(Said("x", "The bell rang before the wall fell"), Said("y", "The bell rang after the wall fell"))
    >>> [(found.a, found.b) for found in order_differences(both)]
    [('before', 'after')]
    """
    mine = tuple(orders(pair.a))
    theirs = tuple(orders(pair.b)) if mine else ()
    clashing = ((x, y) for x in mine for y in theirs if _clash(pair, x, y))
    yield from [pair.differing(Kind.DATE, Effect.EXCLUDES, (x.at, x.at + 1), (y.at, y.at + 1)) for x, y in clashing][:1]


def _clash(pair: Pair, x: Order, y: Order) -> bool:
    first, last = pair.answering(x.earlier, y.earlier), pair.answering(x.later, y.later)
    forth, back = pair.answering(x.earlier, y.later), pair.answering(x.later, y.earlier)
    crossed = bool(forth and back) and forth + back > first + last
    if x.together or y.together:
        return x.together != y.together and (crossed or bool(first and last))
    return crossed


def orders(side: Parsed) -> Iterator[Order]:
    """Yield the events that "before", "after", "while" and "first … then" put in order; "after Monday" is a date."""
    starts = side.line.starts(*_WHICH.values())
    dated = {at for when in side.dates for at in range(when.first - 1, when.last)} if starts else ()
    for at in starts:
        found = next(((which, hit[1]) for which, path in _WHICH.items() if (hit := side.line.phrase(at, path))), None)
        if found and at not in dated:
            yield from _order(side, at, at + found[1], found[0])


def _order(side: Parsed, at: int, after: int, which: str) -> Iterator[Order]:
    main, other = side.content(0, at), side.content(after)
    if not main:  # "After the vote, the king …"
        comma = next((i for i in range(after, len(side.line)) if side.line.word(i) == ","), len(side.line))
        main, other = side.content(comma), side.content(after, comma)
    if main and other:
        earlier, later = (other, main) if which == _AFTER else (main, other)
        yield Order(earlier, later, at, which == _DURING)
