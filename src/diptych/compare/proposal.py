"""Propose how the statements of any number of sources on one claim relate, and say why in one sentence."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from diptych.compare.relation import AGREE, CONFLICT, DIFFER, MORE_SPECIFIC, ONLY, Between, between
from diptych.compare.said import Difference, Said
from diptych.compare.why import Why, in_english, why

_WORST_FIRST: Final = (CONFLICT, DIFFER, MORE_SPECIFIC, AGREE)


class Proposal(Struct, frozen=True):
    """What is proposed for a claim.

    That is the relation, the more specific sources, every pair with its differences, the groups of sources that agree with one
    another, and why.
    """

    relation: str
    specific: tuple[str, ...]
    pairs: tuple[Between, ...]
    groups: tuple[tuple[str, ...], ...]
    why: Why

    @property
    def reason(self) -> str:
        """Why, as an English sentence."""
        return in_english(self.why)

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
        return Proposal(ONLY, (), (), groups, Why("alone"))
    relation = next(each for each in _WORST_FIRST if any(pair.relation == each for pair in pairs))
    specific = _most_specific(groups, pairs) if relation == MORE_SPECIFIC else ()
    if relation == MORE_SPECIFIC and not specific:
        relation = DIFFER
    telling = next((pair for pair in pairs if pair.relation == relation), pairs[0])
    return Proposal(relation, specific, pairs, groups, why(telling))


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
