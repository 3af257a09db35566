"""The look that every build begins with: what is not as the last good build left it."""

import os
import time
from pathlib import Path
from typing import Final, NamedTuple

from diptych.counts import Report
from diptych.manifest.asked import PLAIN, Asked
from diptych.manifest.folders import cache_folder, matched
from diptych.manifest.stamps import Entry, Stamps, entries, files_below, settled, stamp
from diptych.manifest.store import Manifest, load, python, save

_COARSEST: Final = 2_000_000_000
"""Nanoseconds between two ticks of the coarsest clock that a disk may have."""


class Look(NamedTuple):
    """What stands on the disk now, of all that the last good build knew.

    `trees` are its folders file by file. `found` has each of the other files that is not known by its stamp, as it is now, and None where
    it is gone; `moved` names those whose bytes are others, or that are gone. `touched` names what is not as it was in the output. `former`
    is None where there was no good build; `same` tells that there is nothing to do. `seconds` is what looking took.
    """

    former: Manifest | None
    began: int
    trees: dict[str, dict[str, Entry]]
    found: dict[str, Entry | None]
    moved: frozenset[str]
    touched: frozenset[str]
    same: bool
    seconds: float

    @property
    def report(self) -> Report | None:
        """What a build tells that has nothing to do, or None where there is something to do."""
        return self.former.report._replace(seconds=(("look", self.seconds),)) if self.former and self.same else None

    def still(self, path: str, shown: bytes) -> bool:
        """Tell whether a page of the site's own stands in the output as it was when it last showed what `shown` digests."""
        return self.former is not None and self.former.pages.get(path) == shown and path in self.former.own and path not in self.touched

    def files(self) -> dict[str, Entry]:
        """Return every file of the last good build that is still there, as it is now."""
        known = self.former.entries() if self.former else {}
        return {name: now for name, now in (known | self.found).items() if now}


def look(root: Path, out: Path, asked: Asked = PLAIN) -> Look:
    """Return what stands on the disk now, compared with the last good build of `root` into `out`. Writes nothing."""
    began, clock = time.time_ns() - _COARSEST, time.perf_counter()
    former = load(cache_folder(root, out))
    if former is None:
        return Look(None, began, {}, {}, frozenset(), frozenset(), same=False, seconds=time.perf_counter() - clock)
    before = former.began
    trees = {folder: tree(root, folder, known, before) for folder, known in former.trees.items()}
    found, moved = _read_again(str(root), former)
    folders = former.stories.names
    touched = frozenset(
        [
            *(path for path, known in former.own.items() if stamp(os.path.join(out, path)) != known),
            *(folders[at] for at in former.stories.moved(str(out))),
            *former.suspects,
        ]
    )
    same = (
        not touched
        and not moved
        and former.asked == asked.known()
        and former.python == python()
        and all(stamp(folder) == known for folder, known in former.libraries.items())
        and all(_alike(trees[folder], known) for folder, known in former.trees.items())
        and _nothing_came(root, former)
    )
    return Look(former, began, trees, found, moved, touched, same, time.perf_counter() - clock)


def _read_again(root: str, former: Manifest) -> tuple[dict[str, Entry | None], frozenset[str]]:
    """Return the files that their stamps do not vouch for, as they are now, and the names of those that changed."""
    names, found, moved = former.files.names, dict[str, Entry | None](), list[str]()
    for at in former.files.moved(root, former.began):
        now = dict(entries(root, [names[at]], {}, 0)).get(names[at])
        found[names[at]] = now
        moved += [names[at]] if now is None or now[1] != former.digest(at) else []
    return found, frozenset(moved)


def settle(root: Path, out: Path, seen: Look) -> None:
    """Keep what a look read again that found nothing to do: what was too young to be trusted is old enough for the next."""
    former, files = seen.former, seen.files()
    if not former or not seen.same or not seen.found:
        return
    kept = former._replace(
        began=seen.began,
        trees=seen.trees,
        files=Stamps.of((name, found) for name, (found, _) in files.items()),
        digests=b"".join(digest for _, digest in files.values()),
    )
    save(cache_folder(root, out), kept)


def tree(root: Path, folder: str, known: dict[str, Entry], before: int) -> dict[str, Entry]:
    """Return every file of `folder`, which is a path from `root` or a whole one."""
    base = os.path.join(root, folder)
    return dict(entries(base, files_below(base), known, before))


def _alike(now: dict[str, Entry], then: dict[str, Entry]) -> bool:
    return len(now) == len(then) and all(name in now and now[name][1] == digest for name, (_, digest) in then.items())


def _nothing_came(root: Path, former: Manifest) -> bool:
    """Tell whether the globs of the stories still name the same files."""
    if all(stamp(os.path.join(root, folder)) == known and settled(known, former.began) for folder, known in former.folders.items()):
        return True
    return all(tuple(matched(root, pattern)) == names for pattern, names in former.globs)
