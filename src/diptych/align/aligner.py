"""Sources in, suggestions out: claims that two or more of them state, each with its confidence and the reasons for it."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from diptych.align import evidence as why
from diptych.align.chrome import not_article
from diptych.align.claims import Claim, Link, claims
from diptych.align.localise import localised
from diptych.align.origins import origins
from diptych.align.pairs import Compared, Comparison, Settings, compare, is_best
from diptych.align.words import plain
from diptych.alignment import Alignment, Passage, Reason, Suggestion, Text


class _Place(Struct, frozen=True):
    """Where a pair of units stands in a comparison."""

    pair: Compared
    row: int
    column: int


def align(texts: Sequence[Text], settings: Settings | None = None) -> Alignment:
    r"""Return what `texts` share. Neither the order of the texts nor the run changes a byte of it.

    >>> from diptych.text import segments
    >>> one = "Xi calls Zelensky\nChina released a 12-point peace plan in February."
    >>> two = "Call with China\nIn February, Beijing put out its 12-point plan for peace."
    >>> found = align([Text("a", one, segments(one)), Text("b", two, segments(two))])
    >>> found.suggestions[0].reasons[0].words
    'same words: “12-point”; same number: 12; same date: February; rare words: point, peace, plan; each is the other’s best match'
    """
    order = sorted(texts, key=_id)
    asides = tuple(aside for text in order for aside in not_article(text.id, text.text, text.language))
    article = [text.without(asides) for text in order]
    compared = compare(article, settings or Settings())
    found = [(_link(compared, place), place) for place in (_Place(pair, *at) for pair in compared.pairs for at in pair.likely)]
    places = {(link.left, link.right): place for link, place in found}
    suggestions = tuple(
        _suggestion(claim, article, [_reason(article, compared, link, places[link.left, link.right]) for link in claim.links])
        for claim in claims([link for link, _ in found])
    )
    return Alignment(suggestions, asides, origins([side.units for side in compared.sides]))


def scores(texts: Sequence[Text], settings: Settings | None = None) -> list[tuple[str, int, str, int, float]]:
    """Return every pair of segments of different texts with its probability: (source, segment, source, segment, probability)."""
    compared = compare(sorted(texts, key=_id), settings or Settings())
    return [
        (one.source, one.order, other.source, other.order, value)
        for pair in compared.pairs
        for one, row in zip(compared.sides[pair.left].units, pair.probabilities, strict=True)
        for other, value in zip(compared.sides[pair.right].units, row, strict=True)
    ]


def _id(text: Text) -> str:
    return text.id


def _link(compared: Comparison, place: _Place) -> Link:
    sides = (compared.sides[place.pair.left], compared.sides[place.pair.right])
    units = (sides[0].units[place.row], sides[1].units[place.column])
    spans = localised(sides, (place.row, place.column))
    left, right = (Passage(unit.source, unit.order, span) for unit, span in zip(units, spans, strict=True))
    one, other = sides[0].parts[place.row].stems, sides[1].parts[place.column].stems
    shared = {stem: weight for stem, weight in one.items() if stem in other}
    return Link(left, right, place.pair.probabilities[place.row][place.column], shared)


def _reason(texts: Sequence[Text], compared: Comparison, link: Link, place: _Place) -> Reason:
    left, right = place.pair.left, place.pair.right
    sides = (compared.sides[left], compared.sides[right])
    pair = why.UnitPair(
        (texts[left], texts[right]),
        (sides[0].units[place.row], sides[1].units[place.column]),
        (sides[0].parts[place.row], sides[1].parts[place.column]),
        is_best(place.pair.probabilities, place.row, place.column),
    )
    found = why.evidence(pair, compared.weights)
    return Reason(link.left, link.right, link.probability, found, why.reason(found), place.pair.likely[place.row, place.column])


def _suggestion(claim: Claim, texts: Sequence[Text], reasons: Sequence[Reason]) -> Suggestion:
    written = {text.id: text.text for text in texts}
    said = "\n".join(f"{passage.source}\t{plain(passage.span.of(written[passage.source]))}" for passage in claim.passages)
    return Suggestion(hashlib.sha256(said.encode()).hexdigest()[:12], claim.confidence, claim.passages, tuple(reasons))
