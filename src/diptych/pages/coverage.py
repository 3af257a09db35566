"""What became of every sentence of a source: compared, alone, in no claim, or not part of the article. The shares add up to all."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from diptych.findings import StoryFindings
from diptych.model import Relation, Source
from diptych.pages import labels
from diptych.pages.short import may_be_shown
from diptych.text import Span, touched
from diptych.words import Words


class Share(StrEnum):
    """Where a sentence went. Every sentence of every source has exactly one share."""

    COMPARED = "compared"
    ONLY = "only"
    SUGGESTED = "suggested"
    UNCLAIMED = "unclaimed"
    ASIDE = "aside"


def share_words(words: Words) -> tuple[tuple[Share, str], ...]:
    """Return every share with what it is called."""
    return tuple((share, words.say(f"share.{share}")) for share in Share)


class Sentence(Struct, frozen=True):
    """One segment and where it went; `relation` is its most telling claim's, or empty."""

    span: Span
    share: Share
    relation: str
    claim_ids: tuple[str, ...]


class Coverage(Struct, frozen=True):
    """A source's sentences in order, and how many went where."""

    sentences: tuple[Sentence, ...]
    counts: tuple[tuple[Share, int], ...]
    length: int


class Told(Struct, frozen=True):
    """What a source says on one claim, as coverage counts it."""

    claim_id: str
    relation: Relation
    suggested: bool
    spans: tuple[Span, ...]


def told(findings: StoryFindings, source_id: str) -> tuple[Told, ...]:
    """Return what a source says on the reviewed claims and on those suggestions that a page may show."""
    shown = [each for each in findings.suggestions if may_be_shown(findings.story, each)]
    found = [*((each, False) for each in findings.findings), *((each, True) for each in shown)]
    return tuple(
        Told(each.claim.id, each.relation, suggested, statement.spans)
        for each, suggested in found
        if (statement := each.claim.statement(source_id))
    )


def coverage(source: Source, said: Sequence[Told]) -> Coverage:
    """Return where each sentence of `source` went, given what the source says."""
    here: dict[int, list[Told]] = {}
    for each in said:
        for at in sorted({at for span in each.spans for at in range(*touched(source.segments, span))}):
            here.setdefault(at, []).append(each)
    aside = {at for span in source.aside for at in range(*touched(source.segments, span))}
    sentences = tuple(_sentence(segment, here.get(at, ()), at in aside) for at, segment in enumerate(source.segments))
    counts = Counter(sentence.share for sentence in sentences)
    return Coverage(sentences, tuple((share, counts[share]) for share in Share), len(source.text))


def _sentence(segment: Span, here: Sequence[Told], aside: bool) -> Sentence:
    reviewed = [each for each in here if not each.suggested]
    if not here:
        return Sentence(segment, Share.ASIDE if aside else Share.UNCLAIMED, "", ())
    if not reviewed:
        return Sentence(segment, Share.SUGGESTED, "", tuple(each.claim_id for each in here))
    most = min((each.relation for each in reviewed), key=labels.ORDER.index)
    share = Share.ONLY if most is Relation.ONLY else Share.COMPARED
    return Sentence(segment, share, most.value, tuple(each.claim_id for each in reviewed))
