"""Read amounts: a number with its bound, its unit and what it counts, as the interval of values it commits to."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from diptych.compare.language import longest, phrases, stem, table, words
from diptych.compare.numerals import Number, number_at
from diptych.compare.said import Kind
from diptych.compare.tokens import Token

COUNT: Final = "count"
SHARE: Final = "percent"
_NOUN_REACH: Final = 3
_LITTLE: Final = 1e-9
_ROUNDED: Final = 1.3
"""Up to this ratio an interval comes from rounding; a bound holds for the number as written."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at tokens `first` up to `last`, between `low` and `high` in the base unit of its dimension.

    `score` is the lesser part of a vote or a result ("61 to 39"), and `vague` holds where no number is written ("for weeks").
    """

    first: int
    last: int
    low: float
    high: float
    dimension: str
    nouns: frozenset[str]
    score: float | None = None
    vague: bool = False
    factor: float = 1.0

    @property
    def kind(self) -> Kind:
        """The kind of difference that two such amounts can make."""
        if self.dimension in ("duration", "age"):
            return Kind.DURATION
        return Kind.NUMBER if self.dimension in (COUNT, SHARE, "ordinal") or self.dimension.isupper() else Kind.QUANTITY


def amounts(found: Sequence[Token], language: str, taken: frozenset[int] = frozenset()) -> tuple[Amount, ...]:
    """Return the amounts of `found`, in order; tokens in `taken` (dates) hold none.

    >>> from diptych.compare.tokens import tokens
    >>> [(a.low, a.high, a.dimension) for a in amounts(tokens("at least 40 houses in an hour-long fire"), "en")]
    [(40.0, inf, 'count'), (2520.0, 4680.0, 'duration')]
    """
    return tuple(_scan(found, language, taken))


def _scan(found: Sequence[Token], language: str, taken: frozenset[int]) -> Iterator[Amount]:
    at, before = 0, None
    while at < len(found):
        amount = None if at in taken else _amount(found, at, language)
        if amount and (set(range(amount.first, amount.last)) & taken or _is_rate(found, amount, before, language)):
            amount = None
        if amount:
            yield amount
            before = amount
        at = amount.last if amount else at + 1


def _is_rate(found: Sequence[Token], amount: Amount, before: Amount | None, language: str) -> bool:
    """Tell whether "a day" says how often ("eight ships a day") and not how long."""
    article = found[amount.first].word in table(language, "numbers.single")
    return article and amount.dimension == "duration" and before is not None and amount.first - before.last <= 2


def _amount(found: Sequence[Token], at: int, language: str) -> Amount | None:
    said = [token.word for token in found]
    bound, start = _bound(said, at, language)
    if _excused(said, at, language):
        return None
    amount = _labelled(found, said, start, language) or _multiple(found, start, language) or _counted(found, said, start, language) or (None if bound else _unnumbered(found, said, start, language))
    if amount is None:
        return None
    after = next(
        (hit for name in ("after_above", "after_below", "after_about")
         if (hit := _after(said, amount.last + (said[amount.last : amount.last + 1] == ["-"]), name, language))), None)
    if after:
        amount = replace(amount, last=after[1])
    return _bounded(replace(amount, first=at), bound or (after[0] if after else ""))


def _after(said: list[str], at: int, name: str, language: str) -> tuple[str, int] | None:
    hit = longest(phrases(language, f"bounds.{name}"), said, at)
    return (name.removeprefix("after_"), at + hit[1]) if hit else None


def _excused(said: list[str], at: int, language: str) -> bool:
    """"No one" and "one of the" count nothing; "a second later" is not a number either."""
    return said[at] == "one" and (at > 0 and said[at - 1] in ("no", "any", "every", "this", "that", "which"))


def _bound(said: list[str], at: int, language: str) -> tuple[str, int]:
    """Return the name of the bound that stands at `at`, and where the number should begin."""
    hits = [(hit[1], name) for name in table(language, "bounds") if not name.startswith("after_")
            if (hit := longest(phrases(language, f"bounds.{name}"), said, at))]
    length, name = max(hits, default=(0, ""))
    return name, at + length


def _bounded(amount: Amount, bound: str) -> Amount:
    low, high = amount.low, amount.high
    slack = _slack(high)
    if bound in ("above", "at_least", "below", "at_most") and high <= _ROUNDED * low:
        low = high = (low + high) / 2
    limits = {
        "above": (low + min(slack, 1) * _LITTLE, math.inf), "at_least": (low, math.inf), "below": (0.0, high * (1 - _LITTLE)),
        "at_most": (0.0, high), "nearly": (low * 0.88, high), "slightly_over": (low, high * 1.1), "about": (low - slack, high + slack),
    }
    low, high = limits.get(bound, (low, high))
    return replace(amount, low=low, high=high)


def _slack(value: float) -> float:
    """How far "about" reaches: the fewer figures a number has, the rounder it is meant.

    >>> [_slack(value) for value in (50, 240, 214)]
    [5.0, 12.0, 2.14]
    """
    if not value or math.isinf(value):
        return 0.0
    figures = len(f"{value:.6e}".partition("e")[0].replace(".", "").rstrip("0"))
    return abs(value) * {1: 0.1, 2: 0.05}.get(figures, 0.01)


def _labelled(found: Sequence[Token], said: list[str], at: int, language: str) -> Amount | None:
    """Read a unit that stands before its number: "magnitude 6.5"; and an age set off by commas: "Marta Lind, 34,"."""
    label = table(language, "numbers.before_value").get(said[at]) if at < len(said) else None
    start = at + 1 + (said[at + 1 : at + 2] == ["of"])
    number = number_at(found, start, language) if label else None
    if label and number:
        return Amount(at, number.end, number.low, number.high, label, frozenset())
    apart = at > 1 and said[at - 1] == "," and found[at - 2].capital and said[at + 1 : at + 2] in ([","], ["."], [])
    if apart and at < len(said) and found[at].word.isdecimal() and 1 <= int(found[at].word) < 120:
        years = float(found[at].word) * table(language, "units")["year"][1]
        return Amount(at, at + 1, years, years, "age", frozenset())
    return None


def _multiple(found: Sequence[Token], at: int, language: str) -> Amount | None:
    """Read "doubled", "twice", "three times"."""
    known = {stem(word, language): times for word, times in table(language, "numbers.multiples").items()} if at < len(found) else {}
    value = known.get(found[at].stem) if at < len(found) else None
    end = at + 1
    number = number_at(found, at, language) if value is None and at < len(found) else None
    if number and number.end < len(found) and found[number.end].word in table(language, "numbers.times"):
        value, end = number.value, number.end + 1
    return Amount(at, end, value, value, "times", frozenset()) if value else None


def _counted(found: Sequence[Token], said: list[str], at: int, language: str) -> Amount | None:
    symbol = table(language, "money").get(said[at]) if at < len(said) and found[at].kind == "sign" else None
    number = number_at(found, at + bool(symbol), language)
    if number is None or _is_ordinal(said, number.end, found, language):
        return _article_unit(found, said, at, language)
    score = None if symbol else _score(found, said, at, number, language)
    if score:
        return score
    other = _range_end(found, said, number, language)
    low, high, end = (number.low, other.high, other.end) if other else (number.low, number.high, number.end)
    dimension, factor, end = (symbol, 1.0, end) if symbol else _unit(said, end, language)
    if dimension == COUNT and number.fraction:
        dimension, factor, low, high = SHARE, 100.0, number.value - 0.015, number.value + 0.015
    if dimension == "duration" and said[end : end + 2] in (["-", "old"], ["old"]):
        dimension = "age"
    nouns = _nouns(found, at, end, dimension, language)
    amount = Amount(at, end, low * factor, high * factor, dimension, nouns, factor=factor)
    return _half_more(found, said, amount, factor, language)


def _is_ordinal(said: list[str], end: int, found: Sequence[Token], language: str) -> bool:
    """Tell whether digits run on into "th": they name a place and count nothing."""
    touching = end < len(said) and found[end].span.start == found[end - 1].span.end
    return touching and said[end] in (table(language, "numbers.ordinal_endings") or ())


def _half_more(found: Sequence[Token], said: list[str], amount: Amount, factor: float, language: str) -> Amount:
    """Read what follows a unit: a year *and a half*, 2 hours *and 50 minutes*."""
    if said[amount.last : amount.last + 3] == ["and", "a", "half"]:
        return replace(amount, low=amount.low + factor / 2, high=amount.high + factor / 2, last=amount.last + 3)
    start = amount.last + (said[amount.last : amount.last + 1] in (["and"], [","]))
    more = number_at(found, start, language) if amount.dimension == "duration" else None
    dimension, smaller, end = _unit(said, more.end, language) if more else (COUNT, 0.0, 0)
    if more is None or dimension != "duration" or smaller >= factor or more.value * smaller >= factor:
        return amount
    extra = more.value * smaller
    return replace(amount, low=amount.low + extra, high=amount.high + extra, last=end)


def _article_unit(found: Sequence[Token], said: list[str], at: int, language: str) -> Amount | None:
    """Read "an hour", "a fortnight" and "hour-long" as roughly one."""
    article = at < len(said) and said[at] in table(language, "numbers.single")
    dimension, factor, end = _unit(said, at + article, language)
    compound = said[end : end + 2] == ["-", "long"]
    if dimension != "duration" or not (article or compound):
        return None
    slack = 0.3 if compound else 0.1
    amount = Amount(at, end + 2 * compound, factor * (1 - slack), factor * (1 + slack), dimension, frozenset())
    return amount if compound else _half_more(found, said, amount, factor, language)


def _unit(said: list[str], at: int, language: str) -> tuple[str, float, int]:
    start = at + (said[at : at + 1] == ["-"])
    hit = longest(phrases(language, "units"), said, start)
    if hit:
        return hit[0][0], float(hit[0][1]), start + hit[1]
    money = table(language, "money").get(said[start]) if start < len(said) else None
    return (money, 1.0, start + 1) if money else (COUNT, 1.0, at)


def _range_end(found: Sequence[Token], said: list[str], number: Number, language: str) -> Number | None:
    if number.end >= len(said) or said[number.end] not in table(language, "numbers.range_by"):
        return None
    start = number.end + 1 + (said[number.end + 1 : number.end + 2] == ["to"])
    start += start < len(said) and said[start] in table(language, "money")
    other = number_at(found, start, language)
    joined = said[number.end] != "and" or "between" in said[max(0, number.end - 4) : number.end]
    return other if other and joined and other.value > number.value else None


def _score(found: Sequence[Token], said: list[str], at: int, number: Number, language: str) -> Amount | None:
    """Read "61 votes to 39", "3-2" and "two of the five": two parts of one whole."""
    between = longest(phrases(language, "numbers.votes_between"), said, number.end)
    if between and (other := number_at(found, number.end + between[1], language)):
        content = other.end < len(found) and found[other.end].content
        if other.value <= number.value and not content and _unit(said, other.end, language)[0] == COUNT:
            return Amount(at, other.end, number.value, number.value, "score", frozenset(), score=other.value)
    if said[number.end : number.end + 2] == ["of", "the"] and (whole := number_at(found, number.end + 2, language)):
        rest = whole.value - number.value
        if rest > 0 and whole.value < 1000:
            top, low = max(number.value, rest), min(number.value, rest)
            return Amount(at, whole.end, top, top, "score", frozenset(), score=low)
    return None


def _unnumbered(found: Sequence[Token], said: list[str], at: int, language: str) -> Amount | None:
    hit = longest(phrases(language, "durations"), said, at)
    if hit and said[at - 1 : at] not in (["-"], ["no"]) and said[at + hit[1] : at + hit[1] + 1] != ["-"]:
        before = found[at - 1].kind == "number" or found[at - 1].word in table(language, "units") if at else False
        return None if before else Amount(at, at + hit[1], *map(float, hit[0]), "duration", frozenset(), vague=True)
    ordinal = _ordinal(found, said, at, language)
    if ordinal:
        return ordinal
    dimension, factor, end = _unit(said, at, language)
    plural = dimension == "duration" and end == at + 1 and said[at].endswith("s") and said[at - 1 : at] != ["-"]
    return Amount(at, end, 2 * factor, 99 * factor, dimension, frozenset(), vague=True) if plural and at else None


def _ordinal(found: Sequence[Token], said: list[str], at: int, language: str) -> Amount | None:
    """Read "fifth week" as a duration of more than four weeks, and "second term" as a count of its own."""
    place = table(language, "numbers.ordinals").get(said[at]) if at < len(said) else None
    end = at + 1
    if place is None and found[at].kind == "number" and said[end : end + 1] and said[end] in table(language, "numbers.ordinal_endings"):
        place, end = digits_of(found[at]), end + 1
    if place is None or (place < 3 and said[at] in ("first", "second")):
        return None
    dimension, factor, last = _unit(said, end, language)
    if dimension == "duration":
        return Amount(at, last, (place - 1) * factor, place * factor, dimension, frozenset())
    return Amount(at, end, place, place, "ordinal", _nouns(found, at, end, "ordinal", language))


def digits_of(token: Token) -> float:
    """Return the whole number that a token of digits writes."""
    return float(token.word.replace(",", "").replace(".", ""))


def _nouns(found: Sequence[Token], first: int, end: int, dimension: str, language: str) -> frozenset[str]:
    """Return the stems of what is counted: the content words that follow, or those before "of" ("a crew of 11")."""
    after: list[str] = []
    for token in found[end : end + _NOUN_REACH + 1]:
        if not token.content and token.word not in ("of", "-", "other", "more"):
            break
        after += [token.stem] * token.content
    if not after and first > 1 and found[first - 1].word == "of" and found[first - 2].content:
        after = [found[first - 2].stem]
    known = {stem(word, language) for word in words(language, "bounds.about")}
    return frozenset(after) - known
