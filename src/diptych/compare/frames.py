"""Who is speaking inside quoted words: reporting verbs and their subjects, "according to", and where it was said."""

from typing import Final

from msgspec import Struct

from diptych.compare.names import names
from diptych.compare.speech import is_verb, quoted, reports
from diptych.compare.tokens import Line

_SUBJECT_REACH: Final = 12
_AFTER_REACH: Final = 6
_MEDIUM_REACH: Final = 9
_BEFORE_REACH: Final = 6
_MEDIA: Final = {medium: f"reporting.{medium}" for medium in ("post", "statement", "speech")}


class Frame(Struct, frozen=True):
    """A reporting frame: its subject at tokens `first` up to `last`, its verb, and how it was said (post, statement, speech).

    `pronoun` holds where the subject names nobody ("he", "the statement"). `taken` holds every token of the frame: they are about
    who says it, not about what is said.
    """

    first: int
    last: int
    verb: int
    medium: str
    pronoun: bool
    taken: frozenset[int]


def frame(line: Line, *, wide: bool = False) -> Frame | None:
    """Return the reporting frame of a statement, or None where it is in the source's own voice.

    `wide` also takes verbs that only sometimes report ("denies", "urged"), and "described by"; for a text, not for a quotation.

    >>> from diptych.compare.tokens import line
    >>> said = line("The bridge is shut, police said.")
    >>> said.words[frame(said).first : frame(said).last]
    ('police',)
    """
    return _according(line) or _reported(line, wide=wide) or (_by(line) if wide else None)


def _according(line: Line) -> Frame | None:
    for at in line.starts("reporting.according"):
        if hit := line.phrase(at, "reporting.according"):
            end = _end_of_phrase(line, at + hit[1])
            if end == at + hit[1]:
                return None
            return Frame(at + hit[1], end, at, "", pronoun=False, taken=frozenset(range(at, end)))
    return None


def _end_of_phrase(line: Line, at: int) -> int:
    end = at
    while end < len(line) and not line.listed(end, "reporting.stops") and end < at + _SUBJECT_REACH:
        end += 1
    return end


def _by(line: Line) -> Frame | None:
    """Read "was described by Kowal as", "were demanded by the union"."""
    for at in line.stemmed_starts("reporting.passive"):
        passive = at < len(line) - 2 and any(line.listed(before, "grammar.be") for before in range(at - 3, at))
        if passive and line.stemmed(at, "reporting.passive") and line.listed(at + 1, "grammar.by"):
            end = at + 2
            while end < len(line) and (line.capital(end) or line.listed(end, "grammar.articles")):
                end += 1
            if end > at + 2:
                return Frame(at + 2, end, at, "", pronoun=False, taken=frozenset(range(at, end)))
    return None


def _reported(line: Line, *, wide: bool) -> Frame | None:
    """Take the first verb of saying that has a subject and reports something."""
    verbs = "reporting.verbs" if wide else "reporting.plain"
    starts = line.stemmed_starts(verbs)
    inside = quoted(line) if starts else frozenset()
    for at in starts:
        hit = line.stemmed(at, verbs)
        if not hit or at in inside or line.stemmed(at, "reporting.not_saying") or not is_verb(line, at):
            continue
        subject = _subject(line, at, at + hit[1])
        if subject and not line.listed(subject[1] - 1, "reporting.first_person"):
            return _framed(line, at, at + hit[1], subject)
    return None


def _framed(line: Line, verb: int, after: int, subject: tuple[int, int]) -> Frame:
    first, last = subject
    if first == last:
        return Frame(verb, after, verb, "", pronoun=True, taken=frozenset(range(verb, after)))
    nobody = line.listed(last - 1, "reporting.pronouns") or line.listed(last - 1, "reporting.document")
    medium, reach = _medium(line, first, verb)
    return Frame(first, last, verb, medium, nobody, frozenset(range(min(first, verb), max(last, after))) | reach)


def _subject(line: Line, verb: int, after: int) -> tuple[int, int] | None:
    """Return the subject of a verb: before it, or after it where the words said stand first ("…," said Mr Kowal)."""
    before = _subject_before(line, verb)
    if before and reports(line, before[0], after):
        return before
    if line.words[verb].endswith("ing") and line.word(verb - 1) in ("", ",", "-"):
        return _opening_name(line, verb)
    opens = line.listed(verb - 1, "reporting.openers")
    named = line.listed(after, "grammar.articles") or any(line.capital(at) for at in range(after, after + 4))
    if opens and named and line.stemmed(verb, "reporting.plain"):
        end = min(_end_of_phrase(line, after), after + _AFTER_REACH)
        return after, _past_name(line, after, end)
    return None


def _past_name(line: Line, start: int, end: int) -> int:
    """Step over the person in “said the captain, Lena Brook.”, who is the subject where that has no name of its own.

    What else may stand there is not: the day, the place, an agency.
    """
    if line.word(end) != "," or any(line.capital(at) and line.content(at) for at in range(start, end)):
        return end
    person = next((name for name in names(line) if name.person and name.first == end + 1), None)
    return person.last if person and line.word(person.last) in ("", ".", ",") else end


def _opening_name(line: Line, verb: int) -> tuple[int, int]:
    """Return the name that opens the sentence ("The ministry … , saying that"), an empty range where none does."""
    end = 0
    while end < verb and (line.capital(end) or line.listed(end, "reporting.inside_subject")):
        end += 1
    named = any(line.capital(at) and line.content(at) for at in range(end))
    return (0, end) if named else (verb, verb)


def _subject_before(line: Line, verb: int) -> tuple[int, int] | None:
    end = verb
    while end and (line.words[end - 1].endswith("ly") or line.listed(end - 1, "reporting.adverbs")):
        end -= 1
    end = _before_aside(line, end)
    start = end
    while start and _in_phrase(line, start - 1) and end - start < _SUBJECT_REACH:
        start -= 1
    somebody = any(line.content(at) or line.listed(at, "reporting.pronouns") for at in range(start, end))
    return (start, end) if somebody else None


def _before_aside(line: Line, end: int) -> int:
    """Step over ", who leads the survey," between a subject and its verb."""
    if end < 3 or line.word(end - 1) != ",":
        return end
    opening = next((at for at in range(end - 2, 0, -1) if line.word(at) == ","), 0)
    return opening if opening and line.content(opening - 1) and any(line.content(at) for at in range(opening, end)) else end


def _in_phrase(line: Line, at: int) -> bool:
    if line.kinds[at] == "sign":
        return line.words[at] in ("'", "-", "(", ")", "&") or (line.words[at] == "." and line.capital(at - 1))
    inside = line.listed(at, "reporting.inside_phrase") or line.listed(at, "reporting.pronouns")
    return inside or line.content(at) or line.capital(at) or line.number(at)


def _medium(line: Line, subject: int, verb: int) -> tuple[str, frozenset[int]]:
    """Return how it was said, from the words after the verb or before the subject ("On Twitter, …"), and the tokens that say so."""
    starts = line.starts(*_MEDIA.values())
    for at in starts if line.word(subject - 1) == "," else ():
        if subject - _BEFORE_REACH <= at < subject and (found := _medium_at(line, at)):
            return found[0], frozenset(range(at, at + found[1]))
    for at in starts:
        if verb <= at < verb + _MEDIUM_REACH and (found := _medium_at(line, at)):
            start = verb if at - verb < _AFTER_REACH else at
            return found[0], frozenset(range(start, at + found[1]))
    return ("post" if line.listed(verb, "reporting.post_verbs") else ""), frozenset()


def _medium_at(line: Line, at: int) -> tuple[str, int] | None:
    """Return the medium that a phrase at a token names, and the length of the phrase."""
    return next(((medium, hit[1]) for medium, path in _MEDIA.items() if (hit := line.phrase(at, path))), None)
