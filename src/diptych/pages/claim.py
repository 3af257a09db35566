"""The page of one claim: the statements side by side in their context, and why they relate as they do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from diptych.model import Context as Around
from diptych.model import Publish, Source
from diptych.pages import labels, outward
from diptych.pages.fragments import directives
from diptych.pages.outward import Outward
from diptych.pages.quotes import Version, versions
from diptych.pages.views import Row, Said, Silence, StoryView
from diptych.published import open_spans
from diptych.text import Span, merged
from diptych.words import Words

_WEIGHTY: Final = ("attribution", "negation", "hedge")
"""Kinds of point that part the accounts even where one of them is silent on it."""


@dataclass(frozen=True, slots=True)
class Context:
    """A statement in its place: the quoted words between what stands before and after them in the source.

    `runs` alternates between context and quoted words, context first; each run alternates between words that the accounts share and
    words in which they differ, shared first. `chain` says who says that who said it. `live` and `archived` open the passage where it
    was published.
    """

    said: Said
    runs: tuple[tuple[str, ...], ...]
    chain: tuple[str, ...]
    place: str
    live: Outward | None
    archived: Outward | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What the template of a claim's page shows. `differing` tells whether any of its quoted words are marked as such."""

    story: StoryView
    row: Row
    differing: bool
    contexts: tuple[Context, ...]
    silences: tuple[Silence, ...]
    versions: tuple[Version, ...]
    previous: Row | None
    following: Row | None


def claim_page(story: StoryView, row: Row) -> ClaimPage:
    """Return the page of the claim of `row`."""
    rows = story.suggestions if row.suggested else story.rows
    at = rows.index(row)
    contexts = tuple(
        _context(said, _values(row, said.source.name), open_spans(story.record, said.source.record), story.words) for said in row.said
    )
    return ClaimPage(
        story=story,
        row=row,
        differing=any(len(run) > 1 for context in contexts for run in context.runs),
        contexts=contexts,
        silences=row.silences,
        versions=versions(row, story.record.names),
        previous=rows[at - 1] if at else None,
        following=rows[at + 1] if at + 1 < len(rows) else None,
    )


def _values(row: Row, name: str) -> list[str]:
    """Return the words in which the account of that name differs, as they stand in its quotes. Where accounts agree there are none.

    Words that one account merely adds count where adding is the relation, or where there is nothing else.
    """
    apart = [point for point in row.points if all(point.values) or point.kind in _WEIGHTY]
    told = row.points if row.label.key == "more-specific" else apart or row.points
    sides = ((point.sources[side], point.values[side]) for point in told if row.label.key != "agree" for side in (0, 1))
    return [even(value) for source, value in sides if value and source == name]


def parted(text: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return text in pieces: what stands outside `values` and what is one of them, in turn. Values that touch are one piece.

    >>> parted("a long and a longer call", ["long", "call", "gone"])
    ('a ', 'long', ' and a longer ', 'call', '')
    """
    found = (re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) for value in values)
    pieces, at = [], 0
    for span in merged(Span(*match.span()) for match in found if match):
        pieces += [text[at : span.start], span.of(text)]
        at = span.end
    return (*pieces, text[at:])


def _context(said: Said, values: Sequence[str], shown: Sequence[Span], words: Words) -> Context:
    source = said.source.record
    spans = merged(said.statement.spans)
    touched = [index for index, segment in enumerate(source.segments) if any(span.overlaps(segment) for span in spans)]
    passages = directives(source.text, said.statement.spans, shown)
    known = source.provenance
    return Context(
        said=said,
        runs=tuple(parted(run, values if at % 2 else ()) for at, run in enumerate(_runs(source, spans, touched))),
        chain=labels.chain(said.source.name, said.statement, words),
        place=_place(touched, len(source.segments), words),
        live=outward.live(known, passages),
        archived=outward.archived(known, passages),
    )


def _runs(source: Source, spans: Sequence[Span], touched: Sequence[int]) -> Iterator[str]:
    """Yield context and quoted words in turn: each quote with the sentence before and after it, and […] where text is left out.

    Context stops at what is not part of the article. Where only quotes may be published it is their sentence, or nothing.
    """
    steps = (-1, 0, 1) if source.publish is Publish.FULL else (0,) if source.context is Around.SENTENCE else ()
    near = sorted({index + step for index in touched for step in steps})
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


def _place(touched: Sequence[int], total: int, words: Words) -> str:
    if not touched:
        return ""
    first, last = touched[0] + 1, touched[-1] + 1
    if first == last:
        return words.say("claim.sentence", number=first, total=total)
    if len(touched) == last - first + 1:
        return words.say("claim.sentences-to", first=first, last=last, total=total)
    return words.say("claim.sentences-and", first=first, last=last, total=total)
