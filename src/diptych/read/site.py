"""The whole site from disk: claims.yaml, story files, sources, pages. All problems of a run come together here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yaml.nodes import MappingNode

from diptych.errors import Problem
from diptych.model import Claim, Name, Site, Story
from diptych.quotes import Status
from diptych.read.claims import Gate, read_claim
from diptych.read.documents import read_documents
from diptych.read.entries import Entries
from diptych.read.files import read_text
from diptych.read.form import RESERVED, ClaimEntry, ClaimsFile, Review, SiteEntry, SourceEntry, StoryEntry, Suggestions
from diptych.read.nodes import child, parse
from diptych.read.problems import Problems
from diptych.read.sources import read_source

CLAIMS_FILE: Final = "claims.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a site: the site, or the problems that stopped it; and every quote counted by its status."""

    site: Site | None
    problems: tuple[Problem, ...]
    quotes: tuple[tuple[Status, int], ...]


def read_site(root: Path, page_folders: Iterable[Path] = ()) -> Reading:
    """Read the site in the folder `root`, with the Markdown pages of `page_folders`, the first of which wins.

    Content that is wrong makes no exception: every problem of the run is in the answer, which then has no site.
    """
    problems, ledger = Problems(), Counter[Status]()
    site = _site(root, tuple(page_folders), problems, ledger)
    counts = tuple((status, ledger[status]) for status in Status)
    return Reading(None if problems.found else site, tuple(problems.found), counts)


def _site(root: Path, page_folders: tuple[Path, ...], problems: Problems, ledger: Counter[Status]) -> Site | None:
    entries = _entries(root, CLAIMS_FILE, problems)
    top = entries.read(ClaimsFile) if entries else None
    if entries is None or top is None:
        return None
    documents = read_documents(page_folders, problems)
    taken = {*RESERVED, *(document.name for document in documents)}
    language = top.site.language if isinstance(top.site, SiteEntry) else "en"
    found = _story_entries(root, top, entries, problems, taken)
    stories = [_story(root, entry, holder, language, problems, ledger) for entry, holder in found]
    if entries.node(top, "stories").value == []:
        entries.problem(entries.node(top, "stories"), "there is no story here.")
    if problems.found:
        return None
    return Site(
        title=top.site.title,
        url=top.site.url and top.site.url.rstrip("/") + "/",
        language=top.site.language,
        description=top.site.description,
        suggestions=top.site.suggestions is Suggestions.SHOW,
        stories=tuple(stories),
        documents=documents,
    )


def _entries(root: Path, name: str, problems: Problems) -> Entries | None:
    file = read_text(root, name, problems)
    yaml_file = parse(file, problems) if file else None
    return Entries(yaml_file, problems) if yaml_file else None


def _story_entries(
    root: Path, top: ClaimsFile, entries: Entries, problems: Problems, taken: set[str]
) -> Iterator[tuple[StoryEntry, Entries]]:
    """Yield each story with the file it stands in, globs resolved in sorted order, and note ids used twice or taken by a page."""
    seen: dict[str, str] = {}
    for index, story in enumerate(top.stories):
        found = [(story, entries)] if isinstance(story, StoryEntry) else _globbed(root, story, index, top, entries, problems)
        for entry, holder in found:
            node = holder.node(entry, "id")
            if entry.id in seen:
                holder.problem(node, f"duplicate story id `{entry.id}`.", f"It stands already at {seen[entry.id]}.")
            elif entry.id in taken:
                holder.problem(node, f"the address /{entry.id}/ is taken by another page of the site.", "Choose another id.")
            if entry.id:
                seen.setdefault(entry.id, str(holder.yaml_file.place(node)))
            yield entry, holder


def _globbed(
    root: Path, pattern: str, index: int, top: ClaimsFile, entries: Entries, problems: Problems
) -> Iterator[tuple[StoryEntry, Entries]]:
    node = entries.node(top, "stories", index)
    try:
        names = sorted(path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file())
    except (ValueError, NotImplementedError, IndexError):
        names = []
    if ".." in pattern.split("/"):
        entries.problem(node, f"`{pattern}` leads out of the site's folder.")
        return
    if not names:
        entries.problem(node, f"no file matches `{pattern}`.", "A story is a mapping, or a glob such as `stories/*.yaml`.")
    for name in names:
        holder = _entries(root, name, problems)
        entry = holder.read(StoryEntry) if holder else None
        if holder and entry:
            yield entry, holder


def _story(root: Path, entry: StoryEntry, entries: Entries, language: str, problems: Problems, ledger: Counter[Status]) -> Story:
    _check_unique(entries, entry.sources)
    _check_unique(entries, entry.claims)
    if entries.node(entry, "sources").value == []:
        entries.problem(entries.node(entry, "sources"), "a story needs a source.")
    read = {source.id: read_source(root, source, entries, language, problems) for source in entry.sources}
    readable = {source_id: source for source_id, source in read.items() if source}
    gate = Gate(entries, readable, _declared(entry, entries), ledger)
    claims = _claims(gate, entry)
    return Story(
        id=entry.id,
        title=entry.title,
        event_date=entry.event_date,
        summary=entry.summary,
        names=tuple(Name(canonical, tuple(spellings)) for canonical, spellings in entry.names.items()),
        sources=tuple(source.source for source in readable.values()),
        claims=claims[Review.REVIEWED],
        drafts=claims[Review.DRAFT],
        rejected=claims[Review.REJECTED],
        place=entries.yaml_file.place(entries.node(entry)),
    )


def _claims(gate: Gate, entry: StoryEntry) -> dict[Review, tuple[Claim, ...]]:
    read = [(claim.status, read_claim(gate, claim)) for claim in entry.claims]
    return {status: tuple(claim for each, claim in read if each is status) for status in Review}


def _declared(entry: StoryEntry, entries: Entries) -> tuple[str, ...]:
    """Return the ids of all sources as written, bad ones too, so that one mistake is not reported twice."""
    written = entries.node(entry, "sources")
    ids = [child(node, "id").value for node in written.value if isinstance(node, MappingNode)]
    return tuple(dict.fromkeys(each for each in ids if isinstance(each, str)))


def _check_unique(entries: Entries, found: Iterable[SourceEntry | ClaimEntry]) -> None:
    seen: dict[str, str] = {}
    for entry in found:
        node = entries.node(entry, "id")
        if entry.id and entry.id in seen:
            entries.problem(node, f"duplicate id `{entry.id}`.", f"It stands already at {seen[entry.id]}.")
        seen.setdefault(entry.id, str(entries.yaml_file.place(node)))
