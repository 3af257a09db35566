"""Propose how two statements relate: an ordered table of rules over the effects of their differences.

1. Nobody vouches for both: a value that another speaker gives, or that only one side merely relays, excludes nothing.
2. What can be and what is do not exclude each other; nor does a change of mind from one day to the next.
3. Then the first rule of `RULES` that holds gives the relation.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from diptych.compare.differences import differences
from diptych.compare.language import words
from diptych.compare.parsed import Parsed, parse
from diptych.compare.said import Difference, Effect, Kind, Said

AGREE, MORE_SPECIFIC, DIFFER, CONFLICT, ONLY = "agree", "more-specific", "differ", "conflict", "only"
_VALUES: Final = frozenset({Kind.NUMBER, Kind.QUANTITY, Kind.DURATION})
_WHEN: Final = frozenset({Effect.EXCLUDES, Effect.OTHER})


class Rule(Struct, frozen=True):
    """If `holds` of the effects of all differences, the relation is `relation`; `specific` names the side that adds."""

    name: str
    holds: Callable[[frozenset[Effect]], bool]
    relation: str
    specific: str = ""


RULES: Final = (
    Rule("two values exclude each other", lambda effects: Effect.EXCLUDES in effects, CONFLICT),
    Rule("they attribute, hedge or select otherwise", lambda effects: Effect.OTHER in effects, DIFFER),
    Rule("each side adds something", lambda effects: {Effect.A_ADDS, Effect.B_ADDS} <= effects, DIFFER),
    Rule("only the first adds something", lambda effects: Effect.A_ADDS in effects, MORE_SPECIFIC, "a"),
    Rule("only the second adds something", lambda effects: Effect.B_ADDS in effects, MORE_SPECIFIC, "b"),
    Rule("nothing but wording is left", lambda _: True, AGREE),
)


class Between(Struct, frozen=True):
    """How two sources relate on a claim, by which rule, and on which differences; `specific` is "a", "b" or empty."""

    a: str
    b: str
    relation: str
    specific: str
    rule: str
    differences: tuple[Difference, ...]

    @property
    def telling(self) -> Difference | None:
        """The difference that decided, or None where they agree."""
        wanted = {CONFLICT: (Effect.EXCLUDES,), MORE_SPECIFIC: (Effect.A_ADDS, Effect.B_ADDS)}
        effects = wanted.get(self.relation, (Effect.OTHER, Effect.A_ADDS, Effect.B_ADDS))
        return next((found for effect in effects for found in self.differences if found.effect is effect), None)


def between(a: Said, b: Said) -> Between:
    """Return how two statements on one claim relate.

    >>> between(Said("wire", "Twelve miners were saved"), Said("blog", "Nine miners were saved")).relation
    'conflict'
    """
    found = weighed(parse(a), parse(b), differences(a, b))
    effects = frozenset(each.effect for each in found)
    rule = next(rule for rule in RULES if rule.holds(effects))
    return Between(a.source, b.source, rule.relation, rule.specific, rule.name, found)


def weighed(a: Parsed, b: Parsed, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Return the differences with those softened that do not exclude, for the reasons 1 and 2 above."""
    if _relayed(a, b) or any(each.kind is Kind.ATTRIBUTION and each.effect is Effect.OTHER for each in found):
        return tuple(each.softened() for each in found)
    if any(each.kind is Kind.NEGATION for each in found) and any(each.kind is Kind.DATE and each.effect in _WHEN for each in found):
        return tuple(each.softened() for each in found)
    if any(each.kind is Kind.HEDGE and (_says_can(a, each.a) or _says_can(b, each.b)) for each in found):
        return tuple(each.softened() if each.kind in _VALUES else each for each in found)
    return found


def _relayed(a: Parsed, b: Parsed) -> bool:
    """Tell whether one side relays somebody's words and the other speaks for itself."""
    quoted = any('"' in side.line.words for side in (a, b) if side.frame is None)
    pronoun = any(side.frame and side.frame.pronoun for side in (a, b))
    return pronoun and (a.frame is None) != (b.frame is None) and not quoted


def _says_can(side: Parsed, hedge: str | None) -> bool:
    """Tell whether a hedge speaks of what can be, and not of what is."""
    return (hedge or "").casefold().partition(" ")[0] in words(side.line.language, "hedges.capable")
