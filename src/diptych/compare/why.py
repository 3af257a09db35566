"""Why two statements relate as they do: what was found as a record, and as an English sentence for the command line."""

from typing import Final

from msgspec import Struct

from diptych.compare.relation import MORE_SPECIFIC, Between
from diptych.compare.said import Difference, Effect, Kind

_LONGEST: Final = 90

SENTENCES: Final = {
    "alone": "Only one source says this.",
    "same": "{first} and {second} say the same.",
    "same-otherwise": "{first} and {second} say the same in other words.",
    "excludes": "{first} says {one}; {second} says {other}: both cannot be true.",
    "says-less": "{first} says {one}; {second} only {other}.",
    "adds": "{first} adds {one}; {second} does not say it.",
    "both-add": "{first} adds {one}; {second} adds {other}.",
    "other-details": "{first} and {second} choose other details.",
    "credits": "{first} attributes it to {one}; {second} does not.",
    "credits-others": "{first} attributes it to {one}; {second} attributes it to {other}.",
    "says-other": "{first} says {one}; {second} says {other}.",
    "silent": "{first} says {one}; {second} does not.",
}
"""Every reason there is. Pages take their sentences from the catalogue of their language, under the same keys."""


class Why(Struct, frozen=True):
    """The key of a sentence, two sources, and what tells in each, as far as the sentence has it: words of theirs, or who says it."""

    key: str
    first: str = ""
    second: str = ""
    one: str = ""
    other: str = ""

    @property
    def quoted(self) -> bool:
        """Whether what tells are words of the sources, which stand in quotation marks; who says it may be known otherwise."""
        return self.key != "credits-others"


def in_english(found: Why) -> str:
    """Return the reason as an English sentence.

    >>> in_english(Why("says-less", "wire", "blog", "hour-long", "long"))
    'wire says “hour-long”; blog only “long”.'
    """
    one, other = (f"“{found.one}”", f"“{found.other}”") if found.quoted else (found.one, found.other)
    return SENTENCES[found.key].format(first=found.first, second=found.second, one=one, other=other)


def why(pair: Between) -> Why:
    """Return why two sources relate as they do.

    >>> from diptych.compare.relation import between
    >>> from diptych.compare.said import Said
    >>> why(between(Said("wire", "The hour-long call"), Said("blog", "A long call"))).key
    'says-less'
    """
    found = pair.telling
    if found is None:
        reworded = any(each.kind is Kind.WORDING for each in pair.differences)
        return Why("same-otherwise" if reworded else "same", pair.a, pair.b)
    if found.effect in (Effect.A_ADDS, Effect.B_ADDS) and pair.relation != MORE_SPECIFIC:
        return _both_add(pair)
    if found.kind is Kind.ATTRIBUTION and not (found.a and found.b):
        return _one_sided("credits", pair, found)
    if found.kind is Kind.ATTRIBUTION and found.effect is Effect.OTHER:
        return Why("credits-others", pair.a, pair.b, _short(found.a), _short(found.b))
    if found.effect is Effect.EXCLUDES:
        return Why("excludes", pair.a, pair.b, _short(found.a), _short(found.b))
    if found.effect is Effect.B_ADDS:
        return _adds(pair.b, found.b, pair.a, found.a)
    if found.effect is Effect.A_ADDS:
        return _adds(pair.a, found.a, pair.b, found.b)
    if found.a and found.b:
        return Why("says-other", pair.a, pair.b, _short(found.a), _short(found.b))
    return _one_sided("silent", pair, found)


def _adds(fuller: str, value: str | None, other: str, less: str | None) -> Why:
    return Why("says-less" if less else "adds", fuller, other, _short(value), _short(less))


def _both_add(pair: Between) -> Why:
    mine = next((each for each in pair.differences if each.effect is Effect.A_ADDS), None)
    theirs = next((each for each in pair.differences if each.effect is Effect.B_ADDS), None)
    if mine is None or theirs is None:
        return Why("other-details", pair.a, pair.b)
    return Why("both-add", pair.a, pair.b, _short(mine.a), _short(theirs.b))


def _one_sided(key: str, pair: Between, found: Difference) -> Why:
    named, other, value = (pair.a, pair.b, found.a) if found.a else (pair.b, pair.a, found.b)
    return Why(key, named, other, _short(value))


def _short(written: str | None) -> str:
    words = " ".join((written or "").split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
