"""Items that stand in the wrong list: a claim among the sources, as a slip of the indentation makes it."""

from collections.abc import Collection
from functools import cache
from typing import Any, Final

from msgspec.structs import fields

from diptych.read.form import ClaimEntry, CorrectionEntry, Entry, SourceEntry, StoryEntry

_STORY: Final = "its story"
_LISTS: Final[dict[str, tuple[type[Entry], str, str]]] = {
    "stories": (StoryEntry, "story", "the file"),
    "sources": (SourceEntry, "source", _STORY),
    "claims": (ClaimEntry, "claim", _STORY),
    "corrections": (CorrectionEntry, "correction", "its claim"),
}
"""Every list of entries: what stands in it, what an editor calls that, and what the list belongs to."""


def stray(keys: Collection[str], kind: Any, name: str) -> tuple[str, str] | None:
    """Return what an item with these keys looks like, and where it belongs, if it lacks what `kind` needs and has all that another needs.

    `kind` is what the list `name` holds.

    >>> stray(["id", "claim", "statements"], SourceEntry, "sources")[0]
    'this looks like a claim, but it stands under `sources`.'
    >>> stray(["id", "file", "claim"], SourceEntry, "sources") is None
    True
    """
    if name not in _LISTS or _needed(kind) <= set(keys):
        return None
    for other, (entry, noun, home) in _LISTS.items():
        if other != name and _needed(entry) <= set(keys):
            begin = (name, other) == ("sources", "claims")  # what follows the sources of a story that has no claims yet
            more = " Where there is none yet, write it above this one, as far in as `sources:`." if begin else ""
            return f"this looks like a {noun}, but it stands under `{name}`.", f"It belongs below the line `{other}:` of {home}.{more}"
    return None


@cache
def _needed(entry: type[Entry]) -> frozenset[str]:
    return frozenset(field.encode_name for field in fields(entry) if field.required)
