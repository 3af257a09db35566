"""The story jobs done, wherever they run, and what they hand back put together in the order of the site."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.build.jobs import work
from diptych.build.names import Names
from diptych.build.plan import Plan
from diptych.build.records import Input, Order, Row, Sketch, StoryResult, Task
from diptych.build.workers import Doer, Later, Serial, Workers, broken, one
from diptych.errors import Problem
from diptych.pages import paths
from diptych.quotes import Status
from diptych.read import Claims, Prose, clash
from diptych.render.links import Link, easy_links, linked_in

if TYPE_CHECKING:
    from concurrent.futures import Future

Tell = Callable[[int, int, str], None]
"""Told how many of how many are done, and of what: stories made, or files sent to where the site has a URL."""


def quiet(_made: int, _of: int, _noun: str) -> None:
    """Tell nobody."""


class Packed(Struct, frozen=True):
    """Files of a story that are in a pack, in the store of the output, and their digests one after the other."""

    pack: str
    paths: tuple[str, ...]
    digests: bytes


class _Sum(Struct):
    """What grows while results come in."""

    rows: list[Row] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    moved: list[Problem] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    changed: list[Names] = field(default_factory=list)
    packs: list[Packed] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


class Done(Struct, frozen=True):
    """All stories of a build. `problems` are those of the whole run; where there is none, every story has its row.

    `links` are those of the site's own pages, `changed` the files that the jobs staged, `packs` those of them that are in packs, `inputs`
    what they read, `seconds` their time by stage, all processes together.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    quotes: tuple[tuple[Status, int], ...]
    links: tuple[Link, ...]
    moved: tuple[Problem, ...]
    inputs: tuple[Input, ...]
    changed: Names
    packs: tuple[Packed, ...]
    seconds: tuple[tuple[str, float], ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        """The stories that have pages."""
        return tuple(row for row in self.rows if row.sketch.shown)


def done(plan: Plan, staging: Path, given: Workers, tell: Tell) -> Done:
    """Do the tasks of `plan` and check the stories against each other and the pages."""
    sum_, seen, tasks = _Sum(), dict[str, str](), plan.tasks
    order = replace(plan.order, staging="" if plan.problems else os.path.abspath(staging))
    results = _results(order, tasks, given, tell, plan.top.claims)
    for story in plan.stories:
        if isinstance(story, Row):
            sketch: Sketch | None = story.sketch
            sum_.rows.append(story)
        else:
            result = next(results)
            sketch = result.sketch
            _add(sum_, result)
        if sketch:
            problem = clash(sketch.named, seen, plan.top.taken)
            sum_.problems += [problem] if problem else []
            sum_.sketches.append(sketch)
    results.close()
    problems = [*plan.problems, *sum_.problems]
    found = plan.links if plan.links is not None else _own_links(plan, sum_.sketches, bool(problems))
    links = tuple(each for each in found if isinstance(each, Link))
    problems += (each for each in found if isinstance(each, Problem))
    problems += _broken(plan, sum_.sketches, links)
    counts = zip(*(sketch.quotes for sketch in sum_.sketches), strict=True)
    quotes = dict(zip(Status, map(sum, counts), strict=False)) or dict.fromkeys(Status, 0)
    return Done(
        rows=tuple(sum_.rows),
        problems=tuple(problems or sum_.faults),
        quotes=tuple(quotes.items()),
        links=links,
        moved=tuple(sum_.moved),
        inputs=tuple(sum_.inputs),
        changed=Names.joined(sum_.changed),
        packs=tuple(sum_.packs),
        seconds=tuple((stage, sum_.seconds.get(stage, 0.0)) for stage in ("read", "align", "compare", "render", "write")),
    )


def _add(sum_: _Sum, result: StoryResult) -> None:
    sum_.problems += result.problems
    sum_.faults += result.faults
    sum_.moved += result.moved
    sum_.inputs += result.inputs
    sum_.rows += [result.row] if result.row else []
    sum_.changed.append(Names.of(result.changed))
    sum_.packs += [Packed(result.pack, result.changed, result.digests)] if result.pack else []
    for stage, seconds in result.seconds:
        sum_.seconds[stage] = sum_.seconds.get(stage, 0.0) + seconds


def _broken(plan: Plan, sketches: Sequence[Sketch], own: Sequence[Link]) -> Iterator[Problem]:
    """Yield every link of the editors' Markdown that no page answers; `own` are those of the site's own pages."""
    expected = [*(link for sketch in sketches for link in sketch.links), *own]
    there = _there(plan, sketches, [link.path for link in expected])
    yield from (link.otherwise for link in expected if link.path not in there)


def _there(plan: Plan, sketches: Sequence[Sketch], expected: Iterable[str]) -> set[str]:
    """Return the paths that the site has, of the stories those of the ones that are expected to be there."""
    # Few stories are linked to, and a site may have very many.
    linked = {path.partition("/")[0] for path in expected}
    there = {paths.HOME, *(paths.page(document.name) for document in plan.site.documents)}
    return there.union(*(sketch.addresses() for sketch in sketches if sketch.named.id in linked))


def _own_links(plan: Plan, sketches: Sequence[Sketch], faulty: bool) -> tuple[Link | Problem, ...]:
    """Return the links of the site's own pages. Where a build is `faulty` anyway, only of texts that may be wrong."""

    def sound(text: Prose) -> bool:
        found = easy_links(text)
        return found is not None and _there(plan, sketches, found).issuperset(found)

    return tuple(each for text in plan.prose if not (faulty and sound(text)) for each in linked_in(text))


_CHUNK = 8
"""Stories that a worker is given at once."""


def _results(order: Order, tasks: Sequence[Task], given: Workers, tell: Tell, claims: Claims) -> Generator[StoryResult, None, None]:
    """Yield the result of every task, in order. Once there is a problem, the stories that follow are only checked.

    `claims` need not be read again where this process alone makes them.
    """
    if not tasks:
        return
    chunks = deque(tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK))
    running: deque[tuple[Sequence[Task], Future[list[StoryResult]] | Later]] = deque()
    made = 0
    executor: Doer
    with given(len(tasks)) as (executor, wide):
        known = [claims] if isinstance(executor, Serial) else []
        while chunks or running:
            while chunks and len(running) < 2 * wide():
                chunk = chunks.popleft()
                running.append((chunk, executor.submit(work, order, chunk, *known)))
            chunk, future = running.popleft()
            try:
                results = future.result()
            except broken():  # a worker was killed: what is left is done here
                executor, wide = Serial(), one
                results = work(order, chunk)
            if any(result.problems or result.faults for result in results):
                order = replace(order, staging="")
            made += len(chunk)
            tell(made, len(tasks), "stories")
            yield from results
