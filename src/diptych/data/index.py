"""/data/index.json: every story of the site and where its data is, in files that stay small: each leads to the next."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from diptych.data.form import FORMAT
from diptych.data.listed import Listed
from diptych.model import Site
from diptych.pages import paths

INDEX: Final = "data/index.json"
LARGEST: Final = 200
"""Stories in one file."""


def index_files(site: Site, stories: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by path: `data/index.json` first, then `data/index-2.json` and so on.

    Links in them count from the file, so they hold wherever the site lives.
    """
    yield from _files(site, stories, range(1, _parts(stories) + 1))


def changed_index(site: Site, before: Sequence[Listed], after: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index that differ, where the same number of stories stood `before`."""
    numbers = range(1, _parts(after) + 1)
    yield from _files(site, after, [number for number in numbers if _part(before, number) != _part(after, number)])


def _parts(stories: Sequence[Listed]) -> int:
    return max(1, -(-len(stories) // LARGEST))


def _part(stories: Sequence[Listed], number: int) -> Sequence[Listed]:
    return stories[(number - 1) * LARGEST : number * LARGEST]


def _files(site: Site, stories: Sequence[Listed], numbers: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    for number in numbers:
        told = {
            "format": FORMAT,
            "title": site.title,
            "page": site.url or None,
            "language": site.language,
            "total": len(stories),
            "stories": [_story(each) for each in _part(stories, number)],
            "next": _name(number + 1) if number < _parts(stories) else None,
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
        "topics": story.topics,
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
