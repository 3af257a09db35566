"""What stands in the way of files that are to be moved into the output: found before anything is moved."""

import os
from collections.abc import Iterator, Set
from pathlib import Path

from diptych.errors import ContentError, Place, Problem


def check_way(folder: str, out: str, gone: Set[str]) -> None:
    """Raise ContentError where a file stands in `out` where a folder from `folder` must go, or the other way round.

    What leaves with the files `gone`, paths in `out`, stands in nobody's way.
    """
    way_out = ("Move it away, or name another folder with --out.",)
    faults = [Problem(Place(f"{out}/{path}", 0, 0), fault, way_out) for path, fault in _in_the_way(folder, out, gone)]
    if faults:
        raise ContentError(faults)


def _in_the_way(folder: str, out: str, gone: Set[str], inner: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of each obstacle, and what it is."""
    with os.scandir(f"{folder}/{inner}") as found:
        listed = sorted(found, key=lambda each: each.name)
    for each in listed:
        path = f"{inner}{each.name}"
        there = os.path.isdir(f"{out}/{path}")
        if each.is_dir() and there:
            yield from _in_the_way(folder, out, gone, f"{path}/")
        elif each.is_dir() and path not in gone and os.path.lexists(f"{out}/{path}"):
            yield path, "this is a file, and the site needs a folder here."
        elif not each.is_dir() and there and not all(below in gone for below in _below(out, path)):
            yield path, "this is a folder, and the site needs a file here."


def _below(out: str, path: str) -> list[str]:
    """Return every file and every empty folder below a folder of the output, or the folder itself where it has none."""
    found = [each for each in Path(out, path).rglob("*") if not each.is_dir() or not any(each.iterdir())]
    return [each.relative_to(out).as_posix() for each in found] or [path]
