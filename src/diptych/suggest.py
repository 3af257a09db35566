"""Suggestions as YAML, and their way into the claims file without touching any other byte of it."""

from collections.abc import Iterable, Sequence
from typing import Final

from diptych.findings import Finding, StoryFindings
from diptych.manifest import Review
from diptych.model import Passage, Story
from diptych.read import Opening, quoted
from diptych.text import seen

_INDENT: Final = "      "
"""Where the items of `claims:` begin in claims.yaml as the docs write it; in a file that has some, theirs is used."""


def as_yaml(finding: Finding, indent: str = _INDENT, status: Review = Review.DRAFT) -> str:
    """Return a suggestion as an item of `claims:`, ready to be edited, ending in a newline.

    As a draft it stays off the published site until a person takes that line away, and `status: rejected` keeps it out for good.
    """
    claim = finding.claim
    lines = [f"- id: {claim.id}", f"  claim: {quoted(seen(claim.text))}"]
    if finding.hint:
        lines.append(f"  # Suggested with confidence {min(finding.hint.confidence, 0.99):.2f}; {_comment(finding.hint.reasons)}")
    lines += [f"  status: {status.value}"] if status is not Review.REVIEWED else []
    lines.append("  statements:")
    for statement in claim.statements:
        lines.append(f"    {statement.source_id}:")
        lines += _quotes(statement.passages)
        if statement.attribution:
            lines.append(f"      attribution: {statement.attribution.value}")
        if statement.speaker:
            lines.append(f"      speaker: {quoted(seen(statement.speaker))}")
    lines.append(f"  relation: {finding.relation.value}")
    if finding.specific:
        lines.append(f"  specific: [{', '.join(finding.specific)}]")
    lines.append(f"  note: {quoted(seen(finding.proposal.reason))}")
    return "".join(f"{indent}{line}\n" for line in lines)


def asides_as_yaml(found: StoryFindings) -> str:
    """Return, as comments, the lines that look like no part of the article and are not set aside yet; nothing where there are none."""
    lines: list[str] = []
    for source in found.story.sources:
        mine = [aside for aside in found.asides if aside.source == source.id]
        if mine:
            lines.append(f"# {source.id}: these lines look like no part of the article. If so, add them to its `not_article`:")
            lines += [f"#   - {quoted(aside.span.of(source.text))}  # {aside.reason}" for aside in mine]
    return "".join(f"{line}\n" for line in lines)


def as_json(story: Story, finding: Finding) -> dict[str, object]:
    """Return a suggestion for programs."""
    claim = finding.claim
    return {
        "story": story.id,
        "id": claim.id,
        "claim": claim.text,
        "confidence": round(finding.hint.confidence, 4) if finding.hint else None,
        "reasons": list(finding.hint.reasons) if finding.hint else [],
        "relation": finding.relation.value,
        "specific": list(finding.specific),
        "statements": {
            statement.source_id: {
                "quotes": [passage.quote.exact for passage in statement.passages],
                "spans": [[span.start, span.end] for span in statement.spans],
                "attribution": statement.attribution.value if statement.attribution else None,
                "speaker": statement.speaker,
            }
            for statement in claim.statements
        },
    }


def _quotes(passages: Sequence[Passage]) -> list[str]:
    if len(passages) == 1 and not passages[0].quote.prefix:
        return [f"      quote: {quoted(passages[0].quote.exact)}"]
    lines = ["      quote:"]
    for passage in passages:
        prefix = f", prefix: {quoted(passage.quote.prefix)}" if passage.quote.prefix else ""
        lines.append(f"        - {{exact: {quoted(passage.quote.exact)}{prefix}}}")
    return lines


def _comment(reasons: Iterable[str]) -> str:
    return " ".join(next(iter(reasons), "").split())


def with_items(opening: Opening, items: Iterable[Finding]) -> str:
    """Return the whole claims file with `items` at its opening. Every character that was there is still there, in order."""
    return opening.filled(as_yaml(item, opening.indent) for item in items)


def with_text(opening: Opening, text: str) -> str:
    """Return the whole claims file with `text`, items of `claims:` that are not indented yet, at its opening."""
    return opening.filled(f"{opening.indent}{line}\n" if line.strip() else "\n" for line in text.rstrip().split("\n"))
