"""What a page may depend on: which templates no story's page needs, so that a change of one makes no story again."""

import re
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Final

OWN: Final = frozenset(["404.html.j2", "home.html.j2", "page.html.j2", "search.html.j2"])
"""The templates of pages that are no story's."""

_COMPUTED: Final = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b(?!\s*(?:"[^"]*"|'[^']*')\s*(?:[-+]?%\}|(?:ignore|with|without|as|import)\s))"""
)
"""A template that names another by what is only known when it runs: by anything but one string."""


def apart(folders: Iterable[Path]) -> Set[str]:
    """Return the templates in these folders, the first of which goes first, that no story's page may show anything of.

    Where one cannot be read, there is none.
    """
    found: dict[str, str] = {}
    try:
        for folder in folders:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                found.setdefault(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return frozenset()
    return unneeded(found)


def unneeded(templates: Mapping[str, str]) -> Set[str]:
    """Return which of the templates, text by name, no template of a story's page names.

    >>> sorted(unneeded({"story.html.j2": '{% include "search.html.j2" %}'}))
    ['404.html.j2', 'home.html.j2', 'page.html.j2']
    >>> unneeded({"story.html.j2": "{% include part %}"}), unneeded({"story.html.j2": '{% extends "a" if b else "c" %}'})
    (frozenset(), frozenset())
    """
    others = [text for name, text in templates.items() if name not in OWN]
    if any(map(_COMPUTED.search, templates.values())):
        return frozenset()
    named, more = frozenset[str](), OWN
    while more:  # what a story's page names may name others
        more = frozenset(name for name in OWN - named if any(name in text for text in others))
        named |= more
        others = [templates.get(name, "") for name in more]
    return OWN - named
