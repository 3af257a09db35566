"""What a command says of problems and warnings: to people, to programs, and in GitHub Actions at the lines themselves."""

import os
from collections.abc import Iterable
from pathlib import Path

from diptych import annotations
from diptych.errors import ContentError, Problem
from diptych.report import by_name, problem_json, quote_line, shown
from diptych.terminal import RED, YELLOW, head, line


def problems(error: ContentError, root: Path, as_json: bool) -> None:
    """Say every problem of a run, and what became of the quotes."""
    _annotate(error.problems, "error", root, as_json)
    if as_json:
        import json

        found = [problem_json(each) for each in error.problems]
        line(json.dumps({"problems": found, "quotes": by_name(error.quotes)}, indent=2))
        return
    line(str(error), err=True)
    if any(count for _, count in error.quotes):
        line(quote_line(error.quotes), err=True)


def warnings(found: Iterable[Problem], root: Path) -> None:
    """Say where what an editor wrote and what the comparison found contradict each other."""
    told = list(found)
    _annotate(told, "warning", root, False)
    for warning in told:
        line(f"{head('warning:', YELLOW)} {warning}", err=True)


def refused(error: OSError) -> str:
    """Return in a line what the system would not do.

    >>> refused(PermissionError(13, "Permission denied", "_site/index.html"))
    '_site/index.html: permission denied'
    """
    where, cause = error.filename2 or error.filename, (error.strerror or str(error)).lower()
    return cause if where is None or isinstance(where, int) else f"{shown(Path(os.fsdecode(where)))}: {cause}"


def refusal(error: OSError) -> None:
    """Say what the system would not do."""
    line(f"{head('error:', RED)} {refused(error)}", err=True)


def _annotate(found: Iterable[Problem], level: str, root: Path, aside: bool) -> None:
    """Print annotations where they are wanted. GitHub reads both streams; `aside` keeps the one for programs clean."""
    if annotations.wanted():
        folder = annotations.folder_of(root)
        for problem in found:
            line(annotations.annotation(problem, level, folder), err=aside)
