"""Sources in, suggestions out: claims that two or more of them state, each with its confidence and the reasons for it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.align import evidence as why
from diptych.align.chrome import Aside, not_article
from diptych.align.claims import Claim, Link, Passage, claims
from diptych.align.evidence import Evidence
from diptych.align.localise import localised
from diptych.align.origins import Origin, origins
from diptych.align.pairs import Compared, Comparison, Settings, best, compare
from diptych.align.units import Text
from diptych.align.words import plain


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for and against one pair of passages, as values and in words."""

    left: Passage
    right: Passage
    probability: float
    evidence: tuple[Evidence, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim that the aligner found. `id` comes from what is said and by whom, so it outlives edits elsewhere in the sources."""

    id: str
    confidence: float
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]
    """One for each linked pair, surest first."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Everything the aligner has to say about a story."""

    suggestions: tuple[Suggestion, ...]
    not_article: tuple[Aside, ...]
    origins: tuple[Origin, ...]


def align(texts: Sequence[Text], settings: Settings | None = None) -> Alignment:
    """Return what `texts` share. Neither the order of the texts nor the run changes a byte of it.

    >>> from diptych.text import segments
    >>> one = "Xi calls Zelensky\\nChina released a 12-point peace plan in February."
    >>> two = "Call with China\\nIn February, Beijing put out its 12-point plan for peace."
    >>> found = align([Text("a", one, segments(one)), Text("b", two, segments(two))])
    >>> found.suggestions[0].reasons[0].words
    'same words: “12-point”; same number: 12; same date: February; same names: China / Beijing; rare words: point, peace, plan; each is the other’s best match'
    """
    used = settings or Settings()
    asides = tuple(aside for text in sorted(texts, key=_id) for aside in not_article(text.id, text.text, text.language))
    article = [_article(text, asides) for text in sorted(texts, key=_id)]
    compared = compare(article, used)
    least = compared.model.least if used.least is None else used.least
    reasons = {(link.left, link.right): (link, reason) for link, reason in _links(article, compared, least)}
    found = claims([link for link, _ in reasons.values()], least)
    return Alignment(
        tuple(_suggestion(claim, article, [reasons[link.left, link.right][1] for link in claim.links]) for claim in found),
        asides,
        origins([side.units for side in compared.sides]),
    )


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


def _article(text: Text, asides: Sequence[Aside]) -> Text:
    return replace(text, skip=text.skip + tuple(aside.span for aside in asides if aside.source == text.id))


def _links(texts: Sequence[Text], compared: Comparison, least: float) -> list[tuple[Link, Reason]]:
    return [
        _linked(texts, compared, pair, (i, j), (i, j) in tops)
        for pair in compared.pairs
        for tops in [set(best(pair.probabilities))]
        for i, row in enumerate(pair.probabilities)
        for j, value in enumerate(row)
        if value >= least / 2
    ]


def _linked(texts: Sequence[Text], compared: Comparison, pair: Compared, at: tuple[int, int], top: bool) -> tuple[Link, Reason]:
    sides = (compared.sides[pair.left], compared.sides[pair.right])
    both = (sides[0].units[at[0]], sides[1].units[at[1]])
    parts = (sides[0].parts[at[0]], sides[1].parts[at[1]])
    left, right = (Passage(unit.source, unit.order, span) for unit, span in zip(both, localised(sides, at), strict=True))
    probability = pair.probabilities[at[0]][at[1]]
    found = why.evidence(why.Compared((texts[pair.left], texts[pair.right]), both, parts, top), compared.weights)
    shared = {stem: weight for stem, weight in parts[0].stems.items() if stem in parts[1].stems}
    return Link(left, right, probability, shared), Reason(left, right, probability, found, why.reason(found))


def _suggestion(claim: Claim, texts: Sequence[Text], reasons: Sequence[Reason]) -> Suggestion:
    written = {text.id: text.text for text in texts}
    said = "\n".join(f"{passage.source}\t{plain(passage.span.of(written[passage.source]))}" for passage in claim.passages)
    return Suggestion(hashlib.sha256(said.encode()).hexdigest()[:12], claim.confidence, claim.passages, tuple(reasons))
