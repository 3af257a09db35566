"""The files of a site, in two parts: what depends on one story alone, and what depends on a small record of each story.

Whatever adds a file to the site hooks in here, in one of these two functions.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import Environment

from diptych import search
from diptych.build.stories import Stories
from diptych.data.listed import Listed
from diptych.data.package import package
from diptych.data.whole import changed_files
from diptych.errors import ContentError, Place, Problem
from diptych.model import Site
from diptych.pages.pages import Page, story_pages
from diptych.pages.pictures.share import site_picture, story_picture
from diptych.pages.views import StoryView
from diptych.render import share
from diptych.render.file import File
from diptych.render.package import package_files, row, whole_files
from diptych.render.render import Extras, render
from diptych.render.share import Stored, nothing
from diptych.shipped import folders


def story_files(site: Site, story: StoryView, made: Environment, former: Stored = nothing) -> tuple[list[File], Listed | None]:
    """Return the files of one story, all below its own folder, and the row that the data of the site have; none of a draft, which no feed
    tells of.

    `made` has the templates, `former` gives the files of the last build.
    """
    of = package(site, story)
    image = share.image(story_picture(story, site.title), made) if share.wanted(site) else None
    drawn = [File(image.path, share.png(image, former))] if image else []
    files = [*drawn, *render(site, story_pages(story), made, of, Extras(image)), *package_files(of)]
    return files, None if story.draft else row(site, story, of, made)


def site_files(
    site: Site,
    own: Iterable[Page],
    stories: Stories,
    made: Environment,
    root: Path,
    known: Callable[[Page], bool] = lambda page: False,
    former: Stored = nothing,
) -> Iterator[File]:
    """Yield every file that is no story's: the pages `own`, the site's data, what `site_src/static` holds, and what GitHub Pages needs.

    The pages that are `known` stand as they are. `former` gives the files of the last build.
    """
    around, paths = extras(site, made), list[str]()

    def unknown() -> Iterator[Page]:
        for page in own:
            paths.append(page.path)
            if not known(page):
                yield page

    yield from [File(around.image.path, share.png(around.image, former))] if around.image else []
    yield from render(site, unknown(), made, extras=around)
    yield from whole_files(site, paths, stories.told, stories.fed)
    yield from search.index(stories.listings, site, former) if around.engine else []
    yield from _static(root)
    yield File(".nojekyll", b"")


def changed_site_files(
    site: Site, own: Iterable[Page], before: Stories, after: Stories, made: Environment, former: Stored | None = None
) -> Iterator[File]:
    """Yield those of `site_files` that may differ where stories changed and stayed alike: the pages `own` that show them, and what the data
    tell of them; the full-text index, where `former` gives the files of the last build.
    """
    around = extras(site, made)
    yield from render(site, own, made, extras=around)
    yield from (File(path, content) for path, content in changed_files(site, before.told, after.told, before.fed, after.fed))
    yield from search.index(after.listings, site, former) if around.engine and former else []


def extras(site: Site, made: Environment) -> Extras:
    """Return what the pages that are no story's show where the extras are installed."""
    image = share.image(site_picture(site.title, site.description), made) if share.wanted(site) else None
    return Extras(image, search.ENGINE if search.available() else "")


def _static(root: Path) -> Iterator[File]:
    faults = nameless(root)
    if faults:
        raise ContentError(faults)
    yield from (File(name, path.read_bytes()) for name, path in _static_paths(root).items())


def _static_paths(root: Path) -> dict[str, Path]:
    found = {f"static/guide/{path.name}": path for path in sorted((root.resolve() / "site_src" / "guide").glob("*.png"))}
    for folder in folders(root, "site_src"):
        for path in sorted((folder / "static").rglob("*")):
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return found


def nameless(root: Path) -> tuple[Problem, ...]:
    """Return a problem for every static file that no address can name."""
    message = "the name of this file is not UTF-8, so no address can name it."
    names = (path.relative_to(root.resolve()).as_posix() for name, path in _static_paths(root).items() if name != _told(name))
    return tuple(Problem(Place(_told(name), 0, 0), message, ("Rename it.",)) for name in names)


def _told(name: str) -> str:
    """Return a name as it can be printed: a byte that is not UTF-8 as its number."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def extras_missing() -> Iterator[str]:
    """Yield what a site goes without because an extra is not installed."""
    if not share.available():
        yield 'No share images: python -m pip install "diptych[share]" renders them.'
    if not search.available():
        yield 'No full-text search, the index by story alone: python -m pip install "diptych[search]" adds it.'
