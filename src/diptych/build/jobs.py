"""The story job: everything that depends on one story alone, from its text to its files. It may run in any process."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader
from msgspec.structs import replace

from diptych import drift
from diptych.align.semantic import Embed
from diptych.build.alignments import Kept
from diptych.build.files import story_files
from diptych.build.records import Input, Order, Row, Sketch, StoryResult, Task, known_as, row_key
from diptych.errors import ContentError, Place, Problem
from diptych.findings import StoryFindings, aligner, find, public
from diptych.manifest import Asked, replace_file, stamp
from diptych.model import Site
from diptych.pages import Listing, listing, story_view, unlisted
from diptych.read import CLAIMS_FILE, Claims, Former, Problems, Run, StoryReading, counted, read_claims_file, read_one, with_private
from diptych.render import environment
from diptych.render.links import Link, linked_in
from diptych.shipped import folders
from diptych.write import stage, stored


def work(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    """Do the jobs of some stories. This is what a worker runs: what it is given and what it gives back can be pickled."""
    return [job(order, task) for task in tasks]


def job(order: Order, task: Task) -> StoryResult:
    """Make one story: read and check it, find what the machine adds, render its pages, stage what differs."""
    clock = perf_counter()
    former = _former(order, task)
    claims, noted = _claims_of(order.root, order.claims) if task.ref.index >= 0 else (None, Problems())
    before = len(noted.found)
    run = with_private(Run(Path(order.root), former, Asked(order.site.drafts), noted), order.site)
    read = read_one(run, task.ref, claims, order.site.language)
    if read is None:
        return StoryResult(None, tuple(noted.found[before:]))
    linked = [found for prose in run.prose for found in linked_in(prose)]
    sketch = _sketch(order.site, read, run, [each for each in linked if isinstance(each, Link)])
    problems = (*noted.found[before:], *(each for each in linked if isinstance(each, Problem)))
    if problems or not order.staging:
        return StoryResult(sketch, problems)
    return _made(order, task, read, sketch, former, perf_counter() - clock)


def _made(order: Order, task: Task, read: StoryReading, sketch: Sketch, former: Former, reading: float) -> StoryResult:
    story, clock = read.story, perf_counter()
    if not sketch.shown:
        inputs = tuple(_inputs(order, task, read))
        return StoryResult(sketch, (), row=_row(order, task, read, sketch, inputs, unlisted(story)), inputs=inputs)
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
    row = replace(
        _row(order, task, read, sketch, inputs, listing(view, tuple(file.path for file in files))),
        told=told,
        suggestions=sum(each.hint is not None for each in found.suggestions),
        drafts=0 if order.site.drafts else len(story.drafts),
        warnings=tuple(warnings_of(found)),
        places=_keep_places(order, now),
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


def _row(order: Order, task: Task, read: StoryReading, sketch: Sketch, inputs: Iterable[Input], listed: Listing) -> Row:
    """Return the row of a story on which nothing was found yet."""
    return Row(
        key=row_key(order.key, task.ref, task.text or bytes.fromhex(read.sha256)),
        known=known_as(task.ref, read.story.id),
        inputs=tuple(name for name, *_ in inputs),
        sketch=sketch,
        listing=listed,
        told=None,
        suggestions=0,
        drafts=0,
        warnings=(),
        places="",
        alignment="",
    )


def _sketch(site: Site, read: StoryReading, run: Run, links: Iterable[Link]) -> Sketch:
    story = read.story
    return Sketch(
        named=read.named,
        claims=tuple(claim.id for claim in (*story.claims, *(story.drafts if site.drafts else ()))),
        sources=tuple(source.id for source in story.sources),
        quotes=tuple(count for _, count in counted(run.quotes)),
        links=tuple(links),
        shown=run.asked.shows(story.status),
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
def _claims_of(root: str, digest: bytes) -> tuple[Claims | None, Problems]:  # noqa: ARG001 - the digest tells one text from the next
    """Return claims.yaml, read once a process, and where its problems are noted; those of its form are told elsewhere."""
    run = Run(Path(root))
    return read_claims_file(run), run.problems


def templates(order: Order) -> Environment:
    """Return the templates, compiled once a process; compiled code is kept between builds too."""
    return _compiled(_Templates(order.key, order.root, order.cache, order.site))


@dataclass(frozen=True, slots=True)
class _Templates:
    """What templates are compiled from; the key stands for the settings and words of the site."""

    key: bytes
    root: str
    cache: str
    site: Site = field(compare=False)


@lru_cache(maxsize=1)
def _compiled(given: _Templates) -> Environment:
    kept = None
    with suppress(OSError):
        folder = Path(given.cache) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        kept = FileSystemBytecodeCache(str(folder))
    return environment(template_loader(map(str, folders(Path(given.root), "templates"))), given.site.words, given.site.language, kept)


def template_loader(folders: Iterable[str]) -> BaseLoader:
    """Return what finds a template by its name: in the first folder that has it."""
    return ChoiceLoader([FileSystemLoader(folder) for folder in folders])


@lru_cache(maxsize=1)
def embedding(root: str, name: str) -> Embed | None:
    """Return the sentence embedding that the site names, or None where it names none. Raises ContentError where it cannot be had."""
    if not name:
        return None
    from diptych.align.semantic import load

    try:
        return load(Path(root) / name if (Path(root) / name).is_dir() else name)
    except (ImportError, OSError) as error:
        raise ContentError([Problem(Place(CLAIMS_FILE, 0, 0), f"`embedding: {name}`: {error}.")]) from None


def _former(order: Order, task: Task) -> Former:
    if not task.places:
        return {}
    try:
        return drift.former((Path(order.cache) / "places" / task.places).read_bytes())
    except OSError:
        return {}


def _keep_places(order: Order, now: Former) -> str:
    """Keep where the quotes of a story stand, under a name that its bytes give it; nothing is kept where the disk refuses."""
    content = drift.written(now)
    name = f"{sha256(content).hexdigest()[:32]}.json"
    path = Path(order.cache) / "places" / name
    try:
        if not path.exists():
            replace_file(path, content)
    except OSError:
        return ""
    return name
