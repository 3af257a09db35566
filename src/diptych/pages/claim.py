"""The page of one claim: the statements side by side in their context, and why they relate as they do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.model import Publish, Source
from diptych.pages import paths
from diptych.pages.quotes import Version, versions
from diptych.pages.views import Row, Said, Silence, StoryView
from diptych.text import Span, merged


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
    rows = story.suggestions if row.suggested else story.rows
    at = rows.index(row)
    return ClaimPage(
        story=story,
        row=row,
        contexts=tuple(_context(said) for said in row.said),
        silences=row.silences,
        versions=versions(row, story.record.names),
        previous=rows[at - 1] if at else None,
        following=rows[at + 1] if at + 1 < len(rows) else None,
    )


def _context(said: Said) -> Context:
    source = said.source.record
    spans = merged(said.statement.spans)
    touched = [index for index, segment in enumerate(source.segments) if any(span.overlaps(segment) for span in spans)]
    words = said.quotes[0].text.partition(" […] ")[0]
    known = source.provenance
    return Context(
        said=said,
        runs=tuple(_runs(source, spans, touched)),
        place=_place(touched, len(source.segments)),
        live=paths.passage(known.url, words),
        archived=paths.passage(known.archive_url, words),
    )


def _runs(source: Source, spans: Sequence[Span], touched: Sequence[int]) -> Iterator[str]:
    """Yield context and quoted words in turn: each quote with the sentence before and after it, and […] where text is left out.

    Context stops at what is not part of the article. Where only quotes may be published there is none.
    """
    open_to_all = source.publish is Publish.FULL
    near = sorted({index + step for index in touched for step in (-1, 0, 1)}) if open_to_all else []
    sentences = [source.segments[index] for index in near if 0 <= index < len(source.segments)]
    windows = merged([*spans, *(sentence for sentence in sentences if _in_article(sentence, source))])
    groups: list[list[Span]] = []
    for window in windows:
        if groups and not source.text[groups[-1][-1].end : window.start].strip():
            groups[-1].append(window)
        else:
            groups.append([window])
    context = "" if groups[0][0].start == 0 else "[…] "
    for group in groups:
        at, end = group[0].start, group[-1].end
        for span in spans:
            if at <= span.start < end:
                yield context + even(source.text[at : span.start])
                yield even(span.of(source.text))
                at, context = span.end, ""
        context += even(source.text[at:end]) + ("" if end >= len(source.text.rstrip()) else " […] ")
    yield context


def _in_article(segment: Span, source: Source) -> bool:
    return not any(span.overlaps(segment) for span in source.aside)


def even(text: str) -> str:
    r"""Return text with its white space evened out: one line break between paragraphs, a space elsewhere.

    >>> even("one\ntwo\n\nthree")
    'one two\nthree'
    """
    return re.sub(r"\s+", lambda gap: "\n" if gap.group().count("\n") > 1 else " ", text)


def _place(touched: Sequence[int], total: int) -> str:
    if not touched:
        return ""
    first, last = touched[0] + 1, touched[-1] + 1
    if first == last:
        return f"Sentence {first} of {total}"
    return f"Sentences {first} to {last} of {total}" if len(touched) == last - first + 1 else f"Sentences {first} and {last} of {total}"
