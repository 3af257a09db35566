"""Cut a text into segments: sentences, headlines, list items, each with its span.

Lines make blocks first, then `sentencex` (Wikimedia's segmenter) cuts each block into sentences. It keeps a quotation of several
sentences whole; for a comparison each of them must stand alone, so it sees the block with quotation marks blanked to spaces of
the same length, and the marks go back to the sentence they touch.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import sentencex

from diptych.text.span import Span

_MARKER: Final = re.compile(r"[ \t]*(?:[#>*+\-•–—][ \t]*)*(?=[^\S\n]|$)[ \t]*(?:\d{1,3}[.)][ \t]+)?|[ \t]*(?:\d{1,3}[.)][ \t]+)?")
"""What opens a heading, a list item or a reproduced passage; it must be followed by a space to count."""

_DOUBLE_MARKS: Final = '"“”„‟«»‹›〝〞'
_SINGLE_MARKS: Final = "'‘’‚‛"
_MARKS: Final = frozenset(_DOUBLE_MARKS + _SINGLE_MARKS)
_SINGLE: Final = re.compile(rf"[{_SINGLE_MARKS}](?:(?<!\w.)|(?<=['‘’])(?!\w))", re.DOTALL)
"""A single mark, but no apostrophe inside of a word. It begins with a class of all signs, so that everything else is stepped over fast."""

_QUOTATION: Final = re.compile(rf"[{_DOUBLE_MARKS}]|{_SINGLE.pattern}", re.DOTALL)

_LETTER: Final = re.compile(r"[^\W_]")
"""A letter or digit."""

_MAY: Final = re.compile(r"\bMay\.")
_ATTACHED: Final = re.compile(r"[^\s]*")


def segments(text: str, language: str = "en") -> tuple[Span, ...]:
    r"""Return the sentences, headlines and list items of `text`, in order.

    The spans are disjoint and not empty; between them stand only white space and the marks that open a heading, a list item or a
    reproduced passage. `language` is a BCP 47 tag; an unknown one is cut by rules that hold for most languages.

    >>> text = "Talks held\n\nHe said: “No. Never.” Then he left."
    >>> [span.of(text) for span in segments(text)]
    ['Talks held', 'He said: “No.', 'Never.”', 'Then he left.']
    """
    found = (span for block in blocks(text) for span in _sentences(text, block, language.partition("-")[0].lower()))
    return tuple([span for span in found if _LETTER.search(text, span.start, span.end)])


def blocks(text: str) -> Iterator[Span]:
    r"""Yield headlines, list items and paragraphs: runs of lines that an author wrapped only for width.

    Every character that is not white space is in exactly one block.

    >>> [span.of("Talks held\n\n- one\n- two") for span in blocks("Talks held\n\n- one\n- two")]
    ['Talks held', '- one', '- two']
    """
    for lines in _paragraphs(text):
        widest = max(line.end - line.start for line in lines)
        start = lines[0].start
        for line, following in pairwise(lines):
            if not _wrapped(text[start : line.end], following.of(text), widest):
                yield Span(start, line.end)
                start = following.start
        yield Span(start, lines[-1].end)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph: runs of lines that are not blank."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        elif lines:
            yield lines
            lines = []
        start += len(line) + 1
    if lines:
        yield lines


def _wrapped(block: str, line: str, widest: int) -> bool:
    """Tell whether `line` goes on with `block`: its first word would not have fitted on the line before."""
    if _led_by(_MARKER, line) > len(line) - len(line.lstrip()) or block.startswith("#"):
        return False
    before = len(block) - (block.rfind("\n") + 1)
    return before + 1 + len(line.split(maxsplit=1)[0]) > widest


def _led_by(pattern: re.Pattern[str], text: str) -> int:
    """Return how many characters at the beginning of `text` the pattern takes."""
    match = pattern.match(text)
    return match.end() if match else 0


def _sentences(text: str, block: Span, language: str) -> Iterator[Span]:
    start = block.start + _led_by(_MARKER, block.of(text))
    whole = text[start : block.end]
    plain = _blanked(whole).replace("\n", " ")
    cuts = [0, *(_given_back(whole, cut) for cut in _cuts(plain, language)), len(whole)]
    for first, last in pairwise(cuts):
        words = whole[first:last]
        if words.strip():
            yield Span(start + first + len(words) - len(words.lstrip()), start + first + len(words.rstrip()))


def _blanked(whole: str) -> str:
    """Return a block with its quotation marks blanked; each kind of mark is asked for, since most blocks have none or two."""
    singles = any(map(whole.__contains__, _SINGLE_MARKS))
    plain = _SINGLE.sub(" ", whole) if singles else whole
    for mark in _DOUBLE_MARKS:
        if mark in plain:
            plain = plain.replace(mark, " ")
    return plain


def _cuts(plain: str, language: str) -> list[int]:
    """Return where sentences begin after the first; a full stop inside a word ("D-N.Y.") ends none."""
    # The segmenter takes the month for an abbreviation, as "Jan." is one; no sentence of "May." would ever end.
    read = _MAY.sub("Mai.", plain) if "May." in plain else plain
    found = [boundary["start_index"] for boundary in sentencex.get_sentence_boundaries(language, read)]
    return [cut for cut in found if 0 < cut < len(plain) and _ends_sentence(plain, cut)]


def _ends_sentence(plain: str, cut: int) -> bool:
    """Tell whether a sentence may end at `cut`: after white space or a wide sign, and not inside "“Too much?” he asked."."""
    goes_on = plain[cut].islower() and plain[:cut].rstrip()[-1:] in ("?", "!", "…")
    return (plain[cut - 1].isspace() or not plain[cut - 1].isascii()) and not goes_on


def _given_back(whole: str, cut: int) -> int:
    """Return `cut` moved so that quotation marks stand with the sentence they touch; a lone closing mark goes to the one before."""
    end = len(whole[:cut].rstrip())
    if whole[end - 1 : end] not in _MARKS:
        return end
    while end and (whole[end - 1].isspace() or _QUOTATION.match(whole, end - 1)):
        end -= 1
    marks = whole[end:cut]
    attached = _led_by(_ATTACHED, marks)
    rest = marks[attached:]
    lone = len(rest) - len(rest.lstrip()) + 1 if rest.strip() else 0
    if lone and rest.rstrip() != rest and unicodedata.category(rest.strip()[0]) == "Pf":
        attached += lone
    return end + attached
