"""Where the problems of a run are gathered: the one list that grows while `read` works."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from diptych.errors import Excerpt, Place, Problem


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
    return next(iter(get_close_matches(written, list(known), 1, 0.5)), "")


def slug(written: str) -> str:
    """Return the nearest good id to what an editor wrote, or nothing where no letter or digit is left.

    >>> slug("Call Length!")
    'call-length'
    """
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")


def listed(words: Iterable[str]) -> str:
    """Return the words in backticks, as a list to read.

    >>> listed(["a", "b", "c"])
    '`a`, `b`, `c`'
    """
    return ", ".join(f"`{word}`" for word in words)
