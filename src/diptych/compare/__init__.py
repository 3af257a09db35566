"""How statements on one claim compare."""

from diptych.compare.words import Word, word_difference

__all__ = ["Word", "word_difference"]
