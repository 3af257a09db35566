"""The records of a comparison: what is said, on which points two statements differ, and what is proposed of them."""

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from diptych.compare.edges import whole_words
from diptych.text import Span


class Kind(StrEnum):
    """What two statements differ in."""

    NUMBER = "number"
    QUANTITY = "quantity"
    DURATION = "duration"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    SCOPE = "scope"
    WORDING = "wording"


class Effect(StrEnum):
    """What a difference does to the two statements; everything but EXCLUDES leaves both able to be true."""

    SAME = "same"
    A_ADDS = "a adds"
    B_ADDS = "b adds"
    OTHER = "other"
    EXCLUDES = "excludes"

    def mirrored(self) -> "Effect":
        """Return the effect with the two statements exchanged.

        >>> Effect.A_ADDS.mirrored()
        <Effect.B_ADDS: 'b adds'>
        """
        if self is Effect.A_ADDS:
            return Effect.B_ADDS
        return Effect.A_ADDS if self is Effect.B_ADDS else self


class Said(Struct, frozen=True):
    """What one source says on a claim. Every span of a comparison is an offset into `words`.

    `names` holds, for each entity, all its spellings.
    """

    source: str
    words: str
    published: date | None = None
    attribution: str | None = None
    speaker: str | None = None
    names: tuple[tuple[str, ...], ...] = ()
    language: str = "en"


class Difference(Struct, frozen=True):
    """One typed point on which two statements differ: both values as written, None where a side is silent."""

    kind: Kind
    a: str | None
    b: str | None
    a_span: Span | None
    b_span: Span | None
    effect: Effect

    def mirrored(self) -> "Difference":
        """Return this difference with the two statements exchanged."""
        return Difference(self.kind, self.b, self.a, self.b_span, self.a_span, self.effect.mirrored())

    def softened(self) -> "Difference":
        """Return this difference as one that leaves both statements able to be true."""
        return replace(self, effect=Effect.OTHER) if self.effect is Effect.EXCLUDES else self


def difference(kind: Kind, effect: Effect, a: Said, a_span: Span | None, b: Said, b_span: Span | None) -> Difference:
    """Return the difference of two places, its values read from the statements themselves, in whole words.

    >>> found = difference(Kind.NUMBER, Effect.EXCLUDES, Said("x", "12 dead"), Span(0, 2), Said("y", "9 dead"), Span(0, 1))
    >>> found.a, found.b
    ('12', '9')
    """
    at, to = (span and whole_words(side.words, span, side.language) for side, span in ((a, a_span), (b, b_span)))
    return Difference(kind, at.of(a.words) if at else None, to.of(b.words) if to else None, at, to, effect)
