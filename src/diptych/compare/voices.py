"""Differences of attribution: who says it inside the quoted words, or as the statement's record has it."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.frames import Frame
from diptych.compare.names import Name, same_name
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind, Said
from diptych.compare.spellings import same_word
from diptych.compare.tokens import tokens

_OWN: Final = "own-voice"


def voice_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where two statements are said by different people, or one only in the source's own voice."""
    a, b = pair.a.frame, pair.b.frame
    if recorded := _recorded(pair.a.said, pair.b.said):
        yield recorded
    elif a and b:
        yield from _both(pair, a, b)
    elif a is not None and _foreign(pair, a):
        yield pair.differing(Kind.ATTRIBUTION, Effect.OTHER, (a.first, a.last), None)
    elif b is not None and _foreign(pair.turned(), b):
        yield pair.differing(Kind.ATTRIBUTION, Effect.OTHER, None, (b.first, b.last))


def _recorded(a: Said, b: Said) -> Difference | None:
    """Return how the voices on record differ: two speakers, or one speaker and the source itself. These stand in no span.

    That one source speaks for itself where another quotes somebody is told and decides nothing: often it is the same fact.
    """
    if a.speaker and b.speaker:
        return None if one_speaker(a.speaker, b.speaker) else Difference(Kind.ATTRIBUTION, a.speaker, b.speaker, None, None, Effect.OTHER)
    if not (a.attribution and b.attribution) or (a.attribution == _OWN) == (b.attribution == _OWN):
        return None
    return Difference(Kind.ATTRIBUTION, a.speaker or a.attribution, b.speaker or b.attribution, None, None, Effect.SAME)


def one_speaker(a: str, b: str) -> bool:
    """Tell whether two speakers may be one: they share a word that says something, or are spelt alike.

    >>> one_speaker("Volodymyr Zelensky", "Zelenskyy"), one_speaker("the mayor", "the rebels")
    (True, False)
    """
    mine, theirs = ([token.word for token in tokens(name) if token.content] for name in (a, b))
    return any(same_word(one, two) for one in mine for two in theirs)


def _both(pair: Pair, a: Frame, b: Frame) -> Iterator[Difference]:
    relation = Effect.SAME if a.pronoun or b.pronoun else _speakers(pair, a, b)
    other_medium = bool(a.medium and b.medium) and a.medium != b.medium
    effect = Effect.OTHER if relation is Effect.SAME and other_medium else relation
    if effect is not Effect.SAME:
        yield pair.differing(Kind.ATTRIBUTION, effect, (a.first, a.last), (b.first, b.last))


def _speakers(pair: Pair, a: Frame, b: Frame) -> Effect:
    """Say how two speakers relate: one and the same, one named more closely, or others."""
    mine, theirs = pair.a.content(a.first, a.last), pair.b.content(b.first, b.last)
    if not mine or not theirs:
        return Effect.SAME
    names_a, names_b = _names(pair.a, a), _names(pair.b, b)
    one = any(same_name(x, y) for x in names_a for y in names_b)
    if one and _is_person(pair.a, a) == _is_person(pair.b, b):
        return Effect.SAME
    extra_a = len(mine) - pair.answering(mine, theirs)
    extra_b = len(theirs) - pair.turned().answering(theirs, mine)
    if (extra_a == len(mine) and not one) or (extra_a and extra_b):
        return Effect.OTHER
    return Effect.A_ADDS if extra_a else Effect.B_ADDS if extra_b else Effect.SAME


def _names(side: Parsed, found: Frame) -> list[Name]:
    return [name for name in side.names if found.first <= name.first < found.last]


def _is_person(side: Parsed, found: Frame) -> bool:
    """Tell whether the speaker is a person or holds an office, and is not a country or a body that "says" something."""
    office = any(side.line.listed(at, "names.roles") for at in range(found.first, found.last))
    return office or any(name.person for name in _names(side, found))


def _foreign(pair: Pair, found: Frame | None) -> bool:
    """Tell whether a's speaker is someone that b does not speak of at all.

    Quoted words without their frame are said by somebody, and the record of the statement knows who.
    """
    if found is None or found.pronoun or '"' in pair.b.line.words:
        return False
    if any(at in pair.a_shared for at in pair.a.content(found.first, found.last)):
        return False
    return not (pair.b.said.speaker and one_speaker(pair.b.said.speaker, pair.a.span(found.first, found.last).of(pair.a.said.words)))
