"""Topics: a few words each, and two that look alike are one."""

import re
import unicodedata
from typing import Final

LONGEST_TOPIC: Final = 60
"""Characters that a topic may have: it is a choice in a list."""

_INVISIBLE: Final = (
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)"
)
"""Joiners are so at the edge of a word alone; inside of one they tell how it is written."""


def topic(written: str) -> str:
    r"""Return a topic as it is shown and compared.

    >>> topic(" Alder \u200b\n Ford ")
    'Alder Ford'
    """
    return " ".join(re.sub(_INVISIBLE, "", unicodedata.normalize("NFC", " ".join(written.split()))).split())


def is_topic(written: str) -> bool:
    r"""Tell whether a topic says something, in a few words.

    >>> [is_topic(text) for text in ("Alder Ford", "\u200b", "–", "long " * 20)]
    [True, False, False, False]
    """
    shown = topic(written)
    return len(shown) <= LONGEST_TOPIC and any(character.isalnum() for character in shown)
