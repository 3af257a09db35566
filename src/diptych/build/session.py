"""What a process that serves a site remembers from one save to the next, so that a save costs its own story and no other.

The short way is for the edit that is made a hundred times an hour: the text of stories that stay where they are. All else, and whatever
has a problem, goes the long way, which knows everything. The full-text index alone stays as the last long way made it.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.build.alike import alike, same_files
from diptych.build.build import built
from diptych.build.files import changed_site_files
from diptych.build.jobs import work
from diptych.build.plan import Plan, planned
from diptych.build.records import Row, Task, listing_of
from diptych.build.stories import Stories, stories_of
from diptych.build.templates import templates
from diptych.manifest import CLAIMS_FILE, PLAIN, Asked, look, suspect
from diptych.pages.pages import changed_pages
from diptych.read import key_of_story
from diptych.render.file import File
from diptych.write import commit_some, move, stage, staged


class Memory(Struct, frozen=True):
    """A site as it stands in the output: the plan with which it was made, the row of every story and the stories as the site's own files
    see them, and who is made from which file.
    """

    plan: Plan
    rows: tuple[Row, ...]
    stories: Stories
    by_input: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Session:
    """Builds of one site into one folder, one after the other, by one process. Whoever calls `build` tells before what changed."""

    root: Path
    out: Path
    asked: Asked = PLAIN
    _changed: set[str] = field(default_factory=set, init=False)
    _memory: Memory | None = field(default=None, init=False)

    def told(self, path: str) -> None:
        """Note that the file `path` changed since the last build."""
        self._changed.add(path and os.path.relpath(os.path.realpath(path), os.path.realpath(self.root)).replace(os.sep, "/"))

    def build(self) -> Collection[str]:
        """Bring the output in line with the site and return the files that changed. Raises ContentError with every problem found."""
        names, self._changed = self._changed, set()
        before, self._memory = self._memory, None
        saved = _saved(before, names) if before and names else None
        if saved:
            self._memory, changed = saved
            return changed
        seen = look(self.root, self.out, self.asked)
        plan = planned(self.root, self.out, seen, self.asked)
        if seen.same and not plan.tasks:
            self._memory = _remembered(plan, tuple(row for row in plan.stories if isinstance(row, Row)))
            return ()
        now = built(plan)
        self._memory = _remembered(plan, now.made.rows)
        return now.report.written.changed


def _remembered(plan: Plan, rows: tuple[Row, ...]) -> Memory:
    """Return the site as a build that did what was planned left it."""
    by_input: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for name in row.inputs:
            by_input.setdefault(name, []).append(at)
    by_input.pop(CLAIMS_FILE, None)
    return Memory(plan, rows, stories_of(rows), {name: tuple(places) for name, places in by_input.items()})


def _saved(before: Memory, names: set[str]) -> tuple[Memory, tuple[str, ...]] | None:
    """Make the stories again that are made from the files `names`; None, with nothing touched, where that is not all there is to do."""
    if not names <= before.by_input.keys():
        return None
    plan, places = before.plan, sorted({at for name in names for at in before.by_input[name]})
    rows = list(before.rows)
    with staged(plan.out) as staging:
        order = replace(plan.order, staging=os.path.abspath(staging))
        results = work(order, [_task(plan, before.rows[at], at) for at in places])
        for at, result in zip(places, results, strict=True):
            if result.row is None or result.problems or result.faults or not alike([before.rows[at]], [result.row]):
                return None
            rows[at] = result.row
        stories = stories_of(rows)
        own = [file.path for file in _site(plan, before.stories, stories) if stage(str(staging), str(plan.out), file)]
        suspect(plan.cache, [*(rows[at].id for at in places), *own])
        if same_files(before.rows, rows):
            move(str(staging), str(plan.out))
        else:
            gone, made = ({path for at in places for path in listing_of(each[at].packed_listing).files} for each in (before.rows, rows))
            commit_some(staging, plan.out, gone, made)
    changed = (*(path for result in results for path in result.changed), *own)
    return replace(before, rows=tuple(rows), stories=stories), changed


def _task(plan: Plan, row: Row, at: int) -> Task:
    ref = plan.top.refs[at]
    return Task(ref, row.places, key_of_story(plan.top.claims, ref) if ref.index >= 0 else b"")


def _site(plan: Plan, before: Stories, after: Stories) -> Iterator[File]:
    """Yield the files of the whole site that show something of the rows that are new."""
    site = plan.top.site
    pages = changed_pages(site, before.listings, after.listings, after.counted)
    yield from changed_site_files(site, pages, before, after, templates(plan.order))
