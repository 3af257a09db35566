"""The stories of a site as its pages and its data see them: one after the other, each unpacked when it is looked at and not kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, TypeVar, overload

from msgspec import Struct

from diptych.build.records import Row, listing_of, told_of
from diptych.data.feeds import newest
from diptych.data.listed import Listed
from diptych.pages.listing import Counted, Listing, newest_first

T = TypeVar("T")


class Unpacked(Sequence[T], Generic[T]):
    """Records that are held packed. Two are equal where the same bytes are, for which nothing is unpacked."""

    __slots__ = ("_of", "_packed")

    def __init__(self, packed: Sequence[bytes], of: Callable[[bytes], T]) -> None:
        self._packed = packed
        self._of = of

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "Unpacked[T]": ...
    def __getitem__(self, at: int | slice) -> "T | Unpacked[T]":
        return Unpacked(self._packed[at], self._of) if isinstance(at, slice) else self._of(self._packed[at])

    def __iter__(self) -> Iterator[T]:
        return map(self._of, self._packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unpacked) and self._packed == other._packed


class Paths(Struct, frozen=True):
    """The files of a site, its stories' and its own, in order. They can be gone through again and again."""

    rows: Sequence[Row]
    own: Iterable[str]

    def __iter__(self) -> Iterator[str]:
        """Yield every path. No story's id begins another's with a slash after it, so that each has its paths in one piece."""
        pieces = [*((f"{row.id}/", row) for row in self.rows if row.files), *((path, None) for path in self.own)]
        for path, row in sorted(pieces, key=itemgetter(0)):
            yield from sorted(listing_of(row.packed_listing).files) if row else [path]


class Stories(Struct, frozen=True):
    """The stories of a site as the files of the whole site see them.

    `listings` is what pages show of each, in the order of the lists; `told` what its data say, in the order of the site; `fed` are those
    that feeds have. `counted` is for what a page shows of all stories at once.
    """

    listings: Sequence[Listing]
    told: Sequence[Listed]
    fed: Sequence[Listed]
    counted: Sequence[Counted]


def stories_of(rows: Iterable[Row]) -> Stories:
    """Return the stories that the site shows."""
    shown = [row for row in rows if row.sketch.shown]
    told = [row for row in shown if row.packed_told]
    return Stories(
        listings=Unpacked([row.packed_listing for row in newest_first(shown)], listing_of),
        told=Unpacked([row.packed_told for row in told], told_of),
        fed=Unpacked([row.packed_told for row in newest(told)], told_of),
        counted=shown,
    )
