"""Cut quoted words into tokens, each with its span in the words as given, its folded form and its stem."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from diptych.compare.language import stem, words
from diptych.text import Span, fold

_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|n't\b|'(?:s|re|ve|ll|d|m)\b|[^\W\d_]{1,2}'(?=[^\W\d_])(?-i:[A-Z])[^\W\d_]+"
    r"|[^\W\d_]+?(?=n't\b)|[^\W\d_]+)"
    r"|(?P<sign>[^\s\w])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. `content` is False for signs and for words that only hold a sentence together."""

    span: Span
    word: str
    stem: str
    kind: str
    capital: bool
    content: bool


@cache
def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """Return the tokens of `text`, in order; between them stands only white space or what is invisible.

    >>> [token.word for token in tokens("Xi’s hour-long call isn’t over")]
    ['xi', "'s", 'hour', '-', 'long', 'call', 'is', "n't", 'over']
    """
    folded = fold(text)
    return tuple(
        _token(folded.span(*found.span()), found, language) for found in _TOKEN.finditer(folded.text) if found.group()
    )


def _token(span: Span, found: "re.Match[str]", language: str) -> Token:
    word, kind = found.group().casefold(), found.lastgroup or ""
    content = kind == "word" and len(word) > 1 and word not in words(language, "function_words")
    plain = stem(word, language) if kind == "word" else word
    return Token(span, word, plain, kind, found.group()[0].isupper(), content and not word.startswith("'"))


def covering(found: tuple[Token, ...], first: int, last: int) -> Span:
    """Return the span from token `first` up to, not including, token `last`."""
    return Span(found[first].span.start, found[last - 1].span.end)
