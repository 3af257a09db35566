"""What of a text does not show: characters that a reader cannot see and that mean nothing where they stand."""

import re
import unicodedata
from typing import Final

_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer may part words by a zero-width space."""

_UNSEEN: Final = re.compile(
    f"[{_CONTROLS}\u180e\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb]"
    f"|(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])"
    "|(?<!\\S)[\u00ad\u2060]|[\u00ad\u2060](?!\\S)"  # inside a word they tell where a line may end
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"  # the flag of England is a black flag and such
)
"""Not in it are white space, the joiners that Persian, the scripts of India and emoji are written with, and marks that tell a direction."""

_BLANK: Final = re.compile(
    f"[\\s{_CONTROLS}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]*"
)


def unseen(text: str) -> tuple[str, ...]:
    r"""Return the characters of `text` that do not show, each once; where nothing of it shows, all but white space.

    >>> unseen("The \u200bbridge\u202e"), unseen("می\u200cروم"), unseen("\u200d")
    (('\u200b', '\u202e'), (), ('\u200d',))
    """
    if text.isascii() and text.isprintable():
        return ()
    found = re.findall(r"\S", text) if _BLANK.fullmatch(text) else _UNSEEN.findall(text)
    return tuple(dict.fromkeys(found))


def seen(text: str) -> str:
    r"""Return `text` without what does not show.

    >>> seen("The \u200bbridge\ufeff")
    'The bridge'
    """
    return text if text.isprintable() else _UNSEEN.sub("", text)


def shows(text: str) -> bool:
    r"""Tell whether a reader sees anything of `text`.

    >>> [shows(text) for text in ("a", " ", "\u200b", "\u3164")]
    [True, False, False, False]
    """
    return not _BLANK.fullmatch(text)


def named(character: str) -> str:
    r"""Return the number and the name of a character.

    >>> named("\u200b"), named("\x07")
    ('U+200B ZERO WIDTH SPACE', 'U+0007, a control character')
    """
    return f"U+{ord(character):04X}{' ' + name if (name := unicodedata.name(character, '')) else ', a control character'}"
