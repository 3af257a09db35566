"""Which words of a statement are denied, and how sure it is: negation with its reach, hedges, obligation and permission."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from diptych.compare.language import Lexicon, lexicon, longest, stem, table, words
from diptych.compare.tokens import Line

_REACH: Final = 9
"""A negation reaches so many words on, or to the end of its clause."""

LEVELS: Final = ("unclear", "forbidden", "optional", "required", "possible", "probable", "seeming", "partial")


class Mark(Struct, frozen=True):
    """A negation or a hedge at tokens `first` up to `last`; what it bears on goes up to `end`."""

    first: int
    last: int
    end: int
    level: str


def clauses(line: Line) -> tuple[int, ...]:
    """Return for each token the number of its clause.

    >>> from diptych.compare.tokens import line
    >>> clauses(line("He left, but she stayed"))
    (0, 0, 1, 2, 2, 2)
    """
    barriers = _barriers(line.language)
    if line.distinct.isdisjoint(barriers) and "-" not in line.distinct:
        return (0,) * len(line)
    number, numbers = 0, []
    for at, word in enumerate(line.words):
        number += word in barriers or (word == "-" and at > 0 and line.place(at - 1).end < line.place(at).start)
        numbers.append(number)
    return tuple(numbers)


@cache
def _barriers(language: str) -> frozenset[str]:
    return words(language, "polarity.barriers") | {",", ";", ":", ".", "!", "?"}


def negations(line: Line) -> tuple[Mark, ...]:
    """Return what negates, each with its reach.

    >>> from diptych.compare.tokens import line
    >>> [(mark.first, mark.end) for mark in negations(line("She did not pay, he said"))]
    [(2, 4)]
    """
    starts = sorted({*line.starts("polarity.not_only", "polarity.negators"), *line.stemmed_starts("polarity.negating")})
    numbers, marks, reached = clauses(line) if starts else (), [], 0
    for at in starts:
        if at < reached:
            continue
        excuse = line.phrase(at, "polarity.not_only")
        hits = (line.phrase(at, "polarity.negators"), line.stemmed(at, "polarity.negating"))
        length = max((hit[1] for hit in hits if hit), default=0)
        if length and not excuse:
            end = next((i for i in range(at + length, len(line)) if numbers[i] != numbers[at]), len(line))
            marks.append(Mark(at, at + length, min(end, at + length + _REACH), "negated"))
        reached = at + (excuse[1] if excuse else length)
    return tuple(marks)


def negated(line: Line, marks: Sequence[Mark]) -> frozenset[int]:
    """Return the tokens that an odd number of negations reaches; "did not deny" denies nothing."""
    return frozenset(at for at in range(len(line)) if sum(mark.last <= at < mark.end for mark in marks) % 2) if marks else frozenset()


def hedges(line: Line, taken: frozenset[int] = frozenset()) -> tuple[Mark, ...]:
    """Return what weakens a statement or turns it into a duty or a permission, in order.

    >>> from diptych.compare.tokens import line
    >>> [mark.level for mark in hedges(line("It may rain; visitors need not pay"))]
    ['possible', 'optional']
    """
    marks, reached, levels = [], 0, _levels(line.language)
    for at in (at for at, plain in enumerate(line.stems) if plain in levels):
        level, length = longest(levels, line.stems, at) or ("", 0)
        if length and at >= reached:
            reached = at + length
            if at not in taken and not line.capital(at) and not _is_noun(line, at):
                marks.append(Mark(at, at + length, at + length, level))
    return tuple(marks)


@cache
def _levels(language: str) -> Lexicon:
    """Return all hedges by their stems, each with its level; of two levels the one that comes first in `LEVELS`."""
    return lexicon(
        (tuple(stem(word, language) for word in phrase.split()), level) for level in LEVELS for phrase in table(language, f"hedges.{level}")
    )


def _is_noun(line: Line, at: int) -> bool:
    """Tell whether a word that shares its stem with a hedge is a noun: "projections", "suggestion"."""
    return line.words[at].endswith(tuple(line.table("hedges.noun_endings") or ("\0",)))
