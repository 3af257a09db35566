"""A site in memory, for whoever wants all of it at once: checked whole, its findings, its files as values."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from diptych.build.files import site_files as files_of_site
from diptych.build.files import story_files
from diptych.build.jobs import embedding, template_loader, warnings_of
from diptych.errors import ContentError, Problem
from diptych.findings import StoryFindings, find
from diptych.manifest import PLAIN, Asked
from diptych.model import Site
from diptych.pages import Page, addresses, listing, pages, story_view
from diptych.read import Reading, read_site
from diptych.render import File, environment, links
from diptych.shipped import folders


class Checked(Struct, frozen=True):
    """A site that has no problem: what was read, what was found on each story."""

    site: Site
    reading: Reading
    findings: tuple[StoryFindings, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages to be."""
        return tuple(pages(self.site, self.findings))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Where what an editor wrote and what the comparison found contradict each other, in file order."""
        found = (warning for story in self.findings for warning in warnings_of(story))
        return tuple(sorted(found, key=lambda problem: problem.place))


def check(root: Path, asked: Asked = PLAIN) -> Checked:
    """Return the site with all checked that can be without writing. Raises ContentError with every problem found."""
    reading = read_site(root, folders(root, "site_src"), asked=asked)
    site = reading.site
    broken = links.broken(reading.prose, addresses(site)) if site else ()
    problems = [*reading.problems, *broken]
    if site is None or problems:
        raise ContentError(problems, reading.quotes)
    embed = embedding(str(root), site.embedding)
    return Checked(site, reading, tuple(find(story, site.suggestions, embed, site.drafts) for story in site.stories))


def findings(root: Path, story_id: str = "") -> tuple[StoryFindings, ...]:
    """Return what is found on every story, drafts too, or on one; suggestions included whether the site shows them or not.

    Raises ContentError as `check` does.
    """
    site = check(root, Asked(drafts=True)).site
    embed = embedding(str(root), site.embedding)
    return tuple(find(story, embed=embed) for story in site.stories if story_id in ("", story.id))


def site_files(checked: Checked, root: Path) -> Iterator[File]:
    """Yield every file of the site, as `build` would write it."""
    words = checked.site.words
    made = environment(template_loader(map(str, folders(root, "templates"))), words, checked.site.language)
    listings, told = [], []
    for found in checked.findings:
        story = story_view(found, words)
        files, row = story_files(checked.site, story, made)
        listings.append(listing(story, tuple(file.path for file in files)))
        told.append(row)
        yield from files
    yield from files_of_site(checked.site, listings, told, made, root)
