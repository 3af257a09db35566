"""Fold typography away, and keep the way back.

Two texts that differ only in typography fold to the same string: runs of white space and line wraps, curly and straight quotation
marks, dashes and hyphens, soft hyphens and other invisible characters, ligatures, the ellipsis character, Unicode composition
(UAX #15, form NFC). Letters, digits, case and the order of words are never folded.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from diptych.text.span import Span

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180b-\u180e"  # soft hyphen, grapheme joiner, Arabic letter mark, Mongolian selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"  # zero-width, bidi marks, word joiner, byte order mark
    "\ufe00-\ufe0f"  # variation selectors: the same sign in another style
)
_SINGLE: Final = "'`\u00b4\u02bc\u2018-\u201b\u2032\u2039\u203a\u1fef\u1ffd\uff07"
_DOUBLE: Final = '"\u00ab\u00bb\u201c-\u201f\u2033\u301d-\u301f\uff02'
_DASHES: Final = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_LIGATURES: Final = "\ufb00-\ufb06\ufb13-\ufb17"

# A lone plain space, by far the commonest match, is left out: it folds to itself.
_FOLDABLE: Final = re.compile(
    f"(?=[\\s{_INVISIBLE}{_SINGLE}{_DOUBLE}{_DASHES}\u2026{_LIGATURES}])(?:"
    f"(?P<space>(?: (?=[\\s{_INVISIBLE}])|[^\\S ]|[{_INVISIBLE}])[\\s{_INVISIBLE}]*)"
    f"|(?P<single>[{_SINGLE}])|(?P<double>[{_DOUBLE}])"
    f"|(?P<dash>[{_DASHES}][{_DASHES}{_INVISIBLE}]*)|(?P<dots>\u2026)|(?P<ligature>[{_LIGATURES}]))"
)
_SHIFTING: Final = re.compile(f"[\\s{_INVISIBLE}][\\s{_INVISIBLE}]|[{_DASHES}][{_DASHES}]|[{_INVISIBLE}\u2026{_LIGATURES}]")
"""What does not fold one for one; in a text without any, every code point stays where it is."""

_SIGN: Final = {"single": "'", "double": '"', "dash": "-", "dots": "..."}


class Folded(Struct, frozen=True):
    """A folded text that remembers where each of its code points came from.

    `original` is the text as read and `text` what to compare; `starts[i]` and `ends[i]` bound, in the original, what became `text[i]`.
    Both never fall.
    """

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @property
    def in_place(self) -> bool:
        """Tell whether every code point stands where it stood."""
        return isinstance(self.starts, range)

    def span(self, start: int, end: int) -> Span:
        r"""Return the span of the original that folded to `text[start:end]`; the range may not be empty.

        >>> original = "a\u00ad  “quoted”  word"
        >>> folded = fold(original)
        >>> folded.text
        'a "quoted" word'
        >>> folded.span(2, 10).of(original)
        '“quoted”'
        """
        return Span(self.starts[start], self.ends[end - 1])

    def range(self, span: Span) -> tuple[int, int]:
        """Return the folded range whose characters come from inside `span` of the original: the inverse of `span`.

        >>> fold("a  b").range(Span(3, 4))
        (2, 3)
        """
        start = bisect_left(self.starts, span.start)
        return start, max(start, bisect_left(self.starts, span.end))


def fold(text: str) -> Folded:
    r"""Return `text` without its typography, with a map back to `text`.

    >>> fold("the “12-point” plan — it’s…").text
    'the "12-point" plan - it\'s...'
    """
    folded = _replaced(text) if _SHIFTING.search(text) else _in_place(text)
    return folded if unicodedata.is_normalized("NFC", folded.text) else _composed(folded)


def _in_place(text: str) -> Folded:
    return Folded(text, _FOLDABLE.sub(_replacement, text), range(len(text)), range(1, len(text) + 1))


def _replaced(text: str) -> Folded:
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for match in _FOLDABLE.finditer(text):
        start, end = match.span()
        sign = _replacement(match)
        parts += (text[done:start], sign)
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        starts.extend([start] * len(sign))
        ends.extend([end] * len(sign))
        done = end
    parts.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded(text, "".join(parts), starts, ends)


def _replacement(match: re.Match[str]) -> str:
    kind, found = match.lastgroup, match.group()
    if kind == "space":
        return " " if any(character.isspace() for character in found) else ""
    if kind == "ligature":
        return unicodedata.normalize("NFKC", found)
    return _SIGN[kind or ""]


def _composed(folded: Folded) -> Folded:
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    for start, end in _clusters(folded.text):
        whole = unicodedata.normalize("NFC", folded.text[start:end])
        parts.append(whole)
        starts.extend([folded.starts[start]] * len(whole))
        ends.extend([folded.ends[end - 1]] * len(whole))
    return Folded(folded.original, "".join(parts), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `text` that compose on their own: no character of one combines with the next range."""
    start = 0
    for at in range(1, len(text)):
        if _stands_alone(text[start:at], text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _stands_alone(before: str, character: str) -> bool:
    normal = unicodedata.normalize
    if character.isascii():
        return True
    if unicodedata.combining(normal("NFD", character)[0]):
        return False
    return normal("NFC", before + character) == normal("NFC", before) + normal("NFC", character)
