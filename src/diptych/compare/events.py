"""Differences of who did it to whom, and of what came first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diptych.compare.language import longest, phrases, stem, table, words
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed
from diptych.compare.said import Difference, Effect, Kind

_BEFORE, _AFTER, _DURING = "before", "after", "during"
_PATIENT_REACH: Final = 8
_ALIKE: Final = 0.6
"""Only statements that say much the same can differ in who did it to whom."""



@dataclass(frozen=True, slots=True)
class Deed:
    """A verb at token `verb`, the content tokens of who does it and of whom it is done to."""

    verb: int
    agent: tuple[int, ...]
    patient: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Two events in time: the content tokens of each, and the token of the word that orders them."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    at: int
    together: bool


def event_differences(pair: Pair) -> Iterator[Difference]:
    """Yield where the parties of a deed are exchanged, or the order of two events."""
    alike = min(pair.coverage()) >= _ALIKE
    swapped = alike and next((found for x in deeds(pair.a) for y in deeds(pair.b) if (found := _swapped(pair, x, y))), None)
    if swapped:
        yield swapped
    yield from list(_orders(pair))[:1]


def deeds(side: Parsed) -> Iterator[Deed]:
    """Yield what may be a verb with a party on either side; the passive and "it was X who" are turned round."""
    language = side.said.language
    be, by = table(language, "order.be") or (), table(language, "order.by") or ()
    mutual = {stem(word, language) for word in words(language, "meaning.mutual")}
    for verb in side.content():
        token = side.tokens[verb]
        if token.stem in mutual or token.capital or _noun(side, verb):
            continue
        passive = next((at for at in range(verb + 1, min(verb + 5, len(side.tokens))) if side.tokens[at].word in by), None)
        before = any(side.tokens[at].word in be for at in range(max(0, verb - 3), verb))
        left, right = side.content(0, verb), side.content(verb + 1, verb + 1 + _PATIENT_REACH)
        if before and not token.word.endswith("ing"):
            agent = side.content(passive, passive + _PATIENT_REACH) if passive is not None else ()
            yield Deed(verb, agent, left)
        elif not _accompanied(side, verb):
            yield Deed(verb, left, right)


def _noun(side: Parsed, at: int) -> bool:
    """Tell whether a token follows an article or a possessive, and so is no verb."""
    return at > 0 and side.tokens[at - 1].word in (table(side.said.language, "order.articles") or ())


def _past(side: Parsed, at: int) -> bool:
    """Tell whether the form of a word shows that it is a verb."""
    word, language = side.tokens[at].word, side.said.language
    shown = word.endswith(tuple(table(language, "order.past_endings") or ()))
    return shown or word in table(language, "irregular") or word in words(language, "order.past_as_plain")


def _accompanied(side: Parsed, verb: int) -> bool:
    """Tell whether "with" follows: then both parties do it."""
    along = table(side.said.language, "order.along") or ()
    return any(token.word in along for token in side.tokens[verb + 1 : verb + 5])


def _swapped(pair: Pair, x: Deed, y: Deed) -> Difference | None:
    if not pair.same(x.verb, y.verb) or not (_past(pair.a, x.verb) or _past(pair.b, y.verb)):
        return None
    forth = _crossing(pair, x.agent, y.patient, y.agent)
    back = _crossing(pair, x.patient, y.agent, y.patient)
    if forth is None or back is None:
        return None
    return pair.differing(Kind.NAME, Effect.EXCLUDES, (forth[0], forth[0] + 1), (back[1], back[1] + 1))


def _crossing(pair: Pair, mine: tuple[int, ...], theirs: tuple[int, ...], against: tuple[int, ...]) -> tuple[int, int] | None:
    """Return a word of `mine` and its answer in `theirs`, where it has none in `against`; last is nearest to the verb."""
    for at in mine:
        if any(pair.same(at, to) for to in against):
            continue
        answer = next((to for to in theirs if pair.same(at, to)), None)
        if answer is not None and _party(pair.a, at) and _party(pair.b, answer):
            return at, answer
    return None


def _party(side: Parsed, at: int) -> bool:
    """Tell whether a token may be someone: it is not a word that stands in an amount or a date."""
    return not any(value.first <= at < value.last for value in (*side.amounts, *side.dates))


def _orders(pair: Pair) -> Iterator[Difference]:
    for x in orders(pair.a):
        for y in orders(pair.b):
            straight = pair.answering(x.earlier, y.earlier) + pair.answering(x.later, y.later)
            first, last = pair.answering(x.earlier, y.later), pair.answering(x.later, y.earlier)
            both = pair.answering(x.earlier, y.earlier) and pair.answering(x.later, y.later)
            crossed = bool(first and last) and first + last > straight
            if crossed and not (x.together or y.together) or (x.together != y.together and (both or crossed)):
                yield pair.differing(Kind.DATE, Effect.EXCLUDES, (x.at, x.at + 1), (y.at, y.at + 1))


def orders(side: Parsed) -> Iterator[Order]:
    """Yield the events that "before", "after", "while" and "first … then" put in order."""
    said, language = [token.word for token in side.tokens], side.said.language
    dated = {at for when in side.dates for at in range(when.first - 1, when.last)}
    for at in range(len(said)):
        for which in (_BEFORE, _AFTER, _DURING, "then"):
            hit = longest(phrases(language, f"order.{which}"), said, at)
            if hit and at not in dated:
                yield from _order(side, at, at + hit[1], which)
                break


def _order(side: Parsed, at: int, after: int, which: str) -> Iterator[Order]:
    main, other = side.content(0, at), side.content(after)
    if not main:
        comma = next((i for i in range(after, len(side.tokens)) if side.tokens[i].word == ","), len(side.tokens))
        main, other = side.content(comma), side.content(after, comma)
    if not main or not other:
        return
    if which == _AFTER:
        main, other = other, main
    yield Order(main, other, at, which == _DURING)
