"""Where words begin and end, so that "agree" is not found in "disagree", nor "5" in "15", "can" in "can't", or "aid" in "said"."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese write no space between words, so a word cannot be told from its neighbour."""

_PARTED_NUMBER: Final = re.compile(r"\d[.,:]\d")
_NOT: Final = re.compile(r"n't(?!\w)", re.IGNORECASE)


def cuts_word(text: str, at: int) -> bool:
    """Tell whether a boundary at `at` would fall inside a word or a number of the folded `text`.

    >>> [cuts_word("we can't pay 1.5%", at) for at in (2, 6, 14, 15, 16)]
    [False, True, True, True, False]
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _of_word(before) and _of_word(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after)) or unicodedata.category(after)[0] == "M"
    if after.isdigit() and before == "-":
        return not (at > 1 and _of_word(text[at - 2]))
    if "'" in (before, after):
        return any(match.start() < at < match.end() for match in _NOT.finditer(text, max(0, at - 2), at + 3))
    return any(match.start() < at < match.end() for match in _PARTED_NUMBER.finditer(text, max(0, at - 2), at + 2))


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def standing(text: str, words: str) -> Iterator[int]:
    """Yield every index at which `words` stand in the folded `text`, whole words only.

    >>> list(standing("he said: aid, and aid again", "aid"))
    [9, 18]
    """
    at = text.find(words) if words else -1
    while at != -1:
        if not cuts_word(text, at) and not cuts_word(text, at + len(words)):
            yield at
        at = text.find(words, at + 1)
