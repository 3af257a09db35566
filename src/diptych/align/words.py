"""Words of a text as the aligner compares them: folded one code point for one, so that every span holds in the text as read."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from diptych.align.rules import Rules, rules
from diptych.text import Span

_TYPOGRAPHY: Final = (*zip("’‘ʼ“”„«»–—‑−", '\'\'\'"""""----', strict=True), ("\u00a0", " "), ("\u202f", " "))
_LETTER: Final = r"[^\s\d!-/:-@\[-`{-¿×÷\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f\uff01-\uff20]"
r"""Whatever is no space, digit or punctuation: unlike `\w` it keeps the vowel signs of Hindi and combining accents inside their word."""
_WORD: Final = re.compile(rf"[$€£]?\d+(?:[.,]\d+)*|(?:{_LETTER}\.){{2,}}|{_LETTER}+(?:'{_LETTER}+)*|%")


class Word(NamedTuple):
    """One word: where it stands, how it is written in small letters, the stem it is compared by, its capital, and the number it names.

    A tuple, not a dataclass: an article has a thousand, and they are made three times as fast.
    """

    start: int
    end: int
    form: str
    stem: str
    capital: bool
    value: float | None


def plain(text: str) -> str:
    """Return `text` with straight quotation marks, hyphens and spaces, of the same length.

    >>> plain("“so–called”")
    '"so-called"'
    """
    for written, folded in _TYPOGRAPHY:
        text = text.replace(written, folded)
    return text


def words(text: str, start: int, language: str, aliases: Mapping[str, str]) -> tuple[Word, ...]:
    """Return the words of `text`, whose first code point is at `start` of the source.

    `aliases` maps a spelling in small letters to the one it counts as.

    >>> [word.stem for word in words("Beijing’s 12-point plans", 0, "en", {})]
    ['china', '12', 'point', 'plan']
    >>> [word.form for word in words("हिन्दी में", 0, "hi", {})]
    ['हिन्दी', 'में']
    """
    found = (Word(start + match.start(), start + match.end(), *_read(match.group(), language)) for match in _WORD.finditer(plain(text)))
    if not aliases:
        return tuple(found)
    known = rules(language)
    return tuple(word._replace(stem=stem(aliases[word.form], known)) if word.form in aliases else word for word in found)


def span_of(words: tuple[Word, ...], first: int, count: int) -> Span:
    """Return the span from the word at `first` over `count` words."""
    return Span(words[first].start, words[first + count - 1].end)


@lru_cache(maxsize=1 << 15)
def _read(written: str, language: str) -> tuple[str, str, bool, float | None]:
    known = rules(language)
    form = written.lower()
    if form.endswith("."):
        form = form.replace(".", "")
    return form, stem(form, known), written[0].isupper(), _value(form, known)


def _value(form: str, known: Rules) -> float | None:
    """Return the number a word names; a lone "one" says too little."""
    if form[0].isdigit() or form[0] in "$€£":
        digits = form.strip("$€£").replace(",", "")
        return float(digits) if digits.count(".") <= 1 and digits.isascii() else None
    value = known.numbers.get(form)
    return None if value == 1 else value


def stem(form: str, rules: Rules) -> str:
    """Return what `form` is compared by: the place it names, or itself without its ending.

    >>> stem("reporters", Rules(endings=("ers", "s")))
    'report'
    """
    form = form.removesuffix("'s")
    if form in rules.places:
        return rules.places[form]
    if form.endswith(rules.endings):
        form = next((form[: -len(ending)] for ending in rules.endings if form.endswith(ending) and len(form) - len(ending) >= 3), form)
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
