"""From linked pairs to claims: many-to-many, yet two different claims stay apart, and the order of the sources says nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from diptych.text import Span

_JOIN: Final = 0.5
"""How much of the threshold every pair of statements in a claim must reach."""
_ALIKE: Final = 0.35
"""Share of the words two statements of one source must share with the other side alike, to be one claim."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The words of one source that state a claim: a segment, or the clauses of it that matter."""

    source: str
    segment: int
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages of different sources, the probability that they state one claim, and the words that both have."""

    left: Passage
    right: Passage
    probability: float
    shared: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Claim:
    """Passages that state one claim, in order of source, with the links among them."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]

    @property
    def confidence(self) -> float:
        """How sure the least sure source is: the best link of each source, the lowest of them."""
        sources = {passage.source for passage in self.passages}
        return min(max(link.probability for link in self.links if source in (link.left.source, link.right.source)) for source in sources)


def claims(links: Sequence[Link], least: float) -> tuple[Claim, ...]:
    """Return the claims that the links of at least probability `least` make, surest first.

    Every link is in a claim. A passage may be in several; within one, every two passages of different sources are linked, and those of
    one source share much the same words with the others.
    """
    known = {_ends(link): link for link in links}
    found: list[list[Link]] = []
    for link in sorted((link for link in links if link.probability >= least), key=lambda link: (-link.probability, link.left, link.right)):
        home = next((group for group in found if _fits(group, link, known, least * _JOIN)), None)
        if home is None:
            found.append([link])
        else:
            home.append(link)
    made = [_claim(group) for group in found]
    kept = [one for at, one in enumerate(made) if not any(_within(one, other, at, place) for place, other in enumerate(made))]
    return tuple(sorted(kept, key=lambda one: (-one.confidence, one.passages)))


def _ends(link: Link) -> tuple[tuple[str, int], tuple[str, int]]:
    return (link.left.source, link.left.segment), (link.right.source, link.right.segment)


def _fits(group: Sequence[Link], link: Link, known: Mapping[tuple[tuple[str, int], tuple[str, int]], Link], least: float) -> bool:
    passages = [passage for other in group for passage in (other.left, other.right)]
    ends = (link.left, link.right)
    if not any(_same(end, passage) for end in ends for passage in passages):
        return False
    return all(_agrees(end, link, passage, known, least) for end in ends for passage in passages) and any(
        _alike(link.shared, other.shared) for other in group if any(_same(end, passage) for end in ends for passage in (other.left, other.right))
    )


def _agrees(end: Passage, link: Link, passage: Passage, known: Mapping[tuple[tuple[str, int], tuple[str, int]], Link], least: float) -> bool:
    if end.source == passage.source:
        return end.segment != passage.segment or end.span.overlaps(passage.span)
    pair = sorted([(end.source, end.segment), (passage.source, passage.segment)])
    other = known.get((pair[0], pair[1]))
    return other is not None and other.probability >= least


def _same(one: Passage, other: Passage) -> bool:
    return (one.source, one.segment) == (other.source, other.segment) and one.span.overlaps(other.span)


def _alike(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    shared = sum(weight for word, weight in one.items() if word in other)
    return shared >= _ALIKE * min(sum(one.values()), sum(other.values()))


def _claim(group: Sequence[Link]) -> Claim:
    spans: dict[tuple[str, int], Span] = {}
    for passage in (passage for link in group for passage in (link.left, link.right)):
        key = (passage.source, passage.segment)
        known = spans.get(key, passage.span)
        spans[key] = Span(min(known.start, passage.span.start), max(known.end, passage.span.end))
    return Claim(tuple(sorted(Passage(*key, span) for key, span in spans.items())), tuple(group))


def _within(one: Claim, other: Claim, at: int, place: int) -> bool:
    """Tell whether every passage of `one` is part of `other`; of two equal claims the first stays."""
    if at == place:
        return False
    inside = all(any(_same(passage, wider) and wider.span.holds(passage.span) for wider in other.passages) for passage in one.passages)
    return inside and (len(other.passages) > len(one.passages) or other.passages != one.passages or place < at)
