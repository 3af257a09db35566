"""The quote gate: find an editor's words in a source, or say why they are not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from diptych.quotes.words import standing
from diptych.text import Folded, Span, fold

LONGEST_GAP: Final = 300
"""Code points of the source that one `[...]` may skip."""

ELISION: Final = re.compile(r"\[\s*\.\.\.\s*\]")
"""`[...]` in folded text, where `[…]` reads the same."""

_NEGATIONS: Final = {
    "en": r"no|not|never|nor|neither|none|nobody|nothing|nowhere|cannot|without|hardly|scarcely|barely|rarely|seldom|unlikely"
    r"|false(?:ly)?|den(?:y|ies|ied|ying|ials?)|refus(?:e[sd]?|ing|als?)|reject(?:s|ed|ing|ions?)?|fail(?:s|ed|ing|ures?)?|lack(?:s|ed|ing)?",
    "de": r"nicht|kein(?:e[mnrs]?)?|nie(?:mals|mand|mandem|manden)?|nichts|ohne|weder|noch|kaum|leugne(?:t|te|n)|bestreite(?:t|n)|bestritt",
    "fr": r"ne|pas|jamais|aucune?|sans|ni|rien|personne|nulle?|non|nie(?:nt|r)?|refuse(?:nt|r)?",
    "es": r"no|nunca|jamás|sin|ni|ningun[oa]?|ningún|nadie|nada|tampoco|niega[n]?|negó",
    "it": r"non|mai|senza|né|nessun[oa]?|niente|nulla|nega(?:no|to)?",
    "pt": r"não|nunca|sem|nem|nenhuma?|ninguém|nada|nega(?:m|ou)?",
    "nl": r"niet|geen|nooit|zonder|niemand|niets|noch|ontken(?:t|de|nen)",
    "uk": r"не|ні|ніколи|без|ніхто|нічого|жод(?:ен|на|не)|немає|запереч(?:ує|ив|ила|ують)",
    "ru": r"не|ни|нет|никогда|без|никто|ничего|отрица(?:ет|л|ла|ют)",
}
_ANY_NEGATION: Final = "|".join(_NEGATIONS.values())

Range = tuple[int, int]
"""A half-open range of folded text, as against a `Span` of the original."""


class Status(StrEnum):
    """What became of a quote. Every quote of a run has exactly one status."""

    VERIFIED = "verified"
    TYPOGRAPHIC = "typographic"
    NOT_FOUND = "not found"
    UNCHECKABLE = "uncheckable"


class Reason(StrEnum):
    """Why a quote has no match."""

    EMPTY = "empty"
    ABSENT = "absent"
    ASIDE = "aside"
    CONTEXT = "context"
    AMBIGUOUS = "ambiguous"
    ORDER = "order"
    FAR = "far"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Quote:
    """What an editor typed, in the terms of the W3C TextQuoteSelector: `exact`, and the words before and after where needed."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote was found: one span, or one for each part that `[...]` separates. `status` is verified or typographic."""

    spans: tuple[Span, ...]
    status: Status

    @property
    def whole(self) -> Span:
        """The span from the first part's start to the last part's end."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a quote has no match: the words that fail, and the places in the source that show it."""

    reason: Reason
    words: str
    spans: tuple[Span, ...] = ()


def locate(source: Folded, quote: Quote, language: str = "en", aside: tuple[Span, ...] = ()) -> Match | Miss:
    r"""Return where `quote` stands in `source`, or why it does not.

    The words must stand there as whole words, once, in the same letters, digits, case and order; only typography is folded. `[...]`
    skips at most LONGEST_GAP code points of the source and no negation of `language`; brackets that stand in the source are text.
    Words inside the spans `aside`, which are not part of the article, do not count.

    >>> locate(fold("The river rose. It’s\n high."), Quote("It's high"))
    Match(spans=(Span(start=16, end=26),), status=<Status.TYPOGRAPHIC: 'typographic'>)
    >>> locate(fold("He is not permitted to terminate."), Quote("is [...] permitted")).reason.name
    'NEGATION'
    """
    words = fold(quote.exact).text.strip()
    if not words or not ELISION.sub("", words).strip():
        return Miss(Reason.EMPTY, quote.exact)
    everywhere = _places(source, words)
    if not everywhere and ELISION.search(words):
        parts = [part.strip() for part in ELISION.split(words) if part.strip()]
        return _elided(source, quote, parts, language, aside)
    places = _outside(source, everywhere, aside)
    if everywhere and not places:
        return Miss(Reason.ASIDE, quote.exact, (source.span(*everywhere[0]),))
    return _chosen(source, quote, [[place] for place in places], quote.exact)


def _places(source: Folded, words: str) -> list[Range]:
    return [(at, at + len(words)) for at in standing(source.text, words)]


def _outside(source: Folded, places: list[Range], aside: tuple[Span, ...]) -> list[Range]:
    return [place for place in places if not any(span.overlaps(source.span(*place)) for span in aside)]


def _chosen(source: Folded, quote: Quote, found: list[list[Range]], words: str) -> Match | Miss:
    """Return the one match among `found` that fits the quote's prefix and suffix."""
    fitting = [ranges for ranges in found if _fits(source.text, quote, ranges[0][0], ranges[-1][1])]
    if len(fitting) == 1:
        spans = tuple(source.span(start, end) for start, end in fitting[0])
        return Match(spans, _status(source.original, quote.exact, spans))
    reason = Reason.AMBIGUOUS if fitting else Reason.CONTEXT if found else Reason.ABSENT
    return Miss(reason, words, tuple(source.span(ranges[0][0], ranges[-1][1]) for ranges in fitting or found))


def _fits(text: str, quote: Quote, start: int, end: int) -> bool:
    prefix, suffix = fold(quote.prefix).text.strip(), fold(quote.suffix).text.strip()
    return text[:start].rstrip().endswith(prefix) and text[end:].lstrip().startswith(suffix)


def _status(original: str, exact: str, spans: tuple[Span, ...]) -> Status:
    typed = [exact.strip()] if len(spans) == 1 else [part.strip() for part in re.split(r"\[\s*(?:\.\.\.|…)\s*\]", exact) if part.strip()]
    return Status.VERIFIED if [span.of(original) for span in spans] == typed else Status.TYPOGRAPHIC


def _elided(source: Folded, quote: Quote, parts: list[str], language: str, aside: tuple[Span, ...]) -> Match | Miss:
    places = []
    for part in parts:
        everywhere = _places(source, part)
        places.append(_outside(source, everywhere, aside))
        if not places[-1]:
            return Miss(Reason.ASIDE if everywhere else Reason.ABSENT, part, tuple(source.span(*place) for place in everywhere[:1]))
    complete = [chain for chain in (_chain(first, places[1:]) for first in places[0]) if len(chain) == len(parts)]
    if not complete:
        return Miss(Reason.ORDER, parts[-1], (source.span(*places[-1][0]),))
    faults = [next(_faults(source, chain, language), None) for chain in complete]
    sound = [chain for chain, fault in zip(complete, faults, strict=True) if fault is None]
    return _chosen(source, quote, _tightest(sound), quote.exact) if sound else next(filter(None, faults))


def _chain(first: Range, places: list[list[Range]]) -> list[Range]:
    """Return `first` and, for each later part, its first place after the one before; shorter where one is missing."""
    chain = [first]
    for found in places:
        following = next((place for place in found if place[0] >= chain[-1][1]), None)
        if following is None:
            break
        chain.append(following)
    return chain


def _tightest(chains: list[list[Range]]) -> list[list[Range]]:
    """Of chains that end at one place keep the last to start: the others only skip more."""
    return list({chain[-1]: chain for chain in sorted(chains)}.values())


def _faults(source: Folded, chain: list[Range], language: str) -> Iterator[Miss]:
    for (_, end), (start, _) in pairwise(chain):
        if start <= end:
            continue
        gap = source.span(end, start)
        negation = _negation(source.text[end:start], language)
        if negation:
            yield Miss(Reason.NEGATION, negation.group(), (source.span(end + negation.start(), end + negation.end()),))
        elif gap.end - gap.start > LONGEST_GAP:
            yield Miss(Reason.FAR, source.text[start : start + 40], (gap,))


def _negation(skipped: str, language: str) -> re.Match[str] | None:
    known = _NEGATIONS.get(language.partition("-")[0].lower(), _ANY_NEGATION)
    return re.search(rf"(?<!\w)(?:{known})(?!\w)|n't(?!\w)", skipped, re.IGNORECASE)
