"""What became of every sentence of a source: compared, alone, in no claim, or not part of the article. The shares add up to all."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from diptych.model import Claim, Relation, Source, Story
from diptych.text import Span

MOST_TELLING = (Relation.CONFLICT, Relation.DIFFER, Relation.MORE_SPECIFIC, Relation.AGREE, Relation.ONLY)


class Share(StrEnum):
    """Where a sentence went. Every sentence of every source has exactly one share."""

    COMPARED = "compared"
    ONLY = "only"
    UNCLAIMED = "unclaimed"
    ASIDE = "aside"


SHARE_WORDS = {
    Share.COMPARED: "in a claim that another account makes too",
    Share.ONLY: "in a claim that this account alone makes",
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


def coverage(story: Story, source: Source) -> Coverage:
    """Return where each sentence of `source` went among the claims of `story`."""
    said = [(claim, statement.spans) for claim in story.claims if (statement := claim.statement(source.id))]
    sentences = tuple(_sentence(source, segment, said) for segment in source.segments)
    counts = Counter(sentence.share for sentence in sentences)
    return Coverage(sentences, tuple((share, counts[share]) for share in Share), len(source.text))


def _sentence(source: Source, segment: Span, said: list[tuple[Claim, tuple[Span, ...]]]) -> Sentence:
    claims = [claim for claim, spans in said if any(span.overlaps(segment) for span in spans)]
    if not claims:
        share = Share.ASIDE if any(span.overlaps(segment) for span in source.aside) else Share.UNCLAIMED
        return Sentence(segment, share, "", ())
    most = min((claim.relation for claim in claims), key=MOST_TELLING.index)
    share = Share.ONLY if most is Relation.ONLY else Share.COMPARED
    return Sentence(segment, share, most.value, tuple(claim.id for claim in claims))
