"""`Site` to the list of its pages. Templates show, Python decides."""

from diptych.pages.pages import Chrome, Page, chrome, pages
from diptych.pages.paths import addresses

__all__ = ["Chrome", "Page", "addresses", "chrome", "pages"]
