"""The door of the command line: a build that has nothing to do ends here, before the commands and all that they need are imported."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from diptych.manifest import OUTPUT, unchanged
from diptych.report import report_lines


def main(args: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run a command and return its exit code. `root` is the site's folder where --root does not name one."""
    given = list(sys.argv[1:] if args is None else args)
    plain = given in ([], ["build"]) and not any(map(os.environ.get, ("DIPTYCH_URL", "GITHUB_ACTIONS")))
    if plain and _nothing_to_do(root or Path()):
        return 0
    from diptych.cli import main as commands

    return commands(given, root)


def _nothing_to_do(root: Path) -> bool:
    """Tell what a plain build tells if nothing has changed since the last one; say nothing otherwise."""
    clock = perf_counter()
    report = unchanged(root, root / OUTPUT)
    if report is None:
        return False
    warnings, lines = [f"warning: {each}" for each in report.warnings], report_lines(report, root / OUTPUT, perf_counter() - clock)
    for stream, told in ((sys.stderr, warnings), (sys.stdout, lines)):
        stream.reconfigure(errors="replace") if hasattr(stream, "reconfigure") else None
        stream.writelines(f"{line}\n" for line in told)
    return True
