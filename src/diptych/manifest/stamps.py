"""Whether a file has changed, told as git's index tells it: by its stamp where that can be trusted, else by the digest of its bytes."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

Stamp = tuple[int, int, int, int]
"""Size, time of the last write, time of the last change of any kind (both in nanoseconds), inode."""

Entry = tuple[Stamp, bytes]
"""A file as it was: its stamp, and the SHA-256 of its bytes."""

DIGEST = 32
"""Bytes of a SHA-256."""


class Stamps(NamedTuple):
    """Files or folders by name with their stamps, four numbers each, in one row: a large site has ten thousands, and most builds do no
    more than compare them.

    >>> list(Stamps.of({"a": (1, 2, 3, 4)}.items()).items())
    [('a', (1, 2, 3, 4))]
    """

    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @classmethod
    def of(cls, found: Iterable[tuple[str, Stamp]]) -> "Stamps":
        """Return these names with their stamps."""
        known = dict(found)
        return cls(tuple(known), tuple(number for each in known.values() for number in each))

    def items(self) -> Iterator[tuple[str, Stamp]]:
        """Yield every name with its stamp."""
        numbers = iter(self.numbers)
        return zip(self.names, zip(numbers, numbers, numbers, numbers, strict=True), strict=True)

    def moved(self, base: str, before: int = sys.maxsize) -> Iterator[int]:
        """Yield the place of every name that has another stamp below `base` now, or none, or whose stamp was not settled `before`."""
        look, numbers = os.stat, iter(self.numbers)
        for at, (name, size, written, touched, inode) in enumerate(zip(self.names, *[numbers] * 4, strict=True)):
            try:
                now = look(f"{base}/{name}")
            except (OSError, ValueError):
                yield at
                continue
            as_it_was = now.st_mtime_ns == written and now.st_size == size and now.st_ctime_ns == touched and now.st_ino == inode
            if not as_it_was or written >= before or touched >= before:
                yield at


def stamp(path: str) -> Stamp | None:
    """Return the stamp of a file or folder, or None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def digest(path: str) -> bytes | None:
    """Return the SHA-256 of a file's bytes, or None where they cannot be had."""
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).digest()
    except (OSError, ValueError):
        return None


def digest_of(parts: Iterable[object]) -> bytes:
    """Return one digest of plain values, in order; values of different types never look alike.

    >>> digest_of(["ab", "c"]) != digest_of(["a", "bc"]) != digest_of(["a", "b", "c"])
    True
    """
    return sha256(repr(tuple(parts)).encode("utf-8", "surrogatepass")).digest()


def settled(found: Stamp, before: int) -> bool:
    """Tell whether a file was left alone since the time `before`, so that the same stamp means the same bytes.

    What was written at or after that time may have been written once more in the same tick of the clock.
    """
    return max(found[1], found[2]) < before


def entries(base: str, names: Iterable[str], former: Mapping[str, Entry], before: int) -> Iterator[tuple[str, Entry]]:
    """Yield every file of `names` under `base` that can be read, with its stamp and digest; what is settled is not read again."""
    for name in names:
        now = stamp(os.path.join(base, name))
        if now is None:
            continue
        known = former.get(name)
        if known and known[0] == now and settled(now, before):
            yield name, known
            continue
        found = digest(os.path.join(base, name))
        if found is not None:
            yield name, (now, found)


def files_below(folder: str, inner: str = "") -> Iterator[str]:
    """Yield the names of all files below `folder`, sorted; compiled code aside. A link to a folder is not followed."""
    try:
        with os.scandir(os.path.join(folder, inner)) as found:
            listed = sorted(found, key=lambda each: each.name)
    except OSError:
        return
    for each in listed:
        name = f"{inner}{each.name}"
        if each.is_dir(follow_symlinks=False):
            if each.name != "__pycache__":
                yield from files_below(folder, f"{name}/")
        elif is_file(each):
            yield name


def is_file(entry: "os.DirEntry[str]") -> bool:
    """Tell whether an entry is a file; a link that leads round in a circle is none."""
    try:
        return entry.is_file()
    except OSError:
        return False
