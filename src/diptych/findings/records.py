"""The records of what the machine found: proposals beside what a person wrote, and suggestions that nobody has reviewed."""

from dataclasses import dataclass
from typing import Final

from diptych.align import Aside, Evidence, Origin
from diptych.compare import Proposal
from diptych.model import Claim, Relation, Story


@dataclass(frozen=True, slots=True)
class Hint:
    """Why a claim is suggested: how sure the aligner is (0 to 1), and the evidence of each linked pair, surest first.

    `reasons` are the same in English words, and `passage` is the shortest wording of the claim, which stands for one of an editor's.
    """

    confidence: float
    evidence: tuple[tuple[Evidence, ...], ...]
    reasons: tuple[str, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class Score:
    """How well the aligner, left alone, finds what the editors curated.

    `curated` claims are made by two or more sources, `found` of them were suggested; `suggested` is how many claims the aligner
    suggests, `right` how many of these an editor has.
    """

    curated: int
    found: int
    suggested: int
    right: int

    def __add__(self, other: "Score") -> "Score":
        """Return the score of two stories together."""
        return Score(self.curated + other.curated, self.found + other.found, self.suggested + other.suggested, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of the suggestions that an editor has too; 0 where there are none."""
        return self.right / self.suggested if self.suggested else 0.0

    @property
    def recall(self) -> float:
        """The share of the curated claims that the aligner suggests; 0 where there are none."""
        return self.found / self.curated if self.curated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> round(Score(curated=10, found=8, suggested=10, right=8).f1, 3)
        0.8
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


NO_SCORE: Final = Score(0, 0, 0, 0)
"""Where the aligner did not run, or has nothing to be measured against."""


@dataclass(frozen=True, slots=True)
class StoryFindings:
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
