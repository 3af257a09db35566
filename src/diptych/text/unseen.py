"""What of a text does not show: characters that a reader cannot see and that mean nothing where they stand."""

import re
import unicodedata
from functools import cache
from typing import Final

_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer may part words by a zero-width space."""

_HOLLOW: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
"""What counts as a letter, a mark or a sign, and is drawn as nothing; so are variation selectors."""


@cache
def _unseen() -> re.Pattern[str]:
    """Return what does not show, none of it printable to Python; made when it is needed, for most sites have no such thing.

    White space is not in it, nor are the joiners that Persian, the scripts of India and emoji are written with, nor the marks that tell a
    direction.
    """
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u180e\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb]"
        f"|(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])"
        "|(?<!\\S)[\u00ad\u2060]|[\u00ad\u2060](?!\\S)"  # inside a word they tell where a line may end
        "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"  # the flag of England is a black flag and such
    )


def unseen(text: str) -> tuple[str, ...]:
    r"""Return the characters of `text` that do not show, each once; where nothing of it shows, all but white space.

    >>> unseen("The \u200bbridge\u202e"), unseen("می\u200cروم"), unseen("\u200d")
    (('\u200b', '\u202e'), (), ('\u200d',))
    """
    if not shows(text):
        return tuple(dict.fromkeys("".join(text.split())))
    return () if text.replace("\n", "").isprintable() else tuple(dict.fromkeys(_unseen().findall(text)))


def seen(text: str) -> str:
    r"""Return `text` without what does not show.

    >>> seen("The \u200bbridge\ufeff")
    'The bridge'
    """
    return text if text.isprintable() else _unseen().sub("", text)


def shows(text: str) -> bool:
    r"""Tell whether a reader sees anything of `text`.

    >>> [shows(text) for text in ("a", " ", "\u200b", "\u3164")]
    [True, False, False, False]
    """
    return not all(map(_is_hollow, text))


def _is_hollow(character: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or character in _HOLLOW:
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff"


def named(character: str) -> str:
    r"""Return the number and the name of a character.

    >>> named("\u200b"), named("\x07")
    ('U+200B ZERO WIDTH SPACE', 'U+0007, a control character')
    """
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{f' {name}' if name else ', a control character'}"
