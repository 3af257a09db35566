"""Spans, and the line and column of an offset."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    r"""`[start, end)` in Unicode code points of a source's text as read (utf-8-sig, newlines as `\n`).

    >>> Span(4, 9).of("The river rose.")
    'river'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a code point; spans that only touch do not.

        >>> Span(0, 4).overlaps(Span(4, 6))
        False
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def line_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column of `offset`, both from 1. Only `\n` ends a line.

    >>> line_column("one\ntwo", 5)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same code points as ordered spans that neither overlap nor touch.

    >>> merged([Span(5, 8), Span(0, 2), Span(1, 3)])
    (Span(start=0, end=3), Span(start=5, end=8))
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
