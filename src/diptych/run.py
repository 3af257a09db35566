"""What a command comes down to without the command line: a build and what it tells, and the exit code of whatever was run.

The door comes here for a plain build: to import the command line takes as long as to read a small site.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from diptych import tell, terminal
from diptych.errors import ContentError
from diptych.manifest import PLAIN, Asked, Look, look, settle
from diptych.progress import progress
from diptych.report import report_json, report_lines, timings_line, unread


def build(
    root: Path,
    out: Path | str,
    seen: Look | None = None,
    asked: Asked = PLAIN,
    jobs: int | None = None,
    cluster: str = "",
    as_json: bool = False,
    timings: bool = False,
    away: str = "",
) -> None:
    """Verify every quote, write the site, and tell what came of it. `out` may be a URL, `seen` is what a look just now found.

    `away` is the URL of the site where `root` is its mirror.
    """
    began = perf_counter()
    seen = seen or (None if isinstance(out, str) else look(root, out, asked))
    report, missing = seen.report if seen else None, list[str]()
    if seen and report and not isinstance(out, str):
        settle(root, out, seen)
    if report is None:
        from diptych import build as builder

        report = builder.build_into(out, root, builder.Hands(jobs, cluster), progress(sys.stderr), asked, seen, away)
        from diptych.build.files import extras_missing  # a site with a problem needs none of what it imports

        missing = list(extras_missing())
    if as_json:
        import json

        terminal.line(json.dumps(report_json(report), indent=2))
        return
    tell.warnings(report.warnings, root)
    lines = report_lines(report, out, perf_counter() - began)
    told = [*lines[:-1], *missing, *([timings_line(report.seconds)] if timings else [])]
    terminal.line("\n".join([*told, lines[-1]]))


def ended(run: Callable[[], int | None], root: Path, as_json: bool = False) -> int:
    """Run something and return its exit code: 0 or what it returned, 1 for problems in the content, 2 where the system refuses."""
    try:
        return run() or 0
    except ContentError as error:
        tell.problems(error, root, as_json)
        return 1
    except BrokenPipeError:
        return unread()
    except OSError as error:
        tell.refusal(error)
        return 2
    except KeyboardInterrupt:
        return 130
