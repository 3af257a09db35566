"""Where the words of a point may begin and end: never inside what a reader sees as one word."""

from typing import Final

from diptych.quotes import of_word, runs_on
from diptych.text import Span

_HYPHENS: Final = "-\u2010\u2011"
"""Dashes are none: what stands around them is two words, or a range."""

_APOSTROPHES: Final = "'\u02bc\u2019\uff07"
_ELIDING: Final = frozenset({"ca", "fr", "it", "oc"})
"""Languages in which an apostrophe parts two words, of which the first has lost its end: l'accord, dell'accordo."""


def whole_words(text: str, span: Span, language: str) -> Span:
    """Return `span` of `text` with every word in full that it holds a part of; it may end before the 's of a genitive.

    >>> text = "Xi’s in-depth talks"
    >>> whole_words(text, Span(8, 13), "en").of(text), whole_words(text, Span(0, 2), "en").of(text)
    ('in-depth', 'Xi')
    """
    start, end = span.start, span.end
    while _inside_word(text, start, language):
        start -= 1
    while _inside_word(text, end, language) and not _ends_in_s(text, end):
        end += 1
    return Span(start, end)


def _inside_word(text: str, at: int, language: str) -> bool:
    """Tell whether a boundary at `at` falls inside a word."""
    if not 0 < at < len(text) or text[at - 1].isspace() or text[at].isspace():
        return False
    return runs_on(text[at - 1], text[at]) or _joins(text, at, language) or _joins(text, at - 1, language)


def _joins(text: str, at: int, language: str) -> bool:
    """Tell whether the sign at `at` joins what stands around it to one word: a hyphen, an apostrophe, the full stop of an address."""
    left, sign, right = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    if sign == "." and left.isalpha() and right and right in _HYPHENS:
        return _joins(text, at + 1, language)  # U.S.-led
    if not (right and of_word(right) and left and (of_word(left) or (left == "." and sign in _HYPHENS))):
        return False
    if sign in _HYPHENS:
        return not (left.isdigit() and right.isdigit())
    if sign in _APOSTROPHES:
        return language.partition("-")[0] not in _ELIDING or text[max(0, at - 7) : at].lower() == "aujourd"
    return sign == "." and left.isalpha() and right.isalpha() and (left.isupper() or right.islower())


def _ends_in_s(text: str, at: int) -> bool:
    return text[at] in _APOSTROPHES and text[at + 1 : at + 2] in "sS" and not of_word(text[at + 2 : at + 3] or " ")
