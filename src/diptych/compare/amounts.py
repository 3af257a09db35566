"""Read amounts: a number with its bound, its unit and what it counts, as the interval of values it commits to."""

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.compare.counting import COUNT, SHARE, Amount, counted
from diptych.compare.language import Lexicon, lexicon, longest, openers, stem, table, words
from diptych.compare.numerals import starters
from diptych.compare.spells import spell
from diptych.compare.tokens import Line

__all__ = ["COUNT", "SHARE", "Amount", "amounts"]

_LITTLE: Final = 1e-9
_AFTER: Final = {"bounds.after_above": "above", "bounds.after_below": "below", "bounds.after_about": "about"}
_ROUNDED: Final = 1.3
"""Up to this ratio an interval comes from rounding; a bound holds for the number as written."""


def amounts(line: Line, taken: frozenset[int] = frozenset()) -> tuple[Amount, ...]:
    """Return the amounts of a line, in order; tokens in `taken` (dates) hold none.

    >>> from diptych.compare.tokens import line
    >>> [(a.low, a.high, a.dimension) for a in amounts(line("at least 40 houses in an hour-long fire"))]
    [(40.0, inf, 'count'), (2520.0, 4680.0, 'duration')]
    """
    return tuple(_scan(line, taken))


def _scan(line: Line, taken: frozenset[int]) -> Iterator[Amount]:
    before, reached = None, 0
    for at in _possible(line):
        amount = _amount(line, at) if at >= reached and at not in taken else None
        if amount and taken.isdisjoint(range(amount.first, amount.last)) and not _is_rate(line, amount, before):
            yield amount
            before, reached = amount, amount.last


def _possible(line: Line) -> list[int]:
    """Return the tokens that an amount may begin at; few of "the", "a" and "at" begin one."""
    known = _openers(line.language)
    said = enumerate(zip(line.words, line.stems, strict=True))
    found = [at for at, (word, plain) in said if word in known.words or plain in known.multiples or word[0].isdecimal()]
    return [at for at in found if known.opens(line, at)]


class _Openers(Struct, frozen=True):
    """What an amount can begin with: one of `alone` or `multiples` (stems), digits, a phrase, or one of `before` beside one of `after`.

    `words` are all words that stand first in any of these.
    """

    words: frozenset[str]
    alone: frozenset[str]
    multiples: frozenset[str]
    phrases: Lexicon
    before: frozenset[str]
    after: frozenset[str]

    def opens(self, line: Line, at: int) -> bool:
        word = line.words[at]
        if word in self.alone or word[0].isdecimal() or line.stems[at] in self.multiples or longest(self.phrases, line.words, at):
            return True
        return word in self.before and line.word(at + 1 + (line.word(at + 1) == "-")) in self.after


@cache
def _openers(language: str) -> _Openers:
    articles = words(language, "numbers.single")
    signs = (sign for sign in table(language, "money") if not sign.isalnum())
    ordinals = words(language, "numbers.ordinals") - words(language, "numbers.loose_ordinals")
    alone = (starters(language) - articles) | ordinals | words(language, "numbers.before_value") | frozenset(signs)
    bounds = [f"bounds.{name}" for name in table(language, "bounds")]
    phrases = lexicon((tuple(phrase.split()), phrase) for path in (*bounds, "durations", "units") for phrase in table(language, path))
    return _Openers(
        words=alone | articles | frozenset(phrases) | {"-"},
        alone=alone,
        multiples=frozenset(stem(word, language) for word in table(language, "numbers.multiples")),
        phrases=phrases,
        before=articles | {"-"},
        after=starters(language) | openers(language, ("units",)),
    )


def _is_rate(line: Line, amount: Amount, before: Amount | None) -> bool:
    """Tell whether "a day" says how often ("eight ships a day") and not how long."""
    article = line.listed(amount.first, "numbers.single")
    return article and amount.dimension == "duration" and before is not None and amount.first - before.last <= 2


def _amount(line: Line, at: int) -> Amount | None:
    if line.phrase(at - 1, "numbers.not_counting"):
        return None
    bound, start = _bound(line, at)
    amount = counted(line, start) or (None if bound else spell(line, start))
    if amount is None:
        return None
    after, end = _bound_after(line, amount.last)
    return _bounded(replace(amount, first=at, last=end), bound or after)


def _bound(line: Line, at: int) -> tuple[str, int]:
    """Return the name of the bound that stands at `at`, and where the number should begin."""
    name, length = longest(_bounds(line.language), line.words, at) or ("", 0)
    return name, at + length


@cache
def _bounds(language: str) -> Lexicon:
    """Return the phrases of all bounds that stand before a number, each with the name of its bound."""
    names = sorted(name for name in table(language, "bounds") if not name.startswith("after_"))
    return lexicon({tuple(phrase.split()): name for name in names for phrase in table(language, f"bounds.{name}")}.items())


def _bound_after(line: Line, at: int) -> tuple[str, int]:
    """Return the name of the bound that follows an amount ("or more", "-plus"), and where it ends."""
    start = at + (line.word(at) == "-")
    if line.word(start) in openers(line.language, tuple(_AFTER)):
        for path, name in _AFTER.items():
            if hit := line.phrase(start, path):
                return name, start + hit[1]
    return "", at


def _bounded(amount: Amount, bound: str) -> Amount:
    if not bound:
        return amount
    low, high = amount.low, amount.high
    if bound in ("above", "at_least", "below", "at_most") and high <= _ROUNDED * low:
        low = high = (low + high) / 2
    slack = _slack(high)
    limits = {
        "above": (low + min(slack, 1) * _LITTLE, math.inf),
        "at_least": (low, math.inf),
        "below": (0.0, high * (1 - _LITTLE)),
        "at_most": (0.0, high),
        "nearly": (low * 0.88, high),
        "slightly_over": (low, high * 1.1),
        "about": (low - slack, high + slack),
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
