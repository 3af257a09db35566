"""Find the claims that accounts of one event share, from their texts alone.

`align` is the way in: texts and settings to suggestions with reasons, lines that are not the article, and groups of one origin. The
stages stand in the order of their imports: rules, words, marks and clauses, units, vectors, side, likeness and judges, features, score,
pairs, claims, aligner.
"""

from diptych.align.aligner import align, scores
from diptych.align.chrome import not_article
from diptych.align.pairs import Settings
from diptych.align.reprints import reprints
from diptych.alignment import Alignment, Aside, Evidence, Origin, Passage, Reason, Run, Suggestion, Text

__all__ = [
    "Alignment",
    "Aside",
    "Evidence",
    "Origin",
    "Passage",
    "Reason",
    "Run",
    "Settings",
    "Suggestion",
    "Text",
    "align",
    "not_article",
    "reprints",
    "scores",
]
