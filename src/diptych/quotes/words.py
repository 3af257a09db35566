"""Where words begin and end, so that "agree" is not found in "disagree", nor "5" in "15", "can" in "can't", or "aid" in "said"."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_UNSPACED: Final = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\U00020000", "\U0003ffff"),
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese write no space between words, so a word cannot be told from its neighbour."""

_WHOLE: Final = re.compile(
    r"\d[.,:'\-/·×^٫٬]\d|\d[%‰°]"  # 1.5, 15'300, 12:30, 1/2, ranges such as 3-5, and what an amount is of
    r"|(?<!\w)[.,\-+±~≈<>≤≥]\d"  # .5 and -5
    r"|(?<![\w.])(?:[^\W\d_]\.){2,}|\w&\w"  # U.S., AT&T
    r"|\w-free(?!\w)|[不没沒无無非未反别別勿]\w"
    r"|n't(?!\w)"
    # the first part turns the second
    r"|(?<!\w)(?:no|non|never|un|in|im|dis|anti|counter|pro|pseudo|quasi|semi|half|ex|vice|self|co|mis)-(?=\w)\w",
    re.IGNORECASE,
)
"""What no quote may begin or end inside of, though a word ends there for the eye."""

_REACH: Final = 10
"""Code points around a boundary that can belong to such a whole."""


def cuts_word(text: str, at: int) -> bool:
    """Tell whether a boundary at `at` would fall inside a word, a number or a sign of several characters of the folded `text`.

    >>> [cuts_word("we can't pay 1.5%", at) for at in (2, 6, 14, 15, 16)]
    [False, True, True, True, False]
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return False  # no whole holds a space
    if of_word(before) and of_word(after) and before not in "不没沒无無非未反别別勿":
        return runs_on(before, after)
    if _is_half_flag(text, at):
        return True
    start = max(0, at - _REACH)
    return any(match.start() < at < match.end() for match in _WHOLE.finditer(text, start, at + _REACH))


def runs_on(before: str, after: str) -> bool:
    """Tell whether two characters that follow each other are of one word, where signs that join words are left aside.

    >>> runs_on("i", "n"), runs_on("n", "-"), runs_on("会", "谈")
    (True, False, False)
    """
    if not (of_word(before) and of_word(after)):
        return False
    return not (_is_unspaced(before) or _is_unspaced(after)) or unicodedata.category(after)[0] == "M"


def _is_unspaced(character: str) -> bool:
    return character >= "\u0e00" and any(first <= character <= last for first, last in _UNSPACED)


def of_word(character: str) -> bool:
    """Tell whether a character is a letter or digit, or a mark on one."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_half_flag(text: str, at: int) -> bool:
    """Tell whether `at` parts the two signs of a flag; flags pair up from the first sign of their run."""
    run = at
    while run and "\U0001f1e6" <= text[run - 1] <= "\U0001f1ff":
        run -= 1
    return "\U0001f1e6" <= text[at] <= "\U0001f1ff" and (at - run) % 2 == 1


def standing(text: str, words: str) -> Iterator[int]:
    """Yield every index at which `words` stand in `text`, whole words only. Both are folded, or neither.

    >>> list(standing("he said: aid, and aid again", "aid"))
    [9, 18]
    """
    at = text.find(words) if words else -1
    while at != -1:
        if not cuts_word(text, at) and not cuts_word(text, at + len(words)):
            yield at
        at = text.find(words, at + 1)


def holds(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as whole words.

    >>> holds("Xi spoke.", "Xi"), holds("Xinhua wrote.", "Xi"), holds("by Xi", "Xi")
    (True, False, True)
    """
    return next(standing(text, name), -1) >= 0
