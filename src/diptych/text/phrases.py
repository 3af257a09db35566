"""Small phrases: lists to read, names in a text."""

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """Return the words as a list to read.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def holds(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as whole words.

    >>> holds("Xi spoke.", "Xi"), holds("Xinhua wrote.", "Xi"), holds("by Xi", "Xi")
    (True, False, True)
    """
    at = text.find(name)
    while at >= 0:
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False
