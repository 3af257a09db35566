"""The sitemap (https://www.sitemaps.org/protocol.html) and robots.txt."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from diptych.model import Site
from diptych.pages import paths

SITEMAP: Final = "sitemap.xml"
LARGEST: Final = 50_000
"""Addresses that one file of a sitemap may have."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(site: Site, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of a site whose address is known: one file, or an index and as many as it takes.

    `pages` are paths with the date of the last change, or with nothing where the file tells none: a guess would be worse than silence.
    """
    left, names = iter(pages), list[str]()
    part, more = list(islice(left, LARGEST)), list(islice(left, LARGEST))
    if not more:
        yield SITEMAP, _urls(site, part)
        return
    while part:
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield names[-1], _urls(site, part)
        part, more = more, list(islice(left, LARGEST))
    listed = "".join(f"<sitemap><loc>{_escaped(site.url + name)}</loc></sitemap>\n" for name in names)
    yield SITEMAP, f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n".encode()


def _urls(site: Site, pages: Sequence[tuple[str, str]]) -> bytes:
    listed = "".join(f"<url><loc>{_escaped(paths.address(site.url, path))}</loc>{_changed(date)}</url>\n" for path, date in pages)
    return f"{_HEAD}<urlset {_SPACE}>\n{listed}</urlset>\n".encode()


def _escaped(address: str) -> str:
    from html import escape  # it comes with every name that HTML has for a sign, and most builds make no sitemap

    return escape(address)


def _changed(date: str) -> str:
    return f"<lastmod>{date}</lastmod>" if date else ""


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read, and where the sitemap is, if the site's address is known.

    Crawlers ask for it at the top of a host alone; under a path it does no harm.
    """
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {site.url}{SITEMAP}\n" if site.url else "")).encode()
