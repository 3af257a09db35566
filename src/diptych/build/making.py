"""The second half of a story job: a story that is sound, made into files. What it needs is imported when the first story is."""

import gc
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from diptych import drift, search
from diptych.build.alignments import Kept
from diptych.build.files import story_files
from diptych.build.records import Input, Order, Row, Sketch, StoryResult, Task, packed
from diptych.build.remembered import keep
from diptych.build.templates import templates
from diptych.errors import ContentError, Place, Problem
from diptych.findings import StoryFindings, aligner, find, public
from diptych.manifest import stamp
from diptych.model import Relation
from diptych.pages.listing import Listing, listing, unlisted
from diptych.pages.paths import is_page
from diptych.pages.prepared import story_view
from diptych.read import CLAIMS_FILE, Former, StoryReading
from diptych.write import stage, stored

if TYPE_CHECKING:
    from diptych.align.semantic import Embed

_RECORDS: Final = 20_000
"""So many records are made before cycles are looked for, from the first story on."""

gc.freeze()  # what was imported stays: nobody need look through it for cycles, here or in a process that is forked from this one
gc.set_threshold(_RECORDS)


def made(order: Order, task: Task, read: StoryReading, sketch: Sketch, former: Former, reading: float) -> StoryResult:
    """Find what the machine adds to a story, render its pages, stage what differs. `reading` is what reading it took, in seconds."""
    story, clock = read.story, perf_counter()
    if not sketch.shown:
        inputs = tuple(_inputs(order, task, read))
        return StoryResult(sketch, (), row=_row(task, read, sketch, inputs, unlisted(story)), inputs=inputs)
    try:
        aligned = Kept(aligner(embedding(order.root, order.site.embedding)), order.aligner, Path(order.cache))
        found = public(find(story, order.site.suggestions, aligned, order.site.drafts))
        found_at = perf_counter()
        view = story_view(found, order.site.words)
        files, told = story_files(order.site, view, templates(order), partial(stored, Path(order.out)))
    except ContentError as error:
        return StoryResult(sketch, (), faults=error.problems)
    rendered_at = perf_counter()
    changed = tuple(file.path for file in files if stage(order.staging, order.out, file))
    now = drift.places(story)
    inputs = tuple(_inputs(order, task, read))
    paths = tuple(file.path for file in files)
    row = replace(
        _row(task, read, sketch, inputs, listing(view, paths, search.available())),
        since=told.since if told else "",
        packed_told=packed(told) if told else b"",
        suggestions=sum(each.hint is not None for each in found.suggestions),
        drafts=0 if order.site.drafts else len(story.drafts),
        warnings=tuple(warnings_of(found)),
        places=keep(order, story, now),
        alignment=aligned.name,
    )
    seconds = (
        ("read", reading),
        ("align", aligned.seconds),
        ("compare", found_at - clock - aligned.seconds),
        ("render", rendered_at - found_at),
        ("write", perf_counter() - rendered_at),
    )
    return StoryResult(sketch, (), (), tuple(drift.moved(former, now)), row, inputs, changed, seconds)


def _row(task: Task, read: StoryReading, sketch: Sketch, inputs: Iterable[Input], listed: Listing) -> Row:
    """Return the row of a story on which nothing was found yet."""
    counts = dict(listed.relations)
    return Row(
        file=task.ref.file,
        text=task.text or bytes.fromhex(read.sha256),
        inputs=tuple(name for name, *_ in inputs),
        sketch=sketch,
        packed_listing=packed(listed),
        event_date=listed.event_date,
        outlets=tuple(outlet.name for outlet in listed.sources),
        topics=listed.topics,
        relations=tuple(counts.get(relation, 0) for relation in Relation),
        score=listed.score,
        files=len(listed.files),
        pages=sum(map(is_page, listed.files)),
    )


def warnings_of(found: StoryFindings) -> Iterator[Problem]:
    """Yield where what an editor wrote and what the comparison found contradict each other."""
    for each in found.findings:
        for warning in each.warnings:
            yield Problem(each.claim.place, f"claim `{each.claim.id}`: {warning}")


def _inputs(order: Order, task: Task, read: StoryReading) -> Iterator[Input]:
    files = {_input_name(order, source.file): source.provenance.sha256 for source in read.story.sources}
    if task.ref.index < 0:
        files[task.ref.file] = read.sha256
    for name, digest in files.items():
        # The stamp is taken after the bytes: what was written in between is too young for any later look to trust its stamp.
        found = stamp(f"{order.root}/{name}")
        if found:
            yield name, found, bytes.fromhex(digest)


def _input_name(order: Order, file: str) -> str:
    """Return the path of a source from the site's folder, even where it lies in the private one."""
    if not order.site.private or (Path(order.root) / file).exists():
        return file
    return os.path.relpath(Path(order.root) / order.site.private / file, order.root)


@lru_cache(maxsize=1)
def embedding(root: str, name: str) -> "Embed | None":
    """Return the sentence embedding that the site names, or None where it names none. Raises ContentError where it cannot be had."""
    if not name:
        return None
    from diptych.align.semantic import load

    try:
        return load(Path(root) / name if (Path(root) / name).is_dir() else name)
    except (ImportError, OSError) as error:
        raise ContentError([Problem(Place(CLAIMS_FILE, 0, 0), f"`embedding: {name}`: {error}.")]) from None
