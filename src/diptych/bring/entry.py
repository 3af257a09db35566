"""A source entry as YAML, from what was found. What is not known is left out."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from msgspec import Struct

from diptych.bring.found import Found
from diptych.read import quoted
from diptych.text import seen, shows

_ASKED: Final = ("title", "publisher", "author", "published", "url", "language")
"""What a reader wants to know of a source; the editor is told what of it was not found."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_WORDS: Final = ("title", "publisher", "author")
_RIGHTS: Final = "  publish: quotes  # the quoted passages alone reach the site; `full` where you may publish the whole text"


class Addition(Struct, frozen=True):
    """A source on its way into a story: its id, the bytes of its text, where its original goes and the bytes of that.

    `original` is None where the text is stored as it came. `facts` are the keys and values of its entry that are known.
    """

    id: str
    text: bytes
    original: tuple[str, bytes] | None
    facts: tuple[tuple[str, str], ...]
    found: Found

    @property
    def file(self) -> str:
        """Where the text goes, as a path from the site's folder."""
        return self.fact("file")

    @property
    def unknown(self) -> tuple[str, ...]:
        """What a reader will want to know of the source and nobody has said."""
        return tuple(key for key in _ASKED if not self.fact(key))

    def fact(self, key: str) -> str:
        """Return what the entry says under `key`, or nothing."""
        return next((value for name, value in self.facts if name == key), "")


def addition(source_id: str, known: dict[str, str], text: bytes, original: tuple[str, bytes] | None, found: Found) -> Addition:
    """Return a source with the facts of `known` that are not empty, without what does not show in them, its text pinned by its hash."""
    facts = [(key, plain) for key, value in known.items() if shows(plain := seen(value))]
    return Addition(source_id, text, original, (*facts, ("sha256", sha256(text).hexdigest())), found)


def as_yaml(source: Addition, indent: str) -> str:
    """Return the entry as an item of `sources:`, each line behind `indent`, ending in a newline.

    As little as possible is published until the editor says otherwise.
    """
    lines = [f"- id: {source.id}", *(f"  {key}: {_scalar(key, value)}" for key, value in source.facts), _RIGHTS]
    if source.found.not_article:
        lines += ["  not_article:", *(f"    - {quoted(words)}" for words in source.found.not_article)]
    return "".join(f"{indent}{line}\n" for line in lines)


def story_as_yaml(story_id: str, title: str, sources: Sequence[Addition], indent: str, item: bool = True) -> str:
    """Return a new story with its first sources: an item of `stories:`, or the whole of a story's own file."""
    inner = f"{indent}  " if item else indent
    head = f"{indent}{'- ' if item else ''}id: {story_id}\n{inner}title: {quoted(seen(title))}\n{inner}sources:\n"
    return head + "".join(as_yaml(each, f"{inner}  ") for each in sources)


def _scalar(key: str, value: str) -> str:
    return value if key not in _WORDS and _PLAIN.fullmatch(value) else quoted(value)
