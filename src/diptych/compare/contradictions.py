"""Warn where a curated relation contradicts a difference that was found; what an editor wrote is never overridden."""

from typing import Final

from diptych.compare.proposal import Proposal
from diptych.compare.relation import AGREE, CONFLICT, MORE_SPECIFIC
from diptych.compare.said import Difference, Effect, Kind
from diptych.compare.why import in_english, why
from diptych.text import fold

_VALUES: Final = frozenset({Kind.NUMBER, Kind.QUANTITY, Kind.DURATION, Kind.DATE, Kind.NEGATION})
"""Kinds whose two values an editor would hardly call agreement by choice."""


def warnings(curated: str, proposal: Proposal, specific: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what speaks against the curated relation, one sentence each; nothing where nothing does.

    >>> from diptych.compare.proposal import relate
    >>> from diptych.compare.said import Said
    >>> found = relate([Said("wire", "Nine miners were saved"), Said("blog", "Twelve miners were saved")])
    >>> warnings("agree", found)
    ('The claim says agree, but wire says “Nine”; blog says “Twelve”: both cannot be true.',)
    >>> warnings("conflict", found)
    ()
    """
    excluding = [pair for pair in proposal.pairs if pair.relation == CONFLICT]
    if curated in (AGREE, MORE_SPECIFIC) and excluding:
        return tuple(f"The claim says {curated}, but {in_english(why(pair))}" for pair in excluding)
    if curated == AGREE:
        return tuple(f"The claim says agree, but {in_english(why(pair))}" for pair in proposal.pairs if _valued(pair.telling))
    if curated == CONFLICT and proposal.pairs and not excluding:
        return ("The claim says conflict, but no two values that exclude each other were found.",)
    if curated == MORE_SPECIFIC and proposal.relation == MORE_SPECIFIC and specific and not set(specific) & set(proposal.specific):
        return (f"The claim says that {' and '.join(specific)} is more specific, but {proposal.reason}",)
    return ()


def _valued(found: Difference | None) -> bool:
    """Tell whether both sides give a value, and not the same one: what one side leaves out contradicts nothing."""
    if found is None or found.kind not in _VALUES or not (found.a and found.b):
        return False
    return found.effect is not Effect.SAME and fold(found.a).text.lower() != fold(found.b).text.lower()
