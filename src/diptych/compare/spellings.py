"""Tell whether two words are one name in two spellings or transliterations."""

import re
import unicodedata
from functools import cache
from typing import Final

_MANY: Final = 4
_ALIKE, _ALIKE_LONG = 83, 70
"""From this likeness (of 100) on, two words with the same consonants are one; the lower holds where there are many of these."""

_SOUNDS: Final = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ck", "k"), ("q", "g"), ("iy", "i"), ("yy", "i"), ("y", "i"),
    ("j", "i"), ("w", "v"), ("ff", "v"), ("f", "v"), ("tz", "ts"), ("z", "s"), ("x", "ks"), ("c", "k"), ("ou", "u"), ("oo", "u"),
)  # fmt: skip
"""Pairs of spellings that transliterations mix up; applied in order."""

_CYRILLIC: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ы": "y", "э": "e", "ъ": "",
})  # fmt: skip


@cache
def same_word(a: str, b: str) -> bool:
    """Tell whether two words are one name spelt or transliterated in two ways."""
    if a == b:
        return True
    first, second = sound(a), sound(b)
    if min(len(first), len(second)) < 3:
        return first == second and len(first) > 1
    if first[0] != second[0]:
        return False
    if first.startswith(second) or second.startswith(first):
        return abs(len(first) - len(second)) <= 1
    from rapidfuzz.fuzz import ratio  # dear to import, and seldom needed

    bones = _skeleton(first)
    enough = _ALIKE_LONG if len(bones) >= _MANY else _ALIKE
    return len(first) >= _MANY and bones == _skeleton(second) and ratio(first, second) >= enough


@cache
def sound(word: str) -> str:
    """Return how a name is spelt once the choices of a transliteration are taken out.

    >>> sound("Qaddafi") == sound("Gaddafi"), sound("Зеленський"), sound("Zelenskyy")
    (True, 'selenski', 'selenski')
    """
    plain = unicodedata.normalize("NFD", word.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign == "\u0306").translate(_CYRILLIC)
    plain = "".join(sign for sign in plain if sign.isalpha())
    for old, new in _SOUNDS:
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", plain)


def _skeleton(word: str) -> str:
    return re.sub(r"(?<!^)[aeiou]", "", word)
