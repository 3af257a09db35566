"""/data/index.json: every story of the site and where its data is, in files that stay small: each leads to the next."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from diptych.data.form import FORMAT
from diptych.data.listed import Listed
from diptych.model import Site
from diptych.pages import paths

INDEX: Final = "data/index.json"
LARGEST: Final = 1000
"""Stories in one file."""


def index_files(site: Site, stories: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by path: `data/index.json` first, then `data/index-2.json` and so on.

    Links in them count from the file, so they hold wherever the site lives.
    """
    parts = [stories[at : at + LARGEST] for at in range(0, len(stories), LARGEST)] or [()]
    for number, part in enumerate(parts, 1):
        told = {
            "format": FORMAT,
            "title": site.title,
            "page": site.url or None,
            "language": site.language,
            "total": len(stories),
            "stories": [_story(each) for each in part],
            "next": _name(number + 1) if number < len(parts) else None,
        }
        yield f"data/{_name(number)}", msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _name(number: int) -> str:
    return "index.json" if number == 1 else f"index-{number}.json"


def _story(story: Listed) -> dict[str, Any]:
    up = paths.up(INDEX)
    return {
        "id": story.id,
        "title": story.title,
        "event_date": story.event_date or None,
        "published": story.published or None,
        "changed": story.changed or None,
        "sources": story.sources,
        "counts": dict(story.counts),
        "page": up + story.path,
        "data": up + paths.data(story.id, "data.json"),
        "sha256": story.sha256,
        "claims": up + paths.data(story.id, "claims.csv"),
        "annotations": up + paths.data(story.id, "annotations.jsonld"),
    }
