"""Find the reporting frame that a passage of a text stands in, and the speaker it names."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.compare.frames import Frame, frame
from diptych.compare.names import names
from diptych.compare.quotations import quotations
from diptych.compare.tokens import Line, line
from diptych.text import Span, touching

_BACK: Final = 300
"""So far back, in code points, a name is looked for that "he" may stand for."""


class Report(Struct, frozen=True):
    """Somebody reports a passage: who, where a name is given, and whether it was posted."""

    speaker: str | None
    posted: bool


def reporting(text: str, span: Span, segments: Sequence[Span], language: str, *, quoted: bool) -> Report | None:
    """Return the frame that a passage stands in: of its own sentence, or, where it is quoted, of its neighbours.

    >>> text = "“It fell,” Ana Ruiz said. “Nobody was hurt.”"
    >>> reporting(text, Span(26, 43), [Span(0, 25), Span(26, 44)], "en", quoted=True)
    Report(speaker='Ana Ruiz', posted=False)
    """
    sentences = touching(segments, paragraph_of(text, span))
    here = next((at for at, each in enumerate(sentences) if each.overlaps(span)), None)
    if here is None:
        return None
    before = sentences[:here]
    own = _report(text, sentences[here], language, None if quoted else span)
    if own or not quoted:
        return own and _named(text, own, before, span, language)
    around = (*sentences[here + 1 : here + 2], *reversed(before), *sentences[here + 2 :])
    found = next((report for each in around if (report := _report(text, each, language))), None)
    return found and _named(text, found, before, span, language)


def paragraph_of(text: str, span: Span) -> Span:
    """Return the line of `text` that a span stands on."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def _report(text: str, sentence: Span, language: str, span: Span | None = None) -> Report | None:
    """Return who reports in a sentence, if `span` (where one is given) lies in what is reported."""
    plain = _unquoted(text, sentence)
    said = line(plain, language)
    found = frame(said, wide=True)
    if found is None or (span and not _reaches(said, found, sentence, span)):
        return None
    posted = found.medium == "post" or any(said.phrase(at, "reporting.post_verbs") for at in said.starts("reporting.post_verbs"))
    return Report(None if found.pronoun else _speaker(plain, said, found), posted)


def _unquoted(text: str, sentence: Span) -> str:
    """Return a sentence with what is quoted blanked out, length for length; its paragraph says what is quoted."""
    paragraph = paragraph_of(text, sentence)
    words, before = sentence.of(text), sentence.start - paragraph.start
    for start, end in quotations(paragraph.of(text)):
        first, last = max(0, start - before), min(len(words), end - before)
        if first < last:
            words = words[:first] + " " * (last - first) + words[last:]
    return words


def _reaches(said: Line, found: Frame, sentence: Span, span: Span) -> bool:
    """Tell whether a passage lies in what a frame reports: behind its verb, or before a frame that closes the sentence."""
    verb = sentence.start + said.place(found.verb).start
    subject = sentence.start + said.place(min(found.first, len(said) - 1)).start
    return span.end > verb or span.end <= subject + 1


def _speaker(plain: str, said: Line, found: Frame) -> str | None:
    """Return the speaker as written: the last person of the subject or its apposition, or the whole of it without its article."""
    last = max(found.last, found.verb)  # "the captain, Ines Prado, said": the name may stand in apposition
    persons = [name for name in names(said) if name.person and found.first <= name.first < last]
    if persons:
        return _bare_name(plain, said, persons[-1].first, min(persons[-1].last, last))
    first = found.first + said.listed(found.first, "grammar.articles")
    return said.span(first, found.last).of(plain).strip() if first < found.last else None


def _bare_name(plain: str, said: Line, first: int, last: int) -> str:
    """Return a name without the title or the office before it."""
    lists = ("names.roles", "names.titles", "names.portfolios.words")
    while first + 1 < last and (said.word(first) == "." or any(said.listed(first, path) for path in lists)):
        first += 1
    return said.span(first, last).of(plain)


def _named(text: str, found: Report, before: Sequence[Span], span: Span, language: str) -> Report:
    """Return a report with "he" resolved: to the last speaker of the paragraph, or to the last person named."""
    if found.speaker:
        return found
    for sentence in reversed(before):
        report = _report(text, sentence, language)
        if report and report.speaker:
            return replace(found, speaker=report.speaker)
    earlier = text[max(0, span.start - _BACK) : span.start]
    said = line(earlier, language)
    persons = [name for name in names(said) if name.person or name.words == (name.entity,)]
    return replace(found, speaker=_bare_name(earlier, said, persons[-1].first, persons[-1].last)) if persons else found
