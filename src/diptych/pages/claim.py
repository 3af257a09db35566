"""The page of one claim: the statements side by side in their context, and why they relate as they do."""

from dataclasses import dataclass

from diptych.model import Publish, Source
from diptych.pages import paths
from diptych.pages.quotes import Version, versions
from diptych.pages.views import Row, Said, Silence, StoryView
from diptych.text import Span


@dataclass(frozen=True, slots=True)
class Context:
    """A statement in its place: the quoted words between what stands before and after them in the source.

    `runs` alternates between context and quoted words, context first. `live` and `archived` open the passage where it was published.
    """

    said: Said
    runs: tuple[str, ...]
    place: str
    live: str
    archived: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What the template of a claim's page shows."""

    story: StoryView
    row: Row
    contexts: tuple[Context, ...]
    silences: tuple[Silence, ...]
    versions: tuple[Version, ...]
    previous: Row | None
    following: Row | None


def claim_page(story: StoryView, row: Row) -> ClaimPage:
    """Return the page of the claim of `row`."""
    at = row.number - 1
    return ClaimPage(
        story=story,
        row=row,
        contexts=tuple(_context(said) for said in row.said),
        silences=row.silences,
        versions=versions(row),
        previous=story.rows[at - 1] if at else None,
        following=story.rows[at + 1] if at + 1 < len(story.rows) else None,
    )


def _context(said: Said) -> Context:
    source = said.source.record
    spans = sorted(said.statement.spans)
    sentences = [index for index, segment in enumerate(source.segments) if any(span.overlaps(segment) for span in spans)]
    first = " ".join(spans[0].of(source.text).split())
    known = source.provenance
    return Context(
        said=said,
        runs=_runs(source, spans, sentences),
        place=_place(sentences, len(source.segments)),
        live=paths.passage(known.url, first),
        archived=paths.passage(known.archive_url, first),
    )


def _runs(source: Source, spans: list[Span], sentences: list[int]) -> tuple[str, ...]:
    """Return the text from the sentence before the first quote to the sentence after the last, cut at the quotes.

    Where only quotes may be published, the context is left out.
    """
    before = source.segments[max(0, sentences[0] - 1)].start if sentences else spans[0].start
    after = source.segments[min(len(source.segments) - 1, sentences[-1] + 1)].end if sentences else spans[-1].end
    open_to_all = source.publish is Publish.FULL
    runs, at = [], min(before, spans[0].start)
    for span in spans:
        start = max(at, span.start)
        runs += [source.text[at:start] if open_to_all else " […] ", source.text[start : span.end]]
        at = max(at, span.end)
    return (*runs, source.text[at:after] if open_to_all else " […]")


def _place(sentences: list[int], total: int) -> str:
    if not sentences:
        return ""
    first, last = sentences[0] + 1, sentences[-1] + 1
    return f"Sentence {first} of {total}" if first == last else f"Sentences {first} to {last} of {total}"
