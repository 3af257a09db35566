"""Which story sources are added to, and whether it has to be started first."""

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from msgspec import Struct

from diptych.bring.entry import Addition
from diptych.bring.refused import refused
from diptych.errors import Place, Problem
from diptych.read import CLAIMS_FILE, Outline, SourceLine
from diptych.read.form import LONGEST_ID, RESERVED
from diptych.read.problems import did_you_mean, slug, there_are


class MisuseError(ValueError):
    """Options that do not fit each other or the site."""


class Order(Struct, frozen=True):
    """What an editor asked for; the empty string for what was left open. `title` is that of a story to be started."""

    story: str = ""
    title: str = ""
    id: str = ""
    publisher: str = ""
    url: str = ""


class Target(Struct, frozen=True):
    """The story that sources are added to, in which file it is or will be; `own_file` where that file is to be made."""

    story: str
    title: str
    file: str
    sources: tuple[SourceLine, ...]
    started: bool
    own_file: bool
    language: str

    def refuse_twice(self, where: str, url: str, sha256: str, made: Iterable[Addition]) -> None:
        """Raise ContentError where the story has this source already, by its address or by its text."""
        known = [*self.sources, *(SourceLine(each.id, each.fact("url"), each.fact("sha256")) for each in made)]
        twin = next((each.id for each in known if (url and each.url == url) or each.sha256 == sha256), None)
        if twin is not None:
            raise refused(where, f"the story `{self.story}` has this source already: `{twin}`.")

    def unsafe(self, hints: tuple[str, ...]) -> Problem:
        """Return the problem of a file whose YAML is written so that an addition would change what it says."""
        return Problem(Place(self.file, 0, 0), "nothing can be added to this file without changing what it says.", hints)


def target(site: Outline, order: Order, pages: Collection[str]) -> Target:
    """Return the story that `order` means; `pages` have their addresses already. Raises MisuseError where it is none or does not fit."""
    ids = [story.id for story in site.stories]
    if not order.story and len(ids) != 1:
        raise MisuseError(f"Which story? Name it with --story; a new one also with --title. {there_are(ids)}")
    story = next((each for each in site.stories if each.id == (order.story or ids[0])), None)
    if story and order.title:
        raise MisuseError(f"--title is for a new story, and `{story.id}` is there already.")
    if story:
        return Target(story.id, "", story.file, story.sources, False, False, site.language)
    if not order.title:
        near = did_you_mean(order.story, ids)
        raise MisuseError(f"There is no story `{order.story}`. {near or 'Start it with --title.'}")
    check_id("--story", order.story)
    if order.story in RESERVED or order.story in pages:
        raise MisuseError(f"--story: the address /{order.story}/ is taken by another page of the site. Choose another id.")
    file = _file(site, order.story)
    return Target(order.story, order.title, file or CLAIMS_FILE, (), True, bool(file), site.language)


def check_id(option: str, written: str) -> None:
    """Raise MisuseError where `written` is no id.

    >>> check_id("--id", "The Courier")
    Traceback (most recent call last):
    diptych.bring.target.MisuseError: --id: `The Courier` is no id. Did you mean `the-courier`?
    """
    nearest = slug(written)[:LONGEST_ID].strip("-")
    if nearest != written:
        hint = f"Did you mean `{nearest}`?" if nearest else "It takes small letters, digits and hyphens."
        raise MisuseError(f"{option}: `{written}` is no id. {hint}")


def _file(site: Outline, story: str) -> str:
    """Return the file of its own for a new story, where the site keeps its stories in such files; else nothing."""
    if any(each.file == CLAIMS_FILE for each in site.stories):
        return ""
    names = ((str(PurePosixPath(glob).with_name(f"{story}.yaml")), glob) for glob in site.globs)
    return next((name for name, glob in names if "*" not in name and fnmatchcase(name, glob)), "")
