"""From linked pairs to claims: many-to-many, yet two different claims stay apart, and the order of the sources says nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from diptych.alignment import Passage
from diptych.text import Span

_ALIKE: Final = 0.3
"""Share of all the words that two links go by which both must go by, to be one claim."""
_SURE: Final = 0.5
"""From which probability on a claim is told though each of its passages stands in a surer one."""


_Ends = tuple[tuple[str, int], tuple[str, int]]


class Link(Struct, frozen=True, eq=False):
    """Two passages of different sources, the probability that they state one claim, and the words that both have."""

    left: Passage
    right: Passage
    probability: float
    shared: Mapping[str, float]


class Claim(Struct, frozen=True):
    """Passages that state one claim, in order of source, with the links among them."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]

    @property
    def confidence(self) -> float:
        """How sure the least sure source is: the best link of each source, the lowest of them."""
        sources = {passage.source for passage in self.passages}
        return min(max(link.probability for link in self.links if source in (link.left.source, link.right.source)) for source in sources)


def claims(links: Sequence[Link]) -> tuple[Claim, ...]:
    """Return the claims that links make, surest first.

    A passage may be in several; within one, every two passages of different sources are linked, and those of one source share much the
    same words with the others: one claim, one point. What is only likely and pairs up anew what surer claims hold is left out.
    """
    known = {_ends(link) for link in links}
    groups: list[list[Link]] = []
    holding: dict[tuple[str, int], list[list[Link]]] = {}
    for link in sorted(links, key=lambda link: (-link.probability, link.left, link.right)):
        near = (group for end in _ends(link) for group in holding.get(end, ()))
        home = next((group for group in near if _fits(group, link, known)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(link)
        for end in _ends(link):
            if not any(group is home for group in holding.setdefault(end, [])):
                holding[end].append(home)
    return tuple(_telling(sorted((_claim(group) for group in groups), key=lambda one: (-one.confidence, one.passages))))


def _telling(found: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims, surest first, that are no part of another and add a passage to the surer ones or are sure themselves."""
    through: dict[tuple[str, int], list[Claim]] = {}
    for one in found:
        for passage in one.passages:
            through.setdefault((passage.source, passage.segment), []).append(one)
    told: dict[tuple[str, int], list[Passage]] = {}
    for one in found:
        known = (any(_same(passage, other) for other in told.get((passage.source, passage.segment), ())) for passage in one.passages)
        if one.confidence < _SURE and all(known):
            continue
        if any(_within(one, other) for other in through[one.passages[0].source, one.passages[0].segment]):
            continue
        for passage in one.passages:
            told.setdefault((passage.source, passage.segment), []).append(passage)
        yield one


def _ends(link: Link) -> _Ends:
    return (link.left.source, link.left.segment), (link.right.source, link.right.segment)


def _fits(group: Sequence[Link], link: Link, known: Collection[_Ends]) -> bool:
    """Tell whether a link touches a group, agrees with every passage of it, and shares the same words as the links it touches."""
    touched = [other for other in group if any(_same(one, two) for one in (link.left, link.right) for two in (other.left, other.right))]
    if not any(_alike(link.shared, other.shared) for other in touched):
        return False
    return all(_agrees(one, two, known) for one in (link.left, link.right) for other in group for two in (other.left, other.right))


def _agrees(one: Passage, other: Passage, known: Collection[_Ends]) -> bool:
    if one.source == other.source:
        return one.segment != other.segment or one.span.overlaps(other.span)
    ends = (one.source, one.segment), (other.source, other.segment)
    return ends in known or ends[::-1] in known


def _same(one: Passage, other: Passage) -> bool:
    return one.segment == other.segment and one.source == other.source and one.span.overlaps(other.span)


def _alike(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    shared = sum(weight for word, weight in one.items() if word in other)
    return shared >= _ALIKE * (sum(one.values()) + sum(other.values()) - shared)


def _claim(group: Sequence[Link]) -> Claim:
    spans: dict[tuple[str, int], Span] = {}
    for passage in (passage for link in group for passage in (link.left, link.right)):
        key = (passage.source, passage.segment)
        known = spans.get(key, passage.span)
        spans[key] = Span(min(known.start, passage.span.start), max(known.end, passage.span.end))
    return Claim(tuple(sorted(Passage(*key, span) for key, span in spans.items())), tuple(group))


def _within(one: Claim, other: Claim) -> bool:
    """Tell whether every passage of `one` is part of `other`, and `other` says more."""
    if one.passages == other.passages or len(one.passages) > len(other.passages):
        return False
    return all(any(_same(passage, wider) and wider.span.holds(passage.span) for wider in other.passages) for passage in one.passages)
