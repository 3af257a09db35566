"""Cut quoted words into tokens, each with its span in the words as given, its folded form and its stem."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, compress
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

_MOST_READINGS: Final = 8192
_MOST_PIECES: Final = 8192


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

    What is known of the tokens stands in columns, one place a token: the word as folded and in lower case, its stem, its kind, whether it
    has a capital, whether it says something by itself. `contents` are the tokens that say something by themselves. `distinct` has every
    word once: most lines hold none of the words that a rule looks for, and a set tells that at once. Where a token stands is worked out
    from the `pieces` of the text as `folded` when somebody asks.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    kinds: tuple[str, ...]
    capitals: tuple[bool, ...]
    telling: tuple[bool, ...]
    contents: tuple[int, ...]
    language: str
    distinct: frozenset[str]
    folded: Folded
    pieces: Sequence["_Piece"]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, each as a record."""
        found, start = [], 0
        for piece in self.pieces:
            for row, begin, end in zip(piece.rows, piece.begins, piece.ends, strict=True):
                found.append(Token(self.folded.span(start + begin, start + end), *row))
            start += piece.length + 1
        return tuple(found)

    def span(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        at, start, begin = 0, 0, -1
        for piece in self.pieces:
            past = at + len(piece.rows)
            if begin < 0 and first < past:
                begin = start + piece.begins[first - at]
            if last <= past:
                return self.folded.span(begin, start + piece.ends[last - 1 - at])
            at, start = past, start + piece.length + 1
        raise IndexError(last)

    def place(self, at: int) -> Span:
        """Return the span of one token."""
        return self.span(at, at + 1)

    def touch(self, at: int) -> bool:
        """Tell whether a token stands directly after the one before it."""
        return self.place(at).start == self.place(at - 1).end

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
        return 0 <= at < len(self.words) and self.capitals[at]

    def content(self, at: int) -> bool:
        """Tell whether a token says something by itself."""
        return 0 <= at < len(self.words) and self.telling[at]

    def number(self, at: int) -> bool:
        """Tell whether a token is written in digits."""
        return 0 <= at < len(self.words) and self.kinds[at] == "number"

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=128)
def line(text: str, language: str = "en") -> Line:
    """Return the tokens of `text` as a line.

    >>> line("35 people").word(1), line("35 people").word(2)
    ('people', '')
    """
    folded = fold(text)
    read = list(map(_pieces_of(language).__getitem__, folded.text.split(" ")))
    rows = list(chain.from_iterable([piece.rows for piece in read]))
    said, stems, kinds, capitals, telling = zip(*rows, strict=True) if rows else ((),) * 5
    contents = tuple(compress(range(len(telling)), telling))
    return Line(said, stems, kinds, capitals, telling, contents, language, frozenset(said), folded, read)


def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """Return the tokens of `text`, in order; between them stands only white space or what is invisible.

    >>> [token.word for token in tokens("Xi’s hour-long call isn’t over")]
    ['xi', "'s", 'hour', '-', 'long', 'call', 'is', "n't", 'over']
    """
    return line(text, language).tokens


_Row = tuple[str, str, str, bool, bool]
"""What a token is, wherever it stands: its word, stem, kind, whether it has a capital, whether it says something."""


class _Piece(Struct, frozen=True):
    """What stands between two spaces: its tokens, and where in it they begin and end. No token goes over a space, or depends on one."""

    rows: tuple[_Row, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    length: int


class _Pieces(dict[str, _Piece]):
    """The pieces of a language's texts, cut when they are first met, and forgotten when they are too many."""

    def __init__(self, language: str) -> None:
        self.read = _Readings(language)

    def __missing__(self, written: str) -> _Piece:
        if len(self) >= _MOST_PIECES:
            self.clear()
        found = list(_TOKEN.finditer(written))
        rows = tuple([self.read[match[0]] for match in found])
        piece = _Piece(rows, tuple([match.start() for match in found]), tuple([match.end() for match in found]), len(written))
        self[written] = piece
        return piece


_pieces_of: Final = cache(_Pieces)


class _Readings(dict[str, _Row]):
    """What each token of a language is, worked out when it is first met, and forgotten with all others when they are too many."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, written: str) -> _Row:
        if len(self) >= _MOST_READINGS:
            self.clear()
        found, word = _TOKEN.match(written), written.casefold()
        kind = (found and found.lastgroup) or ""
        content = kind == "word" and len(word) > 1 and word not in words(self.language, "function_words")
        plain = stem(word, self.language) if kind == "word" else word
        self[written] = read = (word, plain, kind, written[0].isupper(), content and not word.startswith("'"))
        return read
