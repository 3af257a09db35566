"""Find names, and tell when two are one: spellings, transliterations, aliases, a country and its capital."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from diptych.compare.language import table, words
from diptych.compare.tokens import Token

_ALIKE: Final = 83

_SOUNDS: Final = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ck", "k"), ("q", "g"), ("iy", "i"), ("yy", "i"), ("y", "i"),
    ("j", "i"), ("w", "v"), ("ff", "v"), ("f", "v"), ("tz", "ts"), ("z", "s"), ("x", "ks"), ("c", "k"), ("ou", "u"), ("oo", "u"),
)
"""Pairs of spellings that transliterations mix up; applied in order."""

_CYRILLIC: Final = str.maketrans(dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ",
    ("a b v g g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia y e e -".replace("-", "")).split(" "),
    strict=True,
)))


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens `first` up to `last`: its words in lower case without titles, and the entity they stand for."""

    first: int
    last: int
    words: tuple[str, ...]
    entity: str
    person: bool


def names(found: Sequence[Token], language: str, aliases: tuple[tuple[str, ...], ...] = ()) -> tuple[Name, ...]:
    """Return the names of `found`, in order.

    >>> from diptych.compare.tokens import tokens
    >>> [" ".join(name.words) for name in names(tokens("On Monday Mr. Ban Ki-moon met the King of Norway in Oslo"), "en")]
    ['ban ki moon', 'norway', 'oslo']
    """
    return tuple(_name(found, first, last, language, aliases) for first, last in _runs(found, language))


def _runs(found: Sequence[Token], language: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words; a first word counts only where it is known or runs on into a name."""
    refused, at = words(language, "names.not_names"), 0
    # Where every word is capitalised, a capital says nothing: it is an English headline.
    content = [token for token in found if token.content]
    headline = len(content) > 3 and all(token.capital for token in content)
    while at < len(found):
        end = at
        while _goes_on(found, at, end, language):
            end += 1
        while end > at and not (found[end - 1].capital or found[end - 2].word == "-"):
            end -= 1
        lone = end == at + 1 and (_opens(found, at) and not _known(found[at].word, language))
        roles = all(token.word in words(language, "names.roles") for token in found[at:end])
        lone = lone or (headline and not any(_known(token.word, language) for token in found[at:end]))
        if end > at and not lone and not roles and not (end == at + 1 and (found[at].word in refused or found[at].kind != "word")):
            yield at, end
        at = max(end, at + 1)


def _goes_on(found: Sequence[Token], at: int, end: int, language: str) -> bool:
    if end >= len(found):
        return False
    token = found[end]
    if token.capital and token.kind == "word":
        first_word = _opens(found, end) and not token.content
        return token.word not in words(language, "names.not_names") and not first_word
    if end - at > 1 and found[end - 1].word == "-" and found[end - 1].span.end == token.span.start:
        return token.kind == "word"
    if token.word == "-" and end > at and token.span.start == found[end - 1].span.end and found[end - 1].capital:
        return end + 1 < len(found) and found[end + 1].span.start == token.span.end and (end - at > 1 or found[end + 1].capital)
    if end == at or end + 1 >= len(found) or not found[end + 1].capital:
        return token.word == "." and end > at and found[end - 1].word in words(language, "names.titles") and end + 1 < len(found)
    joined = token.word in words(language, "names.inside_person") or token.word in ("-", ".", "&")
    return joined and (token.word != "." or len(found[end - 1].word) == 1 or found[end - 1].word in words(language, "names.titles"))


def _opens(found: Sequence[Token], at: int) -> bool:
    """Tell whether a token opens a sentence or a quotation, where a capital says nothing."""
    if at > 1 and found[at - 1].word == "." and found[at - 2].capital and len(found[at - 2].word) < 5:
        return False
    return at == 0 or found[at - 1].word in (".", "!", "?", '"', ":", "“", "”", "…")


@cache
def _known(word: str, language: str) -> bool:
    return word in _parties(language)


@cache
def _parties(language: str) -> dict[str, str]:
    spellings = table(language, "names.metonyms")
    return {one.casefold(): party for party, known in spellings.items() for one in (party, *known)}


def _name(found: Sequence[Token], first: int, last: int, language: str, aliases: tuple[tuple[str, ...], ...]) -> Name:
    titles = words(language, "names.titles") | words(language, "names.roles") | words(language, "names.portfolios.words")
    said = [token.word for token in found[first:last] if token.kind == "word" and token.word != "'s"]
    plain = tuple(word for word in said if word not in titles and word not in words(language, "names.rank")) or tuple(said)
    whole = " ".join(plain)
    entity = _alias(whole, aliases) or _parties(language).get(" ".join(said)) or _parties(language).get(whole) or whole
    body = bool(set(said) & words(language, "names.bodies")) or entity != whole
    titled = len(plain) < len(said)
    return Name(first, last, plain, entity, not body and (len(plain) > 1 or titled))


def _alias(whole: str, aliases: tuple[tuple[str, ...], ...]) -> str | None:
    for spellings in aliases:
        if any(whole == spelling.casefold() or whole in spelling.casefold().split() for spelling in spellings):
            return spellings[0]
    return None


def same_name(a: Name, b: Name) -> bool:
    """Tell whether two names are one: equal entities, a surname and its full name, two spellings.

    >>> same_word("zelenskyy", "zelensky"), same_word("rachmaninoff", "rachmaninov"), same_word("harris", "harrison")
    (True, True, False)
    """
    if a.entity == b.entity:
        return True
    short, long = sorted((a.words, b.words), key=len)
    pairs = [any(same_word(word, other) for other in long) for word in short]
    initials = "".join(word[0] for word in long)
    return all(pairs) or "".join(short).replace(".", "") == initials or (
        len(short) > 1 and same_word(short[-1], long[-1]) and same_word(short[0], long[0])
    ) or same_word("".join(short), "".join(long))


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
    return fuzz.ratio(first, second) >= _ALIKE and len(first) > 4 and _skeleton(first) == _skeleton(second)


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
