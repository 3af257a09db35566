"""Quotations of a text and who speaks them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import Final

from msgspec import Struct

from diptych.align.rules import Rules
from diptych.align.words import Word, plain
from diptych.text import Span

_MARK: Final = re.compile(r'"')
_NEAR: Final = 8
"""How many words from a reporting verb its speaker is looked for."""
_FIRST: Final = 3
"""How many of the names that open a sentence are its speaker's."""


class Speaker(Struct, frozen=True):
    """Who says a segment: names to compare, and as the text writes them."""

    names: frozenset[str]
    written: str


NOBODY: Final = Speaker(frozenset(), "")


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


def quoted(words: Sequence[Word], quotes: Sequence[Span]) -> tuple[bool, ...]:
    """Return for each word whether one of `quotes` holds it."""
    flags = [False] * len(words)
    starts = [word.start for word in words] if quotes else []
    for quote in quotes:
        first, end = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        flags[first:end] = [True] * (end - first)
    return tuple(flags)


def mostly(flags: Sequence[bool]) -> bool:
    """Tell whether nearly all words of a segment are quoted: such a segment is a quotation."""
    return sum(flags) > 0.8 * len(flags)


def speaker(text: str, words: Sequence[Word], inside: Sequence[bool], names: frozenset[str], rules: Rules) -> Speaker | None:
    """Return who stands beside the first reporting verb outside quotation marks, up to the next comma on either side: `NOBODY` for a
    pronoun or "the ministry", None where nothing is reported. The speaker of a participle ("..., saying") is named first.

    >>> from diptych.align.rules import rules
    >>> from diptych.align.words import words
    >>> line = "On Monday, Spain’s envoy Ann Kirby said in Rome, it was over."
    >>> speaker(line, words(line, 0, "en", {}), [False] * 12, frozenset({"spain’s", "spain's", "ann", "kirby"}), rules("en")).written
    'Spain’s Ann Kirby'
    """
    verbs = (rules.reporting, rules.participles)
    told = [at for at, word in enumerate(words) if (word.form in verbs[0] or word.form in verbs[1]) and not inside[at]]
    if not told:
        return None
    at = told[0]
    if words[at].form in rules.participles:
        near = _named([word for word, quoted in zip(words, inside, strict=True) if not quoted], names)[:_FIRST]
    else:
        after = list(takewhile(lambda word: word.form not in rules.breakers, _near(text, words[at:])))
        beside = _near(text, words[at::-1])[::-1]
        near = _named(beside, names) or _named(after, names) or _named(_apposed(text, words[at + len(after) :], rules), names)
    return Speaker(frozenset(word.stem for word in near), " ".join(text[word.start : word.end] for word in near)) if near else NOBODY


def _apposed(text: str, words: Sequence[Word], rules: Rules) -> list[Word]:
    """Return the words with a capital after the comma that follows the first of these: "captain, Ann Lee". A land is where it was said.

    >>> from diptych.align.rules import rules
    >>> from diptych.align.words import words
    >>> line = "captain, Ann Lee, in Rome"
    >>> [word.form for word in _apposed(line, words(line, 0, "en", {}), rules("en"))]
    ['ann', 'lee']
    """
    if len(words) < 2 or text[words[0].end : words[1].start].strip() != ",":
        return []
    return list(takewhile(lambda word: word.capital and word.stem not in rules.lands, words[1 : _FIRST + 1]))


def _named(words: Iterable[Word], names: frozenset[str]) -> list[Word]:
    return [word for word in words if word.capital and word.form in names]


def _near(text: str, words: Sequence[Word]) -> list[Word]:
    """Return the words after the first, as far as nothing but spaces stands between them; a comma at once closes "the mayor, Ann Lee,"."""
    found: list[Word] = []
    for last, word in pairwise(words[: _NEAR + 1]):
        between = text[last.end : word.start] if last.end <= word.start else text[word.end : last.start]
        if between.strip(" .-" if found else " .-,"):
            break
        found.append(word)
    return found
