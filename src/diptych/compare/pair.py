"""Two parsed statements on one claim, and which of their words answer each other."""

from functools import lru_cache
from typing import Final

from msgspec import Struct

from diptych.compare.names import same_name
from diptych.compare.parsed import Parsed, covered, parse
from diptych.compare.said import Difference, Effect, Kind, Said, difference

_TYPO: Final = 88
_LESS_SHARED, _MORE_SHARED = 0.2, 0.4

Range = tuple[int, int]
"""Tokens from the first up to, not including, the last."""


class Pair(Struct, frozen=True, eq=False):
    """Two statements; `a_shared` and `b_shared` are the content tokens that the other side has in some form.

    A rule that looks at one side is written for `a` and run on `turned()` for the other.
    """

    a: Parsed
    b: Parsed
    a_shared: frozenset[int]
    b_shared: frozenset[int]

    def turned(self) -> "Pair":
        """Return the same two statements with their sides exchanged."""
        return Pair(self.b, self.a, self.b_shared, self.a_shared)

    def same(self, at: int, other: int) -> bool:
        """Tell whether token `at` of a and token `other` of b may mean the same."""
        return not self.a.senses[at].isdisjoint(self.b.senses[other]) or self._near(at, other)

    def _near(self, at: int, other: int) -> bool:
        one, two = self.a.spelt[at], self.b.spelt[other]
        return bool(one) and one[:1] == two[:1] and _near_spelling(one, two)

    def answered(self, at: int, other: tuple[int, ...]) -> bool:
        """Tell whether a's token `at` has an answer among b's tokens `other`."""
        return any(self.same(at, to) for to in other)

    def answering(self, at: tuple[int, ...], other: tuple[int, ...]) -> int:
        """Return how many of a's tokens `at` have an answer among b's tokens `other`."""
        meant = {sense for to in other for sense in self.b.senses[to]}
        return sum(not self.a.senses[one].isdisjoint(meant) or any(self._near(one, to) for to in other) for one in at)

    def one_claim(self) -> bool:
        """Tell whether two statements say enough of the same for two values in them to exclude each other."""
        shares = sorted((_plain_share(self.a, self.a_shared), _plain_share(self.b, self.b_shared)))
        return shares[0] >= _LESS_SHARED and shares[1] >= _MORE_SHARED

    def coverage(self) -> tuple[float, float]:
        """Return the shares of a's and of b's content words that the other side has."""
        return _share(self.a.content(), self.a_shared), _share(self.b.content(), self.b_shared)

    def loose(self) -> tuple[int, ...]:
        """Return the content tokens of a that b has in no form."""
        return tuple(at for at in self.a.content() if at not in self.a_shared)

    def differing(self, kind: Kind, effect: Effect, a: Range | None, b: Range | None) -> Difference:
        """Return the difference between tokens `a` and tokens `b`; None where a side is silent."""
        a_span, b_span = a and self.a.span(*a), b and self.b.span(*b)
        return difference(kind, effect, self.a.said, a_span, self.b.said, b_span)


@lru_cache(maxsize=256)
def pair(a: Said, b: Said) -> Pair:
    """Parse two statements and match their words.

    >>> found = pair(Said("x", "The minister stepped down"), Said("y", "The minister resigned"))
    >>> found.coverage()
    (1.0, 1.0)
    """
    first, second = parse(a), parse(b)
    names = [(one, two) for one in first.names for two in second.names if same_name(one, two)]
    return Pair(
        first,
        second,
        _matched(first, second) | covered([one for one, _ in names]),
        _matched(second, first) | covered([two for _, two in names]),
    )


def _matched(one: Parsed, two: Parsed) -> frozenset[int]:
    """Return the content tokens of one side that the other has in some form."""
    meant = {sense for to in two.content() for sense in two.senses[to]}
    shared = [at for at in one.content() if not one.senses[at].isdisjoint(meant)]
    spelt: dict[str, list[str]] = {}
    for word in filter(None, two.spelt):
        spelt.setdefault(word[0], []).append(word)
    other = [at for at in one.content() if one.spelt[at][:1] in spelt and one.senses[at].isdisjoint(meant)]
    return frozenset([*shared, *(at for at in other if any(_near_spelling(one.spelt[at], word) for word in spelt[one.spelt[at][0]]))])


@lru_cache(maxsize=8192)
def _near_spelling(one: str, two: str) -> bool:
    """Tell whether two words, both as `spelt` and with one first letter, may be one word with a slip in it."""
    common = sum(min(one.count(letter), two.count(letter)) for letter in set(one))
    if 200 * common < _TYPO * (len(one) + len(two)):
        return False  # too few letters in common, in whatever order
    from rapidfuzz.fuzz import ratio  # dear to import

    return ratio(one, two) >= _TYPO


def _share(content: tuple[int, ...], shared: frozenset[int]) -> float:
    return sum(at in shared for at in content) / len(content) if content else 1.0


def _plain_share(parsed: Parsed, shared: frozenset[int]) -> float:
    """Return the share of the content words that the other side has, amounts, dates and names left out.

    Those are what is compared; and names are shared by all sentences of a story.
    """
    values = parsed.valued | parsed.named
    content = tuple(at for at in parsed.content() if at not in values)
    return _share(content or parsed.content(), shared)
