"""Two parsed statements on one claim, and which of their words answer each other."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from diptych.compare.names import same_name
from diptych.compare.parsed import Parsed, parse
from diptych.compare.said import Difference, Effect, Kind, Said, difference

_TYPO = 88
_LONG = 5


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two statements; `a_shared` and `b_shared` are the content tokens that the other side has in some form."""

    a: Parsed
    b: Parsed
    a_shared: frozenset[int]
    b_shared: frozenset[int]

    def same(self, at: int, other: int) -> bool:
        """Tell whether token `at` of a and token `other` of b may mean the same."""
        return not self.a.senses[at].isdisjoint(self.b.senses[other]) or _near_spelling(self.a, at, self.b, other)

    def answering(self, at: tuple[int, ...], other: tuple[int, ...]) -> int:
        """Return how many of a's tokens `at` have an answer among b's tokens `other`."""
        return sum(any(self.same(one, two) for two in other) for one in at)

    def coverage(self) -> tuple[float, float]:
        """Return the shares of a's and of b's content words that the other side has."""
        return _share(self.a, self.a_shared), _share(self.b, self.b_shared)

    def differing(self, kind: Kind, effect: Effect, a: tuple[int, int] | None, b: tuple[int, int] | None) -> Difference:
        """Return the difference between tokens `a` and tokens `b` (first, last); None where a side is silent."""
        a_span, b_span = a and self.a.span(*a), b and self.b.span(*b)
        return difference(kind, effect, self.a.said, a_span, self.b.said, b_span)


def pair(a: Said, b: Said) -> Pair:
    """Parse two statements and match their words.

    >>> found = pair(Said("x", "The minister stepped down"), Said("y", "The minister resigned"))
    >>> found.coverage()
    (1.0, 1.0)
    """
    first, second = parse(a), parse(b)
    bare = Pair(first, second, frozenset(), frozenset())
    matches = [(at, to) for at in first.content() for to in second.content() if bare.same(at, to)]
    matches += [
        (at, to) for one in first.names for two in second.names if same_name(one, two)
        for at in range(one.first, one.last) for to in range(two.first, two.last)
    ]
    return Pair(first, second, frozenset(at for at, _ in matches), frozenset(to for _, to in matches))


def _near_spelling(a: Parsed, at: int, b: Parsed, other: int) -> bool:
    one, two = a.tokens[at], b.tokens[other]
    if not (one.content and two.content) or min(len(one.word), len(two.word)) < _LONG or one.word[0] != two.word[0]:
        return False
    return fuzz.ratio(one.word, two.word) >= _TYPO


def _share(parsed: Parsed, shared: frozenset[int]) -> float:
    content = parsed.content()
    return sum(at in shared for at in content) / len(content) if content else 1.0
