"""Which claim tells readers most about how two accounts part: an order, and the fewest words that show it."""

from collections.abc import Iterable, Sequence
from typing import Final

from diptych.compare import Difference, Effect, Kind
from diptych.findings import Finding
from diptych.model import Relation

_ORDER: Final = (Relation.CONFLICT, Relation.DIFFER, Relation.MORE_SPECIFIC, Relation.AGREE, Relation.ONLY)
_WEIGHTS: Final = {
    Kind.ATTRIBUTION: 4, Kind.NEGATION: 4, Kind.NUMBER: 4, Kind.QUANTITY: 4, Kind.DURATION: 4, Kind.HEDGE: 3, Kind.DATE: 3,
    Kind.NAME: 2, Kind.SCOPE: 1,
}  # fmt: skip
_SHORT_AND_CLEAR: Final = {Kind.NUMBER, Kind.QUANTITY, Kind.DURATION, Kind.DATE}
_LONGEST: Final = 18
"""Words of a quote that a summary has room for."""


def telling(relation: Relation, kinds: Iterable[Kind]) -> tuple[int, int]:
    """Return a key to sort claims by, most telling first; claims of one key keep their order.

    A conflict goes before everything. Among claims of one relation count the kinds of point on which the accounts part, each once:
    who says it, whether it is denied, how many and how surely weigh more than what is taken in or left out.

    >>> telling(Relation.CONFLICT, []) < telling(Relation.DIFFER, [Kind.ATTRIBUTION])
    True
    >>> telling(Relation.DIFFER, [Kind.ATTRIBUTION]) < telling(Relation.DIFFER, [Kind.SCOPE, Kind.SCOPE, Kind.NAME])
    True
    """
    return _ORDER.index(relation), -sum(_WEIGHTS.get(kind, 0) for kind in set(kinds))


def parting(finding: Finding) -> tuple[int, int]:
    """Return the key of a finding: only what is told differently counts, not what one account adds, unless adding is the relation."""
    adds = (Effect.A_ADDS, Effect.B_ADDS)
    found = [each for pair in finding.proposal.pairs for each in pair.differences if each.effect is not Effect.SAME]
    adding = finding.relation is Relation.MORE_SPECIFIC
    return telling(finding.relation, (each.kind for each in found if adding or each.effect not in adds))


def clearest(differences: Sequence[Difference]) -> Difference | None:
    """Return the first difference whose two values alone show how the accounts part, such as two numbers, or None."""
    clear = (each for each in differences if each.kind in _SHORT_AND_CLEAR and each.a and each.b and each.a != each.b)
    return next(clear, None)


def briefly(words: str) -> str:
    """Return the beginning of a long quote, with a sign that it goes on.

    >>> briefly("one two three"), briefly("word " * 20).count("word")
    ('one two three', 18)
    """
    first = words.split()[:_LONGEST]
    return words if len(first) == len(words.split()) else " ".join(first).rstrip(",;:") + " …"
