"""Words of a text as the aligner compares them: folded one code point for one, so that every span holds in the text as read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from diptych.align.rules import Rules
from diptych.text import Span

_TYPOGRAPHY: Final = str.maketrans("’‘ʼ“”„«»–—‑−\u00a0\u202f", "'''\"\"\"\"\"----  ")
_WORD: Final = re.compile(r"[$€£]?\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*|%")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, how it is written in small letters, and the stem or name it is compared by."""

    span: Span
    form: str
    stem: str
    capital: bool


def plain(text: str) -> str:
    """Return `text` with straight quotation marks, hyphens and spaces, of the same length.

    >>> plain("“so–called”")
    '"so-called"'
    """
    return text.translate(_TYPOGRAPHY)


def words(text: str, start: int, rules: Rules, aliases: Mapping[str, str]) -> tuple[Word, ...]:
    """Return the words of `text`, whose first code point is at `start` of the source.

    `aliases` maps a spelling in small letters to the one it counts as.

    >>> [word.stem for word in words("Beijing’s 12-point plans", 0, Rules(places={"beijing": "china"}, endings=("s",)), {})]
    ['china', '12', 'point', 'plan']
    """
    return tuple(_word(match, start, rules, aliases) for match in _WORD.finditer(plain(text)))


def _word(match: re.Match[str], start: int, rules: Rules, aliases: Mapping[str, str]) -> Word:
    written = match.group()
    form = written.lower()
    if form.endswith("."):
        form = form.replace(".", "")
    begin, end = match.span()
    return Word(Span(start + begin, start + end), form, stem(aliases.get(form, form), rules), written[0].isupper())


def stem(form: str, rules: Rules) -> str:
    """Return what `form` is compared by: the place it names, or itself without its ending.

    >>> stem("reporters", Rules(endings=("ers", "s")))
    'report'
    """
    form = form.removesuffix("'s")
    return rules.places[form] if form in rules.places else _cut(form, rules.endings)


@lru_cache(maxsize=1 << 15)
def _cut(form: str, endings: tuple[str, ...]) -> str:
    if form.endswith(endings):
        form = next((form[: -len(ending)] for ending in endings if form.endswith(ending) and len(form) - len(ending) >= 3), form)
    return form[:-1] if len(form) > 3 and form[-1] == form[-2] else form


def aliases(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return spelling to canonical word, in small letters, from a table of names and their spellings; last names meet last names.

    >>> aliases({"Volodymyr Zelensky": ("Zelenskiy", "Володимир Зеленський")})
    {'zelenskiy': 'zelensky', 'зеленський': 'zelensky', 'володимир': 'volodymyr'}
    """
    table: dict[str, str] = {}
    for name, spellings in names.items():
        canonical = name.lower().split()[::-1]
        for spelling in spellings:
            for written, meant in zip(spelling.lower().split()[::-1], canonical, strict=False):
                if written != meant:
                    table[written] = meant
    return table
