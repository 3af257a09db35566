"""What was found in a page or a file, whatever it came as."""

import re
from typing import Final

from msgspec import Struct

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class UnreadableError(Exception):
    """Bytes that no text can be had from: what is wrong, and the way out."""


class Found(Struct, frozen=True):
    r"""A text as it will be stored, and what its page says of it; the empty string for what it does not say.

    `text` ends in a newline and has `\n` for all of them. `not_article` holds words that make up whole lines of it. `kind` says what
    it was. `notes` are for the editor.
    """

    kind: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    canonical: str = ""
    not_article: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def language(said: object) -> str:
    """Return a language tag as claims.yaml takes it, or nothing.

    >>> language("en_GB"), language("English, perhaps")
    ('en-GB', '')
    """
    tag = said.strip().replace("_", "-") if isinstance(said, str) else ""
    return tag if _LANGUAGE.fullmatch(tag) else ""
