"""Who is speaking inside quoted words: reporting verbs and their subjects, "according to", and where it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diptych.compare.language import longest, phrases, stemmed_phrases, table, words
from diptych.compare.tokens import Token

_SUBJECT_REACH: Final = 12
_MEDIUM_REACH: Final = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting frame: its subject at tokens `first` up to `last`, its verb, and how it was said (post, statement, speech).

    `taken` holds every token of the frame; it is about who says it, not about what is said.
    """

    first: int
    last: int
    verb: int
    medium: str
    pronoun: bool
    taken: frozenset[int]


def frame(found: Sequence[Token], language: str, wide: bool = False) -> Frame | None:
    """Return the reporting frame of a statement, or None where it is in the source's own voice.

    `wide` also takes verbs that only sometimes report ("denies", "urged"), and "described by"; for a text, not for a quotation.

    >>> from diptych.compare.tokens import tokens
    >>> said = tokens("The bridge is shut, police said.")
    >>> [token.word for token in said[frame(said, "en").first : frame(said, "en").last]]
    ['police']
    """
    return _according(found, language) or _reported(found, language, wide) or (_by(found, language) if wide else None)


def _according(found: Sequence[Token], language: str) -> Frame | None:
    said = [token.word for token in found]
    for at in range(len(found)):
        hit = longest(phrases(language, "reporting.according"), said, at)
        if hit:
            end = _end_of_phrase(found, at + hit[1], language)
            return Frame(at + hit[1], end, at, "", False, frozenset(range(at, end)))
    return None


def _end_of_phrase(found: Sequence[Token], at: int, language: str) -> int:
    end = at
    while end < len(found) and found[end].word not in (",", ".", ";", ":", '"') and end < at + _SUBJECT_REACH:
        end += 1
    return end


def _by(found: Sequence[Token], language: str) -> Frame | None:
    """Read "was described by Kowal as", "demanded by the union"."""
    stems = [token.stem for token in found]
    for at in range(len(found) - 2):
        if longest(stemmed_phrases(language, "reporting.passive"), stems, at) and any(token.word in words(language, "order.be") for token in found[max(0, at - 3) : at]) and found[at + 1].word in words(language, "order.by"):
            end = at + 2
            while end < len(found) and (found[end].capital or found[end].word in words(language, "order.articles")):
                end += 1
            if end > at + 2:
                return Frame(at + 2, end, at, "", False, frozenset(range(at, end)))
    return None


def _reported(found: Sequence[Token], language: str, wide: bool = False) -> Frame | None:
    """Take the first verb of saying that has a subject and reports something."""
    stems = [token.stem for token in found]
    known = stemmed_phrases(language, "reporting.verbs" if wide else "reporting.plain")
    for at in range(len(found)):
        hit = longest(known, stems, at)
        if hit and not longest(stemmed_phrases(language, "reporting.not_saying"), stems, at) and _is_verb(found, at, language) and (subject := _subject(found, at, at + hit[1], language)):
            first, last = subject
            if first == last:
                return Frame(at, at, at, "", True, frozenset((at,)))
            pronoun = found[last - 1].word in words(language, "reporting.pronouns") | words(language, "reporting.document")
            medium, reach = _medium(found, at, language)
            taken = frozenset(range(min(first, at), max(last, at + hit[1]))) | reach
            return Frame(first, last, at, medium, pronoun, taken)
    return None


def _is_verb(found: Sequence[Token], at: int, language: str) -> bool:
    """Tell whether a word of saying is a verb here: "claims" after an article or a preposition is none, nor is "statement"."""
    word, plain = found[at].word, found[at].stem.rstrip("~")
    if (found[at].capital and at) or (at and found[at - 1].word in words(language, "order.be")):
        return False
    inflected = word in words(language, "irregular") or word.removeprefix(plain).lstrip(plain[-1:]) in words(language, "reporting.verb_endings")
    noun = at > 0 and found[at - 1].word in words(language, "order.articles")
    return found[at].kind == "word" and (inflected or not word.startswith(plain)) and not noun and _agrees(found, at, language)


def _agrees(found: Sequence[Token], at: int, language: str) -> bool:
    """Tell whether the form fits a verb: a past, an "-s" before what is reported, a plain form after a plural."""
    word = found[at].word
    if word.endswith("s") and word not in words(language, "irregular"):
        after = found[at + 1].word if at + 1 < len(found) else ""
        return after in words(language, "reporting.openers") or (at > 0 and found[at - 1].capital) or word == "says"
    past = word.endswith(tuple(table(language, "order.past_endings") or ())) or word in words(language, "irregular")
    before = found[at - 1].word if at else ""
    return past or before.endswith("s") or before in words(language, "reporting.pronouns") or word in words(language, "order.past_as_plain")


def _subject(found: Sequence[Token], verb: int, after: int, language: str) -> tuple[int, int] | None:
    """Return the subject of the verb at `verb`: before it, or after it where the words said stand first ("…," said Mr Kowal)."""
    before = _subject_before(found, verb, language)
    if before and _reports(found, before[0], after):
        return before
    participle = found[verb].word.endswith("ing") and (verb == 0 or found[verb - 1].word in (",", "-"))
    if participle:
        return _opening_name(found, verb, language)
    opens = verb and found[verb - 1].word in (",", '"', "”", "”")
    named = any(token.capital for token in found[after : after + 4]) or (found[after : after + 1] and found[after].word in ("the", "a", "an"))
    if opens and named and longest(stemmed_phrases(language, "reporting.plain"), [found[verb].stem], 0):
        return after, min(_end_of_phrase(found, after, language), after + 6)
    return None


def _opening_name(found: Sequence[Token], verb: int, language: str) -> tuple[int, int]:
    """Return the name that opens the sentence ("The ministry … , saying that"), an empty range where none does."""
    end = 0
    while end < verb and (found[end].capital or found[end].word in words(language, "reporting.inside_subject")):
        end += 1
    named = any(token.capital and token.content for token in found[:end])
    return (0, end) if named else (verb, verb)


def _subject_before(found: Sequence[Token], verb: int, language: str) -> tuple[int, int] | None:
    end = verb
    while end and (found[end - 1].word.endswith("ly") or found[end - 1].word in words(language, "reporting.adverbs")):
        end -= 1
    end = _before_aside(found, end)
    start = end
    while start and _in_phrase(found, start - 1, language) and end - start < _SUBJECT_REACH:
        start -= 1
    content = any(token.content or token.word in words(language, "reporting.pronouns") for token in found[start:end])
    return (start, end) if content and start < end else None


def _before_aside(found: Sequence[Token], end: int) -> int:
    """Step over ", who leads the survey," between a subject and its verb."""
    if end < 3 or found[end - 1].word != ",":
        return end
    opening = next((at for at in range(end - 2, 0, -1) if found[at].word == ","), 0)
    aside = opening and any(token.content for token in found[opening:end]) and found[opening - 1].content
    return opening if aside else end


def _in_phrase(found: Sequence[Token], at: int, language: str) -> bool:
    token = found[at]
    if token.kind == "sign":
        return token.word in ("'", "-", "(", ")", "&") or (token.word == "." and at > 0 and found[at - 1].capital)
    return token.content or token.word in ("the", "a", "an", "of", "for", "in", "'s", "and", "two", "three", "four", "mr", "mrs", "ms", "dr") or (
        token.word in words(language, "reporting.pronouns") or token.capital or token.kind == "number")


def _reports(found: Sequence[Token], first: int, after: int) -> bool:
    """Tell whether something is reported: words follow the verb, or stood before the subject with a comma or a quotation."""
    follows = after < len(found) and found[after].word in (
        "that", ":", ",", '"', "was", "is", "were", "he", "she", "it", "they", "the", "a", "in", "on", "to", "reporters", "wednesday", "there", "an", "his", "her", "its")
    closes = first > 0 and found[first - 1].word in (",", '"', "”")
    ends = after >= len(found) or found[after].word in (".", ",")
    return follows or (closes and ends) or (after < len(found) and (found[after].content or found[after].capital or found[after].kind == "number"))


def _medium(found: Sequence[Token], verb: int, language: str) -> tuple[str, frozenset[int]]:
    """Return how it was said, from the words around the verb, and the tokens that say so."""
    said = [token.word for token in found]
    for at in range(verb, min(len(found), verb + _MEDIUM_REACH)):
        for medium in ("post", "statement", "speech"):
            hit = longest(phrases(language, f"reporting.{medium}"), said, at)
            if hit:
                return medium, frozenset(range(verb, at + hit[1])) if at - verb < 6 else frozenset(range(at, at + hit[1]))
    return "post" if said[verb].startswith("tweet") else "", frozenset()
