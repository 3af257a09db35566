"""Every quoted span of a claim under a fragment of its own, so that programs and people can point at it."""

from collections.abc import Iterator

from msgspec import Struct

from diptych.model import Claim, Statement
from diptych.text import Span


class QuotedSpan(Struct, frozen=True):
    """One span that a statement quotes, and its fragment on the page of the claim."""

    anchor: str
    statement: Statement
    span: Span


def quoted_spans(claim: Claim) -> Iterator[QuotedSpan]:
    """Yield the spans that `claim` quotes, source by source, numbered through: `a1`, `a2`, ….

    A quote with `[...]` has a span for each of its parts.
    """
    found = ((statement, span) for statement in claim.statements for span in statement.spans)
    for number, (statement, span) in enumerate(found, 1):
        yield QuotedSpan(f"a{number}", statement, span)


def anchors(claim: Claim) -> dict[str, list[str]]:
    """Return the fragments of the quoted spans of `claim`, by source."""
    found: dict[str, list[str]] = {statement.source_id: [] for statement in claim.statements}
    for each in quoted_spans(claim):
        found[each.statement.source_id].append(each.anchor)
    return found
