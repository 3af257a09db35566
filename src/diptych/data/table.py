"""claims.csv: a row a quote, and one for each account that is silent; for spreadsheets and statistics."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from diptych.data.form import ClaimData, StoryData

COLUMNS: Final = (
    "story", "number", "claim_id", "claim", "relation", "relation_by", "specific", "source", "outlet", "says", "attribution",
    "attribution_by", "speaker", "quote", "start", "end", "status", "terms_searched", "rating", "page",
)  # fmt: skip
_FORMULA: Final = frozenset("=+-@\t\r")
"""What makes a spreadsheet take a cell for a formula when it comes first."""


def claims_csv(story: StoryData) -> bytes:
    """Return the reviewed claims of a story as RFC 4180 has it: UTF-8, lines that end in CRLF, quotation marks where they are needed."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    outlets = {source.id: source.name for source in story.sources}
    for claim in story.claims:
        for row in _rows(story, claim, outlets):
            table.writerow(map(neutral, row))
    return written.getvalue().encode()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that could be begins with an apostrophe.

    >>> neutral("=1+1"), neutral("the 12-point plan")
    ("'=1+1", 'the 12-point plan')
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _rows(story: StoryData, claim: ClaimData, outlets: dict[str, str]) -> Iterator[tuple[str, ...]]:
    left = (story.id, claim.number, claim.id, claim.claim, claim.relation, claim.relation_by, " ".join(claim.specific))
    right = (claim.rating.verdict if claim.rating else "", claim.page or "")
    for said in claim.statements:
        voice = (said.attribution or "", said.attribution_by, said.speaker or "")
        for quote in said.quotes:
            words = " […] ".join(part.exact for part in quote.parts)
            place = (str(quote.parts[0].start), str(quote.parts[-1].end), quote.status)
            yield (*left, said.source, outlets[said.source], "yes", *voice, words, *place, "", *right)
    for silence in claim.silent:
        yield (*left, silence.source, outlets[silence.source], "no", *[""] * 7, "; ".join(silence.terms), *right)
