"""Differences of attribution: who says it inside the quoted words, or as the statement's record has it."""

from collections.abc import Iterator
from typing import Final

from diptych.compare.frames import Frame
from diptych.compare.language import table
from diptych.compare.names import same_name, same_word
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_QUOTATION: Final = ('"', "“", "”")


def voice_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where two statements are said by different people, or one only in the source's own voice."""
    a, b = pair.a.frame, pair.b.frame
    if a and b:
        yield from _both(pair, a, b)
    elif a and _foreign(pair, a, left=True):
        yield pair.differing(Kind.ATTRIBUTION, Effect.OTHER, (a.first, a.last), None)
    elif b and _foreign(pair, b, left=False):
        yield pair.differing(Kind.ATTRIBUTION, Effect.OTHER, None, (b.first, b.last))


def _both(pair: Pair, a: Frame, b: Frame) -> Iterator[Difference]:
    media = a.medium and b.medium and a.medium != b.medium
    if a.pronoun or b.pronoun or (same := _speakers(pair, a, b)) is Effect.SAME:
        if media:
            yield pair.differing(Kind.ATTRIBUTION, Effect.OTHER, (a.first, a.last), (b.first, b.last))
        return
    yield pair.differing(Kind.ATTRIBUTION, same, (a.first, a.last), (b.first, b.last))


def _speakers(pair: Pair, a: Frame, b: Frame) -> Effect:
    """Say how two speakers relate: one and the same, one named more closely, or others."""
    mine, theirs = pair.a.content(a.first, a.last), pair.b.content(b.first, b.last)
    if not mine or not theirs:
        return Effect.SAME
    shared = pair.answering(mine, theirs) or _one_name(pair, a, b)
    if not shared:
        return Effect.OTHER
    extra_a = len(mine) - pair.answering(mine, theirs)
    extra_b = len(theirs) - _answering_back(pair, theirs, mine)
    named = _named(pair.a, a), _named(pair.b, b)
    if named[0] and named[1]:
        return Effect.SAME if _one_name(pair, a, b) and not (_office(pair.a, a) ^ _office(pair.b, b)) else _closer(extra_a, extra_b)
    return _closer(extra_a, extra_b)


def _closer(extra_a: int, extra_b: int) -> Effect:
    if extra_a and extra_b:
        return Effect.OTHER
    return Effect.A_ADDS if extra_a else Effect.B_ADDS if extra_b else Effect.SAME


def _answering_back(pair: Pair, theirs: tuple[int, ...], mine: tuple[int, ...]) -> int:
    return sum(any(pair.same(one, two) for one in mine) for two in theirs)


def _named(side: Parsed, found: Frame) -> bool:
    return any(found.first <= name.first < found.last for name in side.names)


def _office(side: Parsed, found: Frame) -> bool:
    """Tell whether the speaker holds an office and is not a country or a body that "says" something."""
    person = any(name.person for name in side.names if found.first <= name.first < found.last)
    roles = table(side.said.language, "names.roles")
    return person or any(side.tokens[at].stem in roles or side.tokens[at].word in roles for at in range(found.first, found.last))


def _one_name(pair: Pair, a: Frame, b: Frame) -> bool:
    mine = [name for name in pair.a.names if a.first <= name.first < a.last]
    theirs = [name for name in pair.b.names if b.first <= name.first < b.last]
    return any(same_name(one, two) for one in mine for two in theirs)


def _foreign(pair: Pair, found: Frame, left: bool) -> bool:
    """Tell whether a speaker is someone that the other side does not speak of at all."""
    other_words = (pair.b if left else pair.a).tokens
    if found.pronoun or any(token.word in _QUOTATION for token in other_words):
        # Quoted words without their frame: somebody says them, and the record of the statement knows who.
        return False
    side, other, shared = (pair.a, pair.b, pair.a_shared) if left else (pair.b, pair.a, pair.b_shared)
    if any(at in shared for at in side.content(found.first, found.last)):
        return False
    return not (other.said.speaker and any(
        same_word(word.casefold(), side.tokens[at].word) for word in other.said.speaker.split() for at in range(found.first, found.last)))
