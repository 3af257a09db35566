"""Guess in whose voice a source makes a statement, from the text around it."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from diptych.compare.quotations import quotations, quoted_share
from diptych.compare.reporting import paragraph_of, reporting
from diptych.text import Span, segments

OWN_VOICE, PARAPHRASE, QUOTE, QUOTED_POST, HEADLINE = "own-voice", "paraphrase", "quote", "quoted-post", "headline"

_MOSTLY: Final = 0.45
"""From this share of quoted characters on, a statement counts as quoted."""

_SCARE: Final = 3
"""So few quoted words without a speaker are a word in scare quotes and nobody's sentence."""

_HEADLINE_LONGEST: Final = 160
_TITLED: Final = 0.7
_SIGNED: Final = re.compile(r"\s*[—–-]+\s*(?P<name>[^\n(]{2,60}?)\s*\(@\w+\)")
_HANDLE: Final = re.compile(r"^\s*(?P<name>[^\n(]{2,60}?)\s*\(?@\w+\)?\s*[:·]")
_STOPS: Final = ".!?:;”\"'’…"
_SENTENCE_ENDS: Final = '.!?”"'


class Attribution(Struct, frozen=True):
    """A guess: own-voice, paraphrase, quote, quoted-post or headline, and the speaker where one is named."""

    voice: str
    speaker: str | None = None


def attribution(text: str, span: Span, language: str = "en", sentences: Sequence[Span] | None = None) -> Attribution:
    r"""Return who says what stands at `span` of a source's text, which is cut into `sentences` where they are not given.

    >>> text = "The mayor resigned.\n\n“I am tired,” Ana Ruiz told reporters."
    >>> attribution(text, Span(21, 33))
    Attribution(voice='quote', speaker='Ana Ruiz')
    >>> attribution(text, Span(0, 18))
    Attribution(voice='own-voice', speaker=None)
    """
    paragraph = paragraph_of(text, span)
    poster = _poster(text, paragraph)
    if poster:
        return Attribution(QUOTED_POST, poster)
    if _is_headline(text, paragraph):
        return Attribution(HEADLINE)
    share = quoted_share(quotations(paragraph.of(text)), span.start - paragraph.start, span.end - paragraph.start)
    report = reporting(text, span, segments(text, language) if sentences is None else sentences, language, quoted=share >= _MOSTLY)
    if share >= _MOSTLY and report:
        return Attribution(QUOTED_POST if report.posted else QUOTE, report.speaker)
    if share >= _MOSTLY and len(span.of(text).split()) > _SCARE:
        return Attribution(QUOTE)
    return Attribution(PARAPHRASE, report.speaker) if report else Attribution(OWN_VOICE)


def _poster(text: str, paragraph: Span) -> str | None:
    """Return who posted a paragraph: it begins with a name and a handle, or "— Name (@handle) date" stands below it."""
    words = paragraph.of(text)
    here = "@" in words
    found = (
        (here and (_HANDLE.match(words) or _SIGNED.match(words))) or _SIGNED.match(text, paragraph.end) or (here and _SIGNED.search(words))
    )
    return found.group("name").strip() if found else None


def _is_headline(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is a headline: a short line without a full stop, above the article or in capitals throughout."""
    line = paragraph.of(text).strip()
    if not line or line == text.strip() or line[-1] in _STOPS or len(line) > _HEADLINE_LONGEST or re.search(r"[.!?] +[A-Z“\"]", line):
        return False
    if text[paragraph.end : paragraph.end + 1] not in ("", "\n"):
        return False
    long_words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > _SCARE]
    titled = bool(long_words) and sum(word[0].isupper() for word in long_words) > _TITLED * len(long_words)
    return titled or not any(block.rstrip()[-1:] in _SENTENCE_ENDS for block in text[: paragraph.start].split("\n") if block.strip())
