"""Differences of numbers, quantities, sums of money, percentages and durations."""

from collections.abc import Iterator, Sequence
from typing import Final

from diptych.compare.counting import COUNT, SHARE, Amount
from diptych.compare.language import words
from diptych.compare.pair import Pair, Range
from diptych.compare.said import Difference, Effect, Kind
from diptych.compare.slots import context, paired
from diptych.compare.wholes import other_wholes

_APART: Final = -1.0
_OVERLAP, _NOUN = 4, 3
_NEXT: Final = 5
_WHOLE_REACH: Final = 4
_CONVERTED: Final = {"duration": 0.08, COUNT: 0.0, SHARE: 0.0}
_SLACK: Final = 0.03
"""How far two amounts in different units may lie apart and still be one that was converted: ten miles, 16 kilometres."""

Matches = tuple[tuple[Amount, Amount], ...]


def quantity_differences(pair: Pair) -> Iterator[Difference]:
    """Yield how the amounts of two statements differ; amounts that agree yield nothing.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> both = pair(Said("x", "12 barns and 3 houses burned"), Said("y", "5 houses and 12 barns burned"))
    >>> [(found.a, found.b, str(found.effect)) for found in quantity_differences(both)]
    [('3', '5', 'excludes')]
    """
    matches, rest_a, rest_b = paired(pair.a.amounts, pair.b.amounts, lambda x, y: _likeness(pair, x, y))
    alone = len(matches) == 1 and not rest_a and not rest_b
    for x, y in matches:
        effect = _effect(pair, x, y, alone=alone)
        if effect is not Effect.SAME:
            yield pair.differing(_kind(x, y), effect, _range(x), _range(y))
    turned = pair.turned()
    yield from _parts(pair, matches, rest_a)
    yield from (found.mirrored() for found in _parts(turned, tuple((y, x) for x, y in matches), rest_b))
    yield from _added(pair, rest_a)
    yield from (found.mirrored() for found in _added(turned, rest_b))


def _added(pair: Pair, rest: Sequence[Amount]) -> Iterator[Difference]:
    """Yield the amounts that only the first side has: beside a vaguer word of the other side (hour-long, long), or alone."""
    for x in rest:
        vaguer = next((y for y in pair.b.amounts if y.vague and not x.vague and x.dimension == y.dimension and _overlap(x, y)), None)
        if vaguer:
            yield pair.differing(x.kind, Effect.A_ADDS, _range(x), _range(vaguer))
        elif _tells(pair, x):
            yield pair.differing(x.kind, Effect.A_ADDS, _range(x), None)


def _range(amount: Amount) -> Range:
    return amount.first, amount.last


def _kind(x: Amount, y: Amount) -> Kind:
    return Kind.QUANTITY if x.dimension != y.dimension and _money(x) else x.kind


def _money(amount: Amount) -> bool:
    return amount.dimension.isupper()


def _likeness(pair: Pair, x: Amount, y: Amount) -> float:
    if not _comparable(x, y):
        return _APART
    near, nouns, overlap = context(pair, x, y), _one_noun(pair, x, y), _overlap(x, y)
    if nouns is False and not overlap:
        return near / 2 if near and x.dimension != "ordinal" else _APART
    return _OVERLAP * overlap + _NOUN * bool(nouns) + near


def _comparable(x: Amount, y: Amount) -> bool:
    dimensions = {x.dimension, y.dimension}
    if dimensions == {COUNT, SHARE}:  # "the rate was 35.7" beside "35.7 percent"
        return not (x.nouns if x.dimension == COUNT else y.nouns) and x.low <= y.high and y.low <= x.high
    return len(dimensions) == 1 or (_money(x) and _money(y)) or dimensions == {"points", SHARE}


def _overlap(x: Amount, y: Amount) -> bool:
    if x.score is not None or y.score is not None:
        return x.score == y.score and x.low == y.low
    slack = _CONVERTED.get(x.dimension, _SLACK) if x.factor != y.factor else 0.0
    meet = x.low * (1 - slack) <= y.high and y.low * (1 - slack) <= x.high
    return meet and not (_money(x) and x.dimension != y.dimension)


def _one_noun(pair: Pair, x: Amount, y: Amount) -> bool | None:
    """Tell whether two amounts count the same thing; None where one of them does not say what it counts."""
    anyone = words(pair.a.line.language, "numbers.anyone")
    if not x.nouns or not y.nouns or (x.nouns | y.nouns) & anyone:
        return None
    at = tuple(i for i in pair.a.content() if pair.a.line.stems[i] in x.nouns)
    to = tuple(j for j in pair.b.content() if pair.b.line.stems[j] in y.nouns)
    return pair.answering(at, to) > 0


def _effect(pair: Pair, x: Amount, y: Amount, *, alone: bool) -> Effect:
    if _overlap(x, y):
        return Effect.SAME if x.vague == y.vague else Effect.B_ADDS if x.vague else Effect.A_ADDS
    if x.vague and y.vague:
        return Effect.SAME
    if not _one_slot(pair, x, y, alone=alone) or other_wholes(pair, x):
        return Effect.OTHER
    exchanged = x.dimension != y.dimension and abs(x.low - y.low) > 0.001 * x.low
    return Effect.OTHER if exchanged else Effect.EXCLUDES


def _one_slot(pair: Pair, x: Amount, y: Amount, *, alone: bool) -> bool:
    """Tell whether two amounts are values of one slot: they count one thing, or are the only ones, in like surroundings."""
    if not context(pair, x, y):
        return False
    nouns = _one_noun(pair, x, y)
    if nouns is None:
        return (alone and x.dimension != "duration") or _beside(pair, x, y)
    return nouns or (alone and x.dimension == COUNT)


def _beside(pair: Pair, x: Amount, y: Amount) -> bool:
    """Tell whether a word next to one amount answers a word next to the other."""
    mine = pair.a.content(x.first - _NEXT, x.first) + pair.a.content(x.last, x.last + _NEXT)
    theirs = pair.b.content(y.first - _NEXT, y.first) + pair.b.content(y.last, y.last + _NEXT)
    return pair.answering(mine, theirs) > 0


def _parts(pair: Pair, matches: Matches, rest: tuple[Amount, ...]) -> Iterator[Difference]:
    """Yield where a has a part ("six of the ten years") of what b has whole."""
    for x, y in matches:
        whole = next((at for at in range(y.first - _WHOLE_REACH, y.first) if pair.b.line.listed(at, "numbers.whole")), None)
        for part in rest:
            if whole is not None and part.dimension == x.dimension and part.high < x.low:
                yield pair.differing(x.kind, Effect.EXCLUDES, _range(part), (whole, y.last))


def _tells(pair: Pair, amount: Amount) -> bool:
    """Tell whether an amount of a that b lacks adds something: a bare "one" and "the two leaders" do not, nor what is said twice."""
    known = amount.low == amount.high == 1 or pair.a.line.listed(amount.first - 1, "numbers.definite")
    none = amount.low == amount.high == 0 and bool(pair.a.negations and pair.b.negations)
    again = any(_overlap(amount, other) for other in pair.a.amounts if other is not amount)
    return not (none or again or amount.dimension == "score" or (known and amount.dimension in (COUNT, "ordinal")))
