"""What a segment names that can agree or clash: numbers with what they count, dates, and names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from diptych.align.rules import Rules
from diptych.align.words import Word
from diptych.text import Span


class Number(Struct, frozen=True):
    """A number and the stem of what it counts; `$`, `€`, `£` for money, nothing at the end of a segment."""

    value: float
    noun: str
    span: Span


class Date(Struct, frozen=True):
    """A point in time as a text names it: `kind` is weekday, month, or relative ("last month"). A year is a number."""

    kind: str
    name: str
    span: Span


def numbers(words: Sequence[Word], published: str | None, rules: Rules) -> tuple[Number, ...]:
    """Return the numbers among `words`, scales multiplied in. Where the text's own date is known, "last year" is a number too.

    >>> from diptych.align.words import words
    >>> from diptych.align.rules import rules
    >>> read = words("$5.7 million for 12 guards last year", 0, "en", {})
    >>> [(number.value, number.noun) for number in numbers(read, "2023-04-26", rules("en"))]
    [(5700000.0, '$'), (12.0, 'guard'), (2022.0, '')]
    """
    found = [_number(words, at, rules) for at, word in enumerate(words) if word.value is not None]
    return tuple(found) + (tuple(_years(words, published, rules)) if published else ())


def _number(words: Sequence[Word], first: int, rules: Rules) -> Number:
    value, at = words[first].value or 0.0, first + 1
    while at < len(words) and words[at].form in rules.scales:
        value *= rules.scales[words[at].form]
        at += 1
    sign = words[first].form[0]
    noun = sign if sign in "$€£" else words[at].stem if at < len(words) else ""
    return Number(value, noun, Span(words[first].start, words[at - 1].end))


def _years(words: Sequence[Word], published: str, rules: Rules) -> Iterator[Number]:
    for date in dates(words, rules):
        if date.name in rules.years:
            yield Number(float(published[:4]) + rules.years[date.name], "", date.span)


def same(one: float, other: float) -> bool:
    """Tell whether two numbers may be one: equal, or large and rounded.

    >>> same(43_885_310, 44_000_000), same(23, 26), same(2013, 2014)
    (True, False, False)
    """
    large = max(one, other)
    return one == other or (large >= 3000 and abs(one - other) <= 0.015 * large)


def agreeing(left: Sequence[Number], right: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Return every number of `left` with every one of `right` that may be the same."""
    return [
        (one, other) for one in left for other in right if one.value == other.value or (one.value > 2900 and same(one.value, other.value))
    ]


def dates(words: Sequence[Word], rules: Rules) -> tuple[Date, ...]:
    """Return the dates among `words`.

    >>> from diptych.align.words import words
    >>> from diptych.align.rules import rules
    >>> [date.name for date in dates(words("On Friday, as last month and in May, we may go", 0, "en", {}), rules("en"))]
    ['friday', 'last month', 'may']
    """
    dating = rules.dating
    found = [_date(words, at, rules) for at, word in enumerate(words) if word.form in dating]
    return tuple([date for date in found if date])


def _date(words: Sequence[Word], at: int, rules: Rules) -> Date | None:
    word = words[at]
    if word.form in rules.relative:
        if at + 1 < len(words) and words[at + 1].form in rules.units:
            return Date("relative", f"{word.form} {words[at + 1].form}", Span(word.start, words[at + 1].end))
        return None
    kind = "weekday" if word.form in rules.weekdays else "month"
    return Date(kind, word.form, Span(word.start, word.end)) if word.capital else None


Slot = tuple[str, ...]
"""The stems before and after a word, empty at an end of the segment; or what belongs to a land, by its stem alone."""


def slots(words: Sequence[Word], rules: Rules) -> dict[Slot, Word]:
    """Return by its neighbours every word with a capital but the first: another name there is another claim. A land is also returned by
    what belongs to it: another land's ministry is another ministry.

    >>> from diptych.align.words import words
    >>> [(slot, word.form) for slot, word in slots(words("they arrested Jackson on Monday", 0, "xx", {}), Rules()).items()]
    [(('arrested', 'on'), 'jackson'), (('on', ''), 'monday')]
    >>> list(slots(words("Yesterday Beijing's ministry denied it", 0, "xx", {}), Rules(lands=frozenset({"beijing"}))))
    [('yesterday', 'ministry'), ('ministry',)]
    """
    stems = ["", *[word.stem for word in words], ""]
    named: dict[Slot, Word] = {
        (stems[at], stems[at + 2]): word for at, word in enumerate(words) if word.capital and at and word.form not in rules.function
    }
    return named | _belongings(words, rules)


def _belongings(words: Sequence[Word], rules: Rules) -> dict[Slot, Word]:
    """Return by its stem what belongs to one land; the presidents of two say nothing."""
    owners: dict[Slot, list[Word]] = {}
    for land, thing in owned(words, rules, 1):
        owners.setdefault((thing.stem,), []).append(land)
    return {slot: lands[0] for slot, lands in owners.items() if len({land.stem for land in lands}) == 1}


def owned(words: Sequence[Word], rules: Rules, most: int) -> list[tuple[Word, Word]]:
    """Return what is a land's, with the land: at most so many words after it, up to a land, number or date or one that carries no claim.

    >>> from diptych.align.words import words
    >>> known = Rules(lands=frozenset({"spain"}), function=frozenset({"in"}))
    >>> [f"{land.form} {thing.form}" for land, thing in owned(words("Spain defence ministry in Spain", 0, "xx", {}), known, 2)]
    ['spain defence', 'spain ministry']
    """
    found: list[tuple[Word, Word]] = []
    for at in [at for at, word in enumerate(words) if word.stem in rules.lands]:
        things = takewhile(lambda word: _is_thing(word, rules), words[at + 1 : at + 1 + most])
        found += [(words[at], thing) for thing in things]
    return found


def _is_thing(word: Word, rules: Rules) -> bool:
    return not (word.stem in rules.lands or word.form in rules.function or word.form in rules.dating or word.value is not None)


def name_forms(segments: Iterable[Sequence[Word]], rules: Rules) -> frozenset[str]:
    """Return the words that the texts write with a capital inside a sentence more often than without.

    Headlines, where nearly every word has one, do not count.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for words in segments:
        if sum([word.capital for word in words]) > 0.6 * len(words):
            continue
        capital.update([word.form for word in words[1:] if word.capital])
        small.update([word.form for word in words[1:] if not word.capital])
    known = rules.function | rules.months | rules.weekdays
    return frozenset(form for form, times in capital.items() if times > small[form] and form not in known)
