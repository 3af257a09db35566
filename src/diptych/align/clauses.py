"""Cut a long segment into clauses: one sentence may state two claims."""

import re
from functools import cache
from typing import Final

from diptych.align.rules import Rules
from diptych.align.words import plain
from diptych.text import Span

_SHORTEST: Final = 4
"""Words a clause must have; a shorter piece stays with the one before it."""
_COMMA: Final = re.compile(r",\"?\s+")
_PUNCTUATION: Final = r"[;:]\s+|\s+-+\s+|--+|[.!?][\"')]*\s+|,\"\s+"


def clauses(text: str, segment: Span, rules: Rules) -> tuple[Span, ...]:
    """Return the clauses of `segment`: in order, disjoint, without white space at their edges; between them only white space.

    Punctuation cuts in any language; connecting words cut where the language has rules.

    >>> line = "The call was welcomed by France and Spain, but it is too soon to tell whether it will help."
    >>> [clause.of(line) for clause in clauses(line, Span(0, len(line)), Rules(openers=("but",)))]
    ['The call was welcomed by France and Spain,', 'but it is too soon to tell whether it will help.']
    """
    written = segment.of(text)
    folded = plain(written)
    small = folded.lower()  # A pattern that ignores case takes twice as long; "İ" alone grows when it is made small.
    cuts = [at.end() for at in _connector(rules.openers, rules.breakers).finditer(small if len(small) == len(folded) else folded)]
    if small.partition(" ")[0] in rules.leaders:
        comma = _COMMA.search(folded)
        cuts = sorted({*cuts, comma.end()}) if comma else cuts
    return tuple(_trimmed(written, start, end, segment.start) for start, end in _pieces(written, cuts))


@cache
def _connector(openers: tuple[str, ...], breakers: tuple[str, ...]) -> re.Pattern[str]:
    parts = [_PUNCTUATION]
    if openers:
        parts.append(rf",\s+(?=(?:{'|'.join(openers)})\b)")
    if breakers:
        parts.append(rf"\s+(?=(?:{'|'.join(breakers)})\s)")
    return re.compile(f"(?=[;:.!?,\\s-])(?:{'|'.join(parts)})")  # Where no cut can begin nothing is tried.


def _pieces(written: str, cuts: list[int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = 0
    for cut in cuts:
        if len(written[start:cut].split()) >= _SHORTEST:
            pieces.append((start, cut))
            start = cut
    if not pieces or len(written[start:].split()) >= _SHORTEST:
        return [*pieces, (start, len(written))]
    return [*pieces[:-1], (pieces[-1][0], len(written))]


def _trimmed(written: str, start: int, end: int, offset: int) -> Span:
    piece = written[start:end]
    return Span(offset + start + len(piece) - len(piece.lstrip()), offset + start + len(piece.rstrip()))
