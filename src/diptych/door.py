"""The door of the command line: a build that has nothing to do ends here, before the commands and all that they need are imported."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diptych.counts import Report
from diptych.manifest import OUTPUT, Look, look, settle
from diptych.report import report_lines, unread

_IMPORTS: Final = 200_000
"""So many records are made before cycles are looked for: more than imports make, among which there is hardly a cycle."""


def main(args: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run a command and return its exit code. `root` is the site's folder where --root does not name one."""
    given = list(sys.argv[1:] if args is None else args)
    plain = given in ([], ["build"]) and not any(map(os.environ.get, ("DIPTYCH_URL", "GITHUB_ACTIONS", "_DIPTYCH_COMPLETE")))
    site = root or Path()
    seen = _look(site) if plain else None
    if seen and seen.report:
        try:
            settle(site, site / OUTPUT, seen)
            _tell(seen.report, site / OUTPUT, seen.seconds)
        except BrokenPipeError:
            return unread()
        return 0
    gc.set_threshold(_IMPORTS)
    code = _build(site, seen) if plain else _command(given, root)
    gc.freeze()  # the system takes all memory back at once, and nothing need be looked through for it
    return code


def _build(site: Path, seen: Look | None) -> int:
    from diptych import run, terminal

    terminal.prepare()
    return run.ended(lambda: run.build(site, site / OUTPUT, seen), site)


def _command(given: list[str], root: Path | None) -> int:
    from diptych.cli import main

    return main(given, root)


def _look(site: Path) -> Look | None:
    """Return what stands on the disk, or None where the disk refuses: the build says so."""
    try:
        return look(site, site / OUTPUT)
    except OSError:
        return None


def _tell(report: Report, out: Path, seconds: float) -> None:
    """Tell what a plain build tells that has nothing to do."""
    warnings, lines = [f"warning: {each}" for each in report.warnings], report_lines(report, out, seconds)
    for stream, told in ((sys.stderr, warnings), (sys.stdout, lines)):
        stream.reconfigure(errors="replace") if hasattr(stream, "reconfigure") else None
        stream.writelines(f"{line}\n" for line in told)
        stream.flush()
