"""The whole build, from top to bottom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from jinja2 import ChoiceLoader, FileSystemLoader

from diptych import drift, search
from diptych.align.semantic import Embed
from diptych.errors import ContentError, Place, Problem
from diptych.findings import Score, StoryFindings, find, public
from diptych.model import Relation, Site
from diptych.pages import Page, addresses, pages
from diptych.pages.search import SearchPage
from diptych.quotes import Status
from diptych.read import CLAIMS_FILE, Former, Reading, read_site
from diptych.render import File, links, render, share
from diptych.render.share import Stored
from diptych.shipped import folders
from diptych.write import Written, check_folder, stored, write

OUTPUT: Final = "_site"


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: every quote by status, reviewed claims by relation, suggestions, pages, files, seconds by stage."""

    quotes: tuple[tuple[Status, int], ...]
    claims: tuple[tuple[Relation, int], ...]
    stories: int
    sources: int
    suggestions: int
    score: Score
    warnings: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    moved: tuple[Problem, ...]
    pages: int
    written: Written
    seconds: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A site that has no problem: what was read, what was found on each story, the pages to be."""

    site: Site
    reading: Reading
    findings: tuple[StoryFindings, ...]
    pages: tuple[Page, ...]
    seconds: tuple[tuple[str, float], ...]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Where what an editor wrote and what the comparison found contradict each other, in file order."""
        found = (
            Problem(each.claim.place, f"claim `{each.claim.id}`: {warning}")
            for story in self.findings
            for each in story.findings
            for warning in each.warnings
        )
        return tuple(sorted(found, key=lambda problem: problem.place))


def build(root: Path, out: Path) -> Report:
    """Build the site of the folder `root` into the folder `out`. Raises ContentError with every problem found; then `out` is as it was."""
    check_folder(out, root)
    before = drift.former(out)
    checked = check(root, before)
    clock = perf_counter()
    files = list(site_files(checked, root, partial(stored, out)))
    rendered = perf_counter()
    written = write(files, out, root)
    stages = (*checked.seconds, ("render", rendered - clock), ("write", perf_counter() - rendered))
    return _report(checked, tuple(drift.moved(before, checked.site)), written, stages)


def findings(root: Path) -> tuple[StoryFindings, ...]:
    """Return what is found on every story, suggestions included whether the site shows them or not. Raises ContentError as `check` does."""
    site, _ = _read(root)
    embed = _embedding(root, site.embedding)
    return tuple(find(story, embed=embed) for story in site.stories)


def check(root: Path, before: Former | None = None) -> Checked:
    """Return the site with all checked that can be without writing. Raises ContentError with every problem found.

    `before` has the places of the quotes at the last good build, to tell where one stood that is gone.
    """
    clock = perf_counter()
    whole, reading = _read(root, before)
    read = perf_counter()
    embed = _embedding(root, whole.embedding)
    found = tuple(public(find(story, whole.suggestions, embed)) for story in whole.stories)
    stages = (("read", read - clock), ("find", perf_counter() - read))
    site = replace(whole, stories=tuple(each.story for each in found))  # from here on, nothing private is at hand
    return Checked(site, reading, found, tuple(pages(site, found)), stages)


def _read(root: Path, before: Former | None = None) -> tuple[Site, Reading]:
    reading = read_site(root, folders(root, "site_src"), before)
    broken = links.broken(reading.prose, addresses(reading.site)) if reading.site else ()
    problems = [*reading.problems, *broken]
    if reading.site is None or problems:
        raise ContentError(problems, reading.quotes)
    return reading.site, reading


def _embedding(root: Path, name: str) -> Embed | None:
    """Return the sentence embedding that the site names, or None where it names none. Raises ContentError where it cannot be had."""
    if not name:
        return None
    from diptych.align.semantic import load

    try:
        return load(root / name if (root / name).is_dir() else name)
    except (ImportError, OSError) as error:
        raise ContentError([Problem(Place(CLAIMS_FILE, 0, 0), f"`embedding: {name}`: {error}.")]) from None


def site_files(checked: Checked, root: Path, former: Stored | None = None) -> Iterator[File]:
    """Yield every file of the site: pages, what `site_src/static` holds, and what GitHub Pages needs.

    `former` gives the files of the last build, so that what is costly to make and stands there already is not made again.
    """
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders(root, "templates")])
    engine = search.ENGINE if search.available() else ""
    yield from render(checked.site, checked.pages, loader, former, engine)
    if engine:
        records = next(page.view.stories for page in checked.pages if isinstance(page.view, SearchPage))
        yield from search.index(records, checked.site.language, former)
    yield from _static(root)
    yield drift.file(checked.site)
    yield File(".nojekyll", b"")


def extras_missing() -> Iterator[str]:
    """Yield what a site goes without because an extra is not installed."""
    if not share.available():
        yield "No share images: python -m pip install 'diptych[share]' renders them."
    if not search.available():
        yield "No full-text search, the index by story alone: python -m pip install 'diptych[search]' adds it."


def _static(root: Path) -> Iterator[File]:
    seen = set()
    for folder in folders(root, "site_src"):
        for path in sorted((folder / "static").rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()) and name not in seen:
                seen.add(name)
                yield File(name, path.read_bytes())


def _report(checked: Checked, moved: tuple[Problem, ...], written: Written, stages: tuple[tuple[str, float], ...]) -> Report:
    relations = Counter(each.relation for story in checked.findings for each in story.findings)
    return Report(
        quotes=checked.reading.quotes,
        claims=tuple((relation, relations[relation]) for relation in Relation),
        stories=len(checked.site.stories),
        sources=sum(len(story.sources) for story in checked.site.stories),
        suggestions=sum(len(story.suggestions) for story in checked.findings),
        score=sum((story.score for story in checked.findings), Score(0, 0, 0, 0)),
        warnings=checked.warnings,
        notes=checked.reading.notes,
        moved=moved,
        pages=len(checked.pages),
        written=written,
        seconds=stages,
    )
