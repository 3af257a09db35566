"""Read spells of time that no number counts: "an hour-long", "for weeks", "in its fifth week", "most of the day"; and ordinals."""

from diptych.compare.counting import Amount, and_more, names_a_place, nouns, unit
from diptych.compare.numerals import digits
from diptych.compare.tokens import Line


def spell(line: Line, at: int) -> Amount | None:
    """Return the spell of time or the ordinal at a token, or None.

    >>> from diptych.compare.tokens import line
    >>> [(s.low / 86400, s.high / 86400) for s in (spell(line("fifth day"), 0), spell(line("for days"), 1))]
    [(4.0, 5.0), (2.0, 99.0)]
    """
    return _one(line, at) or _phrase(line, at) or _ordinal(line, at) or _plural(line, at)


def _one(line: Line, at: int) -> Amount | None:
    """Read "an hour", "a fortnight" and "hour-long" as roughly one."""
    article = line.listed(at, "numbers.single")
    dimension, factor, end = unit(line, at + article)
    compound = line.word(end) == "-" and line.listed(end + 1, "numbers.long")
    if dimension != "duration" or not (article or compound):
        return None
    slack = 0.3 if compound else 0.1
    amount = Amount(at, end + 2 * compound, factor * (1 - slack), factor * (1 + slack), dimension, factor=factor)
    return amount if compound else and_more(line, amount)


def _phrase(line: Line, at: int) -> Amount | None:
    """Read "most of the day", "long", "briefly"; "300 metres long" and "long-term" are something else."""
    hit = line.phrase(at, "durations")
    if hit is None or line.word(at - 1) == "-" or line.word(at + hit[1]) == "-":
        return None
    if line.number(at - 1) or line.word(at - 1) in line.table("units") or line.listed(at - 1, "numbers.none"):
        return None
    low, high = hit[0]
    return Amount(at, at + hit[1], float(low), float(high), "duration", vague=True)


def _ordinal(line: Line, at: int) -> Amount | None:
    """Read "fifth week" as a duration of more than four weeks, and "third term" as a count of its own."""
    place, end = line.table("numbers.ordinals").get(line.word(at)), at + 1
    if place is None and line.number(at) and names_a_place(line, end):
        place, end = digits(line.word(at))[0], end + 1
    if place is None or line.listed(at, "numbers.loose_ordinals"):
        return None
    dimension, factor, last = unit(line, end)
    if dimension == "duration":
        return Amount(at, last, (place - 1) * factor, place * factor, dimension, factor=factor)
    return Amount(at, end, place, place, "ordinal", nouns(line, at, end))


def _plural(line: Line, at: int) -> Amount | None:
    """Read "for weeks" as two weeks or more."""
    dimension, factor, end = unit(line, at)
    bare = dimension == "duration" and end == at + 1 and at > 0 and line.word(at - 1) != "-"
    plural = bare and line.listed(at, "numbers.plural_units")
    return Amount(at, end, 2 * factor, 99 * factor, dimension, vague=True, factor=factor) if plural else None
