"""Find what stands between quotation marks in a paragraph."""

import re
from functools import lru_cache
from typing import Final

_OPENING: Final = "“„«"
_CLOSING: Final = "”»"
_STRAIGHT: Final = '"'
_MARK: Final = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")


@lru_cache(maxsize=64)
def quotations(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of `paragraph` between quotation marks; one that is never closed runs to the end.

    >>> paragraph = "He said: “No. Never.” Then he left."
    >>> [paragraph[start:end] for start, end in quotations(paragraph)]
    ['No. Never.']
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(paragraph):
        at, sign = mark.start(), mark.group()
        if opened is None and (sign in _OPENING or (sign == _STRAIGHT and _may_open(paragraph, at))):
            opened = at + 1
        elif opened is not None and (sign in _CLOSING or sign == _STRAIGHT or (sign == "“" and paragraph[opened - 1] == "„")):
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, len(paragraph)))
    return tuple(found)


def _may_open(paragraph: str, at: int) -> bool:
    """Tell whether a straight mark can open: a space or nothing before it, and no space after it."""
    before = paragraph[at - 1] if at else " "
    after = paragraph[at + 1] if at + 1 < len(paragraph) else " "
    return not before.isalnum() and not after.isspace()


def quoted_share(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> float:
    """Return the share of `[start, end)` that lies between quotation marks."""
    inside = sum(max(0, min(end, last) - max(start, first)) for first, last in ranges)
    return inside / (end - start) if end > start else 0.0
