"""Words found in text: exactly, or but for typography. Fuzzy search serves only the hint after a quote was not found."""

from diptych.quotes.closest import closest, lowered
from diptych.quotes.locate import ELISION, LONGEST_GAP, Match, Miss, Quote, Reason, Status, locate
from diptych.quotes.words import cuts_word, holds, of_word, runs_on, standing

__all__ = [
    "ELISION", "LONGEST_GAP", "Match", "Miss", "Quote", "Reason", "Status",
    "closest", "cuts_word", "holds", "locate", "lowered", "of_word", "runs_on", "standing",
]  # fmt: skip
