"""What a good build remembers for the next: what it read and where it wrote, a row of every story, where the quotes stand."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from diptych.build.done import Done
from diptych.build.plan import Plan
from diptych.build.records import ALIGNMENTS, Row
from diptych.build.rows import KeptRows, keep_rows
from diptych.counts import Report
from diptych.manifest import Entry, Manifest, Stamp, Stamps, python, save, searched, stamp
from diptych.read import CLAIMS_FILE
from diptych.write import LIST

_LIBRARIES = ("jinja2", "markdown_it", "msgspec", "rapidfuzz", "sentencex", "yaml")


def keep(plan: Plan, made: Done, own: Iterable[str], shown: dict[str, bytes], report: Report) -> None:
    """Keep in the cache what the next build may trust; `own` are the files that are no story's, `shown` digests of what its pages show."""
    patterns = [pattern for pattern, _ in plan.top.claims.globs]
    files = dict(_files(plan, made))
    folders = {folder for pattern in patterns for folder in searched(plan.root, pattern)}
    manifest = Manifest(
        python=python(),
        asked=plan.asked.known(),
        began=plan.seen.began,
        libraries=_stamps("", {str(Path(spec.origin or "").parent.parent) for spec in map(find_spec, _LIBRARIES) if spec}),
        trees=plan.trees,
        files=Stamps.of((name, found) for name, (found, _) in files.items()),
        digests=b"".join(digest for _, digest in files.values()),
        globs=plan.top.claims.globs,
        folders=_stamps(f"{plan.root}/", folders),
        own=_stamps(f"{plan.out}/", [LIST, *own]),
        stories=Stamps.of(_folders(plan, made)),
        around=plan.around,
        rows=keep_rows(plan.cache, KeptRows(plan.order.key, made.rows, made.links)),
        pages=shown,
        report=report,
    )
    save(plan.cache, manifest)
    _prune(plan.cache / "places", {row.places for row in made.rows})
    _prune(plan.cache / ALIGNMENTS, {row.alignment for row in made.rows})


def _files(plan: Plan, made: Done) -> Iterator[tuple[str, Entry]]:
    """Yield every file that the site is made from, as it was when it was read."""
    read = {name: (found, digest) for name, found, digest in made.inputs}
    claims = stamp(f"{plan.root}/{CLAIMS_FILE}")
    if claims:
        read[CLAIMS_FILE] = (claims, plan.order.claims)
    for name in dict.fromkeys([CLAIMS_FILE, *(name for row in made.rows for name in row.inputs)]):
        found = read.get(name) or plan.files.get(name)
        if found:
            yield name, found


def _folders(plan: Plan, made: Done) -> Iterator[tuple[str, Stamp]]:
    """Yield the folder of every story in the output; one that was not made again is as the look found it, whatever became of it since."""
    former = plan.seen.former
    stayed = {each.id for each in plan.stories if isinstance(each, Row)}
    known = {name: found for name, found in former.stories.items() if name in stayed} if former else {}
    for row in made.rows:
        found = known.get(row.id) or stamp(f"{plan.out}/{row.id}")
        if found:
            yield row.id, found


def _stamps(base: str, names: Iterable[str]) -> dict[str, Stamp]:
    found = ((name, stamp(base + name)) for name in sorted(set(names)))
    return {name: known for name, known in found if known}


def _prune(folder: Path, used: set[str]) -> None:
    with suppress(OSError):
        for name in os.listdir(folder):
            if name not in used:
                (folder / name).unlink(missing_ok=True)
