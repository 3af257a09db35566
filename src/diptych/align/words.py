"""Words of a text as the aligner compares them: folded one code point for one, so that every span holds in the text as read."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, partial
from itertools import chain
from typing import Final, NamedTuple

from diptych.align.rules import Rules, rules
from diptych.text import Span

_TYPOGRAPHY: Final = (*zip("’‘ʼ“”„«»–—‑−", '\'\'\'"""""----', strict=True), ("\u00a0", " "), ("\u202f", " "))
_LETTER: Final = r"[^\s\d!-/:-@\[-`{-¿×÷\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f\uff01-\uff20]"
"""Whatever is no space, digit or punctuation: unlike `\\w` it keeps the vowel signs of Hindi and combining accents inside their word."""
_WORD: Final = re.compile(
    rf"(?=[^\s.,])(?:{_LETTER}{{2,}}(?:'{_LETTER}+)*|[$€£]?\d+(?:[.,]\d+)*|(?:{_LETTER}\.){{2,}}|{_LETTER}(?:'{_LETTER}+)*|%)"
)
"""Looked for first is what stands most often, and nothing where a space, point or comma stands: that takes two thirds of the time."""

_MOST_FORMS: Final = 16384


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


_word: Final = partial(tuple.__new__, Word)
"""`Word` from a tuple, without a call of its own."""


def plain(text: str) -> str:
    """Return `text` with straight quotation marks, hyphens and spaces, of the same length.

    >>> plain("“so–called”")
    '"so-called"'
    """
    if not text.isascii():
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
    read = _read(language)
    found = [_word((start + at.start(), start + at.end()) + read[at.group()]) for at in _WORD.finditer(plain(text))]
    if not aliases:
        return tuple(found)
    known = rules(language)
    return tuple(word._replace(stem=stem(aliases[word.form], known)) if word.form in aliases else word for word in found)


def forms(text: str, language: str) -> list[str]:
    """Return the forms of the words of `text` alone, in a fraction of the time: no word goes over a space.

    >>> forms("Beijing’s U.S. plans", "en")
    ["beijing's", 'us', 'plans']
    """
    return list(chain.from_iterable(map(_formed(language).__getitem__, plain(text).split())))


def span_of(words: tuple[Word, ...], first: int, count: int) -> Span:
    """Return the span from the word at `first` over `count` words."""
    return Span(words[first].start, words[first + count - 1].end)


class _Reading(dict[str, tuple[str, str, bool, float | None]]):
    """What each written word of a language is, worked out when it is first met: faster by half than a cache called with two arguments."""

    def __init__(self, language: str) -> None:
        self.rules = rules(language)

    def __missing__(self, written: str) -> tuple[str, str, bool, float | None]:
        form = written.lower()
        if form.endswith("."):
            form = form.replace(".", "")
        self[written] = read = (form, stem(form, self.rules), written[0].isupper(), _value(form, self.rules))
        return read


_read: Final = cache(_Reading)


class _Forms(dict[str, tuple[str, ...]]):
    """The forms of the words in what stands between two spaces, worked out when it is first met, forgotten when they are too many."""

    def __init__(self, language: str) -> None:
        self.read = _read(language)

    def __missing__(self, written: str) -> tuple[str, ...]:
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[written] = found = tuple([self.read[word][0] for word in _WORD.findall(written)])
        return found


_formed: Final = cache(_Forms)


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

    A word that both hold stands for itself, so that one name never counts twice; a spelling with a common word in it is a description,
    and is not read word by word.

    >>> aliases({"Volodymyr Zelensky": ("Zelenskiy", "Володимир Зеленський")})
    {'zelenskiy': 'zelensky', 'зеленський': 'zelensky', 'володимир': 'volodymyr'}
    >>> aliases({"Ban Ki-moon": ("Ban", "Secretary-General Ban", "Pan Ki-moon", "the UN chief")})
    {'pan': 'ban'}
    """
    table: dict[str, str] = {}
    for name, spellings in names.items():
        known = _WORD.findall(plain(name).lower())
        for spelling in spellings:
            written = _WORD.findall(plain(spelling))
            if not any(word.islower() and word not in known for word in written):
                table.update(_met([word.lower() for word in written], known))
    return table


def _met(written: list[str], known: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a spelling that stand where a name has others, each with the other, from the last on."""
    for kind, start, end, first, last in SequenceMatcher(None, written, known, autojunk=False).get_opcodes():
        if kind == "replace":
            yield from zip(written[start:end][::-1], known[first:last][::-1], strict=False)
