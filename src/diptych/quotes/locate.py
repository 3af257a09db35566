"""The quote gate: find an editor's words in a source, or say why they are not there."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from diptych.quotes.words import cuts_word, standing
from diptych.text import Folded, Span, fold

LONGEST_GAP: Final = 300
"""Code points of the source that one `[...]` may skip."""

ELISION: Final = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]")
"""`[...]`, as typed or folded."""

_NEGATIONS: Final = {
    "en": r"no|not|never|nor|neither|none|nobody|nothing|nowhere|cannot|without|hardly|scarcely|barely|rarely|seldom|unlikely"
    r"|unable|false(?:ly)?|declin(?:e[sd]?|ing)|den(?:y|ies|ied|ying|ials?)|refus(?:e[sd]?|ing|als?)|reject(?:s|ed|ing|ions?)?|fail(?:s|ed|ing|ures?)?|lack(?:s|ed|ing)?",
    "de": r"nicht|kein(?:e[mnrs]?)?|nie(?:mals|mand|mandem|manden)?|nichts|ohne|weder|noch|kaum|nirgend(?:s|wo)|keinerlei|leugne(?:t|te|n)"
    r"|bestreite(?:t|n)|bestritt(?:en)?|dementier(?:t|te|ten|en)|weiger(?:t|te|ten|n)|abgelehnt|ablehn(?:t|te|en)",
    "fr": r"ne|pas|jamais|aucune?|sans|ni|rien|personne|nulle?|non|nie(?:nt|r)?|niée?s?|refus(?:e|ent|er|ée?s?)|démenti(?:e|t|r)?",
    "es": r"no|nunca|jamás|sin|ni|ningun[oa]?|ningún|nadie|nada|tampoco|niegan?|negó|negad[oa]s?|rechaz(?:a|an|ó|ar|ad[oa]s?)",
    "it": r"non|mai|senza|né|nessun[oa]?|niente|nulla|nega(?:no|to|ta|re)?|rifiut(?:a|ano|ato|ata|are)",
    "pt": r"não|nunca|sem|nem|nenhuma?|ninguém|nada|nega(?:m|ou)?",
    "nl": r"niet|geen|nooit|zonder|niemand|niets|noch|ontken(?:t|de|nen)",
    "uk": r"не|ні|ніколи|без|ніхто|нічого|жод(?:ен|на|не)|немає|запереч(?:ує|ив|ила|или|ують)|відмов(?:ився|илася|илися|ляється|ляються)",
    "ru": r"не|ни|нет|никогда|без|никто|ничего|отрица(?:ет|л|ла|ли|ют)|отказ(?:ался|алась|ались|ывается)",
    "pl": r"nie|bez|ani|nigdy|nikt|nic|żad(?:en|na|ne|nych)|zaprzecz(?:a|ył|yła)",
    "ar": r"لا|لم|لن|ليس|ليست|غير|بدون|دون|ما|نفى|نفت|رفض|رفضت",
    "he": r"לא|אין|בלי|ללא|אינו|אינה|אינם|מעולם|הכחיש|הכחישה|סירב|סירבה",
}
_UNPARTED_NEGATIONS: Final = {
    "zh": "[不没沒无無非未否别別勿]",
    "ja": "ない|なかった|ません|なく|[不無非未]",
    "ko": "않|못|없|아니|안 ",
}
"""Languages in which a negation is no word apart."""

_NARROW: Final = frozenset("\u00a0\u2009\u202f")
_GROUPED: Final = re.compile(f"[0-9][{''.join(sorted(_NARROW))}][0-9]{{3}}(?![0-9])")

Range = tuple[int, int]
"""A half-open range of folded text, as against a `Span` of the original."""

Chain = tuple[Range, ...]
"""The ranges of the parts of a quote, in order; one for a quote without `[...]`."""


class Status(StrEnum):
    """What became of a quote. Every quote of a run has exactly one status."""

    VERIFIED = "verified"
    TYPOGRAPHIC = "typographic"
    NOT_FOUND = "not found"
    UNCHECKABLE = "uncheckable"


class Reason(StrEnum):
    """Why a quote has no match."""

    EMPTY = "empty"
    UNKNOWN_LANGUAGE = "unknown language"
    ABSENT = "absent"
    ASIDE = "aside"
    CONTEXT = "context"
    AMBIGUOUS = "ambiguous"
    ORDER = "order"
    FAR = "far"
    NEGATION = "negation"


class Quote(Struct, frozen=True):
    """What an editor typed, in the terms of the W3C TextQuoteSelector: `exact`, and the words before and after where needed."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Match(Struct, frozen=True):
    """Where a quote was found: one span, or one for each part that `[...]` separates. `status` is verified or typographic."""

    spans: tuple[Span, ...]
    status: Status

    @property
    def whole(self) -> Span:
        """The span from the first part's start to the last part's end."""
        return Span(self.spans[0].start, self.spans[-1].end)


class Miss(Struct, frozen=True):
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
    if not words or ("[" in words and not ELISION.sub("", words).strip()):
        return Miss(Reason.EMPTY, quote.exact)
    everywhere = _places(source, words)
    if not everywhere and ELISION.search(words):
        return _elided(source, quote, language, aside)
    places = _outside(source, everywhere, aside)
    if everywhere and not places:
        return Miss(Reason.ASIDE, quote.exact, (source.span(*everywhere[0]),))
    return _chosen(source, quote, [(place,) for place in places], [quote.exact.strip()])


def _places(source: Folded, words: str) -> list[Range]:
    found = ((at, at + len(words)) for at in standing(source.text, words))
    return [place for place in found if not _parts_number(source, place)]


def _parts_number(source: Folded, place: Range) -> bool:
    """Tell whether a range begins or ends at the space inside a number such as 15 300, where it is one that does not break."""
    edges = source.starts[place[0]], source.ends[place[1] - 1] + 1
    return any(source.original[edge - 1 : edge] in _NARROW and _GROUPED.match(source.original, max(0, edge - 2)) for edge in edges)


def _outside(source: Folded, places: list[Range], aside: tuple[Span, ...]) -> list[Range]:
    if not aside:
        return places
    return [place for place in places if not any(span.overlaps(source.span(*place)) for span in aside)]


def _chosen(source: Folded, quote: Quote, found: Sequence[Chain], typed: Sequence[str]) -> Match | Miss:
    """Return the one match among `found` that fits the quote's prefix and suffix. `typed` are the parts as the editor wrote them."""
    fitting = [chain for chain in found if _fits(source.text, quote, chain[0][0], chain[-1][1])]
    if len(fitting) == 1:
        spans = tuple(source.span(start, end) for start, end in fitting[0])
        exact = [span.of(source.original) for span in spans] == list(typed)
        return Match(spans, Status.VERIFIED if exact else Status.TYPOGRAPHIC)
    reason = Reason.AMBIGUOUS if fitting else Reason.CONTEXT if found else Reason.ABSENT
    return Miss(reason, quote.exact, tuple(source.span(chain[0][0], chain[-1][1]) for chain in fitting or found))


def _fits(text: str, quote: Quote, start: int, end: int) -> bool:
    """Tell whether whole words of the quote's prefix come directly before `start`, and of its suffix directly after `end`."""
    if not (quote.prefix or quote.suffix):
        return True
    prefix, suffix = fold(quote.prefix).text.strip(), fold(quote.suffix).text.strip()
    before, after = text[:start].rstrip(), len(text) - len(text[end:].lstrip())
    if not before.endswith(prefix) or not text.startswith(suffix, after):
        return False
    return not (prefix and cuts_word(text, len(before) - len(prefix))) and not (suffix and cuts_word(text, after + len(suffix)))


def _elided(source: Folded, quote: Quote, language: str, aside: tuple[Span, ...]) -> Match | Miss:
    typed = [part.strip() for part in ELISION.split(quote.exact) if part.strip()]
    places = []
    for part in (fold(part).text for part in typed):
        everywhere = _places(source, part)
        places.append(_outside(source, everywhere, aside))
        if not places[-1]:
            return Miss(Reason.ASIDE if everywhere else Reason.ABSENT, part, tuple(source.span(*place) for place in everywhere[:1]))
    negations = _negations(language)
    if negations is None:
        return Miss(Reason.UNKNOWN_LANGUAGE, language)
    sound = _chains(source, places, negations)
    return _chosen(source, quote, sound, typed) if sound else _fault(source, places, negations, typed)


def _chains(source: Folded, places: Sequence[Sequence[Range]], negations: re.Pattern[str]) -> list[Chain]:
    """Return every way in which the parts follow each other without a fault: for each end, the one that skips least."""
    chains: dict[Range, Chain] = {place: (place,) for place in places[0]}
    for found in places[1:]:
        following, ends = {}, sorted(chains, key=_end)
        for place in found:
            before = next((last for last in _near(ends, place) if not _gap(source, last, place, negations)), None)
            if before:
                following[place] = (*chains[before], place)
        chains = following
    return list(chains.values())


def _near(ends: Sequence[Range], place: Range) -> Iterator[Range]:
    """Yield those of `ends` (by their end) that one `[...]` may part from `place`, the nearest first."""
    for last in reversed(ends[: bisect_right(ends, place[0], key=_end)]):
        if place[0] - last[1] > LONGEST_GAP:
            break
        yield last


def _end(place: Range) -> int:
    return place[1]


def _fault(source: Folded, places: Sequence[Sequence[Range]], negations: re.Pattern[str], typed: Sequence[str]) -> Miss:
    """Return why the parts do not follow each other, told at the first gap from the first place of the first part."""
    last = places[0][0]
    for part, found in zip(typed[1:], places[1:], strict=True):
        following = next((place for place in found if place[0] >= last[1]), None)
        if following is None:
            return Miss(Reason.ORDER, part, (source.span(*found[0]),))
        fault = _gap(source, last, following, negations)
        if fault:
            return fault
        last = following
    return Miss(Reason.ORDER, typed[-1], (source.span(*places[-1][0]),))


def _gap(source: Folded, one: Range, other: Range, negations: re.Pattern[str]) -> Miss | None:
    """Return what is wrong with skipping the text between two places, or None."""
    (_, end), (start, _) = one, other
    if start <= end:
        return None
    gap = source.span(end, start)
    if gap.end - gap.start > LONGEST_GAP * 4:
        return Miss(Reason.FAR, source.text[start : start + 40], (gap,))
    negation = negations.search(source.text[end:start])
    if negation:
        return Miss(Reason.NEGATION, negation.group(), (source.span(end + negation.start(), end + negation.end()),))
    return Miss(Reason.FAR, source.text[start : start + 40], (gap,)) if gap.end - gap.start > LONGEST_GAP else None


def _negations(language: str) -> re.Pattern[str] | None:
    """Return what turns the meaning in a language, or None where that is not known."""
    spoken = language.partition("-")[0].lower()
    if spoken in _UNPARTED_NEGATIONS:
        return re.compile(_UNPARTED_NEGATIONS[spoken])
    if spoken not in _NEGATIONS:
        return None
    return re.compile(rf"(?<!\w)(?:{_NEGATIONS[spoken]})(?!\w)|n't(?!\w)|(?<!\w)n'(?=\w)", re.IGNORECASE)
