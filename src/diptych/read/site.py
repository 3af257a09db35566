"""The whole site from disk: claims.yaml, story files, sources, pages. All problems of a run come together here."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from yaml.nodes import SequenceNode

from diptych.errors import Problem
from diptych.model import Site
from diptych.quotes import Status
from diptych.read.documents import read_documents
from diptych.read.entries import Entries
from diptych.read.files import read_text
from diptych.read.form import RESERVED, ClaimsFile, SiteEntry, StoryEntry, Suggestions
from diptych.read.languages import read_words
from diptych.read.nodes import parse
from diptych.read.run import Former, Prose, Run
from diptych.read.stories import read_story

CLAIMS_FILE: Final = "claims.yaml"
PRIVATE: Final = "DIPTYCH_PRIVATE"
"""The environment variable that names the private folder where `site: private` does not hold, as on another machine."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a site: all of it that is sound, every problem, every quote counted by its status.

    No page may be made of `site` while there is a problem; it serves to look for more of them. `prose` is the editors' Markdown.
    `notes` need not be mended.
    """

    site: Site | None
    prose: tuple[Prose, ...]
    problems: tuple[Problem, ...]
    quotes: tuple[tuple[Status, int], ...]
    notes: tuple[Problem, ...] = ()


def read_site(root: Path, site_folders: Iterable[Path] = (), former: Former | None = None) -> Reading:
    """Read the site in the folder `root`, with the pages and languages of `site_folders`, the first of which wins.

    Content that is wrong makes no exception: every problem of the run is in the answer. Where a quote is gone, `former` tells where it
    stood.
    """
    run = Run(root, former or {})
    site = _site(run, tuple(site_folders))
    counts = tuple((status, run.quotes[status]) for status in Status)
    return Reading(site, tuple(run.prose), tuple(run.problems.found), counts, tuple(run.notes))


def _site(run: Run, site_folders: tuple[Path, ...]) -> Site | None:
    entries = _entries(run, CLAIMS_FILE)
    top = entries.read(ClaimsFile) if entries else None
    if entries is None or top is None:
        return None
    stories = entries.node(top, "stories")
    if isinstance(stories, SequenceNode) and not stories.value:
        entries.problem(stories, "there is no story here.")
    told = top.site if isinstance(top.site, SiteEntry) else SiteEntry(title="")
    private = os.environ.get(PRIVATE) or told.private
    run = replace(run, private=run.root / private if private else None)
    documents = read_documents(run, site_folders, told.language)
    at = entries.yaml_file.place(entries.node(top, "site", "language"))
    words = read_words(run, [folder / "languages" for folder in site_folders], told.language, at)
    taken = {*RESERVED, *(document.name for document in documents)}
    return Site(
        title=told.title,
        url=told.url and told.url.rstrip("/") + "/",
        language=told.language,
        description=told.description,
        suggestions=told.suggestions is Suggestions.SHOW,
        embedding=told.embedding,
        stories=tuple(read_story(run, entry, holder, told.language) for entry, holder in _stories(run, top, entries, taken)),
        documents=documents,
        words=words,
    )


def _entries(run: Run, name: str) -> Entries | None:
    file = read_text(run.root, name, run.problems)
    yaml_file = parse(file, run.problems) if file else None
    return Entries(yaml_file, run.problems) if yaml_file else None


def _stories(run: Run, top: ClaimsFile, entries: Entries, taken: set[str]) -> Iterator[tuple[StoryEntry, Entries]]:
    """Yield each story with the file it stands in, and note ids that are used twice or taken by a page."""
    seen: dict[str, str] = {}
    for entry, holder in _story_entries(run, top, entries):
        node = holder.node(entry, "id")
        if entry.id in seen:
            holder.problem(node, f"duplicate story id `{entry.id}`.", f"It stands already at {seen[entry.id]}.")
        elif entry.id in taken:
            holder.problem(node, f"the address /{entry.id}/ is taken by another page of the site.", "Choose another id.")
        if entry.id:
            seen.setdefault(entry.id, str(holder.yaml_file.place(node)))
        yield entry, holder


def _story_entries(run: Run, top: ClaimsFile, entries: Entries) -> Iterator[tuple[StoryEntry, Entries]]:
    """Yield the stories of claims.yaml, and in the place of each glob those of its files, sorted, each file once."""
    read = {CLAIMS_FILE}
    for index, story in enumerate(top.stories):
        if isinstance(story, StoryEntry):
            yield story, entries
            continue
        for name in _names(run, story, index, top, entries):
            if name not in read:
                read.add(name)
                holder = _entries(run, name)
                entry = holder.read(StoryEntry) if holder else None
                if holder and entry:
                    yield entry, holder


def _names(run: Run, pattern: str, index: int, top: ClaimsFile, entries: Entries) -> list[str]:
    node = entries.node(top, "stories", index)
    if not pattern.strip():
        entries.problem(node, "this list item is empty.")
        return []
    if ".." in pattern.split("/"):
        entries.problem(node, f"`{pattern}` leads out of the site's folder.")
        return []
    try:
        names = sorted({path.relative_to(run.root).as_posix() for path in run.root.glob(pattern) if path.is_file()} - {CLAIMS_FILE})
    except (ValueError, NotImplementedError, IndexError):
        names = []
    if not names:
        entries.problem(node, f"no file matches `{pattern}`.", "A story is a mapping, or a glob such as `stories/*.yaml`.")
    return names
