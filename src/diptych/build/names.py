"""Names of files by the hundred thousand: a large site writes that many, and hardly anybody looks at them."""

import zlib
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

_END: Final = "\0"
"""Stands between two names, in none of which it can be."""


class Names(Struct, frozen=True):
    """Paths in pieces, each of them packed; they can be counted, and gone through again and again.

    >>> made = Names.joined([Names.of(["a/index.html", "a/data.json"]), Names.of([]), Names.of(["index.html"])])
    >>> len(made), list(made)
    (3, ['a/index.html', 'a/data.json', 'index.html'])
    """

    pieces: tuple[bytes, ...] = ()
    count: int = 0

    @classmethod
    def of(cls, names: Collection[str]) -> "Names":
        """Return these names, in one piece."""
        return cls((zlib.compress(_END.join(names).encode(), 1),), len(names)) if names else cls()

    @classmethod
    def joined(cls, given: Iterable["Names"]) -> "Names":
        """Return all names, in order."""
        found = list(given)
        return cls(tuple(chain.from_iterable(each.pieces for each in found)), sum(each.count for each in found))

    def __len__(self) -> int:
        """Return how many names there are."""
        return self.count

    def __contains__(self, name: object) -> bool:
        """Tell whether a name is there."""
        return any(each == name for each in self)

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        return chain.from_iterable(zlib.decompress(piece).decode().split(_END) for piece in self.pieces)
