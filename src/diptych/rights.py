"""How much of a source may be published."""

from enum import StrEnum


class Publish(StrEnum):
    """How much of a source's text reaches the site: all of it, or only the quoted passages."""

    FULL = "full"
    QUOTES = "quotes"


class Context(StrEnum):
    """What of the text around a quote reaches the site where only quotes do: nothing, or the sentence that the quote stands in."""

    NONE = "none"
    SENTENCE = "sentence"
