"""Differences of numbers, quantities, sums of money, percentages and durations."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from diptych.compare.amounts import COUNT, SHARE, Amount
from diptych.compare.language import words
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind
from diptych.compare.slots import context, paired

_APART: Final = -1.0
_NEXT: Final = 5
_OVERLAP, _NOUN = 4, 3
_CONVERTED: Final = {"duration": 0.08, COUNT: 0.0, SHARE: 0.0}
"""How far two amounts in different units may lie apart and still be one that was converted: ten miles, 16 kilometres."""


def quantity_differences(pair: Pair) -> Iterator[Difference]:
    """Yield how the amounts of two statements differ; amounts that agree yield nothing."""
    pairs, rest_a, rest_b = paired(pair.a.amounts, pair.b.amounts, lambda x, y: _likeness(pair, x, y))
    lone = not rest_a and not rest_b
    for x, y in pairs:
        effect = _effect(pair, x, y, lone and len(pairs) == 1)
        if effect is not Effect.SAME:
            yield pair.differing(_kind(x, y), effect, (x.first, x.last), (y.first, y.last))
    yield from _partial(pair, pairs, rest_a, rest_b)
    yield from (pair.differing(x.kind, Effect.A_ADDS, (x.first, x.last), None) for x in rest_a if _tells(pair, x))
    yield from (pair.differing(y.kind, Effect.B_ADDS, None, (y.first, y.last)) for y in rest_b if _tells(pair, y))


def _kind(x: Amount, y: Amount) -> Kind:
    return Kind.QUANTITY if x.dimension != y.dimension and _money(x) else x.kind


def _money(amount: Amount) -> bool:
    return amount.dimension.isupper()


def _comparable(x: Amount, y: Amount) -> bool:
    bare = {x.dimension, y.dimension} == {COUNT, SHARE} and x.low <= y.high and y.low <= x.high
    if bare and not (x.nouns if x.dimension == COUNT else y.nouns):
        return True
    return x.dimension == y.dimension or (_money(x) and _money(y)) or {x.dimension, y.dimension} == {"points", "percent"}


def _likeness(pair: Pair, x: Amount, y: Amount) -> float:
    if not _comparable(x, y):
        return _APART
    near = context(pair, x, y)
    nouns = _nouns(pair, x, y)
    if nouns is False and not _overlap(x, y):
        return _APART if not near or x.dimension == "ordinal" else near / 2
    return _OVERLAP * _overlap(x, y) + _NOUN * bool(nouns) + near


def _overlap(x: Amount, y: Amount) -> bool:
    if x.score is not None or y.score is not None:
        return x.score == y.score and x.low == y.low
    slack = _CONVERTED.get(x.dimension, 0.03) if x.factor != y.factor else 0.0
    return x.low * (1 - slack) <= y.high and y.low * (1 - slack) <= x.high and not (_money(x) and x.dimension != y.dimension)


def _nouns(pair: Pair, x: Amount, y: Amount) -> bool | None:
    """Tell whether two amounts count the same thing; None where one of them does not say what it counts."""
    people = words(pair.a.said.language, "numbers.anyone")
    if not x.nouns or not y.nouns or (x.nouns | y.nouns) & people:
        return None
    at = [i for i in pair.a.content() if pair.a.tokens[i].stem in x.nouns]
    to = [j for j in pair.b.content() if pair.b.tokens[j].stem in y.nouns]
    return any(pair.same(i, j) for i in at for j in to)


def _effect(pair: Pair, x: Amount, y: Amount, lone: bool) -> Effect:
    if x.vague != y.vague and (_overlap(x, y)):
        return Effect.B_ADDS if x.vague else Effect.A_ADDS
    if _overlap(x, y) or (x.vague and y.vague):
        return Effect.SAME
    nouns = _nouns(pair, x, y)
    if nouns is None and not lone and not _close(pair, x, y):
        return Effect.OTHER
    if nouns is False and not (lone and x.dimension == COUNT) or not context(pair, x, y):
        return Effect.OTHER
    if x.dimension != y.dimension and abs(x.low - y.low) > 0.001 * x.low:
        return Effect.OTHER
    return Effect.OTHER if _wider(pair, x, y) else Effect.EXCLUDES


def _close(pair: Pair, x: Amount, y: Amount) -> bool:
    """Tell whether a word next to one amount answers a word next to the other."""
    mine = pair.a.content(x.first - _NEXT, x.first) + pair.a.content(x.last, x.last + _NEXT)
    theirs = pair.b.content(y.first - _NEXT, y.first) + pair.b.content(y.last, y.last + _NEXT)
    return pair.answering(mine, theirs) > 0


def _wider(pair: Pair, x: Amount, y: Amount) -> bool:
    """Tell whether the two amounts are of different wholes: one side joins something to what the other counts alone,
    or each names another population ("among all voters", "among voters under 30")."""
    return _joins(pair) or _joins(_turned(pair)) or _populations(pair, x) or other_periods(pair)


def _turned(pair: Pair) -> Pair:
    return Pair(pair.b, pair.a, pair.b_shared, pair.a_shared)


def _joins(pair: Pair) -> bool:
    found = pair.a.tokens
    for at in range(1, len(found) - 1):
        if found[at].word in words(pair.a.said.language, "numbers.joins") and pair.a.clauses[at - 1] == pair.a.clauses[at + 1]:
            known, new = at - 1 in pair.a_shared, found[at + 1].content and at + 1 not in pair.a_shared
            noun = not found[at + 1].word.endswith("ed")
            values = any(amount.first <= at + 2 and at - 2 < amount.last for amount in pair.a.amounts)
            if known and new and noun and not values:
                return True
    return False


def other_periods(pair: Pair) -> bool:
    """Tell whether each side counts over a time of its own: "in its first week", "since 2019"."""
    mine, theirs = periods(pair.a), periods(pair.b)
    if not mine or not theirs:
        return False
    met = any(one[0] <= two[1] and two[0] <= one[1] for x in pair.a.dates for y in pair.b.dates for one in x.days for two in y.days)
    alike = any(x == y for x in mine for y in theirs)
    unknown = any(not when.days for when in (*pair.a.dates, *pair.b.dates))
    return not (met or alike or unknown)


def periods(side: Parsed) -> tuple[str, ...]:
    """Return the times over which a statement may count, as written; dates among them."""
    language, found = side.said.language, side.tokens
    named = [found[at].word + " " + found[at + 1].word for at in range(len(found) - 1)
             if found[at].word in words(language, "numbers.period_places") and found[at + 1].word in words(language, "numbers.period_units")]
    since = [token.word for token in found if token.word in words(language, "numbers.periods")]
    dated = [" ".join(token.word for token in found[when.first : when.last]) for when in side.dates]
    return (*named, *since, *dated)


def _populations(pair: Pair, amount: Amount) -> bool:
    lead = words(pair.a.said.language, "numbers.places" if amount.dimension == SHARE else "numbers.populations")
    return _population(pair, lead, left=True) and _population(pair, lead, left=False)


def _population(pair: Pair, lead: frozenset[str], left: bool) -> bool:
    side, shared = (pair.a, pair.a_shared) if left else (pair.b, pair.b_shared)
    quantifiers = words(side.said.language, "numbers.quantifiers")
    for at, token in enumerate(side.tokens):
        if token.word in lead:
            inside = range(at + 1, min(at + 6, len(side.tokens)))
            new = any(i not in shared for i in side.content(at + 1, at + 4)[:1])
            if new or any(side.tokens[i].word in quantifiers for i in inside):
                return True
    return False


def _partial(
    pair: Pair, pairs: tuple[tuple[Amount, Amount], ...], rest_a: tuple[Amount, ...], rest_b: tuple[Amount, ...]
) -> Iterator[Difference]:
    """Yield where one side has a part ("six of the ten years") of what the other has whole."""
    for x, y in pairs:
        for part in rest_a:
            if part.dimension == x.dimension and part.high < x.low and (start := _whole(pair, y, left=False)) is not None:
                yield pair.differing(x.kind, Effect.EXCLUDES, (part.first, part.last), (start, y.last))
        for part in rest_b:
            if part.dimension == y.dimension and part.high < y.low and (start := _whole(pair, x, left=True)) is not None:
                yield pair.differing(x.kind, Effect.EXCLUDES, (start, x.last), (part.first, part.last))


def _whole(pair: Pair, amount: Amount, left: bool) -> int | None:
    side = pair.a if left else pair.b
    known = words(side.said.language, "numbers.whole")
    return next((at for at in range(max(0, amount.first - 4), amount.first) if side.tokens[at].word in known), None)


def _tells(pair: Pair, amount: Amount) -> bool:
    """Tell whether an amount without an answer adds something: a bare "one" and "the two leaders" do not."""
    side = pair.a if amount in pair.a.amounts else pair.b
    known = amount.first > 0 and side.tokens[amount.first - 1].word in words(side.said.language, "numbers.definite")
    one = amount.low == amount.high == 1
    none = amount.low == amount.high == 0 and bool(pair.a.negations) and bool(pair.b.negations)
    again = any(_overlap(amount, other) for other in side.amounts if other is not amount)
    if none or again:
        return False
    return amount.dimension != "score" and not (amount.dimension in (COUNT, "ordinal") and (one or known))


def softened(found: Difference) -> Difference:
    """Return an exclusion of values as a mere difference, where something else says that they are not of one slot."""
    return replace(found, effect=Effect.OTHER) if found.effect is Effect.EXCLUDES else found
