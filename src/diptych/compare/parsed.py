"""A statement as the comparison sees it: its line of tokens with their senses, and every value that stands in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from msgspec import Struct

from diptych.compare.amounts import amounts
from diptych.compare.calendars import When
from diptych.compare.counting import Amount
from diptych.compare.dates import dates
from diptych.compare.frames import Frame, frame
from diptych.compare.language import Lexicon, derived, groups, lexicon, stem
from diptych.compare.names import Name, names
from diptych.compare.polarity import Mark, clauses, hedges, negated, negations
from diptych.compare.said import Said
from diptych.compare.tokens import Line, line
from diptych.text import Span

_LONG: Final = 5
_FEW: Final = 2
"""A clause with fewer content words speaks together with its neighbours."""

_NOTHING: Final[frozenset[Any]] = frozenset()


class Parsed(Struct, frozen=True, eq=False):
    """A statement, its line of tokens, and what was read from them.

    `senses[i]` is all that token i may mean; `spelt[i]` is its word where that is long enough to be known with a slip in it, else empty.
    `valued` has the tokens of all amounts and dates, `named` those of all names.
    """

    said: Said
    line: Line
    senses: tuple[frozenset[str], ...]
    spelt: tuple[str, ...]
    clauses: tuple[int, ...]
    dates: tuple[When, ...]
    amounts: tuple[Amount, ...]
    names: tuple[Name, ...]
    negations: tuple[Mark, ...]
    denied: frozenset[int]
    hedges: tuple[Mark, ...]
    frame: Frame | None
    valued: frozenset[int]
    named: frozenset[int]

    def span(self, first: int, last: int) -> Span:
        """Return the span of tokens `first` up to, not including, `last`."""
        return self.line.span(first, last)

    def content(self, first: int = 0, last: int | None = None) -> tuple[int, ...]:
        """Return the content tokens between two tokens."""
        found = self.line.contents
        return found[bisect_left(found, first) : len(found) if last is None else bisect_left(found, last)]

    def near(self, first: int, last: int) -> tuple[int, ...]:
        """Return the content tokens of the clauses that tokens `first` up to `last` stand in, but not those tokens."""
        here = set(self.clauses[first:last])
        found = tuple([at for at in self.line.contents if self.clauses[at] in here and not first <= at < last])
        if len(found) >= _FEW:
            return found
        around = here | {clause + step for clause in here for step in (-1, 1)}
        return tuple(at for at in self.content() if self.clauses[at] in around and not first <= at < last)


def covered(found: Sequence[Amount | When | Name | Mark]) -> frozenset[int]:
    """Return every token that something found stands at."""
    return frozenset([at for each in found for at in range(each.first, each.last)]) if found else _NOTHING


@lru_cache(maxsize=256)
def parse(said: Said) -> Parsed:
    """Read everything that a comparison needs from a statement.

    >>> parsed = parse(Said("wire", "Police detained 35 people in Oslo"))
    >>> [amount.low for amount in parsed.amounts], [name.entity for name in parsed.names]
    ([35.0], ['Norway'])
    """
    whole = line(said.words, said.language)
    whens = dates(whole, said.published)
    dated = covered(whens)
    counted = amounts(whole, dated)
    valued = dated | covered(counted)
    speaking = frame(whole)
    weak = hedges(whole, valued | (speaking.taken if speaking else frozenset()))
    zero = covered([amount for amount in counted if amount.high == 0])
    marks = _negations(whole, valued - zero, weak)
    called = tuple([name for name in names(whole, said.names) if name.first not in dated])
    spelt = tuple([word if tells and len(word) >= _LONG else "" for word, tells in zip(whole.words, whole.telling, strict=True)])
    return Parsed(
        said, whole, _senses(whole, called), spelt, clauses(whole), whens, counted, called, marks, negated(whole, marks), weak, speaking,
        valued, covered(called),
    )  # fmt: skip


def _negations(line: Line, taken: frozenset[int], weak: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return what negates and is no part of an amount ("no more than") or of a hedge ("not clear")."""
    free = taken | covered([mark for mark in weak if mark.level == "unclear"])
    return tuple([mark for mark in negations(line) if mark.first not in free])


def _senses(line: Line, called: Sequence[Name]) -> tuple[frozenset[str], ...]:
    senses = [frozenset((plain,)) if tells else _NOTHING for plain, tells in zip(line.stems, line.telling, strict=True)]
    known = _alike(line.language)
    for at in [at for at, plain in enumerate(line.stems) if plain in known]:
        for phrase, group in known[line.stems[at]]:
            if line.stems[at : at + len(phrase)] == phrase:
                for inside in range(at, at + len(phrase)):
                    senses[inside] |= {group}
    for name in called:
        for at in range(name.first, name.last):
            senses[at] |= {f"name {name.entity}"}
    return tuple(senses)


@cache
def _alike(language: str) -> Lexicon:
    """Return the phrases of the language's groups of like words, by their stems; each stands for the name of its group."""
    return derived(language, "alike", __file__, lambda: lexicon(_by_stems(language)))


def _by_stems(language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for number, group in enumerate(groups(language, "meaning.groups")):
        for phrase in group:
            yield tuple(stem(word, language) for word in phrase.split()), f"group {number}"
