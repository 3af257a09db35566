"""Cut quoted words into tokens, each with its span in the words as given, its folded form and its stem."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

from msgspec import Struct

from diptych.compare.language import longest, openers, phrases, stem, stemmed_phrases, table, words
from diptych.text import Folded, Span, fold

_TOKEN: Final = re.compile(
    r"(?=\S)(?:(?P<word>[^\W\d_]{2,}+(?!')|(?:[^\W\d_]\.){2,}|(?i:n't|'(?:s|re|ve|ll|d|m))\b|[^\W\d_]{1,2}'[A-Z][^\W\d_]+"
    r"|[^\W\d_]+(?=(?i:n't)\b)|[^\W\d_]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<sign>[^\s\w]))"
)
"""Looked for first is what stands most often, a word without an apostrophe behind it; that takes a third of the time."""

_MOST_READINGS: Final = 16384


class Token(Struct, frozen=True, gc=False):
    """One word, number or sign. `content` is False for signs and for words that only hold a sentence together."""

    span: Span
    word: str
    stem: str
    kind: str
    capital: bool
    content: bool


class Line(Struct, frozen=True):
    """The tokens of a text and its language; what every reader of numbers, dates and names looks at.

    `contents` are the tokens that say something by themselves. `distinct` has every word once: most lines hold none of the words that a
    rule looks for, and a set tells that at once.
    """

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    contents: tuple[int, ...]
    language: str
    distinct: frozenset[str]

    def word(self, at: int) -> str:
        """Return the word at a token, folded and in lower case; nothing before the first and after the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def table(self, path: str) -> Any:
        """Return a table of the line's language."""
        return table(self.language, path)

    def listed(self, at: int, path: str) -> bool:
        """Tell whether the word at a token stands in the list at `path`."""
        return 0 <= at < len(self.words) and self.words[at] in words(self.language, path)

    def has(self, path: str) -> bool:
        """Tell whether any word of the line stands in the list at `path`."""
        return not self.distinct.isdisjoint(words(self.language, path))

    def places(self, path: str) -> list[int]:
        """Return the tokens whose words stand in the list at `path`."""
        known = words(self.language, path)
        return [] if self.distinct.isdisjoint(known) else [at for at, word in enumerate(self.words) if word in known]

    def phrase(self, at: int, path: str) -> tuple[Any, int] | None:
        """Return what the longest phrase at a token stands for in the table at `path`, and its length."""
        return longest(phrases(self.language, path), self.words, at)

    def stemmed(self, at: int, path: str) -> tuple[Any, int] | None:
        """Return the same, with the words of the phrase in any inflection."""
        return longest(stemmed_phrases(self.language, path), self.stems, at)

    def starts(self, *paths: str) -> list[int]:
        """Return the tokens at which a phrase of the tables at `paths` may begin; at no other does one stand."""
        known = openers(self.language, paths)
        return [] if self.distinct.isdisjoint(known) else [at for at, word in enumerate(self.words) if word in known]

    def stemmed_starts(self, path: str) -> list[int]:
        """Return the same for phrases in any inflection."""
        known = stemmed_phrases(self.language, path)
        return [at for at, word in enumerate(self.stems) if word in known]

    def capital(self, at: int) -> bool:
        """Tell whether a token begins with a capital."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital

    def content(self, at: int) -> bool:
        """Tell whether a token says something by itself."""
        return 0 <= at < len(self.tokens) and self.tokens[at].content

    def number(self, at: int) -> bool:
        """Tell whether a token is written in digits."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "number"

    def __len__(self) -> int:
        return len(self.tokens)


@lru_cache(maxsize=128)
def line(text: str, language: str = "en") -> Line:
    """Return the tokens of `text` as a line.

    >>> line("35 people").word(1), line("35 people").word(2)
    ('people', '')
    """
    found = tokens(text, language)
    said = tuple([token.word for token in found])
    contents = tuple([at for at, token in enumerate(found) if token.content])
    return Line(found, said, tuple([token.stem for token in found]), contents, language, frozenset(said))


def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """Return the tokens of `text`, in order; between them stands only white space or what is invisible.

    >>> [token.word for token in tokens("Xi’s hour-long call isn’t over")]
    ['xi', "'s", 'hour', '-', 'long', 'call', 'is', "n't", 'over']
    """
    folded, matches = _cut(text)
    span, read = Span if folded.in_place else folded.span, _readings(language)
    return tuple([Token(span(*found.span()), *read[found[0]]) for found in matches])


def bare_words(text: str) -> list[str]:
    """Return the words, numbers and signs of `text` as its tokens have them, in a fraction of the time.

    >>> bare_words("Xi’s call")
    ['xi', "'s", 'call']
    """
    return [found[0].casefold() for found in _cut(text)[1]]


@lru_cache(maxsize=2)
def _cut(text: str) -> tuple[Folded, tuple[re.Match[str], ...]]:
    """Return a text folded, and where its tokens are; kept for whoever asks for the tokens after the bare words."""
    folded = fold(text)
    return folded, tuple(_TOKEN.finditer(folded.text))


class _Readings(dict[str, tuple[str, str, str, bool, bool]]):
    """What a token of a language is, wherever it stands: its word, stem, kind, whether it has a capital, whether it says something.

    Worked out when it is first met, and forgotten with all others when they are too many: twice as fast as a cache called with arguments.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, written: str) -> tuple[str, str, str, bool, bool]:
        if len(self) >= _MOST_READINGS:
            self.clear()
        found, word = _TOKEN.match(written), written.casefold()
        kind = (found and found.lastgroup) or ""
        content = kind == "word" and len(word) > 1 and word not in words(self.language, "function_words")
        plain = stem(word, self.language) if kind == "word" else word
        self[written] = read = (word, plain, kind, written[0].isupper(), content and not word.startswith("'"))
        return read


_readings: Final = cache(_Readings)


def covering(found: Sequence[Token], first: int, last: int) -> Span:
    """Return the span from token `first` up to, not including, token `last`."""
    return Span(found[first].span.start, found[last - 1].span.end)
