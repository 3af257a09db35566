"""A site in memory, for whoever wants all of it at once: checked whole, its findings, its files as values."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.errors import ContentError, Problem
from diptych.manifest import PLAIN, Asked
from diptych.model import Site
from diptych.pages.paths import addresses
from diptych.read import Reading, read_alone, read_site
from diptych.render import links
from diptych.shipped import folders

if TYPE_CHECKING:  # a site with a problem needs none of what makes it
    from diptych.findings import StoryFindings
    from diptych.render.file import File


class Checked(Struct, frozen=True):
    """A site that has no problem: what was read, what was found on each story."""

    site: Site
    reading: Reading
    findings: "tuple[StoryFindings, ...]"

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Where what an editor wrote and what the comparison found contradict each other, in file order."""
        from diptych.build.making import warnings_of

        found = (warning for story in self.findings for warning in warnings_of(story))
        return tuple(sorted(found, key=lambda problem: problem.place))


def check(root: Path, asked: Asked = PLAIN) -> Checked:
    """Return the site with all checked that can be without writing. Raises ContentError with every problem found."""
    whole, reading = _read(root, asked)
    from diptych.build.files import nameless
    from diptych.build.making import embedding
    from diptych.findings import aligner, find, public

    faults = nameless(root)
    if faults:
        raise ContentError(faults, reading.quotes)
    aligned = aligner(embedding(str(root), whole.embedding))
    found = tuple(public(find(story, whole.suggestions, aligned, whole.drafts)) for story in whole.stories)
    return Checked(replace(whole, stories=tuple(each.story for each in found)), reading, found)


def _read(root: Path, asked: Asked) -> tuple[Site, Reading]:
    reading = read_site(root, folders(root, "site_src"), asked=asked)
    site = reading.site
    broken = links.broken(reading.prose, addresses(site)) if site else ()
    problems = [*reading.problems, *broken]
    if site is None or problems:
        raise ContentError(problems, reading.quotes)
    return site, reading


def _read_alone(root: Path, story_id: str) -> Site:
    reading = read_alone(root, story_id, folders(root, "site_src"), Asked(drafts=True))
    if reading.site is None or reading.problems:
        raise ContentError(reading.problems, reading.quotes)
    return reading.site


def findings(root: Path, story_id: str = "") -> "tuple[StoryFindings, ...]":
    """Return what is found on every story, drafts too, or on one; suggestions included whether the site shows them or not.

    Private texts are whole here, for it is editors who read this. Raises ContentError as `check` does; where one story is asked for,
    what is wrong with others does not matter.
    """
    site = _read_alone(root, story_id) if story_id else _read(root, Asked(drafts=True))[0]
    from diptych.build.making import embedding
    from diptych.findings import aligner, find

    aligned = aligner(embedding(str(root), site.embedding))
    return tuple(find(story, aligned=aligned) for story in site.stories)


def site_files(checked: Checked, root: Path) -> "Iterator[File]":
    """Yield every file of the site, as `build` would write it."""
    from diptych import search
    from diptych.build import files as made_of
    from diptych.build.stories import Stories
    from diptych.build.templates import template_loader
    from diptych.data.feeds import newest
    from diptych.pages.listing import listing, newest_first
    from diptych.pages.pages import site_pages
    from diptych.pages.prepared import story_view
    from diptych.render.render import environment

    words = checked.site.words
    made = environment(template_loader(map(str, folders(root, "templates"))), words, checked.site.language)
    listings, told = [], []
    for found in checked.findings:
        story = story_view(found, words)
        files, row = made_of.story_files(checked.site, story, made)
        listings.append(listing(story, tuple(file.path for file in files), search.available()))
        told += [row] if row else []
        yield from files
    stories = Stories(newest_first(listings), told, newest(told), listings)
    yield from made_of.site_files(checked.site, site_pages(checked.site, stories.listings), stories, made, root)
