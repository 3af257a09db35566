"""Text directives: what a link needs so that a browser scrolls to quoted words in a published article and marks them.

The WICG draft gives the rules. A quote is named by its words; where these stand in the article more than once, or are few, by the words
around it too; where they are many, or go from one paragraph to another, by their beginning and end.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from diptych.text import Span, blocks, touching

LONGEST: Final = 300
"""Code points of a directive's term; a longer passage is named by its first and last words."""

_FEW: Final = 3
"""Words that are likely to stand elsewhere on a web page, in its menus and teasers, and so need those around them."""

_ENDS: Final = 5
_MOST_CONTEXT: Final = 8


def directives(text: str, spans: Iterable[Span], around: Iterable[Span]) -> str:
    """Return the fragment directive for each of `spans`. Words around them are taken from the spans `around` alone.

    >>> text = "It fell. A bridge, 12-year-old, fell & rose in a day."
    >>> directives(text, [Span(9, 37)], [Span(0, len(text))])
    'text=A%20bridge%2C%2012%2Dyear%2Dold%2C%20fell'
    """
    shown = list(around)
    return "&".join(f"text={_directive(text, span, shown)}" for span in spans)


@lru_cache(maxsize=32)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, which several pages of a story ask for."""
    return tuple(blocks(text))


@lru_cache(maxsize=32)
def _folded(text: str) -> str:
    return _plain(text).casefold()


def _directive(text: str, span: Span, shown: list[Span]) -> str:
    inside = [Span(max(each.start, span.start), min(each.end, span.end)) for each in touching(paragraphs(text), span)]
    words = [_plain(piece.of(text)) for piece in inside] or [_plain(span.of(text))]
    long = len(words) > 1 or len(words[0]) > LONGEST
    terms = [_first(words[0]), _last(words[-1])] if long else words
    before, after = _context(text, span, terms[0] if long else words[0], shown)
    parts = [f"{_term(before)}-" if before else "", *map(_term, terms), f"-{_term(after)}" if after else ""]
    return ",".join(filter(None, parts))


def _first(words: str) -> str:
    return " ".join(words.split(" ")[:_ENDS])


def _last(words: str) -> str:
    return " ".join(words.split(" ")[-_ENDS:])


def _context(text: str, span: Span, term: str, shown: list[Span]) -> tuple[str, str]:
    """Return as few words before and after `span` as make it the only such place in its text; none where it is that already.

    They stand in the same paragraph, since what comes between two paragraphs on a web page is not known.
    """
    folded = _folded(text)
    if _times(folded, term) == 1 and len(term.split(" ")) > _FEW:
        return "", ""
    start, end = _window(text, span.start, shown).start, _window(text, span.end - 1, shown).end
    lead, tail = _plain(text[start : span.start]).split(), _plain(text[span.end : end]).split()
    beside = (text[span.start - 1 : span.start].isspace(), text[span.end : span.end + 1].isspace())
    before = after = ""
    for count in range(_FEW, _MOST_CONTEXT + 1):
        before, after = " ".join(lead[-count:]), " ".join(tail[:count])
        if _times(folded, _plain(f"{before}{' ' * beside[0]}{span.of(text)}{' ' * beside[1]}{after}")) == 1:
            break
    return _worded(before) if _apart(text, span.start) else "", _worded(after) if _apart(text, span.end) else ""


def _worded(context: str) -> str:
    """Return a context, or nothing where it has no word: the end of a sentence tells no two places apart."""
    return context if any(map(str.isalnum, context)) else ""


def _apart(text: str, at: int) -> bool:
    """Tell whether two words part at `at`: a context is matched as words, so one that begins in a word would never be found."""
    return not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())


def _window(text: str, at: int, shown: list[Span]) -> Span:
    """Return the paragraph around an offset, as far as it may be shown."""
    here = Span(at, at + 1)
    paragraph = next((each for each in paragraphs(text) if each.holds(here)), here)
    visible = next((each for each in shown if each.holds(here)), here)
    return Span(max(paragraph.start, visible.start), min(paragraph.end, visible.end))


def _times(folded: str, words: str) -> int:
    """Return how often words stand in a text as a browser looks for them: in whatever case, not inside a word."""
    wanted, count = words.casefold(), 0
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        whole = not (_goes_on(folded[at - 1 : at]) or _goes_on(folded[end : end + 1]))
        count += whole
        at = folded.find(wanted, end if whole else at + 1)
    return count


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _term(words: str) -> str:
    """Percent-encode a term; the draft gives `-`, `,` and `&` a meaning of their own, and `quote` never encodes the first."""
    return quote(words, safe="!$'()*+./:;=?@_~").replace("-", "%2D")
