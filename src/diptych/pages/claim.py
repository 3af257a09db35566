"""The page of one claim: the statements side by side in their context, and why they relate as they do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from diptych.model import Context as Around
from diptych.model import Publish, Source
from diptych.pages import labels, outward
from diptych.pages.dates import Dates
from diptych.pages.fragments import directives
from diptych.pages.outward import Outward
from diptych.pages.passages import anchors
from diptych.pages.quotes import Version, versions
from diptych.pages.views import Row, Said, Silence, StoryView
from diptych.published import open_spans
from diptych.quotes import standing
from diptych.text import Span, merged, touched, touching
from diptych.words import Words

_WEIGHTY: Final = ("attribution", "negation", "hedge")
"""Kinds of point that part the accounts even where one of them is silent on it."""


class Context(Struct, frozen=True):
    """A statement in its place: the quoted words between what stands before and after them in the source.

    `runs` alternates between context and quoted words, context first; each run alternates between words that the accounts share and
    words in which they differ, shared first. `chain` says who says that who said it. `live` and `archived` open the passage where it
    was published. `anchors` are the fragments of its quoted spans.
    """

    said: Said
    anchors: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]
    chain: tuple[str, ...]
    place: str
    live: Outward | None
    archived: Outward | None


class ClaimPage(Struct, frozen=True):
    """What the template of a claim's page shows. `differing` tells whether any of its quoted words are marked as such."""

    story: StoryView
    row: Row
    differing: bool
    contexts: tuple[Context, ...]
    silences: tuple[Silence, ...]
    versions: tuple[Version, ...]
    dates: Dates
    previous: Row | None
    following: Row | None


def claim_pages(story: StoryView) -> Iterator[ClaimPage]:
    """Yield the page of every claim of `story`: of the reviewed ones, then of the suggestions."""
    shown = {source.id: open_spans(story.record, source.record) for source in story.sources}
    for rows in (story.rows, story.suggestions):
        around = (None, *rows, None)
        yield from (_claim_page(story, row, (around[at], around[at + 2]), shown) for at, row in enumerate(rows))


def _claim_page(story: StoryView, row: Row, beside: tuple[Row | None, Row | None], shown: Mapping[str, Sequence[Span]]) -> ClaimPage:
    at = anchors(row.claim)
    contexts = tuple(
        _context(said, _values(row, said.source.name), (at[said.source.id], shown[said.source.id]), story.words) for said in row.said
    )
    return ClaimPage(
        story=story,
        row=row,
        differing=any(len(run) > 1 for context in contexts for run in context.runs),
        contexts=contexts,
        silences=row.silences,
        versions=versions(row, story.record.names),
        dates=row.dates,
        previous=beside[0],
        following=beside[1],
    )


def _values(row: Row, name: str) -> list[str]:
    """Return the words in which the account of that name differs, as they stand in its quotes. Where accounts agree there are none.

    Words that one account merely adds count where adding is the relation, or where there is nothing else.
    """
    apart = [point for point in row.points if all(point.values) or point.kind in _WEIGHTY]
    told = row.points if row.label.key == "more-specific" else apart or row.points
    sides = ((point.sources[side], point.values[side]) for point in told if row.label.key != "agree" for side in (0, 1))
    return [even(value) for source, value in sides if value and source == name]


def parted(text: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return text in pieces: what stands outside `values` and what is one of them, in turn. Values that touch are one piece.

    >>> parted("a long and a longer call", ["long", "call", "gone"])
    ('a ', 'long', ' and a longer ', 'call', '')
    """
    if not values:
        return (text,)
    pieces, at = [], 0
    places = ((next(standing(text, value), -1), len(value)) for value in values)
    for span in merged(Span(start, start + length) for start, length in places if start >= 0):
        pieces += [text[at : span.start], span.of(text)]
        at = span.end
    return (*pieces, text[at:])


def _context(said: Said, values: Sequence[str], places: tuple[Sequence[str], Sequence[Span]], words: Words) -> Context:
    source = said.source.record
    spans = merged(said.statement.spans)
    here = sorted({index for span in spans for index in range(*touched(source.segments, span))})
    at, shown = places
    passages = directives(source.text, said.statement.spans, shown)
    known = source.provenance
    return Context(
        said=said,
        anchors=tuple(at),
        runs=tuple(parted(run, values if index % 2 else ()) for index, run in enumerate(_runs(source, spans, here))),
        chain=labels.chain(said.source.name, said.statement, words),
        place=_place(here, len(source.segments), words),
        live=outward.live(known, passages),
        archived=outward.archived(known, passages),
    )


def _runs(source: Source, spans: Sequence[Span], here: Sequence[int]) -> Iterator[str]:
    """Yield context and quoted words in turn: each quote with the sentence before and after it, and […] where text is left out.

    Context stops at what is not part of the article. Where only quotes may be published it is their sentence, or nothing.
    """
    steps = (-1, 0, 1) if source.publish is Publish.FULL else (0,) if source.context is Around.SENTENCE else ()
    near = sorted({index + step for index in here for step in steps})
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
        context += even(source.text[at:end]) + ("" if not source.text[end:].strip() else " […] ")
    yield context


def _in_article(segment: Span, source: Source) -> bool:
    return not touching(source.aside, segment)


def even(text: str) -> str:
    r"""Return text with its white space evened out: one line break between paragraphs, a space elsewhere.

    >>> even("one\ntwo\n\nthree")
    'one two\nthree'
    """
    return _GAPS.sub(lambda gap: "\n" if gap.group().count("\n") > 1 else " ", text)


_GAPS: Final = re.compile(r"\s\s+|[^\S ]")
"""White space but for a single blank, which stays as it is."""


def _place(here: Sequence[int], total: int, words: Words) -> str:
    if not here:
        return ""
    first, last = here[0] + 1, here[-1] + 1
    if first == last:
        return words.say("claim.sentence", number=first, total=total)
    if len(here) == last - first + 1:
        return words.say("claim.sentences-to", first=first, last=last, total=total)
    return words.say("claim.sentences-and", first=first, last=last, total=total)
