"""What a build counts, as plain values that cost nothing to import: a build that has nothing to do needs no more than these."""

from collections.abc import Collection
from typing import NamedTuple

from diptych.errors import Problem


class Score(NamedTuple):
    """How well the aligner, left alone, finds what the editors curated.

    `curated` claims are made by two or more sources, `found` of them were suggested; `suggested` is how many claims the aligner
    suggests, `right` how many of these an editor has.
    """

    curated: int
    found: int
    suggested: int
    right: int

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


class Written(NamedTuple):
    """What a write did: the paths that it wrote, how many stood there already with the same bytes, the paths that it removed."""

    changed: Collection[str]
    unchanged: int
    removed: tuple[str, ...]


class Report(NamedTuple):
    """What a build did: every quote by status, reviewed claims by relation, suggestions, what was left out for want of an
    address, pages, files, seconds by stage.

    `drafts` counts the claims, and `hidden` names the stories, that stay off the site because nobody has reviewed them.
    """

    quotes: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, int], ...]
    stories: int
    sources: int
    suggestions: int
    drafts: int
    hidden: tuple[str, ...]
    score: Score
    warnings: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    moved: tuple[Problem, ...]
    left_out: tuple[str, ...]
    pages: int
    written: Written
    seconds: tuple[tuple[str, float], ...]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "story", "stories"), counted(1200, "claim")
    ('1 story', '1,200 claims')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
