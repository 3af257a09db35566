"""A statement as the comparison sees it: tokens with their senses, and every value that stands in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from diptych.compare.amounts import Amount, amounts
from diptych.compare.dates import When, dates
from diptych.compare.frames import Frame, frame
from diptych.compare.language import Lexicon, lexicon, stem, table
from diptych.compare.names import Name, names
from diptych.compare.polarity import Mark, clauses, hedges, negated, negations
from diptych.compare.said import Said
from diptych.compare.tokens import Token, covering, tokens
from diptych.text import Span


_FEW: Final = 2
"""A clause with fewer content words speaks together with its neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A statement, its tokens, and what was read from them. `senses[i]` is all that token i may mean."""

    said: Said
    tokens: tuple[Token, ...]
    senses: tuple[frozenset[str], ...]
    clauses: tuple[int, ...]
    dates: tuple[When, ...]
    amounts: tuple[Amount, ...]
    names: tuple[Name, ...]
    negations: tuple[Mark, ...]
    denied: frozenset[int]
    hedges: tuple[Mark, ...]
    frame: Frame | None

    def span(self, first: int, last: int) -> Span:
        """Return the span of tokens `first` up to, not including, `last`."""
        return covering(self.tokens, first, last)

    def content(self, first: int = 0, last: int | None = None) -> tuple[int, ...]:
        """Return the content tokens between two tokens."""
        end = len(self.tokens) if last is None else min(last, len(self.tokens))
        return tuple(at for at in range(max(first, 0), end) if self.tokens[at].content)

    def near(self, first: int, last: int) -> tuple[int, ...]:
        """Return the content tokens of the clauses that tokens `first` up to `last` stand in, but not those tokens."""
        here = set(self.clauses[first:last])
        found = tuple(at for at in self.content() if self.clauses[at] in here and not first <= at < last)
        around = here | {clause + step for clause in here for step in (-1, 1)} if len(found) < _FEW else here
        return tuple(at for at in self.content() if self.clauses[at] in around and not first <= at < last)


@cache
def parse(said: Said) -> Parsed:
    """Read everything that a comparison needs from a statement.

    >>> parsed = parse(Said("wire", "Police detained 35 people in Oslo"))
    >>> [amount.low for amount in parsed.amounts], [name.entity for name in parsed.names]
    ([35.0], ['Norway'])
    """
    language, found = said.language, tokens(said.words, said.language)
    whens = dates(found, said.published, language)
    dated = frozenset(at for when in whens for at in range(when.first, when.last))
    counted = amounts(found, language, dated)
    taken = dated | {at for amount in counted for at in range(amount.first, amount.last)}
    marks = tuple(mark for mark in negations(found, language) if mark.first not in taken or found[mark.first].word in ("0", "zero", "no"))
    speaking = frame(found, language)
    framed = speaking.taken if speaking else frozenset()
    called = tuple(name for name in names(found, language, said.names) if name.first not in dated)
    weak = hedges(found, language, frozenset(taken) | framed)
    unclear = {at for mark in weak if mark.level == "unclear" for at in range(mark.first, mark.last)}
    marks = tuple(mark for mark in marks if mark.first not in unclear)
    return Parsed(said, found, _senses(found, called, language), clauses(found, language), whens, counted, called, marks,
                  negated(found, marks), weak, speaking)


def _senses(found: Sequence[Token], called: Sequence[Name], language: str) -> tuple[frozenset[str], ...]:
    senses = [{token.stem} if token.content else set() for token in found]
    stems = [token.stem for token in found]
    for at in range(len(found)):
        for group, length in _meanings(stems, at, language):
            for inside in range(at, at + length):
                senses[inside].add(group)
    for name in called:
        for at in range(name.first, name.last):
            senses[at].add(f"name {name.entity}")
    return tuple(frozenset(sense) for sense in senses)


def _meanings(stems: Sequence[str], at: int, language: str) -> Iterator[tuple[str, int]]:
    for phrase, group in groups(language).get(stems[at], ()):
        if tuple(stems[at : at + len(phrase)]) == phrase:
            yield group, len(phrase)


@cache
def groups(language: str) -> Lexicon:
    """Return the phrases of the language's groups of like words, by their stems; each stands for the name of its group."""
    return lexicon(
        (tuple(stem(word, language) for word in phrase.split()), f"group {number}")
        for number, group in enumerate(table(language, "meaning.groups"))
        for phrase in group
    )
