"""The files of the whole site, from one small row a story: index, feeds, sitemap, robots.txt."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from diptych.data.feeds import ATOM, JSON_FEED, atom, json_feed
from diptych.data.index import changed_index, index_files
from diptych.data.listed import Listed
from diptych.data.sitemap import robots, sitemap_files
from diptych.model import Site


def site_files(site: Site, own_pages: Iterable[str], stories: Sequence[Listed], fed: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of `site` by path. What `left_out` names is not among them.

    `own_pages` are the paths of the pages that are no single story's, `fed` the `newest` of its stories.
    """
    yield from index_files(site, stories)
    yield "robots.txt", robots(site)
    if site.url:
        yield from _feeds(site, fed)
        yield from sitemap_files(site, chain(((path, "") for path in own_pages), (page for story in stories for page in story.pages)))


def changed_files(
    site: Site, before: Sequence[Listed], after: Sequence[Listed], was_fed: Sequence[Listed], fed: Sequence[Listed]
) -> Iterator[tuple[str, bytes]]:
    """Yield those files of `site_files` that differ where each story of `before` has its row at the same place of `after`.

    The stories must have the pages that they had, with their dates: the sitemap is not made.
    """
    yield from changed_index(site, before, after)
    if site.url and was_fed != fed:
        yield from _feeds(site, fed)


def _feeds(site: Site, fed: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    yield ATOM, atom(site, fed)
    yield JSON_FEED, json_feed(site, fed)
