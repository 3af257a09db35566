"""How statements on one claim compare: typed differences, the relation that follows from them, attribution, word by word."""

from diptych.compare.attribution import attribution
from diptych.compare.contradictions import warnings
from diptych.compare.proposal import Proposal, relate
from diptych.compare.relation import Between
from diptych.compare.said import Difference, Effect, Kind, Said
from diptych.compare.words import Word, word_difference

__all__ = ["Between", "Difference", "Effect", "Kind", "Proposal", "Said", "Word", "attribution", "relate", "warnings", "word_difference"]
