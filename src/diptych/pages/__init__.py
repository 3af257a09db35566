"""`Site` to the list of its pages. Templates show, Python decides."""

from diptych.pages.pages import Chrome, Page, chrome, pages

__all__ = ["Chrome", "Page", "chrome", "pages"]
