"""The hint after a quote was not found: which passage of the source comes nearest."""

from functools import lru_cache
from typing import Final

from diptych.quotes.words import cuts_word
from diptych.text import Folded, Span, fold

_NEAR: Final = 60
"""Similarity (0 to 100, as rapidfuzz counts) below which no passage is called near."""

_SPACE: Final = " \n\t"
_MARKS: Final = _SPACE + ".,;:!?…\"'()[]-"
"""What may stand around words in folded text, and is no part of them."""


def closest(source: Folded, words: str) -> Span | None:
    """Return the passage of `source` that is most like `words`, widened to whole words, or None where nothing is near.

    It begins and ends with a word where `words` do.

    >>> source = fold("On Monday the river rose by two metres.")
    >>> closest(source, "the rivr rose").of(source.original)
    'the river rose'
    >>> closest(source, "by two metress").of(source.original)
    'by two metres'
    """
    from rapidfuzz.fuzz import partial_ratio_alignment  # 60 ms to import, and needed only when something is wrong

    needle = fold(words).text.strip()
    if not needle or not source.text:
        return None
    found = partial_ratio_alignment(lowered(needle), lowered(source.text), score_cutoff=_NEAR)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start and cuts_word(source.text, start):
        start -= 1
    while cuts_word(source.text, end):
        end += 1
    passage = source.text[start:end]
    before, after = (_SPACE if each in _MARKS else _MARKS for each in (needle[0], needle[-1]))
    start, end = start + len(passage) - len(passage.lstrip(before)), end - len(passage) + len(passage.rstrip(after))
    return source.span(start, end) if start < end else None


@lru_cache(maxsize=32)
def lowered(text: str) -> str:
    """Return `text` in small letters, one for one: a letter that would become two stays as it is.

    >>> lowered("Straße İ ΟΔΟΣ")
    'straße İ οδοσ'
    """
    small = text.lower()
    if len(small) == len(text) and "Σ" not in text:  # at the end of a word that letter has a small form of its own
        return small
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
