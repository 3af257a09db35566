"""Units of alignment: the segments of a text, each with its clauses, quotations, speaker, names, numbers and dates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.align.clauses import clauses
from diptych.align.marks import Date, Number, Slot, dates, name_forms, numbers, slots
from diptych.align.rules import Rules, rules
from diptych.align.speech import NOBODY, Speaker, mostly, quotations, quoted, speaker
from diptych.align.words import Word, forms, plain, words
from diptych.alignment import Text
from diptych.text import Span

_FEW: Final = 3
"""Names a sentence may hold and still say who "he" is in the next."""
_GAP: Final = 3
"""Code points from a reporting verb to what is said: comma, space, quotation mark."""
_LED: Final = 2
"""Among how many words that open a sentence one stands that limits all of it: "But if it rains, …"."""

_NOWHERE: Final[frozenset[int]] = frozenset()


class Said(Struct, frozen=True):
    """What of a segment is quoted, word by word, and who speaks it."""

    quotes: tuple[Span, ...]
    inside: tuple[bool, ...]
    speaker: Speaker


class Unit(Struct, frozen=True):
    """One segment, ready to be compared."""

    source: str
    order: int
    """Which segment of the text it is."""
    rank: int
    """Which unit of the article it is: `order` without what is skipped."""
    place: float
    """0 for the first unit of the article, 1 for the last."""
    span: Span
    clauses: tuple[Span, ...]
    bound: frozenset[int]
    """Where a clause begins that is quoted with the one before or not at all ("… unless it rains", "If it rains, …")."""
    announced: frozenset[int]
    """Where a clause begins without which the one before says nothing ("he said, “No”")."""
    words: tuple[Word, ...]
    said: Said
    runs: frozenset[tuple[str, str, str]]
    """Every three words that follow each other inside quotation marks."""
    whole: bool
    """Whether nearly all of it is a quotation."""
    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    slots: Mapping[Slot, Word]
    """What has a capital, by the stems of its neighbours."""


class _Read(Struct, frozen=True):
    order: int
    span: Span
    words: tuple[Word, ...]


def units(texts: Sequence[Text], aliases: Mapping[str, str]) -> tuple[tuple[Unit, ...], ...]:
    r"""Return the units of each text; what a word is (a name or not) is learned from all texts of its language together.

    >>> one = Text("a", "Talks held\nXi spoke.", (Span(0, 10), Span(11, 20)))
    >>> [(unit.order, unit.span.of(one.text)) for unit in units((one,), {})[0]]
    [(0, 'Talks held'), (1, 'Xi spoke.')]
    """
    read = [_segments(text, aliases) for text in texts]
    names = {language: _names(texts, read, language) for language in sorted({text.language for text in texts})}
    return tuple(_units(text, part, names[text.language]) for text, part in zip(texts, read, strict=True))


def _segments(text: Text, aliases: Mapping[str, str]) -> tuple[_Read, ...]:
    folded = plain(text.text)
    return tuple(
        _Read(order, span, words(span.of(folded), span.start, text.language, aliases))
        for order, span in enumerate(text.segments)
        if not any(span.overlaps(skipped) for skipped in text.skip)
    )


def _names(texts: Sequence[Text], read: Sequence[tuple[_Read, ...]], language: str) -> frozenset[str]:
    spoken = (part for text, part in zip(texts, read, strict=True) if text.language == language)
    return name_forms((segment.words for part in spoken for segment in part), rules(language))


def own_words(text: Text) -> tuple[Word, ...]:
    """Return every word of the article; what units hold, without all else that they hold."""
    return tuple(chain.from_iterable([part.words for part in _segments(text, {})]))


def own_forms(text: Text) -> Iterator[str]:
    """Yield the form of each of these words; nothing for one that is quoted."""
    folded = replace(text, text=plain(text.text))
    spans = [span for span in text.segments if not any(span.overlaps(skipped) for skipped in text.skip)]
    for span, quotes in zip(spans, _quotations(folded, spans), strict=True):
        if quotes:
            read = words(span.of(folded.text), span.start, text.language, {})
            yield from ("" if inside else word.form for word, inside in zip(read, quoted(read, quotes), strict=True))
        else:
            yield from forms(span.of(folded.text), text.language)


def _quotations(text: Text, spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield the quoted parts of each segment; one that goes on after a blank line has an opening mark there."""
    still_open = False
    for rank, span in enumerate(spans):
        if rank and "\n\n" in text.text[spans[rank - 1].end : span.start]:
            still_open = False
        quotes, still_open = quotations(text.text, span, still_open)
        yield quotes


def _units(text: Text, read: tuple[_Read, ...], names: frozenset[str]) -> tuple[Unit, ...]:
    known, folded = rules(text.language), replace(text, text=plain(text.text))
    last = NOBODY
    found: list[Unit] = []
    for rank, (part, quotes) in enumerate(zip(read, _quotations(folded, [part.span for part in read]), strict=True)):
        inside = quoted(part.words, quotes)
        who = speaker(text.text, part.words, inside, names, known) or (last if mostly(inside) else None)
        who = last if who == NOBODY else who  # "He" and "the ministry" speak for the last who spoke or was named.
        said = Said(quotes, inside, who or NOBODY)
        found.append(_unit(folded, part, (rank, rank / max(1, len(read) - 1)), said, names))
        last = who or (last if quotes else _named(text.text, found[-1])) or last
    return tuple(found)


def _named(text: str, unit: Unit) -> Speaker | None:
    """Return who "he" is in the next segment, if this one names few."""
    words = [word for word in unit.words if word.capital and word.stem in unit.names]
    written = " ".join(dict.fromkeys(text[word.start : word.end] for word in words))
    return Speaker(unit.names, written) if 0 < len(unit.names) <= _FEW else None


def _unit(text: Text, part: _Read, place: tuple[int, float], said: Said, names: frozenset[str]) -> Unit:
    known = rules(text.language)
    uttered = [word.form for word, inside in zip(part.words, said.inside, strict=True) if inside] if said.quotes else []
    parts = clauses(text.text, part.span, known)
    return Unit(
        source=text.id,
        order=part.order,
        rank=place[0],
        place=place[1],
        span=part.span,
        clauses=parts,
        bound=frozenset(_bound(part.words, parts, known)) if len(parts) > 1 else _NOWHERE,
        announced=frozenset(_announced(part.words, parts, known)) if len(parts) > 1 else _NOWHERE,
        words=part.words,
        said=said,
        runs=frozenset(zip(uttered, uttered[1:], uttered[2:], strict=False)),
        whole=mostly(said.inside),
        names=frozenset([word.stem for word in part.words if word.capital and word.form in names]),
        numbers=numbers(part.words, text.published, known),
        dates=dates(part.words, known),
        slots=slots(part.words, known),
    )


def _bound(words: Sequence[Word], clauses: Sequence[Span], known: Rules) -> Iterator[int]:
    """Yield where a clause begins that is bound to the one before: one of the two limits the other."""
    limiting = {word.start for word in words if word.form in known.limiters}
    led = not limiting.isdisjoint([word.start for word in words[:_LED]])
    yield from (clause.start for at, clause in enumerate(clauses) if at and (clause.start in limiting or (led and at == 1)))


def _announced(words: Sequence[Word], clauses: Sequence[Span], known: Rules) -> Iterator[int]:
    """Yield where a clause begins that the one before announces: it ends in a reporting verb."""
    telling = [word.end for word in words if word.form in known.reporting]
    for one, other in pairwise(clauses):
        if any(other.start - _GAP <= end <= one.end for end in telling):
            yield other.start
