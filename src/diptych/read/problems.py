"""Where the problems of a run are gathered: the one list that grows while `read` works."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from diptych.errors import Excerpt, Place, Problem

_SHOWN: Final = 5
"""Ids that a hint names; more are counted."""


class Problems:
    """The problems found so far. Records made meanwhile leave out what was wrong; with any problem no site is built."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place, message: str, *hints: str, excerpt: Excerpt | None = None) -> None:
        """Note one problem. Empty hints are left out."""
        self.found.append(Problem(place, message, tuple(filter(None, hints)), excerpt))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return the hint that names the nearest of `known`, or nothing where none is near.

    >>> did_you_mean("antiwr", ["wire", "antiwar"])
    'Did you mean `antiwar`?'
    """
    near = nearest_of(written, known)
    return f"Did you mean `{near}`?" if near else ""


def nearest_of(written: str, known: Iterable[str]) -> str:
    """Return the nearest of `known`, or nothing where none is near.

    >>> nearest_of("titel", ["title", "url"])
    'title'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(written, list(known), 1, 0.5)), "")


def slug(written: str) -> str:
    """Return the nearest good id to what an editor wrote, or nothing where no letter or digit is left.

    >>> slug("Call Length!")
    'call-length'
    """
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")


def there_are(ids: Sequence[str]) -> str:
    """Return the hint that names what there is, a few of many.

    >>> there_are(["lighthouse"]), there_are(["a", "b"]), there_are([])
    ('The only one is `lighthouse`.', 'There are `a`, `b`.', 'There is none yet.')
    >>> there_are("abcdefgh")
    'There are `a`, `b`, `c`, `d`, `e` and 3 more.'
    """
    if len(ids) < 2:
        return f"The only one is `{ids[0]}`." if ids else "There is none yet."
    most = len(ids) if len(ids) <= _SHOWN + 1 else _SHOWN
    return f"There are {listed(ids[:most])}{f' and {len(ids) - most} more' if len(ids) > most else ''}."


def listed(words: Iterable[str]) -> str:
    """Return the words in backticks, as a list to read.

    >>> listed(["a", "b", "c"])
    '`a`, `b`, `c`'
    """
    return ", ".join(f"`{word}`" for word in words)
