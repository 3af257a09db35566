"""A source entry as YAML, from what was found. What is not known is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from diptych.bring.found import Found
from diptych.read import quoted

_ASKED: Final = ("title", "publisher", "author", "published", "url", "language")
"""What a reader wants to know of a source; the editor is told what of it was not found."""

_BARE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_PLAIN: Final = ("file", "published", "updated", "retrieved", "language")
_NARROW: Final = "quotes  # the quoted passages alone reach the site; `full` where you may publish the whole text"


@dataclass(frozen=True, slots=True)
class Addition:
    """A source on its way into a story: where its text and its original go, the bytes of both, and the facts of its entry.

    `original` is None where the text is stored as it came. `facts` are keys and values of the entry, as they stand in YAML.
    """

    id: str
    file: str
    text: bytes
    original: tuple[str, bytes] | None
    facts: tuple[tuple[str, str], ...]
    not_article: tuple[str, ...]
    unknown: tuple[str, ...]
    kind: str
    notes: tuple[str, ...]

    @classmethod
    def of(cls, source_id: str, known: dict[str, str], text: bytes, original: tuple[str, bytes] | None, found: Found) -> "Addition":
        """Return the source called `source_id`: `known` facts that are empty are left out, its text pinned, its rights assumed narrow."""
        facts = [(key, value if key in _PLAIN and _BARE.fullmatch(value) else quoted(value)) for key, value in known.items() if value]
        facts += [("publish", _NARROW), ("sha256", sha256(text).hexdigest())]
        unknown = tuple(key for key in _ASKED if not known[key])
        return cls(source_id, known["file"], text, original, tuple(facts), found.not_article, unknown, found.kind, found.notes)

    def fact(self, key: str) -> str:
        """Return what the entry says under `key`, or nothing."""
        return next((value.strip('"') for name, value in self.facts if name == key), "")


def as_yaml(addition: Addition, indent: str) -> str:
    """Return the entry as an item of `sources:`, each line behind `indent`, ending in a newline."""
    lines = [f"- id: {addition.id}", *(f"  {key}: {value}" for key, value in addition.facts)]
    if addition.not_article:
        lines += ["  not_article:", *(f"    - {quoted(words)}" for words in addition.not_article)]
    return "".join(f"{indent}{line}\n" for line in lines)


def story_as_yaml(story_id: str, title: str, additions: Sequence[Addition], indent: str, item: bool = True) -> str:
    """Return a new story with its first sources: an item of `stories:`, or the whole of a story's own file."""
    inner = f"{indent}  " if item else indent
    head = f"{indent}{'- ' if item else ''}id: {story_id}\n{inner}title: {quoted(title)}\n{inner}sources:\n"
    return head + "".join(as_yaml(each, f"{inner}  ") for each in additions)
