"""The files of the whole site, from one small row a story: index, feeds, sitemap, robots.txt."""

from collections.abc import Iterable, Iterator, Sequence

from diptych.data.feeds import ATOM, JSON_FEED, atom, json_feed, newest
from diptych.data.index import changed_index, index_files
from diptych.data.listed import Listed
from diptych.data.sitemap import robots, sitemap_files
from diptych.model import Site


def site_files(site: Site, own_pages: Iterable[str], stories: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of `site` by path. What `left_out` names is not among them.

    `own_pages` are the paths of the pages that are no single story's.
    """
    yield from index_files(site, stories)
    yield "robots.txt", robots(site)
    if site.url:
        told = newest(stories)
        yield ATOM, atom(site, told)
        yield JSON_FEED, json_feed(site, told)
        yield from sitemap_files(site, [*((path, "") for path in own_pages), *(page for story in stories for page in story.pages)])


def changed_files(site: Site, before: Sequence[Listed], after: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield those files of `site_files` that differ where each story of `before` has its row at the same place of `after`.

    The stories must have the pages that they had, with their dates: the sitemap is not made.
    """
    yield from changed_index(site, before, after)
    if site.url and newest(before) != newest(after):
        told = newest(after)
        yield ATOM, atom(site, told)
        yield JSON_FEED, json_feed(site, told)
