"""What a command says of problems and warnings: to people, to programs, and in GitHub Actions at the lines themselves."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import click

from diptych import annotations, terminal
from diptych.errors import ContentError, Problem
from diptych.report import by_name, problem_json, quote_line, shown


def problems(error: ContentError, root: Path, as_json: bool) -> None:
    """Say every problem of a run, and what became of the quotes."""
    _annotate(error.problems, "error", root, as_json)
    if as_json:
        found = [problem_json(each) for each in error.problems]
        click.echo(json.dumps({"problems": found, "quotes": by_name(error.quotes)}, indent=2))
        return
    click.echo(str(error), err=True)
    if any(count for _, count in error.quotes):
        click.echo(quote_line(error.quotes), err=True)


def warnings(found: Iterable[Problem], root: Path) -> None:
    """Say where what an editor wrote and what the comparison found contradict each other."""
    told = list(found)
    _annotate(told, "warning", root, False)
    head = click.style("warning:", fg="yellow")
    for warning in told:
        click.echo(f"{head} {warning}", err=True, color=terminal.colour())


def refused(error: OSError) -> str:
    """Return in a line what the system would not do.

    >>> refused(PermissionError(13, "Permission denied", "_site/index.html"))
    '_site/index.html: permission denied'
    """
    where, cause = error.filename2 or error.filename, (error.strerror or str(error)).lower()
    return cause if where is None or isinstance(where, int) else f"{shown(Path(os.fsdecode(where)))}: {cause}"


def refusal(error: OSError) -> None:
    """Say what the system would not do."""
    click.echo(f"{click.style('error:', fg='red')} {refused(error)}", err=True, color=terminal.colour())


def _annotate(found: Iterable[Problem], level: str, root: Path, aside: bool) -> None:
    """Print annotations where they are wanted. GitHub reads both streams; `aside` keeps the one for programs clean."""
    if annotations.wanted():
        folder = annotations.folder_of(root)
        for problem in found:
            click.echo(annotations.annotation(problem, level, folder), err=aside)
