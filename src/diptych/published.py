"""What of a story may leave: where only quotes may be published, every other word is taken out before anything is made of the text.

All pages, pictures and data are made of what `published` returns, so that none of them can show what it must not, whatever it does.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from diptych.model import Claim, Context, Publish, Source, Statement, Story
from diptych.quotes import Quote, holds
from diptych.text import Span, merged

WITHHELD: Final = "\N{FULL BLOCK}"
"""Stands for each letter that was taken out. It never reaches a page."""

_WORDS: Final = re.compile(r"[^\s!-/:-@\[-`{-~]")
"""Spaces and plain signs stay, since lines and list items are known by them."""


def published(story: Story) -> Story:
    """Return `story` as the site may show it: private texts withheld but for approved quotes, and no unapproved claim that quotes one."""
    if all(source.publish is Publish.FULL for source in story.sources):
        return story
    return replace(
        story,
        sources=tuple(withheld(source, open_spans(story, source)) for source in story.sources),
        claims=tuple(_without_context(story, claim) for claim in story.claims),
        drafts=tuple(claim for claim in story.drafts if is_public(story, claim)),
        rejected=tuple(claim for claim in story.rejected if is_public(story, claim)),
    )


def _without_context(story: Story, claim: Claim) -> Claim:
    """Return `claim` without the `prefix` and `suffix` of private quotes: they find the quote, and are not it."""
    return replace(claim, statements=tuple(_bare(each) if _private(story, each) else each for each in claim.statements))


def _bare(statement: Statement) -> Statement:
    return replace(statement, passages=tuple(replace(each, quote=Quote(each.quote.exact)) for each in statement.passages))


def _private(story: Story, statement: Statement) -> bool:
    return story.source(statement.source_id).publish is Publish.QUOTES


def is_public(story: Story, claim: Claim) -> bool:
    """Tell whether a claim quotes only texts that are published in full, so that it may be shown without an editor's approval."""
    return not any(_private(story, statement) for statement in claim.statements)


def open_spans(story: Story, source: Source) -> tuple[Span, ...]:
    """Return what of a source's text may be published: all of it, or what reviewed claims quote, with its sentences if that is allowed."""
    if source.publish is Publish.FULL:
        return (Span(0, len(source.text)),)
    statements = (statement for claim in story.claims if (statement := claim.statement(source.id)))
    return around(source, [span for statement in statements for span in statement.spans])


def around(source: Source, quoted: Sequence[Span]) -> tuple[Span, ...]:
    """Return quoted spans of a private source with the context that may be published with them."""
    sentences = [segment for segment in source.segments if _is_context(source, segment, quoted)]
    return merged([*quoted, *sentences])


def may_be_named(story: Story, source: Source, name: str) -> bool:
    """Tell whether a name that was read in a source may be shown: the editor gives it, or it stands in what is published."""
    known = any(name == each.canonical or name in each.spellings for each in story.names)
    return known or any(holds(span.of(source.text), name) for span in open_spans(story, source))


def _is_context(source: Source, segment: Span, quoted: Sequence[Span]) -> bool:
    in_article = not any(span.overlaps(segment) for span in source.aside)
    return source.context is Context.SENTENCE and in_article and any(span.overlaps(segment) for span in quoted)


def withheld(source: Source, spans: Sequence[Span]) -> Source:
    """Return a private `source` with every word outside `spans` made unreadable. All offsets, lines and columns stay what they are."""
    if source.publish is Publish.FULL:
        return source
    bounds = [0, *(at for span in merged(spans) for at in (span.start, span.end)), len(source.text)]
    pieces = (source.text[start:end] for start, end in pairwise(bounds))
    text = "".join(piece if at % 2 else _WORDS.sub(WITHHELD, piece) for at, piece in enumerate(pieces))
    return replace(source, text=text)
