"""Read a number out of a line: digits, number words, scale words, fractions, and how finely it is given."""

import re
from functools import cache
from typing import Final

from msgspec import Struct

from diptych.compare.language import table
from diptych.compare.tokens import Line

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ROUND: Final = 1000
"""From three zeros on, a number in digits is taken as rounded."""


class Number(Struct, frozen=True):
    """A value, the least and most that its writing commits to, and the token after it."""

    value: float
    low: float
    high: float
    end: int
    fraction: bool = False
    vague: bool = False


def number_at(line: Line, at: int) -> Number | None:
    """Return the number that begins at token `at`, or None.

    >>> from diptych.compare.tokens import line
    >>> [number_at(line(text), 0).value for text in ("two and a half", "1.5bn", "three dozen", "12,000", "half a million")]
    [2.5, 1500000000.0, 36.0, 12000.0, 500000.0]
    """
    if not line.number(at) and line.word(at) not in starters(line.language):
        return None
    read = _digits(line, at) if line.number(at) else _several(line, at) or _fraction(line, at) or _in_words(line, at)
    return _with_half(line, _scaled(line, read)) if read else None


@cache
def starters(language: str) -> frozenset[str]:
    """Return the words that a number can begin with."""
    tables = ("numbers.words", "numbers.scales", "numbers.several", "numbers.fractions", "numbers.single")
    return frozenset(word for path in tables for word in table(language, path))


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


def _several(line: Line, at: int) -> Number | None:
    """Read "several", "a couple of", "hundreds of thousands": from so many to so many."""
    start = at + line.listed(at, "numbers.single")
    bounds = line.table("numbers.several").get(line.word(start))
    if not bounds:
        return None
    end = start + 1 + line.listed(start + 1, "numbers.part_of")
    further = line.table("numbers.several").get(line.word(end))
    if further and bounds[0] >= 10:
        low = bounds[0] * further[0] / 2
        return Number(low, low, bounds[1] * further[1], end + 1, vague=True)
    return Number(bounds[0], bounds[0], bounds[1], end, vague=bounds[0] != bounds[1])


def _digits(line: Line, at: int) -> Number:
    value, grain = digits(line.word(at))
    return Number(value, value - grain / 2, value + grain / 2, at + 1)


def _in_words(line: Line, at: int) -> Number | None:
    """Read tens and units, and what stands before a lone scale word: "twenty-one", "a hundred", "dozen"."""
    known, scales = line.table("numbers.words"), line.table("numbers.scales")
    article = line.listed(at, "numbers.single")
    if line.word(at + article) in scales and len(line.word(at + article)) > 2:
        return Number(1, 1, 1, at + article) if article or line.listed(at, "numbers.bare_scales") else None
    value, end = known.get(line.word(at)), at + 1
    if value is None:
        return None
    if value >= 20 and line.word(end) == "-" and known.get(line.word(end + 1), 10) < 10:
        value, end = value + known[line.word(end + 1)], end + 2
    return Number(value, value, value, end)


def _scaled(line: Line, number: Number) -> Number:
    """Multiply by the scale words that follow; what is given in millions is rounded to its last digit."""
    scales, end, factor = line.table("numbers.scales"), number.end, 1.0
    while not line.number(end) and (scale := scales.get(line.word(step := end + (line.word(end) == "-")))):
        factor, end = factor * scale, step + 1
    if factor == 1:
        return number
    grain = (number.high - number.low) or (1 if factor >= _ROUND and not number.fraction else 0)
    rest = _rest(line, end, factor)
    value = number.value * factor + (rest.value if rest else 0)
    slack = 0 if rest else min(grain * factor / 2, 0.1 * value)
    if number.vague:
        return Number(value, number.low * factor, number.high * factor, end, vague=True)
    return Number(value, value - slack, value + slack, rest.end if rest else end)


def _rest(line: Line, at: int, factor: float) -> Number | None:
    """Read what stands after a scale word: two hundred *and five*, one thousand *two hundred*."""
    start = at + line.listed(at, "numbers.joined_by")
    rest = _in_words(line, start) if factor < 10**6 else None
    scaled = _scaled(line, rest) if rest and rest.end > start else None
    return scaled if scaled and scaled.value < factor else None


def _fraction(line: Line, at: int) -> Number | None:
    """Read "half", "a third", "two-thirds", "half an" before a unit."""
    count, start = _parts(line, at)
    start += line.word(start) == "-"
    part = line.table("numbers.fractions").get(line.word(start))
    if count is None or part is None or (count > 1 and part > 2 and not line.listed(start, "numbers.plural_fractions")):
        return None
    value, end = count / part, start + 1
    end += line.listed(end, "numbers.single") and line.word(end + 1) != ""
    return Number(value, value * 0.97, value * 1.03, end, fraction=True)


def _parts(line: Line, at: int) -> tuple[float | None, int]:
    """Return how many parts of a whole are meant, and where the part is named."""
    if line.listed(at, "numbers.single"):
        return 1, at + 1
    if line.listed(at, "numbers.lone_fractions"):
        return 1, at
    return line.table("numbers.words").get(line.word(at)), at + 1


def _with_half(line: Line, number: Number) -> Number:
    """Read "two *and a half*"; "a year and a half" is read where the unit is known."""
    if line.listed(number.end, "numbers.joined_by") and line.listed(number.end + 1, "numbers.single") and not number.fraction:
        half = _fraction(line, number.end + 1)
        if half and half.value < 1:
            value = number.value + half.value
            return Number(value, value, value, half.end)
    return number
