"""Find names, and tell when two are one: spellings, aliases, a country and its capital."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from diptych.compare.language import table, words
from diptych.compare.spellings import same_word
from diptych.compare.tokens import Line

_FEW: Final = 3
_ABBREVIATED: Final = 5

Aliases = tuple[tuple[str, ...], ...]
"""For each entity, all its spellings, the usual one first."""


class Name(Struct, frozen=True):
    """A name at tokens `first` up to `last`: its words in lower case without titles, and the entity they stand for."""

    first: int
    last: int
    words: tuple[str, ...]
    entity: str
    person: bool


def names(line: Line, aliases: Aliases = ()) -> tuple[Name, ...]:
    """Return the names of a line, in order.

    >>> from diptych.compare.tokens import line
    >>> [" ".join(name.words) for name in names(line("On Monday Mr. Ban Ki-moon met the King of Norway in Oslo"))]
    ['ban ki moon', 'norway', 'oslo']
    """
    return tuple(_name(line, first, last, aliases) for first, last in _runs(line))


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words that are names."""
    starts = [at for at, capital in enumerate(line.capitals) if capital and line.kinds[at] == "word"]
    headline, reached = bool(starts) and _is_headline(line), 0
    for at in starts:
        if at < reached:
            continue
        end = at
        while end < len(line) and _goes_on(line, at, end):
            end += 1
        while end > at and not (line.capital(end - 1) or line.word(end - 2) == "-"):
            end -= 1
        if end > at and _is_name(line, at, end, headline=headline):
            yield at, end
        reached = end


def _is_headline(line: Line) -> bool:
    """Tell whether every word is capitalised, as in an English headline: then a capital says nothing."""
    return len(line.contents) > _FEW and all(line.capitals[at] for at in line.contents)


def _is_name(line: Line, first: int, last: int, *, headline: bool) -> bool:
    known = any(line.words[at] in _parties(line.language) for at in range(first, last))
    if all(line.listed(at, "names.roles") for at in range(first, last)) or (headline and not known):
        return False
    if last > first + 1:
        return True
    lone = _opens(line, first) and not known
    return not lone and not line.listed(first, "names.not_names") and line.kinds[first] == "word"


def _goes_on(line: Line, first: int, at: int) -> bool:
    """Tell whether a run that began at `first` takes in token `at`."""
    if line.capitals[at] and line.kinds[at] == "word":
        return not line.listed(at, "names.not_names") and not (_opens(line, at) and not line.telling[at])
    if at == first:
        return False
    word, before, after = line.words[at], line.words[at - 1], line.capital(at + 1)
    touching = (before == "-" or word == "-") and line.touch(at)
    if at - first > 1 and before == "-" and touching:
        return line.kinds[at] == "word"  # "Ki-moon"
    if word == "-" and touching and line.capitals[at - 1]:
        return at + 1 < len(line) and line.touch(at + 1) and (at - first > 1 or after)
    if word == ".":
        return at + 1 < len(line) and (line.listed(at - 1, "names.titles") or (after and len(before) == 1))
    if line.listed(at, "names.inside_person") and line.word(at + 1) == "-" and line.capital(at + 2):
        return True  # "el-Sayed"
    return after and (line.listed(at, "names.inside_person") or word in ("-", "&"))


def _opens(line: Line, at: int) -> bool:
    """Tell whether a token opens a sentence or a quotation, where a capital says nothing; "Mr." ends no sentence."""
    if line.word(at - 1) == "." and line.capital(at - 2) and len(line.word(at - 2)) < _ABBREVIATED:
        return False
    return line.word(at - 1) in ("", ".", "!", "?", '"', ":")


@cache
def _parties(language: str) -> dict[str, str]:
    """Return the party that each country, people and capital stands for."""
    spellings = table(language, "names.metonyms")
    return {one.casefold(): party for party, known in spellings.items() for one in (party, *known)}


def _name(line: Line, first: int, last: int, aliases: Aliases) -> Name:
    titles = _titles(line.language)
    spoken = [at for at in range(first, last) if line.kinds[at] == "word" and line.words[at] != "'s"]
    said = tuple(line.words[at] for at in spoken)
    plain = tuple(line.words[at] for at in spoken if line.words[at] not in titles) or said
    whole, parties = " ".join(plain), _parties(line.language)
    entity = _alias(whole, aliases) or parties.get(" ".join(said)) or parties.get(whole) or whole
    body = any(line.listed(at, "names.bodies") for at in spoken) or entity in table(line.language, "names.metonyms")
    return Name(first, last, plain, entity, not body and (len(plain) > 1 or len(plain) < len(said)))


@cache
def _titles(language: str) -> frozenset[str]:
    """Return the words that stand with a name and are none."""
    lists = ("titles", "roles", "portfolios.words", "rank", "inside_person")
    return frozenset().union(*(words(language, f"names.{each}") for each in lists))


def _alias(whole: str, aliases: Aliases) -> str | None:
    for spellings in aliases:
        if any(whole == spelling.casefold() or whole in spelling.casefold().split() for spelling in spellings):
            return spellings[0]
    return None


def same_name(a: Name, b: Name) -> bool:
    """Tell whether two names are one: equal entities, a surname and its full name, two spellings, an abbreviation.

    >>> from diptych.compare.tokens import line
    >>> same_name(names(line("by Anna Lind"))[0], names(line("by Lind"))[0])
    True
    """
    if a.entity == b.entity:
        return True
    short, long = sorted((a.words, b.words), key=len)
    initials = "".join(word[0] for word in long)
    ends = len(short) > 1 and same_word(short[-1], long[-1]) and same_word(short[0], long[0])
    contained = all(any(same_word(word, other) for other in long) for word in short)
    return contained or ends or "".join(short).replace(".", "") == initials or same_word("".join(short), "".join(long))
