"""What was found, in the words of the interface: why two accounts relate as they do, on which points, why a claim is suggested."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from diptych.alignment import Evidence
from diptych.compare import Between, Difference, Effect, Kind, Proposal, Why
from diptych.model import Attribution
from diptych.pages.views import Brief, Point
from diptych.words import Words


def why(found: Why, words: Words) -> str:
    """Return in one sentence why two accounts relate as they do."""
    one, other = (words.quoted(found.one), words.quoted(found.other)) if found.quoted else (found.one, found.other)
    return words.say(f"why.{found.key}", first=found.first, second=found.second, one=one, other=other)


def reasons(evidence: Sequence[Sequence[Evidence]], words: Words) -> tuple[str, ...]:
    """Return why a claim is suggested, one text for each linked pair that gives another; what is of one kind stands together."""
    return tuple(dict.fromkeys(words.say("list.semicolon").join(_reasons(found, words)) for found in evidence))


def _reasons(found: Sequence[Evidence], words: Words) -> Iterator[str]:
    for kind, same_kind in groupby(found, key=lambda one: one.kind):
        told = dict.fromkeys(one.shown(words.quoted) for one in same_kind)
        yield words.say(f"evidence.{kind.replace(' ', '-')}", words=words.say("list.comma").join(told))


def points(proposal: Proposal, words: Words) -> Iterator[Point]:
    """Yield the differences that tell a reader something."""
    for pair in proposal.pairs:
        yield from (_point(pair, found, words) for found in pair.differences if is_telling(pair, found))


def is_telling(pair: Between, found: Difference) -> bool:
    """Tell whether a difference belongs on a page: mere wording does not, nor a word that one side happens to have more."""
    if found.kind is Kind.WORDING or (found.a or "").lower() == (found.b or "").lower():
        return False
    return found.kind is not Kind.SCOPE or bool(found.a and found.b) or found is pair.telling


def briefs(points: Iterable[Point], accounts: int, words: Words) -> tuple[Brief, ...]:
    """Return the differences of a claim that so many accounts make in short: what holds between several pairs of them is told once."""
    found: dict[tuple[str, ...], list[Point]] = {}
    for point in points:
        effect = point.effect if all(point.values) else ""  # that one says more is told by who has a value
        found.setdefault((point.kind, effect, *sorted(value.lower() for value in point.values)), []).append(point)
    return tuple(_brief(same, accounts, words) for same in found.values())


def _brief(points: Sequence[Point], accounts: int, words: Words) -> Brief:
    first = points[0]
    sides = [side for point in points for side in zip(point.values, point.sources, strict=True)]
    having = {value.lower(): dict.fromkeys(name for each, name in sides if each.lower() == value.lower()) for value, _ in sides}
    values = tuple((value, words.joined([*having[value.lower()]])) for value in first.values if value)
    others = words.joined([name for name in having.get("", ()) if not any(name in had for value, had in having.items() if value)], "or")
    return Brief(first.kind, values, first.quoted, first.effect, others, bool(others) and accounts == 2)


_VOICES: Final = frozenset(Attribution)


def _point(pair: Between, found: Difference, words: Words) -> Point:
    kind = words.say(f"kind.{found.kind}")
    if found.kind is Kind.ATTRIBUTION:
        a, b = (_voice(value or Attribution.OWN_VOICE.value, words) for value in (found.a, found.b))
        return Point(kind, (pair.a, pair.b), (a, b), False, words.say("effect.voice"))
    return Point(kind, (pair.a, pair.b), (found.a or "", found.b or ""), True, _effect(pair, found, words))


def _voice(value: str, words: Words) -> str:
    return words.say(f"voices.{value}") if value in _VOICES else value


def _effect(pair: Between, found: Difference, words: Words) -> str:
    adding = {Effect.A_ADDS: pair.a, Effect.B_ADDS: pair.b}.get(found.effect)
    if adding is None:
        return words.say(f"effect.{found.effect}")
    return words.say("effect.more-specific" if found.a and found.b else "effect.more", name=adding)
