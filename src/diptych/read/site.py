"""The whole site from disk: claims.yaml, story files, sources, pages. All problems of a run come together here.

The top of a site is what claims.yaml and the pages say; each story is read for itself, in any order and any process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from yaml.nodes import SequenceNode

from diptych.errors import Problem
from diptych.manifest import CLAIMS_FILE, PLAIN, Asked, digest_of, matched, private
from diptych.model import Site, Story
from diptych.quotes import Status
from diptych.read.documents import read_documents
from diptych.read.entries import Entries
from diptych.read.files import read_text
from diptych.read.form import RESERVED, ClaimsFile, SiteEntry, StoryEntry, Suggestions
from diptych.read.languages import read_words
from diptych.read.nodes import parse
from diptych.read.run import Former, Named, Prose, Run, StoryRef
from diptych.read.stories import read_story


class Reading(Struct, frozen=True):
    """What came of reading a site: all of it that is sound, every problem, every quote counted by its status.

    No page may be made of `site` while there is a problem; it serves to look for more of them. `prose` is the Markdown that may link.
    `notes` need not be mended. `hidden` names the stories that are drafts or rejected and were not asked for.
    """

    site: Site | None
    prose: tuple[Prose, ...]
    problems: tuple[Problem, ...]
    quotes: tuple[tuple[Status, int], ...]
    notes: tuple[Problem, ...] = ()
    hidden: tuple[str, ...] = ()


class Claims(Struct, frozen=True):
    """What was read of claims.yaml. `globs` has the files that each of its globs names."""

    top: ClaimsFile
    entries: Entries
    globs: tuple[tuple[str, tuple[str, ...]], ...]


class Top(Struct, frozen=True):
    """A site without its stories: `refs` tells where they stand, `taken` which ids they may not have."""

    site: Site
    claims: Claims
    refs: tuple[StoryRef, ...]
    taken: Set[str]


class StoryReading(Struct, frozen=True):
    """What came of reading one story. `sha256` is that of the file it stands in."""

    story: Story
    named: Named
    sha256: str


def read_site(root: Path, site_folders: Iterable[Path] = (), former: Former | None = None, asked: Asked = PLAIN) -> Reading:
    """Read the site in the folder `root`, with the pages and languages of `site_folders`, the first of which wins.

    Content that is wrong makes no exception: every problem of the run is in the answer. Where a quote is gone, `former` tells where it
    stood. Stories that `asked` does not show are checked like the others and then left out.
    """
    run = Run(root, former or {}, asked)
    top = read_top(run, tuple(site_folders))
    read = tuple(_stories(with_private(run, top.site), top)) if top else ()
    site = replace(top.site, stories=tuple(story for story in read if asked.shows(story.status))) if top else None
    hidden = tuple(story.id for story in read if not asked.shows(story.status))
    return Reading(site, tuple(run.prose), tuple(run.problems.found), counted(run.quotes), tuple(run.notes), hidden)


def with_private(run: Run, site: Site) -> Run:
    """Return `run` with the folder of private texts that `site` names, if it names one."""
    return replace(run, private=run.root / site.private if site.private else None)


def counted(quotes: Counter[Status]) -> tuple[tuple[Status, int], ...]:
    """Return the count of every status, those that no quote has too."""
    return tuple((status, quotes[status]) for status in Status)


def read_top(run: Run, site_folders: Sequence[Path]) -> Top | None:
    """Read claims.yaml, the Markdown pages and the words of the interface; return None where claims.yaml cannot be read at all."""
    claims = read_claims_file(run)
    if claims is None:
        return None
    top, entries = claims.top, claims.entries
    stories = entries.node(top, "stories")
    if isinstance(stories, SequenceNode) and not stories.value:
        entries.problem(stories, "there is no story here.")
    told = top.site if isinstance(top.site, SiteEntry) else SiteEntry(title="")
    documents = read_documents(run, site_folders, told.language)
    at = entries.yaml_file.place(entries.node(top, "site", "language"))
    words = read_words(run, [folder / "languages" for folder in site_folders], told.language, at)
    url = run.asked.url or told.url
    site = Site(
        title=told.title,
        url=url and url.rstrip("/") + "/",
        language=told.language,
        description=told.description,
        suggestions=told.suggestions is Suggestions.SHOW,
        embedding=told.embedding,
        stories=(),
        documents=documents,
        words=words,
        drafts=run.asked.drafts,
        private=private() or told.private,
    )
    claims = replace(claims, globs=tuple(_globs(run.root, claims)))
    return Top(site, claims, tuple(_refs(claims)), {*RESERVED, *(document.name for document in documents)})


def read_claims_file(run: Run) -> Claims | None:
    """Read claims.yaml alone, or return None where that much is wrong."""
    entries = _entries(run, CLAIMS_FILE)
    top = entries.read(ClaimsFile) if entries else None
    return Claims(top, entries, ()) if entries and top else None


def read_one(run: Run, ref: StoryRef, claims: Claims | None, language: str) -> StoryReading | None:
    """Read the story at `ref`, or return None where its file cannot be read. A story of claims.yaml is taken from `claims`."""
    written = written_at(run, ref, claims)
    if written is None:
        return None
    entry, holder = written
    node = holder.node(entry, "id")
    named = Named(entry.id, holder.yaml_file.place(node), holder.yaml_file.excerpt(node))
    return StoryReading(read_story(run, entry, holder, language), named, holder.yaml_file.file.sha256)


def written_at(run: Run, ref: StoryRef, claims: Claims | None) -> tuple[StoryEntry, Entries] | None:
    """Return the story at `ref` as it is written, with the file it stands in."""
    entry: StoryEntry | str | None
    if ref.index < 0:
        holder = _entries(run, ref.file)
        entry = holder.read(StoryEntry) if holder else None
    else:
        holder = claims.entries if claims else None
        entry = claims.top.stories[ref.index] if claims else None
    return (entry, holder) if holder and isinstance(entry, StoryEntry) else None


def entries_of(root: Path) -> tuple[Claims, tuple[tuple[StoryEntry, Entries], ...]] | None:
    """Return claims.yaml and its stories as they are written, each with the file it stands in; None for what cannot be read."""
    run = Run(root)
    claims = read_claims_file(run)
    if claims is None:
        return None
    claims = replace(claims, globs=tuple(_globs(root, claims)))
    return claims, tuple(found for ref in _refs(claims) if (found := written_at(run, ref, claims)))


def key_of_story(claims: Claims, ref: StoryRef) -> bytes:
    """Return a digest of the text of a story of claims.yaml and of its place, since messages name lines."""
    node = claims.entries.node(claims.top, "stories", ref.index)
    text = claims.entries.yaml_file.file.text[node.start_mark.index : node.end_mark.index]
    return digest_of([text, str(claims.entries.yaml_file.place(node))])


def clash(named: Named, seen: MutableMapping[str, str], taken: Set[str]) -> Problem | None:
    """Return what is wrong with the id of a story that stands after those of `seen`, to which it is added."""
    problem = None
    if named.id in seen:
        message = f"duplicate story id `{named.id}`."
        problem = Problem(named.place, message, (f"It stands already at {seen[named.id]}.",), named.excerpt)
    elif named.id in taken:
        message = f"the address /{named.id}/ is taken by another page of the site."
        problem = Problem(named.place, message, ("Choose another id.",), named.excerpt)
    if named.id:
        seen.setdefault(named.id, str(named.place))
    return problem


def _entries(run: Run, name: str) -> Entries | None:
    file = read_text(run.root, name, run.problems)
    yaml_file = parse(file, run.problems) if file else None
    return Entries(yaml_file, run.problems) if yaml_file else None


def _stories(run: Run, top: Top) -> Iterator[Story]:
    seen: dict[str, str] = {}
    for ref in top.refs:
        read = read_one(run, ref, top.claims, top.site.language)
        if read:
            problem = clash(read.named, seen, top.taken)
            run.problems.found.extend([problem] if problem else [])
            yield read.story


def _refs(claims: Claims) -> Iterator[StoryRef]:
    """Yield the stories of claims.yaml, and in the place of each glob its files, sorted, each file once."""
    seen, named = {CLAIMS_FILE}, dict(claims.globs)
    for index, story in enumerate(claims.top.stories):
        if isinstance(story, StoryEntry):
            yield StoryRef(CLAIMS_FILE, index)
            continue
        for name in named[story]:
            if name not in seen:
                seen.add(name)
                yield StoryRef(name)


def _globs(root: Path, claims: Claims) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every glob of claims.yaml with the files that it names."""
    for index, story in enumerate(claims.top.stories):
        if isinstance(story, str):
            yield story, tuple(_names(root, story, index, claims))


def _names(root: Path, pattern: str, index: int, claims: Claims) -> list[str]:
    node = claims.entries.node(claims.top, "stories", index)
    if not pattern.strip():
        claims.entries.problem(node, "this list item is empty.")
        return []
    if ".." in pattern.split("/"):
        claims.entries.problem(node, f"`{pattern}` leads out of the site's folder.")
        return []
    names = matched(root, pattern)
    if not names:
        claims.entries.problem(node, f"no file matches `{pattern}`.", "A story is a mapping, or a glob such as `stories/*.yaml`.")
    return names
