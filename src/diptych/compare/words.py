"""The word-level difference of two or more versions of one utterance. No version is the base: all are equal."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from diptych.model import Name
from diptych.text import fold

_WORD: Final = re.compile(r"\w+(?:['’\-]\w+)*|[\U0001F1E6-\U0001F1FF]{2}|\S")
"""A word with its apostrophes and hyphens, a flag, or any other sign."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of one version, with the white space `before` it. `shared` tells whether every other version has it too."""

    before: str
    text: str
    shared: bool


def word_difference(versions: Sequence[str], names: Sequence[Name] = ()) -> tuple[tuple[Word, ...], ...]:
    """Return each of `versions` as words that know whether all the others have them, in the same order.

    Words are compared without typography and case, and a name's spellings are one; punctuation is never a difference. The answer does
    not depend on the order of the versions.

    >>> [[word.text for word in words if not word.shared] for words in word_difference(["a call with 🇨🇳 Xi", "A long call with Xi."])]
    [['🇨🇳'], ['long']]
    """
    spelling = _spellings(names)
    tokens = [list(_WORD.finditer(version)) for version in versions]
    counted = [[at for at, token in enumerate(found) if not _is_punctuation(token.group())] for found in tokens]
    keys = [[spelling.get(key := _key(found[at].group()), key) for at in places] for found, places in zip(tokens, counted, strict=True)]
    lone = [set(range(len(found))) - set(places) for found, places in zip(tokens, counted, strict=True)]
    shared = [{places[at] for at in positions} for places, positions in zip(counted, _shared(keys), strict=True)]
    return tuple(tuple(_words(*each)) for each in zip(versions, tokens, [a | b for a, b in zip(shared, lone, strict=True)], strict=True))


def _key(word: str) -> str:
    return fold(word).text.lower()


def _is_punctuation(token: str) -> bool:
    return all(unicodedata.category(character)[0] == "P" for character in token)


def _spellings(names: Sequence[Name]) -> dict[str, str]:
    """Return, for each word of each spelling, the word that stands at its place, counted from the end, in the name itself."""
    found: dict[str, str] = {}
    for name in names:
        canonical = [_key(token.group()) for token in _WORD.finditer(name.canonical)]
        for spelling in name.spellings:
            words = [_key(token.group()) for token in _WORD.finditer(spelling)]
            found.update(zip(reversed(words), reversed(canonical), strict=False))
    return found


def _shared(keys: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return, for each version, the positions of the words that stand in every other version too."""
    shared = [set(range(len(version))) for version in keys]
    for (one, left), (other, right) in combinations(enumerate(keys), 2):
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        shared[one] &= {at for block in blocks for at in range(block.a, block.a + block.size)}
        shared[other] &= {at for block in blocks for at in range(block.b, block.b + block.size)}
    return shared


def _words(version: str, tokens: Sequence[re.Match[str]], shared: set[int]) -> Iterator[Word]:
    end = 0
    for at, token in enumerate(tokens):
        yield Word(version[end : token.start()], token.group(), at in shared)
        end = token.end()
