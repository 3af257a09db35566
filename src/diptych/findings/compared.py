"""Claims compared: the relation, the specific source, the attributions and the differences that the comparison proposes."""

import datetime
from collections.abc import Sequence
from itertools import combinations

from msgspec.structs import replace

from diptych.compare import Proposal, Said, attribution, relate, variant, warnings
from diptych.findings.records import Finding, Hint
from diptych.model import Attribution, Claim, Relation, Statement, Story
from diptych.published import may_be_named


def compared(story: Story, claim: Claim, hint: Hint | None = None) -> Finding:
    """Return `claim` with what the comparison says of it. What the editor left open is filled in from there; the rest stays."""
    statements = tuple(_attributed(story, statement) for statement in claim.statements)
    asked = [statement.source_id for statement in claim.statements if statement.attribution is None]
    guessed = tuple(each.source_id for each in statements if each.source_id in asked and each.attribution is not None)
    whole = replace(claim, statements=statements)
    spoken = [said(story, statement) for statement in statements]
    proposal = relate(spoken)
    relation = claim.relation or Relation(proposal.relation)
    specific = claim.specific if claim.relation else _by_id(story, proposal.specific)
    return Finding(
        claim=whole,
        relation=relation,
        specific=specific,
        proposed=claim.relation is None,
        proposal=proposal,
        guessed=guessed,
        variants=len(spoken) > 1 and all(variant(a, b) for a, b in combinations(spoken, 2)),
        hint=hint,
        warnings=_warnings(claim, proposal, [story.source(source_id).name for source_id in claim.specific]),
    )


def _by_id(story: Story, names: Sequence[str]) -> tuple[str, ...]:
    ids = {source.name: source.id for source in story.sources}
    return tuple(ids.get(name, name) for name in names)


def _warnings(claim: Claim, proposal: Proposal, specific: Sequence[str]) -> tuple[str, ...]:
    return warnings(claim.relation.value, proposal, tuple(specific)) if claim.relation else ()


def _attributed(story: Story, statement: Statement) -> Statement:
    if statement.attribution is not None:
        return statement
    source = story.source(statement.source_id)
    guess = attribution(source.text, statement.spans[0], source.language, source.segments)
    speaker = statement.speaker or _canonical(story, guess.speaker or "")
    if guess.speaker and not statement.speaker and not may_be_named(story, source, speaker):
        return statement
    return replace(statement, attribution=Attribution(guess.voice), speaker=speaker)


def _canonical(story: Story, name: str) -> str:
    """Return the name that the story gives an entity, whatever its spelling in a source."""
    return next((known.canonical for known in story.names if name in known.spellings), name)


def said(story: Story, statement: Statement) -> Said:
    """Return a statement as the comparison reads it: its words, and what is known of their source."""
    source = story.source(statement.source_id)
    spans = statement.spans
    return Said(
        source=source.name,
        words=" […] ".join(span.of(source.text) for span in spans),
        published=_day(source.provenance.published),
        attribution=statement.attribution.value if statement.attribution else None,
        speaker=statement.speaker or None,
        names=tuple((name.canonical, *name.spellings) for name in story.names),
        language=source.language,
    )


def _day(written: str) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if len(written) == len("2023-04-26") else None
