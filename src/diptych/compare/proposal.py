"""Propose how the statements of any number of sources on one claim relate, and say why in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from diptych.compare.relation import AGREE, CONFLICT, DIFFER, MORE_SPECIFIC, ONLY, Between, between
from diptych.compare.said import Difference, Effect, Kind, Said

_WORST_FIRST: Final = (CONFLICT, DIFFER, MORE_SPECIFIC, AGREE)
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a claim.

    That is the relation, the more specific sources, every pair with its differences, the groups of sources that agree with one
    another, and one sentence that says why.
    """

    relation: str
    specific: tuple[str, ...]
    pairs: tuple[Between, ...]
    groups: tuple[tuple[str, ...], ...]
    reason: str

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference of every pair, in the order of the pairs."""
        return tuple(found for pair in self.pairs for found in pair.differences)


def relate(statements: Sequence[Said]) -> Proposal:
    """Return what the comparison proposes for the statements on one claim.

    >>> found = relate([Said("wire", "Nine saved"), Said("blog", "9 saved"), Said("post", "Twelve saved")])
    >>> found.relation, found.groups
    ('conflict', (('wire', 'blog'), ('post',)))
    >>> found.reason
    'wire says “Nine”; post says “Twelve”: both cannot be true.'
    """
    pairs = tuple(between(a, b) for a, b in combinations(statements, 2))
    groups = _groups(tuple(said.source for said in statements), pairs)
    if not pairs:
        return Proposal(ONLY, (), (), groups, "Only one source says this.")
    relation = next(each for each in _WORST_FIRST if any(pair.relation == each for pair in pairs))
    specific = _most_specific(groups, pairs) if relation == MORE_SPECIFIC else ()
    if relation == MORE_SPECIFIC and not specific:
        relation = DIFFER
    telling = next((pair for pair in pairs if pair.relation == relation), pairs[0])
    return Proposal(relation, specific, pairs, groups, reason(telling))


def _groups(sources: tuple[str, ...], pairs: tuple[Between, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the sources in groups in which every two agree, each source in the first group that takes it."""
    agreed = {frozenset((pair.a, pair.b)) for pair in pairs if pair.relation == AGREE}
    groups: list[tuple[str, ...]] = []
    for source in sources:
        fitting = next((at for at, group in enumerate(groups) if all(frozenset((source, one)) in agreed for one in group)), None)
        if fitting is None:
            groups.append((source,))
        else:
            groups[fitting] = (*groups[fitting], source)
    return tuple(groups)


def _most_specific(groups: tuple[tuple[str, ...], ...], pairs: tuple[Between, ...]) -> tuple[str, ...]:
    """Return the sources to which no other adds anything, where some source is less specific."""
    wins = {(pair.a, pair.b) if pair.specific == "a" else (pair.b, pair.a) for pair in pairs if pair.specific}
    losers = {loser for _, loser in wins}
    return tuple(source for group in groups for source in group if source not in losers)


def reason(pair: Between) -> str:
    """Return one plain sentence that says why two sources relate as they do.

    >>> reason(between(Said("wire", "The hour-long call"), Said("blog", "A long call")))
    'wire says “hour-long”; blog only “long”.'
    """
    found = pair.telling
    if found is None:
        return f"{pair.a} and {pair.b} say the same{_other_words(pair)}."
    if found.effect in (Effect.A_ADDS, Effect.B_ADDS) and pair.relation != MORE_SPECIFIC:
        return _both_add(pair)
    if found.kind is Kind.ATTRIBUTION and not (found.a and found.b):
        return _voices(pair, found)
    left, right = _value(found.a), _value(found.b)
    if found.effect is Effect.EXCLUDES:
        return f"{pair.a} says {left}; {pair.b} says {right}: both cannot be true."
    if found.effect is Effect.B_ADDS:
        return _adds(pair.b, right, pair.a, found.a)
    if found.effect is Effect.A_ADDS:
        return _adds(pair.a, left, pair.b, found.b)
    return _otherwise(pair, found)


def _other_words(pair: Between) -> str:
    return " in other words" if any(each.kind is Kind.WORDING for each in pair.differences) else ""


def _adds(fuller: str, value: str, other: str, less: str | None) -> str:
    return f"{fuller} says {value}; {other} only {_value(less)}." if less else f"{fuller} adds {value}; {other} does not say it."


def _both_add(pair: Between) -> str:
    mine = next((each for each in pair.differences if each.effect is Effect.A_ADDS), None)
    theirs = next((each for each in pair.differences if each.effect is Effect.B_ADDS), None)
    if mine is None or theirs is None:
        return f"{pair.a} and {pair.b} choose other details."
    return f"{pair.a} adds {_value(mine.a)}; {pair.b} adds {_value(theirs.b)}."


def _voices(pair: Between, found: Difference) -> str:
    named, plain, value = (pair.a, pair.b, found.a) if found.a else (pair.b, pair.a, found.b)
    return f"{named} attributes it to {_value(value)}; {plain} does not."


def _otherwise(pair: Between, found: Difference) -> str:
    if found.a and found.b:
        return f"{pair.a} says {_value(found.a)}; {pair.b} says {_value(found.b)}."
    named, other, value = (pair.a, pair.b, found.a) if found.a else (pair.b, pair.a, found.b)
    return f"{named} says {_value(value)}; {other} does not."


def _value(written: str | None) -> str:
    words = " ".join((written or "").split())
    return f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"
