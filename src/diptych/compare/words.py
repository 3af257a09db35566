"""The word-level difference of two or more versions of one utterance. No version is the base: all are equal."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from diptych.text import fold

_WORD: Final = re.compile(r"\w+(?:['’\-]\w+)*|[\U0001F1E6-\U0001F1FF]{2}|\S")
"""A word with its apostrophes and hyphens, a flag, or any other sign."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of one version, with the white space `before` it. `shared` tells whether every other version has it too."""

    before: str
    text: str
    shared: bool


def word_difference(versions: Sequence[str]) -> tuple[tuple[Word, ...], ...]:
    """Return each of `versions` as words that know whether all the others have them, in the same order.

    Words are compared without typography and case, and punctuation is never a difference: neither changes what was said.

    >>> [[word.text for word in words if not word.shared] for words in word_difference(["a call with 🇨🇳 Xi", "A long call with Xi."])]
    [['🇨🇳'], ['long']]
    """
    tokens = [list(_WORD.finditer(version)) for version in versions]
    keys = [[fold(token.group()).text.lower() for token in found] for found in tokens]
    return tuple(
        tuple(_words(versions[index], tokens[index], _shared(index, keys))) for index in range(len(versions))
    )


def _shared(index: int, keys: Sequence[Sequence[str]]) -> set[int]:
    """Return the positions of the words of version `index` that stand in every other version."""
    shared = set(range(len(keys[index])))
    for other, theirs in enumerate(keys):
        if other != index:
            blocks = SequenceMatcher(None, keys[index], theirs, autojunk=False).get_matching_blocks()
            shared &= {position for block in blocks for position in range(block.a, block.a + block.size)}
    return shared


def _words(version: str, tokens: Sequence[re.Match[str]], shared: set[int]) -> list[Word]:
    words, end = [], 0
    for position, token in enumerate(tokens):
        sign = all(unicodedata.category(character)[0] == "P" for character in token.group())
        words.append(Word(version[end : token.start()], token.group(), sign or position in shared))
        end = token.end()
    return words
