"""Cut quoted words into tokens, each with its span in the words as given, its folded form and its stem."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct

from diptych.compare.language import longest, phrases, stem, stemmed_phrases, table, words
from diptych.text import Folded, Span, fold

_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|n't\b|'(?:s|re|ve|ll|d|m)\b|[^\W\d_]{1,2}'(?=[^\W\d_])(?-i:[A-Z])[^\W\d_]+"
    r"|[^\W\d_]+?(?=n't\b)|[^\W\d_]+)"
    r"|(?P<sign>[^\s\w])",
    re.IGNORECASE,
)


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

    `contents` are the tokens that say something by themselves.
    """

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    contents: tuple[int, ...]
    language: str

    def word(self, at: int) -> str:
        """Return the word at a token, folded and in lower case; nothing before the first and after the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def table(self, path: str) -> Any:
        """Return a table of the line's language."""
        return table(self.language, path)

    def listed(self, at: int, path: str) -> bool:
        """Tell whether the word at a token stands in the list at `path`."""
        return 0 <= at < len(self.words) and self.words[at] in words(self.language, path)

    def phrase(self, at: int, path: str) -> tuple[Any, int] | None:
        """Return what the longest phrase at a token stands for in the table at `path`, and its length."""
        return longest(phrases(self.language, path), self.words, at)

    def stemmed(self, at: int, path: str) -> tuple[Any, int] | None:
        """Return the same, with the words of the phrase in any inflection."""
        return longest(stemmed_phrases(self.language, path), self.stems, at)

    def starts(self, path: str) -> list[int]:
        """Return the tokens at which a phrase of the table at `path` may begin; at no other does one stand."""
        known = phrases(self.language, path)
        return [at for at, word in enumerate(self.words) if word in known]

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


def line(text: str, language: str = "en") -> Line:
    """Return the tokens of `text` as a line.

    >>> line("35 people").word(1), line("35 people").word(2)
    ('people', '')
    """
    found = tokens(text, language)
    contents = tuple(at for at, token in enumerate(found) if token.content)
    return Line(found, tuple(token.word for token in found), tuple(token.stem for token in found), contents, language)


@lru_cache(maxsize=512)
def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """Return the tokens of `text`, in order; between them stands only white space or what is invisible.

    >>> [token.word for token in tokens("Xi’s hour-long call isn’t over")]
    ['xi', "'s", 'hour', '-', 'long', 'call', 'is', "n't", 'over']
    """
    folded, matches = _cut(text)
    span = Span if folded.in_place else folded.span
    return tuple(Token(span(*found.span()), *_reading(found.group(), found.lastgroup or "", language)) for found in matches)


def bare_words(text: str) -> list[str]:
    """Return the words, numbers and signs of `text` as its tokens have them, in a fraction of the time.

    >>> bare_words("Xi’s call")
    ['xi', "'s", 'call']
    """
    return [found.group().casefold() for found in _cut(text)[1]]


@lru_cache(maxsize=2)
def _cut(text: str) -> tuple[Folded, tuple[re.Match[str], ...]]:
    """Return a text folded, and where its tokens are; kept for whoever asks for the tokens after the bare words."""
    folded = fold(text)
    return folded, tuple(_TOKEN.finditer(folded.text))


@lru_cache(maxsize=16384)
def _reading(written: str, kind: str, language: str) -> tuple[str, str, str, bool, bool]:
    """Return what a token is, wherever it stands: its word, stem, kind, whether it has a capital, whether it says something."""
    word = written.casefold()
    content = kind == "word" and len(word) > 1 and word not in words(language, "function_words")
    plain = stem(word, language) if kind == "word" else word
    return word, plain, kind, written[0].isupper(), content and not word.startswith("'")


def covering(found: Sequence[Token], first: int, last: int) -> Span:
    """Return the span from token `first` up to, not including, token `last`."""
    return Span(found[first].span.start, found[last - 1].span.end)
