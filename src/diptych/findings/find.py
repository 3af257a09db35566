"""The whole of what the machine adds to a story, from top to bottom."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.alignment import Alignment, Text
from diptych.findings.compared import compared
from diptych.findings.records import NO_SCORE, StoryFindings
from diptych.findings.suggested import claim_of, hint, score, uncurated
from diptych.model import Story
from diptych.published import is_public, published

if TYPE_CHECKING:
    from diptych.align.semantic import Embed


class Question(Struct, frozen=True):
    """What an alignment depends on beside the aligner, and nothing else of a story: no claim.

    `names` has every entity with its spellings. Unless `claims` are asked for, only the sources that reprint one text are looked for.
    """

    texts: tuple[Text, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    claims: bool


Aligner = Callable[[Question], Alignment]
"""The aligner, or what remembers its answers: what is asked to what is found, the same for the same."""


def aligner(embed: "Embed | None" = None) -> Aligner:
    """Return the aligner. `embed` is a sentence embedding that it takes as one feature more."""

    def aligned(asked: Question) -> Alignment:
        from diptych.align import Settings, align, reprints  # only now: most answers are in the cache

        if not asked.claims:
            return Alignment((), (), reprints(asked.texts))
        return align(asked.texts, Settings(names=dict(asked.names), embed=embed))

    return aligned


def question(story: Story, claims: bool = True) -> Question:
    """Return what is asked of the aligner for `story`."""
    texts = (
        Text(source.id, source.text, source.segments, source.language, source.provenance.published or None, source.aside)
        for source in story.sources
    )
    return Question(tuple(texts), tuple((name.canonical, name.spellings) for name in story.names), claims)


def find(story: Story, suggest: bool = True, aligned: Aligner | None = None, drafts: bool = False) -> StoryFindings:
    """Return `story` with its claims compared and, unless `suggest` is false, with suggestions for what is not curated yet.

    Without suggestions the aligner looks for no claims, and there is no score of it. `aligned` is asked in the place of `aligner()`.
    What an editor has taken up, as a draft or otherwise, is not suggested; the drafts themselves come first among the suggestions where
    `drafts` asks for them.
    """
    alignment = (aligned or aligner())(question(story, suggest))
    found = uncurated(alignment, (*story.claims, *story.drafts, *story.rejected))
    waiting = [compared(story, claim) for claim in story.drafts] if drafts else []
    return StoryFindings(
        story=story,
        findings=tuple(compared(story, claim) for claim in story.claims),
        suggestions=(*waiting, *(compared(story, claim_of(story, each), hint(story, each)) for each in found)),
        asides=tuple(aside for aside in alignment.not_article if not _known(story, aside.source, aside.span.start)),
        origins=alignment.origins,
        score=score(alignment, story.claims) if suggest else NO_SCORE,
    )


def public(found: StoryFindings) -> StoryFindings:
    """Return what was found as the site may show it: without private words, and without what is suggested from them."""
    return replace(
        found,
        story=published(found.story),
        suggestions=tuple(each for each in found.suggestions if is_public(found.story, each.claim)),
        asides=(),
    )


def _known(story: Story, source_id: str, start: int) -> bool:
    return any(span.start <= start < span.end for span in story.source(source_id).aside)
