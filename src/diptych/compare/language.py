"""What is known of a language: one TOML file beside this module for each, read when first asked for, cached, never required."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from msgspec import Struct

from diptych.manifest import digest, digest_of
from diptych.tables import kept
from diptych.tables import table as toml

Lexicon: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]
"""Phrases by their first word, longest first, each with what it stands for."""

_SHORTEST_STEM: Final = 3


@cache
def table(language: str, path: str) -> Any:
    """Return the table or list at the dotted `path` of the language's file, empty where there is none.

    >>> table("en", "numbers.words")["seven"], table("xx", "numbers.words")
    (7, {})
    """
    found: Any = _file(language.partition("-")[0].lower())
    for part in path.split("."):
        found = found.get(part, {})
    return found


@cache
def _file(language: str) -> Mapping[str, Any]:
    source = _source(language)
    if source is None:
        return {}
    found = toml(f"compare-{language}", source.read_text("utf-8"))
    return {**found, "irregular": dict(_plain_forms(found)), "units": dict(_units(found))}


def _source(language: str) -> Path | None:
    source = Path(__file__).with_name(f"{language}.toml")
    return source if language.isalpha() and source.is_file() else None


def derived(language: str, name: str, code: str, make: Callable[[], Lexicon]) -> Lexicon:
    """Return the lexicon that `make` derives from the language's file: it is kept beside the package for as long as that file, this module
    and the one at the path `code` are the same.
    """
    spoken = language.partition("-")[0].lower()
    source = _source(spoken)
    of = digest_of([digest(str(path)) for path in (source, __file__, code)])
    found: Lexicon = kept(f"{name}-{spoken}", of, make) if source else make()
    return found


def _plain_forms(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for line in found.get("irregular", "").splitlines():
        plain, _, forms = line.partition(":")
        yield from ((form, plain) for form in forms.split())


def _units(found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, float]]]:
    for line in found.get("units", "").splitlines():
        measured, _, names = line.partition(":")
        dimension, factor = measured.split()
        yield from ((name.strip(), (dimension, float(factor))) for name in names.split(","))


@cache
def groups(language: str, path: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases in the block of text at `path`: a line a group, commas between its phrases.

    >>> groups("en", "meaning.exclusive")[0]
    ('north', 'south', 'east', 'west')
    """
    return tuple(tuple(phrase.strip() for phrase in line.split(",")) for line in (table(language, path) or "").splitlines())


@cache
def words(language: str, path: str) -> frozenset[str]:
    """Return the single words listed at `path`, whether it holds a list, a block of text or a table."""
    found = table(language, path)
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def phrases(language: str, path: str) -> Lexicon:
    """Return the phrases at `path` as written: each stands for its value in a table, for itself in a list."""
    found = table(language, path)
    pairs = found.items() if isinstance(found, dict) else ((phrase, phrase) for phrase in found)
    return lexicon((tuple(phrase.split()), value) for phrase, value in pairs)


@cache
def openers(language: str, paths: tuple[str, ...]) -> frozenset[str]:
    """Return the words that the phrases at `paths` begin with.

    >>> "ahead" in openers("en", ("order.before", "order.after"))
    True
    """
    return frozenset(first for path in paths for first in phrases(language, path))


@cache
def stemmed_phrases(language: str, path: str) -> Lexicon:
    """Return the phrases at `path` by the stems of their words; lists of lists stand for their position."""
    found = table(language, path)
    named = found.items() if isinstance(found, dict) else ((phrase, phrase) for phrase in found)
    return lexicon((tuple(stem(word, language) for word in phrase.split()), value) for phrase, value in named)


def lexicon(pairs: Iterable[tuple[tuple[str, ...], Any]]) -> Lexicon:
    """Return `pairs` of phrase and value as a lexicon.

    >>> longest(lexicon([(("per",), 1), (("per", "cent"), 2)]), ["per", "cent", "of"], 0)
    (2, 2)
    """
    by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in pairs:
        by_first.setdefault(phrase[0], []).append((phrase, value))
    return {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in by_first.items()}


def longest(known: Lexicon, said: Sequence[str], at: int) -> tuple[Any, int] | None:
    """Return what the longest phrase of `known` that begins at `said[at]` stands for, and its length in words."""
    for phrase, value in known.get(said[at], ()) if at < len(said) else ():
        if tuple(said[at : at + len(phrase)]) == phrase:
            return value, len(phrase)
    return None


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """Return `word` (folded, lower case) without inflection, as far as the language's file knows it.

    >>> stem("apologised", "en") == stem("apologises", "en"), stem("struck", "en"), stem("Häuser", "xx")
    (True, 'strik', 'Häuser')
    """
    known = _inflection(language)
    word = known.irregular.get(word, word)
    if word in known.uninflected:
        return word
    plain = _without_suffix(word, known)
    # "noted" must not become "not".
    collides = plain in known.uninflected and plain not in known.irregular.values()
    return f"{plain}~" if collides else plain


class _Inflection(Struct, frozen=True):
    """How words of a language are inflected: the plain forms of irregular ones, words that have one form, suffixes by their last
    letter, longest first, and the vowels.
    """

    irregular: dict[str, str]
    uninflected: frozenset[str]
    suffixes: dict[str, tuple[str, ...]]
    vowels: str


@cache
def _inflection(language: str) -> _Inflection:
    found = sorted(table(language, "suffixes"), key=lambda suffix: (-len(suffix), suffix))
    suffixes = {last: tuple(suffix for suffix in found if suffix[-1] == last) for last in {suffix[-1] for suffix in found}}
    return _Inflection(table(language, "irregular"), words(language, "function_words"), suffixes, table(language, "vowels") or "")


def _without_suffix(word: str, known: _Inflection) -> str:
    for suffix in known.suffixes.get(word[-1:], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM + (len(suffix) > 3):
            return _trimmed(word[: -len(suffix)], known.vowels)
    return _trimmed(word, known.vowels)


def _trimmed(word: str, vowels: str) -> str:
    """Undo what a suffix does to the end of a word: stopped, stop; cities, city; closed, close."""
    if len(word) > _SHORTEST_STEM and vowels:
        if word[-1] == word[-2] and word[-1] not in vowels:
            return word[:-1]
        if word[-1] in "ei":
            return word[:-1]
        if word[-1] == "y" and word[-2] not in vowels:
            return word[:-1]
    return word
