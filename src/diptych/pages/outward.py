"""Links that lead out of the site, each with its archived copy (Robust Links), so that a reader has a way when the first one rots."""

import re
from contextlib import suppress
from datetime import date
from typing import Final

from msgspec import Struct

from diptych.model import Provenance

_STAMP: Final = re.compile(r"/(\d{4})\.?(\d\d)\.?(\d\d)(?:-?\d{0,6})(?:[a-z]{2}_)?/")


class Outward(Struct, frozen=True):
    """A link: where it leads, the address as it is printed, and what a robust link says of the copy: original, version, its date."""

    href: str
    address: str
    original: str
    version: str
    version_date: str


def live(known: Provenance, directives: str = "") -> Outward | None:
    """Return the link to the published article, or None where no address is known."""
    if not known.url:
        return None
    return Outward(with_directives(known.url, directives), known.url, "", known.archive_url, version_date(known))


def archived(known: Provenance, directives: str = "") -> Outward | None:
    """Return the link to the archived copy of the article, or None where none is known."""
    if not known.archive_url:
        return None
    return Outward(with_directives(known.archive_url, directives), known.archive_url, known.url, "", version_date(known))


def with_directives(url: str, directives: str) -> str:
    """Return `url` with text directives in the place of any that it has; its id stays, as the way out where the words are gone.

    >>> with_directives("https://example.org/a#top", "text=rose"), with_directives("https://example.org/a", "")
    ('https://example.org/a#top:~:text=rose', 'https://example.org/a')
    >>> with_directives("https://example.org/a#:~:text=tulip", "text=rose")
    'https://example.org/a#:~:text=rose'
    """
    plain = url.partition(":~:")[0].removesuffix("#")
    return f"{plain}{'' if '#' in plain else '#'}:~:{directives}" if directives else url


def version_date(known: Provenance) -> str:
    """Return the day of the archived copy: the one in its address, else the day on which an editor stored the text, if to the day.

    >>> copy = "https://web.archive.org/web/20230426101500/https://a.example/"
    >>> version_date(Provenance("", "", "", "", "2023-05-01", "https://a.example/", copy, "", "", ""))
    '2023-04-26'
    >>> version_date(Provenance("", "", "", "", "", "https://a.example/", "https://arch.example/https://a.example/65398212/", "", "", ""))
    ''
    """
    copied = known.archive_url.find("/http", 1)  # what follows is the address of the original
    for found in _STAMP.finditer(known.archive_url[: copied + 1 or None]):
        day = "-".join(found.groups())
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    return known.retrieved if known.archive_url and len(known.retrieved) == len("2023-04-26") else ""
