"""The quotations page: one utterance a row, as each account gives it, with the words that differ marked."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from diptych.compare import Word, word_difference
from diptych.model import Attribution, Name
from diptych.pages.views import Row, Said, StoryView

_VERBATIM: Final = (Attribution.QUOTE, Attribution.QUOTED_POST)
_CREDITED: Final = (*_VERBATIM, Attribution.PARAPHRASE)


class Version(Struct, frozen=True):
    """An utterance as one account gives it, word by word. `shared` words stand in every version."""

    said: Said
    words: tuple[Word, ...]

    @property
    def differs(self) -> bool:
        """Tell whether any word of this version is missing in another."""
        return not all(word.shared for word in self.words)


class Utterance(Struct, frozen=True):
    """What one speaker said, in two or more versions."""

    row: Row
    speaker: str
    versions: tuple[Version, ...]
    same: bool


class QuotesPage(Struct, frozen=True):
    """What the template of the quotations page shows: utterances that several accounts give, and those that one gives alone."""

    story: StoryView
    utterances: tuple[Utterance, ...]
    alone: tuple[tuple[Row, Said], ...]


def quotes_page(story: StoryView, found: Mapping[str, tuple[Version, ...]]) -> QuotesPage:
    """Return the quotations page of `story`, given the `versions` of every claim by its id."""
    utterances = tuple(_utterance(row, found[row.id]) for row in story.rows if found[row.id])
    compared = {row.id for row in (utterance.row for utterance in utterances)}
    alone = tuple(
        (row, said) for row in story.rows if row.id not in compared for said in row.said if said.statement.attribution in _VERBATIM
    )
    return QuotesPage(story, utterances, alone)


def _utterance(row: Row, found: tuple[Version, ...]) -> Utterance:
    return Utterance(row, found[0].said.statement.speaker, found, not any(version.differs for version in found))


def versions(row: Row, names: Sequence[Name]) -> tuple[Version, ...]:
    """Return the versions of one utterance that a claim compares, or none where it does not compare one.

    They are versions of one utterance if all are credited to the same speaker, and at least one is verbatim.
    """
    said = [each for each in row.said if each.statement.attribution in _CREDITED]
    speakers = {each.statement.speaker for each in said}
    verbatim = any(each.statement.attribution in _VERBATIM for each in said)
    if len(said) < 2 or len(said) != len(row.said) or len(speakers) != 1 or not verbatim:
        return ()
    texts = [" ".join(quote.text for quote in each.quotes) for each in said]
    return tuple(Version(each, words) for each, words in zip(said, word_difference(texts, names), strict=True))
