"""Read what a number counts: its unit, a range, a vote, a multiple, and the nouns that follow it."""

from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.compare.language import stem, table
from diptych.compare.numerals import Number, number_at
from diptych.compare.said import Kind
from diptych.compare.tokens import Line

COUNT: Final = "count"
SHARE: Final = "percent"
_NOUN_REACH: Final = 4
_OLDEST: Final = 120
_SMALL_WHOLE: Final = 20
_SHARES_OF: Final = (10, 100)


class Amount(Struct, frozen=True):
    """An amount at tokens `first` up to `last`, between `low` and `high` in the base unit of its dimension.

    `score` is the lesser part of a vote or a result ("61 to 39"), `vague` holds where no number is written ("for weeks"), and
    `factor` is what the written unit was multiplied by.
    """

    first: int
    last: int
    low: float
    high: float
    dimension: str
    nouns: frozenset[str] = frozenset()
    score: float | None = None
    vague: bool = False
    factor: float = 1.0

    @property
    def kind(self) -> Kind:
        """The kind of difference that two such amounts can make."""
        if self.dimension in ("duration", "age"):
            return Kind.DURATION
        return Kind.NUMBER if self.dimension in (COUNT, SHARE, "ordinal") or self.dimension.isupper() else Kind.QUANTITY


def counted(line: Line, at: int) -> Amount | None:
    """Return the amount whose number begins at token `at`, its bound left aside.

    >>> from diptych.compare.tokens import line
    >>> counted(line("61 votes to 39"), 0).score, sorted(counted(line("35 injured miners"), 0).nouns)
    (39.0, ['injur', 'miner'])
    """
    if at >= len(line):
        return None
    number = number_at(line, at)
    special = _labelled(line, at) or _age(line, at) or _multiple(line, at, number) or _one_in(line, at, number)
    if special:
        return special
    symbol = line.table("money").get(line.word(at)) if line.kinds[at] == "sign" else None
    if symbol:
        number = number_at(line, at + 1)
    if number is None or names_a_place(line, number.end):
        return None
    return (None if symbol else _score(line, at, number)) or _measured(line, at, number, symbol)


def _measured(line: Line, at: int, number: Number, symbol: str | None) -> Amount:
    other = _range_end(line, at, number)
    low, high, end = (number.low, other.high, other.end) if other else (number.low, number.high, number.end)
    dimension, factor, end = (symbol, 1.0, end) if symbol else unit(line, end)
    if dimension == COUNT and number.fraction:
        dimension, factor, low, high = SHARE, 100.0, number.value - 0.015, number.value + 0.015
    if dimension == "duration" and line.listed(old := end + (line.word(end) == "-"), "numbers.of_age"):
        dimension, end = "age", old + 1
    amount = Amount(at, end, low * factor, high * factor, dimension, nouns(line, at, end), vague=number.vague, factor=factor)
    return and_more(line, amount) if dimension == "duration" else amount


def unit(line: Line, at: int) -> tuple[str, float, int]:
    """Return the dimension of the unit at a token, its factor, and where it ends; a count where there is none."""
    start = at + (line.word(at) == "-")
    if hit := line.phrase(start, "units"):
        return hit[0][0], float(hit[0][1]), start + hit[1]
    money = line.table("money").get(line.word(start))
    return (money, 1.0, start + 1) if money else (COUNT, 1.0, at)


def and_more(line: Line, amount: Amount) -> Amount:
    """Read what follows a unit of time: a year *and a half*, 2 hours *and 50 minutes*."""
    if hit := line.phrase(amount.last, "numbers.and_a_half"):
        half = amount.factor * hit[0]
        return replace(amount, low=amount.low + half, high=amount.high + half, last=amount.last + hit[1])
    start = amount.last + (line.listed(amount.last, "numbers.joined_by") or line.word(amount.last) == ",")
    more = number_at(line, start)
    dimension, smaller, end = unit(line, more.end) if more else (COUNT, 0.0, 0)
    if more is None or dimension != "duration" or more.value * smaller >= amount.factor:
        return amount
    extra = more.value * smaller
    return replace(amount, low=amount.low + extra, high=amount.high + extra, last=end)


def _range_end(line: Line, at: int, number: Number) -> Number | None:
    """Return the upper end of "40 to 60", "between 30 and 40", "$800 to $1,000"."""
    if not line.listed(number.end, "numbers.range_by") or line.listed(at - 1, "numbers.change_from"):
        return None  # "from 19 to 21 percent" is a change, not a range
    start = number.end + 1 + (line.word(number.end) == "-" and line.listed(number.end + 1, "numbers.range_by"))
    start += line.word(start) in line.table("money")
    other = number_at(line, start)
    between = any(line.listed(near, "numbers.between") for near in range(number.end - 4, number.end))
    joined = between or not line.listed(number.end, "numbers.joined_by")
    return other if other and joined and other.value > number.value else None


def _score(line: Line, at: int, number: Number) -> Amount | None:
    """Read "61 votes to 39", "3-2" and "two of the five": two parts of one whole."""
    between = line.phrase(number.end, "numbers.votes_between")
    other = number_at(line, number.end + between[1]) if between else None
    if other and other.value <= number.value and not line.content(other.end) and unit(line, other.end)[0] == COUNT:
        return Amount(at, other.end, number.value, number.value, "score", score=other.value)
    part = line.phrase(number.end, "numbers.out_of")
    whole = number_at(line, number.end + part[1]) if part else None
    if whole and number.value < whole.value < 1000:
        low, top = sorted((number.value, whole.value - number.value))
        return Amount(at, whole.end, top, top, "score", score=low)
    return None


def names_a_place(line: Line, end: int) -> bool:
    """Tell whether digits that end before a token run on into "th": they name a place and count nothing."""
    return 0 < end < len(line) and line.listed(end, "numbers.ordinal_endings") and line.touch(end)


def _labelled(line: Line, at: int) -> Amount | None:
    """Read a unit that stands before its number: "magnitude 6.5", "a magnitude of 6.5"."""
    label = line.table("numbers.before_value").get(line.word(at))
    number = number_at(line, at + 1 + line.listed(at + 1, "numbers.part_of")) if label else None
    return Amount(at, number.end, number.low, number.high, label, factor=1.0) if number else None


def _one_in(line: Line, at: int, part: Number | None) -> Amount | None:
    """Read "one in four" and "nine out of ten" as a share."""
    between = line.phrase(part.end, "numbers.one_in") if part else None
    whole = number_at(line, part.end + between[1]) if part and between else None
    if part is None or whole is None or not 0 < part.value < whole.value:
        return None
    if whole.value not in _SHARES_OF and not (part.value == 1 and whole.value <= _SMALL_WHOLE):
        return None  # "three out of five judges" counts judges
    share = 100 * part.value / whole.value
    return Amount(at, whole.end, share - 1.5, share + 1.5, SHARE, nouns(line, at, whole.end))


def _age(line: Line, at: int) -> Amount | None:
    """Read an age set off by commas, or after "is": "Marta Lind, 34, said", "Marta Lind is 34"; and "the age of 34"."""
    if not line.word(at).isdecimal():
        return None
    person = line.capital(at - 2) or line.listed(at - 2, "names.roles") or line.listed(at - 2, "numbers.aged")
    apart = line.word(at - 1) == "," and line.capital(at - 2) and line.word(at + 1) in (",", ".", "")
    told = person and line.listed(at - 1, "grammar.be") and not line.content(at + 1)
    aged = line.listed(at - 1, "numbers.part_of") and line.listed(at - 2, "numbers.age_of")
    if not ((apart or told or aged) and 1 <= int(line.word(at)) < _OLDEST and line.table("units")):
        return None
    years = float(line.word(at)) * line.table("units")["year"][1]
    return Amount(at, at + 1, years, years, "age")


def _multiple(line: Line, at: int, number: Number | None) -> Amount | None:
    """Read "doubled", "twice", "three times"."""
    value, end = _multiples(line.language).get(line.stems[at]), at + 1
    if value is None and number and line.listed(number.end, "numbers.times"):
        value, end = number.value, number.end + 1
    return Amount(at, end, value, value, "times") if value else None


@cache
def _multiples(language: str) -> dict[str, float]:
    return {stem(word, language): times for word, times in table(language, "numbers.multiples").items()}


def nouns(line: Line, first: int, end: int) -> frozenset[str]:
    """Return the stems of what is counted: the content words that follow, or the one before "of" ("a crew of 11")."""
    after: list[str] = []
    for at in range(end, min(end + _NOUN_REACH, len(line))):
        if not line.content(at) and not line.listed(at, "numbers.inside_noun"):
            break
        after += [line.stems[at]] * line.content(at)
    if not after and line.listed(first - 1, "numbers.part_of") and line.content(first - 2):
        after = [line.stems[first - 2]]
    return frozenset(after)
