"""Read a number out of tokens: digits, number words, scale words, fractions, and how finely it is given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diptych.compare.language import table
from diptych.compare.tokens import Token

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ROUND: Final = 1000
"""From three zeros on, a number in digits is taken as rounded."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value, the least and most that its writing commits to, and the token after it."""

    value: float
    low: float
    high: float
    end: int
    fraction: bool = False


def number_at(found: Sequence[Token], at: int, language: str) -> Number | None:
    """Return the number that begins at token `at`, or None.

    >>> from diptych.compare.tokens import tokens
    >>> [number_at(tokens(text), 0, "en").value for text in ("two and a half", "1.5bn", "three dozen", "12,000", "half a million")]
    [2.5, 1500000000.0, 36.0, 12000.0, 500000.0]
    """
    read = _several(found, at, language) or _fraction(found, at, language) or _digits(found, at, language)
    read = read or _in_words(found, at, language)
    return _with_half(found, _scaled(found, read, language), language) if read else None


def _word(found: Sequence[Token], at: int) -> str:
    return found[at].word if at < len(found) else ""


def _several(found: Sequence[Token], at: int, language: str) -> Number | None:
    bounds = table(language, "numbers.several").get(_word(found, at + _articles(found, at, language)))
    if not bounds:
        return None
    end = at + _articles(found, at, language) + 1
    end += _word(found, end) == "of"
    further = table(language, "numbers.several").get(_word(found, end))
    if further and bounds[0] >= 10:
        return Number(bounds[0] * further[0] / 2, bounds[0] * further[0] / 2, bounds[1] * further[1], end + 1)
    return Number(bounds[0], bounds[0], bounds[1], end)


def _articles(found: Sequence[Token], at: int, language: str) -> int:
    return int(_word(found, at) in table(language, "numbers.single"))


def _digits(found: Sequence[Token], at: int, language: str) -> Number | None:
    if at >= len(found) or found[at].kind != "number":
        return None
    value, grain = digits(found[at].word)
    return Number(value, value - grain / 2, value + grain / 2, at + 1)


def digits(written: str) -> tuple[float, float]:
    """Return the value of a number in digits and how finely it is given: 0 where it is exact.

    >>> digits("35.7"), digits("12,000"), digits("214")
    ((35.7, 0.1), (12000.0, 480.0), (214.0, 0.0))
    """
    plain = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    places = len(plain.partition(".")[2])
    value = float(plain)
    if places:
        return value, float(10**-places)
    return value, value * 0.04 if value and value % _ROUND == 0 else 0.0


def _in_words(found: Sequence[Token], at: int, language: str) -> Number | None:
    """Read tens and units: "twenty-one", "a hundred and five" (the scale is read by `_scaled`)."""
    known = table(language, "numbers.words")
    scales = table(language, "numbers.scales")
    if _articles(found, at, language) and len(_word(found, at + 1)) > 1 and _word(found, at + 1) in scales:
        return Number(1, 1, 1, at + 1)
    if len(_word(found, at)) > 1 and _word(found, at) in scales and found[at].kind == "word":
        return Number(1, 1, 1, at) if _word(found, at) in ("dozen",) else None
    value, end = known.get(_word(found, at)), at + 1
    if value is None:
        return None
    if value >= 20 and _word(found, end) == "-" and known.get(_word(found, end + 1), 10) < 10:
        value, end = value + known[_word(found, end + 1)], end + 2
    return Number(value, value, value, end)


def _scaled(found: Sequence[Token], number: Number, language: str) -> Number:
    """Multiply by the scale words that follow; what is given in millions is rounded to its last digit."""
    scales, end, factor = table(language, "numbers.scales"), number.end, 1.0
    while (step := _scale_step(found, end)) and found[end + step - 1].kind == "word":
        scale = scales.get(_word(found, end + step - 1))
        if scale is None:
            break
        factor, end = factor * scale, end + step
    if factor == 1:
        return number
    grain = (number.high - number.low) or (1 if factor >= _ROUND and not number.fraction else 0)
    rest = _rest(found, end, factor, language)
    value = number.value * factor + (rest.value if rest else 0)
    slack = 0 if rest else min(grain * factor / 2, 0.1 * value)
    return Number(value, value - slack, value + slack, rest.end if rest else end)


def _scale_step(found: Sequence[Token], end: int) -> int:
    if _word(found, end) == "-" and _word(found, end + 1):
        return 2
    return int(end < len(found))


def _rest(found: Sequence[Token], at: int, factor: float, language: str) -> Number | None:
    """Read what stands after a scale word: two hundred *and five*, one thousand *two hundred*."""
    start = at + (_word(found, at) in table(language, "numbers.joined_by"))
    rest = _in_words(found, start, language) if factor < 10**6 else None
    scaled = _scaled(found, rest, language) if rest and rest.end > start else None
    return scaled if scaled and scaled.value < factor else None


def _fraction(found: Sequence[Token], at: int, language: str) -> Number | None:
    parts = table(language, "numbers.fractions")
    start = at + _articles(found, at, language)
    count = table(language, "numbers.words").get(_word(found, at), 1 if start > at or _word(found, at) == "half" else None)
    if count is None:
        return None
    start += _word(found, at) in table(language, "numbers.words")
    start += _word(found, start) == "-"
    part = parts.get(_word(found, start))
    if part is None or (count > 1 and not _word(found, start).endswith("s") and part > 2):
        return None
    end = start + 1
    end += _word(found, end) in table(language, "numbers.single") and _word(found, end + 1) != ""
    value = count / part
    return Number(value, value * 0.97, value * 1.03, end, fraction=True)


def _with_half(found: Sequence[Token], number: Number, language: str) -> Number:
    """Read "two *and a half*"; "a year and a half" is read where the unit is known."""
    if _word(found, number.end) in table(language, "numbers.joined_by"):
        half = _fraction(found, number.end + 1, language)
        if half and half.value < 1 and _articles(found, number.end + 1, language) and not number.fraction:
            value = number.value + half.value
            return Number(value, value, value, half.end)
    return number
