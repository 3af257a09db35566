"""Guess in whose voice a source makes a statement, from the text around it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from diptych.compare.frames import Frame, frame
from diptych.compare.language import longest, phrases, words
from diptych.compare.names import names
from diptych.compare.quotations import quotations, quoted_share
from diptych.compare.tokens import Token, covering, tokens
from diptych.text import Span, segments

OWN_VOICE, PARAPHRASE, QUOTE, QUOTED_POST, HEADLINE = "own-voice", "paraphrase", "quote", "quoted-post", "headline"
_MOSTLY: Final = 0.45
"""From this share of quoted characters on, a statement counts as quoted."""

_BACK: Final = 300
"""So far back, in code points, a name is looked for that "he" may stand for."""

_HEADLINE_LONGEST: Final = 160
_SIGNED: Final = re.compile(r"\s*[—–-]+\s*(?P<name>[^\n(]{2,60}?)\s*\(@\w+\)")
_HANDLE: Final = re.compile(r"^\s*(?P<name>[^\n(]{2,60}?)\s*\(?@\w+\)?\s*[:·]")
_END: Final = ".!?:;”\"'’…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A guess: own-voice, paraphrase, quote, quoted-post or headline, and the speaker where one is named."""

    voice: str
    speaker: str | None = None


def attribution(text: str, span: Span, language: str = "en") -> Attribution:
    """Return who says what stands at `span` of a source's text.

    >>> text = "The mayor resigned.\\n\\n“I am tired,” Ana Ruiz told reporters."
    >>> attribution(text, Span(21, 33))
    Attribution(voice='quote', speaker='Ana Ruiz')
    >>> attribution(text, Span(0, 18))
    Attribution(voice='own-voice', speaker=None)
    """
    paragraph = _paragraph(text, span)
    poster = _poster(text, paragraph)
    if poster:
        return Attribution(QUOTED_POST, poster)
    if _is_headline(text, paragraph):
        return Attribution(HEADLINE)
    ranges = quotations(paragraph.of(text))
    share = quoted_share(ranges, span.start - paragraph.start, span.end - paragraph.start)
    reporting = _reporting(text, span, paragraph, language, quoted=share >= _MOSTLY)
    if share >= _MOSTLY:
        voice = QUOTED_POST if reporting and reporting.posted else QUOTE
        if reporting or _is_speech(text, span, paragraph, ranges):
            return Attribution(voice, reporting and reporting.speaker)
    return Attribution(PARAPHRASE, reporting.speaker) if reporting else Attribution(OWN_VOICE)


@dataclass(frozen=True, slots=True)
class _Reporting:
    speaker: str | None
    posted: bool


def _paragraph(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def _poster(text: str, paragraph: Span) -> str | None:
    """Return who posted a paragraph: it begins with a name and a handle, or "— Name (@handle) date" stands below it."""
    heading = _HANDLE.match(paragraph.of(text)) or _SIGNED.match(paragraph.of(text))
    below = _SIGNED.match(text[paragraph.end :].lstrip("\n")) or _SIGNED.search(paragraph.of(text))
    found = heading or below
    return found.group("name").strip() if found else None


def _is_headline(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is a headline: a short line with no full stop, above the article or in capitals throughout."""
    line = paragraph.of(text).strip()
    if not line or line[-1] in _END or len(line) > _HEADLINE_LONGEST or re.search(r"[.!?] +[A-Z“\"]", line):
        return False
    alone = paragraph.end >= len(text) or text[paragraph.end : paragraph.end + 1] == "\n"
    first = not any(block.rstrip()[-1:] in ".!?”\"" for block in text[: paragraph.start].split("\n") if block.strip())
    long_words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    titled = bool(long_words) and sum(word[0].isupper() for word in long_words) > 0.7 * len(long_words)
    return alone and (first or titled) and len(text.strip()) > len(line)


def _is_speech(text: str, span: Span, paragraph: Span, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether quoted words are somebody's sentence and not a word in scare quotes."""
    inside = next((r for r in ranges if r[0] <= span.end - paragraph.start and span.start - paragraph.start <= r[1]), (0, 0))
    return len(paragraph.of(text)[inside[0] : inside[1]].split()) > 3


def _reporting(text: str, span: Span, paragraph: Span, language: str, quoted: bool) -> _Reporting | None:
    """Return the frame that the statement stands in: of its own sentence, or of a neighbour in the same quotation."""
    sentences = [each for each in _segments(text, language) if paragraph.start <= each.start < paragraph.end]
    here = [each for each in sentences if each.overlaps(span)]
    if not here:
        return None
    position = sentences.index(here[0])
    own = _frame_of(text, here[0], span, language, quoted)
    if own or not quoted:
        return own and _named(text, own, sentences[:position], span, language)
    neighbours = [*sentences[position + 1 : position + 2], *reversed(sentences[:position]), *sentences[position + 2 :]]
    found = next((hit for each in neighbours if (hit := _frame_of(text, each, None, language, quoted=True))), None)
    return found and _named(text, found, sentences[:position], span, language)


@lru_cache(maxsize=64)
def _segments(text: str, language: str) -> tuple[Span, ...]:
    return segments(text, language)


def _frame_of(text: str, sentence: Span, span: Span | None, language: str, quoted: bool) -> _Reporting | None:
    """Return the reporting frame of a sentence if `span` lies in what it reports; quoted words are not searched for one."""
    plain = _blanked(text, sentence)
    found = tokens(plain, language)
    hit = frame(found, language, wide=True)
    if hit is None or (span and not quoted and not _reaches(found, hit, sentence, span)):
        return None
    said = [token.word for token in found]
    posted = hit.medium == "post" or any(longest(phrases(language, "reporting.post_verbs"), said, at) for at in range(len(said)))
    if hit.first == hit.last or hit.pronoun:
        return _Reporting(None, posted)
    return _Reporting(_speaker(plain, found, hit, language), posted)


def _blanked(text: str, sentence: Span) -> str:
    """Return a sentence with what is quoted blanked out, length for length; its paragraph says what is quoted."""
    paragraph = _paragraph(text, sentence)
    signs = list(paragraph.of(text))
    for start, end in quotations(paragraph.of(text)):
        signs[start:end] = [" "] * (end - start)
    return "".join(signs[sentence.start - paragraph.start : sentence.end - paragraph.start])


def _reaches(found: tuple[Token, ...], hit: Frame, sentence: Span, span: Span) -> bool:
    """Tell whether a statement lies in what a frame reports: behind its verb, or before a frame that closes the sentence."""
    verb = sentence.start + found[hit.verb].span.start
    subject = sentence.start + found[min(hit.first, len(found) - 1)].span.start
    return span.end > verb or span.end <= subject + 1


def _speaker(plain: str, found: tuple[Token, ...], hit: Frame, language: str) -> str | None:
    """Return the speaker as written: the last name of the subject, or the whole of it without its article."""
    called = [name for name in names(found, language) if hit.first <= name.first < hit.last]
    persons = [name for name in called if name.person]
    if persons:
        return _bare_name(plain, found, persons[-1].first, min(persons[-1].last, hit.last), language)
    first = hit.first + (found[hit.first].word in words(language, "order.articles"))
    return covering(found, first, hit.last).of(plain).strip() if first < hit.last else None


def _bare_name(plain: str, found: tuple[Token, ...], first: int, last: int, language: str) -> str:
    """Return a name without the title or the office before it."""
    office = words(language, "names.roles") | words(language, "names.titles") | words(language, "names.portfolios.words")
    while first + 1 < last and found[first].word in office | {"."}:
        first += 1
    return covering(found, first, last).of(plain)


def _named(text: str, found: _Reporting, before: list[Span], span: Span, language: str) -> _Reporting:
    """Return the frame with "he" resolved to the speaker named last in the paragraph."""
    if found.speaker:
        return found
    for sentence in reversed(before):
        hit = _frame_of(text, sentence, None, language, quoted=True)
        if hit and hit.speaker:
            return _Reporting(hit.speaker, found.posted)
    earlier = text[max(0, span.start - _BACK) : span.start]
    found_before = tokens(earlier, language)
    persons = [name for name in names(found_before, language) if name.person or name.words == (name.entity,)]
    return found if not persons else _Reporting(
        _bare_name(earlier, found_before, persons[-1].first, persons[-1].last, language), found.posted)
