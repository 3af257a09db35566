"""What became of every sentence of a source: compared, alone, in no claim, or not part of the article. The shares add up to all."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from diptych.pages import labels
from diptych.pages.views import Row, SourceView, StoryView
from diptych.text import Span


class Share(StrEnum):
    """Where a sentence went. Every sentence of every source has exactly one share."""

    COMPARED = "compared"
    ONLY = "only"
    SUGGESTED = "suggested"
    UNCLAIMED = "unclaimed"
    ASIDE = "aside"


SHARE_WORDS = {
    Share.COMPARED: "in a claim that another account makes too",
    Share.ONLY: "in a claim that this account alone makes",
    Share.SUGGESTED: "in a suggestion that nobody has reviewed",
    Share.UNCLAIMED: "in no claim",
    Share.ASIDE: "not part of the article",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment and where it went; `relation` is its most telling claim's, or empty."""

    span: Span
    share: Share
    relation: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source's sentences in order, and how many went where."""

    sentences: tuple[Sentence, ...]
    counts: tuple[tuple[Share, int], ...]
    length: int

    @property
    def summary(self) -> str:
        """Return the counts as a sentence to read."""
        told = "; ".join(f"{count} {SHARE_WORDS[share]}" for share, count in self.counts)
        return f"{len(self.sentences)} sentences: {told}."


def coverage(story: StoryView, source: SourceView) -> Coverage:
    """Return where each sentence of `source` went among the claims of `story`."""
    said = [(row, statement.spans) for row in story.all_rows if (statement := row.claim.statement(source.id))]
    sentences = tuple(_sentence(source, segment, said) for segment in source.record.segments)
    counts = Counter(sentence.share for sentence in sentences)
    return Coverage(sentences, tuple((share, counts[share]) for share in Share), len(source.record.text))


def _sentence(source: SourceView, segment: Span, said: list[tuple[Row, tuple[Span, ...]]]) -> Sentence:
    rows = [row for row, spans in said if any(span.overlaps(segment) for span in spans)]
    reviewed = [row for row in rows if not row.suggested]
    if not rows:
        share = Share.ASIDE if any(span.overlaps(segment) for span in source.record.aside) else Share.UNCLAIMED
        return Sentence(segment, share, "", ())
    if not reviewed:
        return Sentence(segment, Share.SUGGESTED, "", tuple(row.id for row in rows))
    telling = [label.key for label in labels.RELATIONS.values()]
    most = min((row.label.key for row in reviewed), key=telling.index)
    return Sentence(segment, Share.ONLY if most == "only" else Share.COMPARED, most, tuple(row.id for row in reviewed))
