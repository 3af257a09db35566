"""The story job: everything that depends on one story alone, from its text to its files. It may run in any process.

A story is read and checked here; what makes the files of a sound one is imported then.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from time import perf_counter

from msgspec import Struct

from diptych.build.records import Order, Sketch, StoryResult, Task
from diptych.build.remembered import remembered
from diptych.errors import Problem
from diptych.manifest import Asked
from diptych.model import Site
from diptych.read import Claims, Former, Problems, Run, StoryReading, counted, read_claims_file, read_one, with_private
from diptych.render.links import Link, linked_in


class _Checked(Struct, frozen=True):
    """A story as read: its text as records, or its problems, and the seconds that it took."""

    read: StoryReading | None
    sketch: Sketch | None
    former: Former
    problems: tuple[Problem, ...]
    seconds: float


def work(order: Order, tasks: Sequence[Task], claims: Claims | None = None) -> list[StoryResult]:
    """Do the jobs of some stories: read and check them all, and make them if all are sound.

    This is what a worker runs: what it is given and what it gives back can be pickled. `claims` is claims.yaml where it was read already.
    """
    found = [_checked(order, task, claims) for task in tasks]
    if not order.staging or any(each.problems for each in found):
        return [StoryResult(each.sketch, each.problems) for each in found]
    from diptych.build.making import made  # the greater part of all imports, and an error needs none of it

    sound = ((task, each, each.read, each.sketch) for task, each in zip(tasks, found, strict=True))
    return [made(order, task, read, sketch, each.former, each.seconds) for task, each, read, sketch in sound if read and sketch]


def _checked(order: Order, task: Task, known: Claims | None) -> _Checked:
    clock = perf_counter()
    former = remembered(order, task.places).former
    claims = (known or _claims_of(order.root, order.claims)) if task.ref.index >= 0 else None
    noted = claims.entries.problems if claims else Problems()
    before = len(noted.found)
    run = with_private(Run(Path(order.root), former, Asked(order.site.drafts), noted), order.site)
    read = read_one(run, task.ref, claims, order.site.language)
    linked = [found for prose in run.prose for found in linked_in(prose)] if read else []
    sketch = _sketch(order.site, read, run, [each for each in linked if isinstance(each, Link)]) if read else None
    problems = (*noted.found[before:], *(each for each in linked if isinstance(each, Problem)))
    return _Checked(read, sketch, former, problems, perf_counter() - clock)


def _sketch(site: Site, read: StoryReading, run: Run, links: Iterable[Link]) -> Sketch:
    story = read.story
    return Sketch(
        named=read.named,
        claims="\n".join(claim.id for claim in (*story.claims, *(story.drafts if site.drafts else ()))),
        sources="\n".join(source.id for source in story.sources),
        quotes=tuple(count for _, count in counted(run.quotes)),
        links=tuple(links),
        shown=run.asked.shows(story.status),
    )


@lru_cache(maxsize=1)
def _claims_of(root: str, _digest: bytes) -> Claims | None:
    """Return claims.yaml, read once a process and digest; the problems of its form are told elsewhere."""
    return read_claims_file(Run(Path(root)))
