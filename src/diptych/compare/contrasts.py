"""Differences of negation, of opposites and of hedges."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from diptych.compare.language import Lexicon, lexicon, longest, stem, table
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.polarity import Mark
from diptych.compare.said import Difference, Effect, Kind

_HEAD = 3
_CLASHING = (frozenset({"required", "optional"}), frozenset({"forbidden", "possible"}), frozenset({"forbidden", "required"}))


def contrast_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where one side denies what the other says, says the opposite, or says it with another certainty."""
    denied = [*_denials(pair, left=True), *_denials(pair, left=False)]
    yield from denied[:1]
    if not denied:
        yield from list(_opposites(pair))[:1]
    yield from _hedge_differences(pair)


def _denials(pair: Pair, left: bool) -> Iterator[Difference]:
    """Yield what one side denies and the other says outright."""
    side, other = (pair.a, pair.b) if left else (pair.b, pair.a)
    for mark in side.negations:
        head = [at for at in side.content(mark.last, mark.end) if at in side.denied][:_HEAD]
        answers = [(at, to) for at in head for to in other.content() if _same(pair, at, to, left)]
        verbal = [at for at in side.content(mark.first, mark.last)]
        if answers and not any(to in other.denied for _, to in answers) and not any(_same(pair, at, to, left) for at in verbal for to in other.content()):
            at, to = max(at for at, _ in answers), min(to for _, to in answers)
            here, there = (mark.first, at + 1), (to, to + 1)
            yield pair.differing(Kind.NEGATION, Effect.EXCLUDES, *((here, there) if left else (there, here)))


def _same(pair: Pair, at: int, to: int, left: bool) -> bool:
    return pair.same(at, to) if left else pair.same(to, at)


@cache
def opposites(language: str) -> Lexicon:
    """Return the phrases that have an opposite: each stands for the numbers of its pairs, negative on the second side."""
    sides: dict[tuple[str, ...], list[int]] = {}
    for number, both in enumerate(table(language, "meaning.opposites"), 1):
        for sign, side in zip((number, -number), both, strict=True):
            for phrase in side:
                sides.setdefault(tuple(stem(word, language) for word in phrase.split()), []).append(sign)
    return lexicon((phrase, tuple(signs)) for phrase, signs in sides.items())


def _opposites(pair: Pair) -> Iterator[Difference]:
    """Yield the words of two statements that are opposites, of the same thing and under the same negation."""
    for (at, length, signs), (to, reach, others) in product(_signed(pair.a), _signed(pair.b)):
        if _named(pair.a, at) or _named(pair.b, to) or _undone(pair.a, at) or _undone(pair.b, to):
            continue
        opposed = any(-sign in others for sign in signs) and not set(signs) & set(others)
        if not opposed or (at in pair.a.denied) != (to in pair.b.denied) or (length == reach == 1 and _settled(pair, at, to)):
            continue
        near_a, near_b = pair.a.near(at, at + length), pair.b.near(to, to + reach)
        if pair.answering(near_a, near_b) and _one_doer(pair, at, to):
            yield pair.differing(Kind.WORDING, Effect.EXCLUDES, (at, at + length), (to, to + reach))


def _named(side: Parsed, at: int) -> bool:
    return any(name.first <= at < name.last for name in side.names)


def _undone(side: Parsed, at: int) -> bool:
    """Tell whether what stands at a token is undone before it: a ban that is lifted, a decision that is reversed."""
    language = side.said.language
    undoing = {stem(word, language) for word in table(language, "meaning.reversing") or ()}
    return any(side.tokens[i].stem in undoing for i in side.content(0, at))


def _one_doer(pair: Pair, at: int, to: int) -> bool:
    """Tell whether words that tell one event from either end ("win", "lose") have the same party before them."""
    converse = {stem(word, pair.a.said.language) for word in table(pair.a.said.language, "meaning.converse") or ()}
    told = pair.a.tokens[at].stem in converse or pair.b.tokens[to].stem in converse
    return not told or pair.answering(pair.a.content(0, at), pair.b.content(0, to)) > 0


def _settled(pair: Pair, at: int, to: int) -> bool:
    """Tell whether either word has an answer of its own on the other side: then it opposes nothing."""
    return at in pair.a_shared or to in pair.b_shared


def _signed(side: Parsed) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    stems = [token.stem for token in side.tokens]
    taken = {at for value in (*side.amounts, *side.dates) if getattr(value, "dimension", "") != "times" for at in range(value.first, value.last)}
    known = opposites(side.said.language)
    for at in range(len(stems)):
        hit = longest(known, stems, at)
        if hit and at not in taken:
            yield at, hit[1], hit[0]


def _hedge_differences(pair: Pair) -> Iterator[Difference]:
    mine, theirs = _levels(pair, left=True), _levels(pair, left=False)
    for level in sorted(set(mine) - set(theirs)):
        other = next((theirs[name] for name in sorted(set(theirs) - set(mine))), None)
        yield _hedge(pair, level, mine[level], other)
    if not set(mine) - set(theirs):
        for level in sorted(set(theirs) - set(mine)):
            yield pair.differing(Kind.HEDGE, Effect.OTHER, None, (theirs[level].first, theirs[level].last))


def _hedge(pair: Pair, level: str, mark: Mark, other: Mark | None) -> Difference:
    clash = other is not None and frozenset({level, other.level}) in _CLASHING
    effect = Effect.EXCLUDES if clash else Effect.OTHER
    return pair.differing(Kind.HEDGE, effect, (mark.first, mark.last), other and (other.first, other.last))


def _levels(pair: Pair, left: bool) -> dict[str, Mark]:
    """Return the hedges of one side that bear on something the other side says too."""
    side, shared = (pair.a, pair.a_shared) if left else (pair.b, pair.b_shared)
    bearing = [mark for mark in side.hedges if shared & set(side.content(mark.last, mark.last + 5) or side.content(mark.first - 3, mark.first))]
    return {mark.level: mark for mark in reversed(bearing)}
