"""What a segment names that can agree or clash: numbers with their nouns, dates, names, quoted words, and who speaks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from diptych.align.rules import Rules
from diptych.align.words import Word, plain
from diptych.text import Span

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_MARK: Final = re.compile(r'"')
_NEAR: Final = 4
"""How many words from a reporting verb its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the stem of what it counts; `$`, `€`, `£` for money, nothing at the end of a segment."""

    value: float
    noun: str
    span: Span


def numbers(words: Sequence[Word], rules: Rules) -> tuple[Number, ...]:
    """Return the numbers among `words`, scales multiplied in; a lone "one" says too little.

    >>> from diptych.align.words import words
    >>> numbers(words("$5.7 million for 12 guards", 0, Rules(scales={"million": 1e6}), {}), Rules(scales={"million": 1e6}))
    (Number(value=5700000.0, noun='$', span=Span(start=0, end=12)), Number(value=12.0, noun='guards', span=Span(start=17, end=19)))
    """
    found: list[Number] = []
    at = 0
    while at < len(words):
        value = _value(words[at].form, rules)
        first, at = at, at + 1
        if value is None:
            continue
        while at < len(words) and words[at].form in rules.scales:
            value *= rules.scales[words[at].form]
            at += 1
        sign = words[first].form[0]
        noun = sign if sign in "$€£" else words[at].stem if at < len(words) else ""
        found.append(Number(value, noun, Span(words[first].span.start, words[at - 1].span.end)))
    return tuple(found)


def _value(form: str, rules: Rules) -> float | None:
    if form[0].isdigit() or form[0] in "$€£":
        digits = form.strip("$€£").replace(",", "")
        return float(digits) if digits.count(".") <= 1 and digits.isascii() else None
    value = rules.numbers.get(form)
    return None if value == 1 else value


def same(one: float, other: float) -> bool:
    """Tell whether two numbers may be one: equal, or large and rounded.

    >>> same(43_885_310, 44_000_000), same(23, 26), same(2013, 2014)
    (True, False, False)
    """
    large = max(one, other)
    return one == other or (large >= 3000 and abs(one - other) <= 0.015 * large)


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A point in time as a text names it: `kind` is weekday, month, year or relative ("last month")."""

    kind: str
    name: str
    span: Span


def dates(words: Sequence[Word], published: str | None, rules: Rules) -> tuple[Date, ...]:
    """Return the dates among `words`. Where the text's own date is known, "last year" is also the year it was.

    >>> from diptych.align.words import words
    >>> known = Rules(relative=frozenset({"last"}), units=frozenset({"year"}))
    >>> [(date.kind, date.name) for date in dates(words("in 2022, last year", 0, known, {}), "2023-04-26", known)]
    [('year', '2022'), ('relative', 'last year'), ('year', '2022')]
    """
    return tuple(date for at in range(len(words)) for date in _dated(words, at, published, rules))


def _dated(words: Sequence[Word], at: int, published: str | None, rules: Rules) -> Iterator[Date]:
    word = words[at]
    if word.capital and word.form in rules.weekdays:
        yield Date("weekday", word.form, word.span)
    elif word.capital and word.form in rules.months:
        yield Date("month", word.form, word.span)
    elif _YEAR.fullmatch(word.form):
        yield Date("year", word.form, word.span)
    elif word.form in rules.relative and at + 1 < len(words) and words[at + 1].form in rules.units:
        span = Span(word.span.start, words[at + 1].span.end)
        yield Date("relative", f"{word.form} {words[at + 1].form}", span)
        back = rules.years.get(f"{word.form} {words[at + 1].form}")
        if back is not None and published:
            yield Date("year", str(int(published[:4]) + back), span)


def name_forms(segments: Iterable[Sequence[Word]], rules: Rules) -> frozenset[str]:
    """Return the words that the texts write with a capital inside a sentence more often than without.

    Headlines, where nearly every word has one, do not count.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for words in segments:
        if sum(word.capital for word in words) > 0.6 * len(words):
            continue
        for word in words[1:]:
            (capital if word.capital else small)[word.form] += 1
    known = rules.function | rules.months | rules.weekdays
    return frozenset(form for form, times in capital.items() if times > small[form] and form not in known)


def quotations(text: str, segment: Span, inside: bool) -> tuple[tuple[Span, ...], bool]:
    """Return the quoted parts of a segment, and whether a quotation is still open at its end.

    `inside` says that one was open before it; an opening mark at the very start begins it anew.

    >>> quotations('He said "no" and "never', Span(0, 23), False)
    ((Span(start=9, end=11), Span(start=18, end=23)), True)
    """
    written = plain(segment.of(text))
    inside = inside and not written.startswith('"')
    spans: list[Span] = []
    start = 0
    for match in _MARK.finditer(written):
        if inside and match.start() > start:
            spans.append(Span(segment.start + start, segment.start + match.start()))
        inside, start = not inside, match.end()
    if inside and start < len(written):
        spans.append(Span(segment.start + start, segment.end))
    return tuple(spans), inside


def speaker(words: Sequence[Word], quoted: Sequence[bool], names: frozenset[str], rules: Rules) -> frozenset[str] | None:
    """Return the names next to the first reporting verb outside quotation marks; empty for a pronoun, None where nobody speaks."""
    for at, word in enumerate(words):
        if word.form not in rules.reporting or quoted[at]:
            continue
        near = words[max(0, at - _NEAR) : at + _NEAR + 1]
        found = frozenset(other.stem for other in near if other.capital and other.form in names)
        if found or any(other.form in rules.pronouns for other in words[max(0, at - 1) : at + 2]):
            return found
    return None
