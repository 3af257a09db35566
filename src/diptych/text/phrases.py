"""Small phrases for reports and pages: lists to read, numbers with their nouns."""

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """Return the words as a list to read.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "story", "stories"), counted(1200, "claim")
    ('1 story', '1,200 claims')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
