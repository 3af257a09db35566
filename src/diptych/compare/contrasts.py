"""Differences in what is denied: a negation on one side, or two words that are opposites."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.opposites import exclusive, opposite
from diptych.compare.pair import Pair
from diptych.compare.said import Difference, Effect, Kind

_HEAD: Final = 2
"""A negation denies above all the next so many content words."""


def contrast_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where one side denies what the other says, or says the opposite; the first such place tells."""
    denied = [*denials(pair), *(found.mirrored() for found in denials(pair.turned()))]
    yield from (denied or list(opposite(pair)) or list(exclusive(pair)))[:1]


def denials(pair: Pair) -> Iterator[Difference]:
    """Yield what a denies and b says outright.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> [(found.a, found.b) for found in denials(pair(Said("x", "He did not pay the fine"), Said("y", "He paid the fine")))]
    [('not pay the fine', 'paid')]
    """
    if not pair.a.negations:
        return
    values = pair.a.named | pair.a.valued  # what is denied is said of them
    everything = pair.b.content()
    for mark in pair.a.negations:
        head = [at for at in pair.a.content(mark.last, mark.end) if at in pair.a.denied and at not in values][:_HEAD]
        answers = [(at, to) for at in head for to in everything if pair.same(at, to)]
        verbal = pair.a.content(mark.first, mark.last)  # "refused", "denied": b may say the very same word
        if answers and not any(to in pair.b.denied for _, to in answers) and not pair.answering(verbal, everything):
            last, to = max(at for at, _ in answers), min(to for _, to in answers)
            yield pair.differing(Kind.NEGATION, Effect.EXCLUDES, (mark.first, last + 1), (to, to + 1))
