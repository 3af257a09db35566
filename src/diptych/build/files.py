"""The files of a site, in two parts: what depends on one story alone, and what depends on a small record of each story.

Whatever adds a file to the site hooks in here, in one of these two functions.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from diptych import search
from diptych.model import Site
from diptych.pages import Chrome, Listing, chrome, site_pages, story_pages
from diptych.pages.pages import newest_first
from diptych.pages.pictures.share import site_picture, story_picture
from diptych.pages.views import StoryView
from diptych.render import File, render, share
from diptych.render.share import Stored, nothing
from diptych.shipped import folders


def story_files(around: Chrome, story: StoryView, made: Environment, former: Stored = nothing) -> Iterator[File]:
    """Yield the files of one story, all below its own folder. `made` has the templates, `former` gives the files of the last build."""
    image = share.image(story_picture(story, around.title), made) if share.wanted(around) else None
    yield from [File(image.path, share.png(image, former))] if image else []
    yield from render(around, story_pages(story), made, image)


def site_files(
    site: Site, listings: Sequence[Listing], made: Environment, root: Path, known: Collection[str] = (), former: Stored = nothing
) -> Iterator[File]:
    """Yield every file that is no story's: the site's own pages, what `site_src/static` holds, and what GitHub Pages needs.

    The pages whose paths are `known` stand as they are. `former` gives the files of the last build.
    """
    around, engine = chrome(site), search.ENGINE if search.available() else ""
    image = share.image(site_picture(site.title, site.description), made) if share.wanted(around) else None
    yield from [File(image.path, share.png(image, former))] if image else []
    yield from render(around, [page for page in site_pages(site, listings) if page.path not in known], made, image, engine)
    yield from search.index([each.search for each in newest_first(listings)], site, former) if engine else []
    yield from _static(root)
    yield File(".nojekyll", b"")


def _static(root: Path) -> Iterator[File]:
    seen = set()
    for folder in folders(root, "site_src"):
        for path in sorted((folder / "static").rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()) and name not in seen:
                seen.add(name)
                yield File(name, path.read_bytes())


def extras_missing() -> Iterator[str]:
    """Yield what a site goes without because an extra is not installed."""
    if not share.available():
        yield "No share images: python -m pip install 'diptych[share]' renders them."
    if not search.available():
        yield "No full-text search, the index by story alone: python -m pip install 'diptych[search]' adds it."
