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
from functools import cache, lru_cache
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
_JOINED: Final = "\u2026\ufb00-\ufb06\ufb13-\ufb17"

_TURNED_ASCII: Final = (("\n", " "), ("`", "'"), *((each, " ") for each in "\t\v\f\r\x1c\x1d\x1e\x1f"))
"""What of ASCII folds one for one to another sign, with that sign. A text is asked for each: a pattern would look at every character."""

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_SPACED: Final = re.compile("   *")
_RUNS: Final = re.compile("  +|--+")
_SHIFTING: Final = (
    f"[ \\-{_INVISIBLE}{_JOINED}](?:(?<=[ {_INVISIBLE}])[ {_INVISIBLE}]+|(?<=-)[\\-{_INVISIBLE}]+|(?<=[{_INVISIBLE}{_JOINED}]))"
)
"""What does not fold one for one, in a text where all else is folded. Without rare signs that is runs alone, and mostly of spaces alone,
which are found ten times as fast. It is compiled when a text has a rare sign: a class of signs so far apart takes a millisecond."""


def _listed(signs: str) -> frozenset[str]:
    r"""Return the signs that stand in a class of a pattern.

    >>> sorted(_listed("\\-ad-f"))
    ['-', 'a', 'd', 'e', 'f']
    """
    single = re.sub(r"([^\\])-(.)", lambda run: "".join(map(chr, range(ord(run[1]), ord(run[2]) + 1))), signs)
    return frozenset(single.replace("\\", ""))


_RARE: Final = _listed(_INVISIBLE + _JOINED)
_ALIKE: Final = tuple((sign, _listed(signs)) for sign, signs in (("'", _SINGLE), ('"', _DOUBLE), ("-", _DASHES)))


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
    turned, rare = text, False
    for each, sign in _TURNED_ASCII:
        if each in turned:
            turned = turned.replace(each, sign)
    for each in () if text.isascii() else set(_FOREIGN.findall(text)):
        folds = _sign(each)
        rare = rare or not folds
        if folds and folds != each:
            turned = turned.replace(each, folds)
    dashed = "--" in turned
    if rare or dashed or "  " in turned:
        folded = _replaced(text, turned, re.compile(_SHIFTING) if rare else _RUNS if dashed else _SPACED)
    else:
        folded = Folded(text, turned, range(len(text)), range(1, len(text) + 1))
    return folded if folded.text.isascii() or unicodedata.is_normalized("NFC", folded.text) else _composed(folded)


@cache
def _sign(character: str) -> str | None:
    """Return what a sign beyond ASCII folds to one for one, or None where it does not fold so."""
    if character.isspace():
        return " "
    if character in _RARE:
        return None
    return next((sign for sign, known in _ALIKE if character in known), character)


def _replaced(text: str, turned: str, shifting: re.Pattern[str]) -> Folded:
    parts: list[str] = []
    starts, ends, every = array("L"), array("L"), _upto(1 << len(text).bit_length())
    done, last = 0, len(text)
    for match in shifting.finditer(turned):
        start, end = match.span()
        sign = _replacement(match[0])
        parts += (turned[done:start], sign)
        starts.extend(every[done:start])
        ends.extend(every[done + 1 : start + 1])
        starts.extend([start] * len(sign))
        ends.extend([end] * len(sign))
        done = end
    parts.append(turned[done:])
    starts.extend(every[done:last])
    ends.extend(every[done + 1 : last + 1])
    return Folded(text, "".join(parts), starts, ends)


@lru_cache(maxsize=2)
def _upto(size: int) -> "array[int]":
    """Return the offsets up to `size`, of which each text is given slices: they are copied thirty times as fast as counted."""
    return array("L", range(size + 1))


def _replacement(found: str) -> str:
    """Return what one match of `_SHIFTING` folds to."""
    if found[0] == "-":
        return "-"
    if " " in found:
        return " "
    return unicodedata.normalize("NFKC", found) if re.match(f"[{_JOINED}]", found) else ""


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
