"""Statements on one claim → typed differences, the relation, the attribution, and the word-level difference of two quotations.

How a relation comes about, in one page: `differences` names every typed difference of two statements and what it does to them
(same, a adds, b adds, other, excludes); `relation.RULES` turns those effects into the relation; `proposal` joins the pairs of any
number of statements. What is known of a language stands in one TOML file (`en.toml`); without one, digits, names and words are
still compared.
"""

from diptych.compare.attribution import Attribution, attribution
from diptych.compare.contradictions import warnings
from diptych.compare.differences import differences
from diptych.compare.proposal import Proposal, relate
from diptych.compare.relation import Between, between
from diptych.compare.renderings import variant
from diptych.compare.said import Difference, Effect, Kind, Said
from diptych.compare.why import Why
from diptych.compare.words import Word, word_difference

__all__ = [
    "Attribution", "Between", "Difference", "Effect", "Kind", "Proposal", "Said", "Why", "Word",
    "attribution", "between", "differences", "relate", "variant", "warnings", "word_difference",
]  # fmt: skip
