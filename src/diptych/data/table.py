"""claims.csv: a row a quote, and one for each account that is silent; for spreadsheets and statistics."""

from collections.abc import Iterator
from typing import Final

from diptych.data.form import ClaimData, StoryData

COLUMNS: Final = (
    "story", "number", "claim_id", "claim", "relation", "relation_by", "specific", "source", "outlet", "says", "attribution",
    "attribution_by", "speaker", "quote", "start", "end", "status", "terms_searched", "rating", "page",
)  # fmt: skip
_FORMULA: Final = frozenset("=+-@\t\r")
"""What makes a spreadsheet take a cell for a formula when it comes first."""

_MARK: Final = '"'


def claims_csv(story: StoryData) -> bytes:
    """Return the reviewed claims of a story as RFC 4180 has it: UTF-8, lines that end in CRLF, quotation marks where they are needed."""
    outlets = {source.id: source.name for source in story.sources}
    rows = (row for claim in story.claims for row in _rows(story, claim, outlets))
    return "".join(f"{row}\r\n" for row in (_cells(*COLUMNS), *rows)).encode()


def _cells(*cells: str) -> str:
    """Return cells as a part of a line. The standard library's writer asks of each character whether it ends a line: ten times as slow."""
    return ",".join(map(_quoted, map(neutral, cells)))


def _quoted(cell: str) -> str:
    if "," in cell or _MARK in cell or "\n" in cell or "\r" in cell:
        return f'"{cell.replace(_MARK, _MARK * 2)}"'
    return cell


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that could be begins with an apostrophe.

    >>> neutral("=1+1"), neutral("the 12-point plan")
    ("'=1+1", 'the 12-point plan')
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _rows(story: StoryData, claim: ClaimData, outlets: dict[str, str]) -> Iterator[str]:
    left = _cells(story.id, claim.number, claim.id, claim.claim, claim.relation.value, claim.relation_by, " ".join(claim.specific))
    right = _cells(claim.rating.verdict if claim.rating else "", claim.page or "")
    for said in claim.statements:
        voice = (said.attribution.value if said.attribution else "", said.attribution_by, said.speaker or "")
        for quote in said.quotes:
            words = " […] ".join(part.exact for part in quote.parts)
            place = (str(quote.parts[0].start), str(quote.parts[-1].end), quote.status.value)
            yield f"{left},{_cells(said.source, outlets[said.source], 'yes', *voice, words, *place, '')},{right}"
    for silence in claim.silent:
        yield f"{left},{_cells(silence.source, outlets[silence.source], 'no', *[''] * 7, '; '.join(silence.terms))},{right}"
