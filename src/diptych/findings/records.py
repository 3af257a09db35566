"""The records of what the machine found: proposals beside what a person wrote, and suggestions that nobody has reviewed."""

from typing import Final

from msgspec import Struct

from diptych.alignment import Aside, Evidence, Origin
from diptych.compare import Proposal
from diptych.counts import Score
from diptych.model import Claim, Relation, Story


class Hint(Struct, frozen=True):
    """Why a claim is suggested: how sure the aligner is (0 to 1), and the evidence of each linked pair, surest first.

    `reasons` are the same in English words, and `passage` is the shortest wording of the claim, which stands for one of an editor's.
    """

    confidence: float
    evidence: tuple[tuple[Evidence, ...], ...]
    reasons: tuple[str, ...]
    passage: str


class Finding(Struct, frozen=True):
    """A claim with how its statements relate.

    `relation` and `specific` are the editor's where the editor wrote them, else the proposal's, and then `proposed` is true. `proposal`
    is what the comparison says in either case; `guessed` names the sources whose attribution is a guess, and `variants` tells that
    all statements are renderings of one utterance. `hint` is there for a
    suggestion. `warnings` say where what the editor wrote and what the comparison found contradict each other.
    """

    claim: Claim
    relation: Relation
    specific: tuple[str, ...]
    proposed: bool
    proposal: Proposal
    guessed: tuple[str, ...]
    variants: bool
    hint: Hint | None
    warnings: tuple[str, ...]


NO_SCORE: Final = Score(0, 0, 0, 0)
"""Where the aligner did not run, or has nothing to be measured against."""


class StoryFindings(Struct, frozen=True):
    """Everything found on one story.

    `findings` are its reviewed claims in the editor's order, `suggestions` those that nobody reviewed, surest first. `asides` are
    lines that look like no part of the article and are not set aside yet. `origins` group sources that reprint one text. `score`
    compares the aligner with the editor.
    """

    story: Story
    findings: tuple[Finding, ...]
    suggestions: tuple[Finding, ...]
    asides: tuple[Aside, ...]
    origins: tuple[Origin, ...]
    score: Score
