"""What is published beside the pages, as files. What feeds show of a story is a template too, since it speaks the words of the site."""

from collections.abc import Iterable, Iterator, Sequence

from jinja2 import Environment

from diptych.data.listed import Listed, listed
from diptych.data.package import Package
from diptych.data.whole import site_files
from diptych.model import Site
from diptych.pages.corrections import corrections
from diptych.pages.paths import NOT_FOUND
from diptych.pages.views import StoryView
from diptych.render.file import File
from diptych.render.filled import filled

ENTRY = "entry.html.j2"


def package_files(package: Package) -> Iterator[File]:
    """Yield the data files of a story."""
    yield from (File(path, content) for path, content in package.files)


def row(site: Site, story: StoryView, package: Package, templates: Environment) -> Listed:
    """Return the row of a story from which the files of the whole site are made."""
    html = filled(templates, ENTRY, story=story, corrections=corrections(story), url=site.url) if site.url else ""
    return listed(story, package, html.strip())


def whole_files(site: Site, own_pages: Iterable[str], rows: Sequence[Listed], fed: Sequence[Listed]) -> Iterator[File]:
    """Yield the data, feeds and sitemap of the whole site.

    `own_pages` are the paths of those that are no single story's, `fed` what feeds have.
    """
    paths = [path for path in own_pages if path != NOT_FOUND]
    yield from (File(path, content) for path, content in site_files(site, paths, rows, fed))
