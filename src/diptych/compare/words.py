"""The word-level difference of two or more versions of one utterance. No version is the base: all are equal."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import reduce

from msgspec import Struct

from diptych.model import Name
from diptych.quotes import of_word
from diptych.text import Span, fold


class Word(Struct, frozen=True):
    """A word, name or sign of one version, with what stands `before` it. `shared` tells whether every other version has it too."""

    before: str
    text: str
    shared: bool


class _Unit(Struct, frozen=True):
    """What is compared: where it stands in its version, and its key; a sign that says nothing has no key."""

    span: Span
    key: str


def word_difference(versions: Sequence[str], names: Sequence[Name] = ()) -> tuple[tuple[Word, ...], ...]:
    """Return each of `versions` as words that know whether all the others have them, in the same order.

    Words are compared without typography and case, and a name's spellings are one; punctuation is never a difference. The shared words
    are the same in every version, and the answer does not depend on the order of the versions.

    >>> [[word.text for word in words if not word.shared] for words in word_difference(["a call with 🇨🇳 Xi", "A long call with Xi."])]
    [['🇨🇳'], ['long']]
    """
    spellings = _spellings(names)
    units = [_units(version, spellings) for version in versions]
    keys = [[unit.key for unit in found if unit.key] for found in units]
    shared = reduce(_common, sorted(keys)) if keys else []
    return tuple(tuple(_words(version, found, shared)) for version, found in zip(versions, units, strict=True))


def _common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return a longest sequence of words that both have."""
    return [one[at] for at in _places(one, other)]


def _places(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return the places in `one` of a longest sequence of words that `other` has too."""
    from rapidfuzz.distance import LCSseq  # 60 ms to import, and needed only where somebody is quoted

    return [at for code in LCSseq.opcodes(one, other) if code.tag == "equal" for at in range(code.src_start, code.src_end)]


def _words(version: str, units: Sequence[_Unit], shared: Sequence[str]) -> Iterator[Word]:
    worded = [at for at, unit in enumerate(units) if unit.key]
    kept = {worded[at] for at in _places([units[at].key for at in worded], shared)}
    end = 0
    for at, unit in enumerate(units):
        yield Word(version[end : unit.span.start], unit.span.of(version), not unit.key or at in kept)
        end = unit.span.end


class _Spellings(Struct, frozen=True):
    """What stands for a name: single words for the word at their place in it, and runs of words (United States, U.S.) for all of it."""

    words: dict[str, str]
    runs: dict[tuple[str, ...], str]

    def run_at(self, tokens: Sequence[str], at: int) -> tuple[int, str]:
        """Return how many words from `at` on are a name known as a whole, and that name; 0 where they are none."""
        for size in range(min(max(map(len, self.runs), default=0), len(tokens) - at), 0, -1):
            *first, last = tokens[at : at + size]
            stem, ending = _possessive(last)
            if (*first, stem) in self.runs:
                return size, self.runs[(*first, stem)] + ending
        return 0, ""

    def word(self, token: str) -> str:
        """Return the word of a name that `token` spells, or `token`."""
        stem, ending = _possessive(token)
        return self.words.get(stem, stem) + ending


def _spellings(names: Sequence[Name]) -> _Spellings:
    words: dict[str, str] = {}
    runs: dict[tuple[str, ...], str] = {}
    for name in names:
        canonical = _plain_words(name.canonical)
        for spelling in map(_plain_words, name.spellings):
            if len(spelling) < len(canonical) and _is_acronym(spelling, canonical):
                runs |= dict.fromkeys([tuple(spelling), tuple(canonical)], name.canonical.lower())
            else:
                words.update(zip(reversed(spelling), reversed(canonical), strict=False))
    return _Spellings(words, runs)


def _is_acronym(spelling: Sequence[str], canonical: Sequence[str]) -> bool:
    return "".join(spelling).replace(".", "") == "".join(word[0] for word in canonical)


def _plain_words(text: str) -> list[str]:
    folded = fold(text).text.lower()
    return [folded[start:end].rstrip(".") for start, end in _tokens(fold(text).text) if not _says_nothing(folded[start:end])]


def _possessive(token: str) -> tuple[str, str]:
    return (token[:-2], "'s") if token.endswith("'s") else (token, "")


def _units(version: str, spellings: _Spellings) -> list[_Unit]:
    """Return the words and signs of a version; a name known as a whole is one. Signs that came from one character stay one."""
    folded = fold(version)
    found: list[tuple[Span, str]] = []
    for start, end in _tokens(folded.text):
        span, token = folded.span(start, end), folded.text[start:end].lower()
        if found and span.start < found[-1][0].end:
            found[-1] = (Span(found[-1][0].start, span.end), found[-1][1] + token)
        else:
            found.append((span, token))
    tokens = [token for _, token in found]
    units, at = [], 0
    while at < len(found):
        size, name = spellings.run_at(tokens, at)
        span = Span(found[at][0].start, found[at + max(size, 1) - 1][0].end)
        units.append(_Unit(span, name or ("" if _says_nothing(tokens[at]) else spellings.word(tokens[at]))))
        at += size or 1
    return units


def _says_nothing(token: str) -> bool:
    return all(unicodedata.category(character)[0] == "P" and character not in "%‰&@#§" for character in token)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of every word, number, flag or other sign of folded text."""
    at = 0
    while at < len(text):
        end = at + 1
        if _begins_word(text, at):
            while end < len(text) and (of_word(text[end]) or _joins(text, end)):
                end += 1
        elif _is_flag(text[at]) and _is_flag(text[end : end + 1]):
            end += 1
        if not text[at].isspace():
            yield at, end
        at = end


def _begins_word(text: str, at: int) -> bool:
    signed = text[at] == "-" and text[at + 1 : at + 2].isdigit() and not (at and of_word(text[at - 1]))
    return of_word(text[at]) or signed


def _joins(text: str, at: int) -> bool:
    """Tell whether the sign at `at` stands inside a word or number: an apostrophe, a hyphen, a full stop or comma between digits."""
    if not (of_word(text[at - 1]) and of_word(text[at + 1 : at + 2] or " ")):
        return False
    return text[at] in "'-" or (text[at] in ".,:" and text[at - 1].isdigit() and text[at + 1].isdigit()) or _is_initial(text, at)


def _is_initial(text: str, at: int) -> bool:
    """Tell whether the full stop at `at` parts the letters of an abbreviation such as U.S."""
    return text[at] == "." and text[at - 1].isupper() and text[at + 1].isupper()


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
