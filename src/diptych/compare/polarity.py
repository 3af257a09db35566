"""Which words of a statement are denied, and how sure it is: negation with its reach, hedges, obligation and permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diptych.compare.language import longest, phrases, stemmed_phrases, table, words
from diptych.compare.tokens import Token

_REACH: Final = 9
"""A negation reaches so many words on, or to the end of its clause."""

LEVELS: Final = ("unclear", "forbidden", "optional", "required", "possible", "probable", "seeming", "partial")


@dataclass(frozen=True, slots=True)
class Mark:
    """A negation or a hedge at tokens `first` up to `last`, and the tokens it reaches to, up to `end`."""

    first: int
    last: int
    end: int
    level: str


def clauses(found: Sequence[Token], language: str) -> tuple[int, ...]:
    """Return for each token the number of its clause.

    >>> from diptych.compare.tokens import tokens
    >>> clauses(tokens("He left, but she stayed"), "en")
    (0, 0, 1, 2, 2, 2)
    """
    barriers, number, numbers = words(language, "polarity.barriers"), 0, []
    for at, token in enumerate(found):
        opens = token.word in barriers and token.word != "and" or token.word in (",", ";", ":", ".", "!", "?")
        hyphen = token.word == "-" and at and found[at - 1].span.end < token.span.start
        number += bool(opens or hyphen)
        numbers.append(number)
    return tuple(numbers)


def negations(found: Sequence[Token], language: str) -> tuple[Mark, ...]:
    """Return what negates, each with its reach.

    >>> from diptych.compare.tokens import tokens
    >>> [(mark.first, mark.end) for mark in negations(tokens("She did not pay, he said"), "en")]
    [(2, 4)]
    """
    said, stems = [token.word for token in found], [token.stem for token in found]
    numbers, marks, at = clauses(found, language), [], 0
    while at < len(found):
        excuse = longest(phrases(language, "polarity.not_only"), said, at)
        hit = longest(phrases(language, "polarity.negators"), said, at)
        verb = longest(stemmed_phrases(language, "polarity.negating"), stems, at)
        length = max(hit[1] if hit else 0, verb[1] if verb else 0)
        if length and not excuse:
            end = next((i for i in range(at + length, len(found)) if numbers[i] != numbers[at]), len(found))
            marks.append(Mark(at, at + length, min(end, at + length + _REACH), "negated"))
        at += excuse[1] if excuse else max(length, 1)
    return tuple(marks)


def negated(found: Sequence[Token], marks: Sequence[Mark]) -> frozenset[int]:
    """Return the tokens that an odd number of negations reaches; "did not deny" denies nothing."""
    return frozenset(
        at for at in range(len(found)) if sum(mark.last <= at < mark.end for mark in marks) % 2
    )


def hedges(found: Sequence[Token], language: str, taken: frozenset[int] = frozenset()) -> tuple[Mark, ...]:
    """Return what weakens a statement or turns it into a duty or a permission, in order.

    >>> from diptych.compare.tokens import tokens
    >>> [mark.level for mark in hedges(tokens("It may rain; visitors need not pay"), "en")]
    ['possible', 'optional']
    """
    stems, marks, at = [token.stem for token in found], [], 0
    while at < len(found):
        hits = [(hit[1], -rank, level) for rank, level in enumerate(LEVELS)
                if (hit := longest(stemmed_phrases(language, f"hedges.{level}"), stems, at))]
        length, _, level = max(hits, default=(0, 0, ""))
        noun = found[at].word.endswith(tuple(table(language, "hedges.noun_endings") or ()))
        if length and at not in taken and not (found[at].capital or found[at].kind != "word" or noun):
            marks.append(Mark(at, at + length, at + length, level))
        at += max(length, 1)
    return tuple(marks)


def has_table(language: str) -> bool:
    """Tell whether the negations of a language are known."""
    return bool(table(language, "polarity"))
