"""The one place where a record becomes a path or a fragment.

Paths name files (`story/index.html`), so that links work from a disk as they do from a server; `address` gives the pretty form for
canonical links. A fragment joins its parts with two hyphens, which no id can hold.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlsplit

from diptych.model import Site

HOME: Final = "index.html"
NOT_FOUND: Final = "404.html"
SEARCH: Final = "search/index.html"
STYLE: Final = "static/style.css"
METHOD: Final = "method"
"""The page that says how well the aligner does on this site."""
CORRECTIONS: Final = "corrections"
"""The page that collects the corrections of all stories."""


def is_page(path: str) -> bool:
    """Tell whether a file of the site is one of its pages; what an editor put into `static` is none.

    >>> is_page("flood/index.html"), is_page("static/old.html"), is_page("feed.xml")
    (True, False, False)
    """
    return path.endswith(".html") and not path.startswith("static/")


def page(*names: str) -> str:
    """Return the path of the page below these names.

    >>> page("flood", "claims", "bridge")
    'flood/claims/bridge/index.html'
    """
    return "/".join([*names, "index.html"])


def story(story_id: str, part: str = "") -> str:
    """Return the path of a story's page, or of its part: read, quotes, worksheet."""
    return page(story_id, part) if part else page(story_id)


def claim(story_id: str, claim_id: str) -> str:
    """Return the path of a claim's page."""
    return page(story_id, "claims", claim_id)


def source(story_id: str, source_id: str) -> str:
    """Return the path of a source's page."""
    return page(story_id, "sources", source_id)


def home(number: int = 1) -> str:
    """Return the path of a page of the list of stories, the first of which is the top of the site.

    >>> home(), home(2)
    ('index.html', 'stories/2/index.html')
    """
    return HOME if number == 1 else page("stories", str(number))


def search(number: int = 1) -> str:
    """Return the path of a part of the site's index, the first of which is the search page.

    >>> search(), search(2)
    ('search/index.html', 'search/2/index.html')
    """
    return SEARCH if number == 1 else page("search", str(number))


def topic(name: str) -> str:
    """Return the path of the search for what is about a topic; without script it is the index, or the first part of it.

    >>> topic("War & peace")
    'search/index.html?topic=War%20%26%20peace'
    """
    return f"{SEARCH}?topic={quote(name, safe='')}"


def data(story_id: str, name: str) -> str:
    """Return the path of one of a story's data files, such as data.json."""
    return f"{story_id}/{name}"


def addresses(site: Site) -> set[str]:
    """Return the paths of all pages that are at home on `site` whatever is found: those that an editor may link to."""
    found = {HOME, SEARCH, *(page(document.name) for document in site.documents)}
    for each in site.stories:
        claims = (*each.claims, *(each.drafts if site.drafts else ()))
        found |= story_addresses(each.id, [entry.id for entry in claims], [entry.id for entry in each.sources])
    return found


def story_addresses(story_id: str, claims: Iterable[str], sources: Iterable[str]) -> set[str]:
    """Return the paths of a story's own pages, given the ids of its claims and sources."""
    found = {story(story_id), *(story(story_id, part) for part in ("read", "quotes", "worksheet"))}
    return found | {claim(story_id, each) for each in claims} | {source(story_id, each) for each in sources}


def mark(source_id: str, claim_id: str) -> str:
    """Return the fragment of the place where a source speaks on a claim.

    >>> mark("herald", "bridge-shut")
    'herald--bridge-shut'
    """
    return f"{source_id}--{claim_id}"


def up(path: str) -> str:
    """Return what leads from a page back to the top of the site.

    >>> up("flood/read/index.html"), up("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


def base(site_url: str) -> str:
    """Return the path under which the site lives, for the one page that is served at any depth: 404.

    >>> base("https://example.org/two-accounts/"), base("")
    ('/two-accounts/', '/')
    """
    return urlsplit(site_url).path or "/"


def address(site_url: str, path: str) -> str:
    """Return a page's public address, or nothing where the site's is not known.

    >>> address("https://example.org/a/", "flood/index.html")
    'https://example.org/a/flood/'
    """
    return site_url and site_url + path.removesuffix("index.html")
