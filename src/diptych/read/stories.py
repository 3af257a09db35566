"""A story entry to a `Story`: its sources, then its claims, checked against them."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace
from yaml.nodes import MappingNode, SequenceNode

from diptych.manifest import Review
from diptych.model import Claim, Name, Source, Story
from diptych.prose import may_link
from diptych.read.claims import Gate, read_claim
from diptych.read.entries import Entries
from diptych.read.form import ClaimEntry, SourceEntry, StoryEntry
from diptych.read.nodes import child
from diptych.read.problems import slug
from diptych.read.reviews import reviewed_by
from diptych.read.run import Prose, Run
from diptych.read.sources import read_source
from diptych.read.topics import topic


def read_story(run: Run, entry: StoryEntry, entries: Entries, language: str) -> Story:
    """Return the story of `entry`, which stands in the file of `entries`; `language` is that of sources that name none."""
    check_unique(entries, entry.sources)
    check_unique(entries, entry.claims)
    written = entries.node(entry, "sources")
    if isinstance(written, SequenceNode) and not written.value:
        entries.problem(written, "a story needs a source.")
    read = {source.id: read_source(run, source, entries, language) for source in entry.sources}
    readable = {source_id: source for source_id, source in read.items() if source}
    gate = Gate(entries, readable, _declared(entry, entries), run.quotes, run.former)
    if run.asked.shows(entry.status):
        run.prose.extend(_prose(entry, entries))
    reviewers = reviewed_by(entry, entries)
    claims = [(claim.status, read_claim(gate, claim, reviewers)) for claim in entry.claims]
    return Story(
        id=entry.id,
        title=entry.title,
        event_date=entry.event_date,
        summary=entry.summary,
        names=tuple(Name(canonical, tuple(spellings)) for canonical, spellings in entry.names.items()),
        sources=told_apart([source.source for source in readable.values()]),
        claims=_of(claims, Review.REVIEWED),
        drafts=_of(claims, Review.DRAFT),
        rejected=_of(claims, Review.REJECTED),
        place=entries.yaml_file.place(entries.node(entry)),
        published=entry.published,
        updated=entry.updated,
        status=entry.status,
        reviewed_by=reviewers,
        topics=tuple(dict.fromkeys(map(topic, entry.topics))),
    )


def told_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return `sources` with names that no two of them share: two of one publisher are called by their ids as well."""
    found = tuple(sources)
    called = Counter(source.name for source in found)
    return tuple(replace(source, alias=f"{source.name} ({source.id})") if called[source.name] > 1 else source for source in found)


def _of(claims: Iterable[tuple[Review, Claim]], status: Review) -> tuple[Claim, ...]:
    return tuple(claim for each, claim in claims if each is status)


def _prose(entry: StoryEntry, entries: Entries) -> Iterable[Prose]:
    """Yield the Markdown that may lead somewhere."""
    found: list[tuple[StoryEntry | SourceEntry | ClaimEntry, str, str]] = [(entry, "summary", "the summary")]
    found += [(source, "note", f"the note of `{source.id}`") for source in entry.sources]
    found += [(claim, "note", f"the note of `{claim.id}`") for claim in entry.claims]
    for holder, key, name in found:
        if may_link(getattr(holder, key)):
            node = entries.node(holder, key)
            yield Prose(entries.yaml_file.place(node), entries.yaml_file.excerpt(node), name, getattr(holder, key))


def _declared(entry: StoryEntry, entries: Entries) -> tuple[str, ...]:
    """Return the ids of all sources as written, bad ones too and what they should be, so that one mistake is not reported twice."""
    written = entries.node(entry, "sources")
    ids = [child(node, "id").value for node in written.value if isinstance(node, MappingNode)]
    found = [each for each in ids if isinstance(each, str)]
    return tuple(dict.fromkeys([*found, *filter(None, map(slug, found))]))


def check_unique(entries: Entries, found: Iterable[SourceEntry | ClaimEntry]) -> None:
    """Note every id that stands twice."""
    seen: dict[str, SourceEntry | ClaimEntry] = {}
    for entry in found:
        first = seen.setdefault(entry.id, entry)
        if entry.id and first is not entry:
            at = entries.yaml_file.place(entries.node(first, "id"))
            entries.problem(entries.node(entry, "id"), f"duplicate id `{entry.id}`.", f"It stands already at {at}.")
