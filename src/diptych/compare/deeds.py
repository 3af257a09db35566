"""Differences of who did it to whom."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_PATIENT_REACH: Final = 8
_NEAR: Final = 4
_ALIKE: Final = 0.6
"""Only statements that say much the same can differ in who did it to whom."""


class Deed(Struct, frozen=True):
    """The content tokens of who does it and of whom it is done to."""

    agent: tuple[int, ...]
    patient: tuple[int, ...]


def deed_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where the parties of a deed are exchanged.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> [(found.a, found.b) for found in deed_differences(pair(Said("x", "The dog chased the cat"), Said("y", "The cat chased the dog")))]
    [('dog', 'cat')]
    """
    if min(pair.coverage()) >= _ALIKE:
        theirs = tuple(_verbs(pair.b))
        found = (_exchanged(pair, x, y) for x in _verbs(pair.a) for y in theirs if pair.same(x, y))
        yield from [each for each in found if each][:1]


def _verbs(side: Parsed) -> Iterator[int]:
    """Yield what may be a verb with a party on either side."""
    line = side.line
    for at in side.content():
        if not (line.capital(at) or line.listed(at - 1, "grammar.articles") or line.stemmed(at, "meaning.mutual")):
            yield at


def _deed(side: Parsed, verb: int) -> Deed | None:
    """Return a verb with its parties, if it may have two; the passive and "it was X who" are turned round."""
    line = side.line
    passive = any(line.listed(at, "grammar.be") for at in range(verb - 3, verb)) and not line.words[verb].endswith("ing")
    left, right = _within(side, verb, 0, verb), _within(side, verb, verb + 1, verb + 1 + _PATIENT_REACH)
    if passive:
        by = next((at for at in range(verb + 1, verb + 1 + _NEAR) if line.listed(at, "grammar.by")), None)
        return Deed(() if by is None else side.content(by, by + _PATIENT_REACH), left)
    along = any(line.listed(at, "grammar.along") for at in range(verb + 1, verb + 1 + _NEAR))
    return None if along else Deed(left, right)  # with "with", both parties do it


def _within(side: Parsed, verb: int, first: int, last: int) -> tuple[int, ...]:
    """Return the content tokens of a range that stand in the clause of the verb; "who" stands for the clause before it."""
    clause = side.clauses[verb]
    here = {clause, clause - 1} if side.line.listed(side.clauses.index(clause), "grammar.relative") else {clause}
    return tuple(at for at in side.content(first, last) if side.clauses[at] in here)


def _exchanged(pair: Pair, verb: int, other: int) -> Difference | None:
    verbal = _looks_verbal(pair.a, verb) or _looks_verbal(pair.b, other)
    x, y = (_deed(pair.a, verb), _deed(pair.b, other)) if verbal else (None, None)
    if x is None or y is None:
        return None
    forth = _crossing(pair, x.agent, y.patient, y.agent)
    back = _crossing(pair, x.patient, y.agent, y.patient)
    if forth is None or back is None:
        return None
    return pair.differing(Kind.NAME, Effect.EXCLUDES, (forth[0], forth[0] + 1), (back[1], back[1] + 1))


def _looks_verbal(side: Parsed, at: int) -> bool:
    """Tell whether the form of a word shows that it is a verb."""
    line = side.line
    ends = line.words[at].endswith(tuple(line.table("grammar.past_endings") or ("\0",)))
    return ends or line.listed(at, "irregular") or line.listed(at, "grammar.past_as_plain")


def _crossing(pair: Pair, mine: tuple[int, ...], theirs: tuple[int, ...], against: tuple[int, ...]) -> tuple[int, int] | None:
    """Return a word of `mine` and its answer in `theirs`, where it has none in `against`, and is no amount or date."""
    for at in mine:
        answer = next((to for to in theirs if pair.same(at, to)), None)
        free = answer is not None and at not in pair.a.valued and answer not in pair.b.valued
        if answer is not None and free and not pair.answered(at, against):
            return at, answer
    return None
