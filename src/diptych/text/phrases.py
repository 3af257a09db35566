"""Small phrases for reports and pages: lists to read."""

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """Return the words as a list to read.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
