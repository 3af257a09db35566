"""The whole build, from top to bottom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from jinja2 import ChoiceLoader, FileSystemLoader

from diptych.errors import ContentError
from diptych.model import Relation, Site
from diptych.pages import Page, addresses, pages
from diptych.quotes import Status
from diptych.read import Reading, read_site
from diptych.render import File, links, render
from diptych.shipped import folders
from diptych.write import Written, check_folder, write

OUTPUT: Final = "_site"


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: every quote by status, claims by relation, pages, files, seconds by stage."""

    quotes: tuple[tuple[Status, int], ...]
    claims: tuple[tuple[Relation, int], ...]
    stories: int
    sources: int
    pages: int
    written: Written
    seconds: tuple[tuple[str, float], ...]


def build(root: Path, out: Path) -> Report:
    """Build the site of the folder `root` into the folder `out`. Raises ContentError with every problem found; then `out` is as it was."""
    clock = perf_counter()
    check_folder(out, root)
    site, reading = check(root)
    read = perf_counter()
    made = list(pages(site))
    files = list(site_files(site, made, root))
    rendered = perf_counter()
    written = write(files, out, root)
    stages = (("read", read - clock), ("render", rendered - read), ("write", perf_counter() - rendered))
    return _report(reading, site, made, written, stages)


def check(root: Path) -> tuple[Site, Reading]:
    """Return the site and what came of reading it, all checked that can be without writing. Raises ContentError with every problem."""
    reading = read_site(root, [folder / "pages" for folder in folders(root, "site_src")])
    site = reading.site
    broken = links.broken(reading.prose, addresses(site)) if site else ()
    problems = [*reading.problems, *broken]
    if site is None or problems:
        raise ContentError(problems, reading.quotes)
    return site, reading


def site_files(site: Site, made: list[Page], root: Path) -> Iterator[File]:
    """Yield every file of the site: pages, what `site_src/static` holds, and what GitHub Pages needs."""
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders(root, "templates")])
    yield from render(site, made, loader)
    yield from _static(root)
    yield File(".nojekyll", b"")


def _static(root: Path) -> Iterator[File]:
    seen = set()
    for folder in folders(root, "site_src"):
        for path in sorted((folder / "static").rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in seen:
                seen.add(name)
                yield File(name, path.read_bytes())


def _report(reading: Reading, site: Site, made: list[Page], written: Written, stages: tuple[tuple[str, float], ...]) -> Report:
    relations = Counter(claim.relation for story in site.stories for claim in story.claims)
    return Report(
        quotes=reading.quotes,
        claims=tuple((relation, relations[relation]) for relation in Relation),
        stories=len(site.stories),
        sources=sum(len(story.sources) for story in site.stories),
        pages=len(made),
        written=written,
        seconds=stages,
    )
