"""Small phrases: lists to read, words found in a text."""

from collections.abc import Iterator, Sequence


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
    return next(standing(text, name), -1) >= 0


def standing(text: str, words: str) -> Iterator[int]:
    """Yield where `words` begin in a text as whole words: no letter, digit or underscore goes on at either end. None overlaps the last.

    >>> list(standing("a bridge, a footbridge, a bridge", "a bridge"))
    [0, 24]
    """
    at = text.find(words) if words else -1
    while at >= 0:
        whole = not (_goes_on(text[max(0, at - 1) : at]) or _goes_on(text[at + len(words) : at + len(words) + 1]))
        if whole:
            yield at
        at = text.find(words, at + (len(words) if whole else 1))


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"
