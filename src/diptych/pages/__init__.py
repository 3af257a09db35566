"""`Site` to the list of its pages. Templates show, Python decides."""

from diptych.pages.listing import Listing, listing, total, unlisted
from diptych.pages.pages import Chrome, Page, changed_pages, chrome, newest_first, pages, site_pages, story_pages
from diptych.pages.paths import addresses, story_addresses
from diptych.pages.prepared import story_view

__all__ = [
    "Chrome",
    "Listing",
    "Page",
    "addresses",
    "changed_pages",
    "chrome",
    "listing",
    "newest_first",
    "pages",
    "site_pages",
    "story_addresses",
    "story_pages",
    "story_view",
    "total",
    "unlisted",
]
