"""The files of a site, in two parts: what depends on one story alone, and what depends on a small record of each story.

Whatever adds a file to the site hooks in here, in one of these two functions.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from diptych.model import Site
from diptych.pages import Chrome, Listing, chrome, site_pages, story_pages
from diptych.pages.views import StoryView
from diptych.render import File, render
from diptych.shipped import folders


def story_files(around: Chrome, story: StoryView, made: Environment) -> Iterator[File]:
    """Yield the files of one story, all below its own folder. `made` has the templates."""
    yield from render(around, story_pages(story), made)


def site_files(site: Site, listings: Sequence[Listing], made: Environment, root: Path, known: Collection[str] = ()) -> Iterator[File]:
    """Yield every file that is no story's: the site's own pages, what `site_src/static` holds, and what GitHub Pages needs.

    The pages whose paths are `known` stand as they are.
    """
    yield from render(chrome(site), [page for page in site_pages(site, listings) if page.path not in known], made)
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
