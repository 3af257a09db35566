"""Units of alignment: the segments of a text, each with its clauses, quotations, speaker, names, numbers and dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.align.clauses import clauses
from diptych.align.marks import Date, Number, dates, name_forms, numbers, quotations, speaker
from diptych.align.rules import Rules, rules
from diptych.align.words import Word, words
from diptych.text import Span


_FEW = 3
"""Names a sentence may hold and still say who "he" is in the next."""


@dataclass(frozen=True, slots=True)
class Text:
    """One source as the aligner sees it. The first segment is the headline; `skip` holds what is not the article."""

    id: str
    text: str
    segments: tuple[Span, ...]
    language: str = "en"
    published: str | None = None
    skip: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment, ready to be compared. `place` is 0 for the first segment of the article and 1 for the last."""

    source: str
    order: int
    """Which segment of the text it is."""
    rank: int
    """Which unit of the article it is: `order` without what is skipped."""
    place: float
    span: Span
    clauses: tuple[Span, ...]
    words: tuple[Word, ...]
    quotes: tuple[Span, ...]
    quoted: tuple[bool, ...]
    """For each word, whether it is quoted."""
    runs: frozenset[tuple[str, str, str]]
    """Every three words that follow each other inside quotation marks."""
    whole: bool
    """Whether nearly all of it is a quotation."""
    speaker: frozenset[str]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    order: int
    span: Span
    words: tuple[Word, ...]


def units(texts: Sequence[Text], aliases: Mapping[str, str]) -> tuple[tuple[Unit, ...], ...]:
    """Return the units of each text; what a word is (a name or not) is learned from all of them together.

    >>> one = Text("a", "Talks held\\nXi spoke.", (Span(0, 10), Span(11, 20)))
    >>> [(unit.order, unit.span.of(one.text)) for unit in units((one,), {})[0]]
    [(0, 'Talks held'), (1, 'Xi spoke.')]
    """
    read = [_segments(text, aliases) for text in texts]
    languages = sorted({text.language for text in texts})
    names = frozenset[str]().union(
        *(
            name_forms((s.words for text, part in zip(texts, read, strict=True) if text.language == language for s in part), rules(language))
            for language in languages
        )
    )
    return tuple(_units(text, part, names) for text, part in zip(texts, read, strict=True))


def _segments(text: Text, aliases: Mapping[str, str]) -> tuple[_Read, ...]:
    known = rules(text.language)
    return tuple(
        _Read(order, span, words(span.of(text.text), span.start, known, aliases))
        for order, span in enumerate(text.segments)
        if not any(span.overlaps(skipped) for skipped in text.skip)
    )


def _units(text: Text, read: tuple[_Read, ...], names: frozenset[str]) -> tuple[Unit, ...]:
    known = rules(text.language)
    inside, last = False, frozenset[str]()
    found: list[Unit] = []
    for rank, part in enumerate(read):
        quotes, inside = quotations(text.text, part.span, inside)
        quoted = tuple(any(quote.start <= word.span.start < quote.end for quote in quotes) for word in part.words)
        who = speaker(part.words, quoted, names, known)
        if who is None and _all(quoted) or who == frozenset():
            who = last
        unit = _unit(text, part, (rank, rank / max(1, len(read) - 1)), quotes, quoted, who or frozenset(), names)
        found.append(unit)
        last = who or (unit.names if 0 < len(unit.names) <= _FEW and not quotes else last)
    return tuple(found)


def _unit(
    text: Text,
    part: _Read,
    place: tuple[int, float],
    quotes: tuple[Span, ...],
    quoted: tuple[bool, ...],
    who: frozenset[str],
    names: frozenset[str],
) -> Unit:
    known = rules(text.language)
    said = [word.form for word, inside in zip(part.words, quoted, strict=True) if inside]
    return Unit(
        source=text.id,
        order=part.order,
        rank=place[0],
        place=place[1],
        span=part.span,
        clauses=clauses(text.text, part.span, known),
        words=part.words,
        quotes=quotes,
        quoted=quoted,
        runs=frozenset(zip(said, said[1:], said[2:], strict=False)),
        whole=_all(quoted),
        speaker=who,
        names=frozenset(word.stem for word in part.words if word.capital and word.form in names),
        numbers=numbers(part.words, known),
        dates=dates(part.words, text.published, known),
    )


def _all(quoted: tuple[bool, ...]) -> bool:
    return sum(quoted) > 0.8 * len(quoted)
