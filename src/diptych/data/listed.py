"""The small row of a story that the files of the whole site are made from."""

from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.model import Site
from diptych.pages.dates import known_since

if TYPE_CHECKING:  # rows are read before it is known whether any story is to be made
    from diptych.data.package import Package
    from diptych.pages.views import StoryView


def left_out(site: Site) -> tuple[str, ...]:
    """Return what is not published where `site: url:` is not given, since it holds whole addresses alone."""
    return () if site.url else ("feeds", "sitemap", "schema.org")


class Listed(Struct, frozen=True, array_like=True):
    """What the files of the whole site tell of one story; plain values that keep and travel well.

    `since` is the date on which feeds place it, `html` what they show of it. `pages` are its paths, each with the date of its last change,
    if the file tells one.
    """

    id: str
    title: str
    path: str
    finding: str
    html: str
    event_date: str
    published: str
    changed: str
    since: str
    counts: tuple[tuple[str, int], ...]
    sources: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    sha256: str
    topics: tuple[str, ...] = ()


def listed(story: "StoryView", of: "Package", html: str) -> Listed:
    """Return the row of a story; `html` is what feeds show of it, safe and with whole addresses."""
    dates = story.dates
    return Listed(
        id=story.id,
        title=story.title,
        path=story.path,
        finding=story.finding,
        html=html,
        event_date=story.event_date,
        published=dates.published,
        changed=dates.changed,
        since=known_since(story.record, dates),
        counts=tuple((label.key, count) for label, count in story.counts),
        sources=tuple(source.name for source in story.sources),
        pages=_pages(story, dates.latest),
        sha256=of.sha256,
        topics=story.record.topics,
    )


def _pages(story: "StoryView", latest: str) -> tuple[tuple[str, str], ...]:
    whole = (story.path, story.read_path, story.quotes_path, story.worksheet_path, *(source.path for source in story.sources))
    claims = ((row.path, "" if row.suggested else row.dates.latest) for row in story.all_rows)
    return (*((path, latest) for path in whole), *claims)
