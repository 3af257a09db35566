"""The whole of what the machine adds to a story, from top to bottom."""

from msgspec.structs import replace

from diptych.align import Alignment, Settings, Text, align, reprints
from diptych.align.semantic import Embed
from diptych.findings.compared import compared
from diptych.findings.records import NO_SCORE, StoryFindings
from diptych.findings.suggested import claim_of, hint, score, uncurated
from diptych.model import Story
from diptych.published import is_public, published


def find(story: Story, suggest: bool = True, embed: Embed | None = None, drafts: bool = False) -> StoryFindings:
    """Return `story` with its claims compared and, unless `suggest` is false, with suggestions for what is not curated yet.

    Without suggestions the aligner does not run, and there is no score of it. `embed` is a sentence embedding that it takes as one
    feature more. What an editor has taken up, as a draft or otherwise, is not suggested; the drafts themselves come first among the
    suggestions where `drafts` asks for them.
    """
    alignment = aligned(story, embed) if suggest else Alignment((), (), reprints(_texts(story)))
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


def aligned(story: Story, embed: Embed | None = None) -> Alignment:
    """Return what the aligner finds in the sources of `story` alone, without any of its claims."""
    names = {name.canonical: name.spellings for name in story.names}
    return align(_texts(story), Settings(names=names, embed=embed))


def _texts(story: Story) -> list[Text]:
    return [
        Text(source.id, source.text, source.segments, source.language, source.provenance.published or None, source.aside)
        for source in story.sources
    ]


def _known(story: Story, source_id: str, start: int) -> bool:
    return any(span.start <= start < span.end for span in story.source(source_id).aside)
