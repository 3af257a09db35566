"""The whole build, from top to bottom: look, plan, do what changed, move it into place, remember.

Nothing of the output is touched before every story is known to be sound.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from time import perf_counter

from msgspec import Struct

from diptych.build.done import Done, Tell, done, quiet
from diptych.build.kept import keep
from diptych.build.names import Names
from diptych.build.plan import Plan, planned
from diptych.build.stories import Paths
from diptych.build.workers import Workers, serial, workers
from diptych.counts import Report, Score, Written
from diptych.data.listed import left_out
from diptych.errors import ContentError, Place, Problem
from diptych.manifest import PLAIN, Asked, Look, forget, look
from diptych.model import Relation
from diptych.pages.paths import is_page
from diptych.write import check_folder, commit, move, staged


def build(
    root: Path,
    out: Path,
    given: Workers = serial,
    tell: Tell = quiet,
    asked: Asked = PLAIN,
    seen: Look | None = None,
) -> Report:
    """Build the site of the folder `root` into the folder `out`. Raises ContentError with every problem found; then `out` is as it was.

    Only what changed since the last good build is done again; `given` does it. `asked` is what was asked for besides what the files say,
    `seen` what a look just now found.
    """
    check_folder(out, root)
    seen = seen or look(root, out, asked)
    return seen.report or built(planned(root, out, seen, asked), given, tell).report


class Hands(Struct, frozen=True):
    """Who makes the stories: `jobs` processes of this machine, or the Dask cluster at `address`."""

    jobs: int | None = None
    address: str = ""


def build_into(
    out: Path | str, root: Path, hands: Hands, tell: Tell, asked: Asked = PLAIN, seen: Look | None = None, url: str = ""
) -> Report:
    """Build the site of the folder `root` into the folder or URL `out`. `url` is that of the site where `root` is its mirror."""
    if isinstance(out, str):
        from diptych.build.away import build_away

        return build_away(root, out, hands, tell, asked, url)
    if url and hands.address:
        message = "the workers of a cluster do not see a folder of this machine."
        raise ContentError([Problem(Place("--cluster", 0, 0), message, ("Give --out a URL too.",))])
    return build(root, out, workers(hands.jobs, hands.address, root, fork=not url), tell, asked, seen)


class Built(Struct, frozen=True):
    """A build that was done."""

    plan: Plan
    made: Done
    report: Report


class Moved(Struct, frozen=True):
    """What came of moving a build into place: the files that differ from the last one's, those that are gone."""

    changed: Collection[str]
    removed: tuple[str, ...]


Move = Callable[[Plan, Done, Path, Mapping[str, bool], Iterable[str] | None], Moved]
"""Moves what is staged in a folder into place, given whether each of the site's own files differs, and the paths of all files, or None
where they are those of the last build."""


def moved(plan: Plan, made: Done, staging: Path, own: Mapping[str, bool], paths: Iterable[str] | None) -> Moved:
    """Move what is staged into the folder of the output."""
    removed = commit(staging, plan.out, paths) if paths is not None else move(str(staging), str(plan.out))
    return Moved(Names.joined([made.changed, Names.of([path for path, differs in own.items() if differs])]), removed)


def built(plan: Plan, given: Workers = serial, tell: Tell = quiet, put: Move = moved) -> Built:
    """Do what is planned, move it into place, remember it."""
    out = plan.out
    with staged(out) as staging:
        made = done(plan, staging, given, tell)
        if made.problems:
            raise ContentError(made.problems, made.quotes)
        clock = perf_counter()
        from diptych.build.own import own_files  # only now: a site with a problem needs none of it

        own = own_files(plan, made, staging)
        forget(plan.cache)
        now = put(plan, made, staging, own.files, None if own.same else Paths(made.rows, own.files))
    files = len(own.files) + sum(row.files for row in made.rows)
    written = Written(now.changed, files - len(now.changed), now.removed)
    pages = sum(map(is_page, own.files)) + sum(row.pages for row in made.rows)
    report = _report(plan, made, pages, written, (("look", plan.seconds), *made.seconds, ("site", perf_counter() - clock)))
    keep(plan, made, list(own.files), own.shown, report)
    return Built(plan, made, report)


def _report(plan: Plan, made: Done, pages: int, written: Written, seconds: tuple[tuple[str, float], ...]) -> Report:
    rows = made.shown
    return Report(
        quotes=made.quotes,
        claims=tuple((relation.value, sum(row.relations[at] for row in rows)) for at, relation in enumerate(Relation)),
        stories=len(rows),
        sources=sum(len(row.sketch.sources.splitlines()) for row in rows),
        suggestions=sum(row.suggestions for row in rows),
        drafts=sum(row.drafts for row in rows),
        hidden=tuple(row.id for row in made.rows if not row.sketch.shown),
        score=Score(*map(sum, zip(*[(0, 0, 0, 0), *(row.score for row in rows)], strict=True))),
        warnings=tuple(sorted((each for row in rows for each in row.warnings), key=lambda problem: problem.place)),
        notes=plan.notes,
        moved=made.moved,
        left_out=left_out(plan.top.site),
        pages=pages,
        written=written,
        seconds=seconds,
    )
