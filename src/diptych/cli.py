"""The commands. Exit codes: 0 done, 1 problems in the content, 2 wrong usage."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from diptych import __version__
from diptych.bring.commands import add, new
from diptych.errors import ContentError, Problem
from diptych.manifest import OUTPUT, unchanged
from diptych.progress import progress
from diptych.report import by_name, problem_json, quote_line, report_json, report_lines, timings_line
from diptych.text import counted

_OUT = click.option("--out", type=click.Path(path_type=Path), help="Folder to write the site to. Default: _site, in the site's folder.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="diptych")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The site's folder. Default: the current one.")
@click.pass_context
def diptych(context: click.Context, root: Path | None) -> None:
    """Set two or more accounts of one event side by side, claim by claim.

    Without a command, the site is built.
    """
    context.obj = root or context.obj or Path()


@diptych.command()
@_OUT
@_JSON
@click.option("--portable", is_flag=True, help="Nothing more to ask for: every site that is built opens from a disk, under any path.")
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes that make stories. Default: one for each core, where there are many stories."
)
@click.option("--timings", is_flag=True, help="Tell where the time went, by stage.")
@click.pass_obj
def build(root: Path, out: Path | None, as_json: bool, jobs: int | None, timings: bool, portable: bool) -> None:  # noqa: ARG001
    """Verify every quote and write the site."""
    target = out or root / OUTPUT
    began = perf_counter()
    report, missing = unchanged(root, target), list[str]()
    if report is None:
        from diptych import build as builder

        report, missing = builder.build(root, target, builder.workers(jobs), progress(sys.stderr)), list(builder.extras_missing())
    if as_json:
        click.echo(json.dumps(report_json(report), indent=2))
        return
    warnings, lines = report_lines(report, target, perf_counter() - began)
    for warning in warnings:
        click.echo(warning, err=True)
    told = [*lines[:-1], *missing, *([timings_line(report.seconds)] if timings else [])]
    click.echo("\n".join([*told, lines[-1]]))


@diptych.command()
@_JSON
@click.option("--strict", is_flag=True, help="Warnings are problems too.")
@click.pass_obj
def check(root: Path, as_json: bool, strict: bool) -> None:
    """Verify everything and write nothing."""
    from diptych import build as builder

    checked = builder.check(root)
    if strict and checked.warnings:
        raise ContentError(checked.warnings, checked.reading.quotes)
    if as_json:
        warnings, notes = ([problem_json(each) for each in found] for found in (checked.warnings, checked.reading.notes))
        told = {"problems": [], "warnings": warnings, "notes": notes, "quotes": by_name(checked.reading.quotes)}
        click.echo(json.dumps(told, indent=2))
    else:
        for note in checked.reading.notes:
            click.echo(f"note: {note}")
        _warn(checked.warnings)
        click.echo(f"No problems: {quote_line(checked.reading.quotes)}")


@diptych.command()
@_OUT
@click.option("--port", type=click.IntRange(1, 65535), default=5500, show_default=True, help="Port on this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.pass_obj
def serve(root: Path, out: Path | None, port: int, open_browser: bool) -> None:
    """Build, show the site on this machine, and rebuild on every change."""
    from diptych import build as builder
    from diptych import serve as server
    from diptych.pages.paths import base
    from diptych.write import check_folder

    target = out or root / OUTPUT
    check_folder(target, root)
    site_base = _base_of(root, base)
    try:
        free = server.free_port(port)
    except OSError as error:
        raise click.ClickException(f"{error}. Name another with --port.") from None
    if free != port:
        click.echo(f"Port {port} is taken; using {free}.")
    preview = server.Preview(target, site_base, lambda: builder.build(root, target), lambda words: click.echo(words, err=True))
    preview.refresh()
    click.echo(f"http://{server.HOST}:{free}{site_base}  (stop with Ctrl-C)")
    server.serve(preview, server.watched(root, target), free, open_browser)


@diptych.command()
@click.option("--write", "into_file", is_flag=True, help="Add them to the stories' claims, as drafts, leaving all else as it is.")
@_JSON
@click.pass_obj
def suggest(root: Path, into_file: bool, as_json: bool) -> None:
    """Print the shared claims that no editor has written yet, as YAML."""
    from diptych import build as builder
    from diptych import suggest as suggestions
    from diptych.read import opening
    from diptych.write import write_text

    found = builder.findings(root)
    new = [(each, [item for item in each.suggestions if item.hint]) for each in found]
    if as_json:
        told = [suggestions.as_json(each.story, item) for each, items in new for item in items]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    for each, items in new:
        story = each.story
        if not as_json:
            click.echo(suggestions.asides_as_yaml(each), nl=False)
        if into_file and items:
            write_text(root / story.place.file, suggestions.with_items(opening(root, story.place.file, story.id), items))
            click.echo(f"{story.place.file}: {counted(len(items), 'suggestion')} added to {story.id} as drafts", err=as_json)
        elif items and not as_json:
            click.echo(f"# {story.id}: {counted(len(items), 'suggestion')}")
            click.echo("".join(suggestions.as_yaml(item) for item in items), nl=False)
    if not any(items for _, items in new):
        click.echo("Nothing to suggest: every shared claim that the aligner finds is curated or rejected.", err=True)


@diptych.command()
@click.option("--story", is_flag=True, help="The schema of a story in a file of its own.")
def schema(story: bool) -> None:
    """Print the JSON Schema of claims.yaml, for editors."""
    from diptych.read import ClaimsFile, StoryEntry
    from diptych.read import schema as schema_of

    click.echo(schema_of(StoryEntry if story else ClaimsFile), nl=False)


diptych.add_command(add)
diptych.add_command(new)


def main(args: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run a command and return its exit code. `root` is the site's folder where --root does not name one."""
    given = with_command(list(sys.argv[1:] if args is None else args))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        diptych.main(given, prog_name="diptych", standalone_mode=False, obj=root)
    except ContentError as error:
        _tell(error, "--json" in given)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 0


def with_command(given: list[str]) -> list[str]:
    """Return the arguments with `build` put in where they name no command.

    >>> with_command(["--root", "site", "--json"])
    ['--root', 'site', 'build', '--json']
    """
    at = 0
    while at < len(given) and given[at].partition("=")[0] == "--root":
        at += 1 if "=" in given[at] else 2
    if at < len(given) and (not given[at].startswith("-") or given[at] in ("-h", "--help", "--version")):
        return given
    return [*given[:at], "build", *given[at:]]


def _tell(error: ContentError, as_json: bool) -> None:
    if as_json:
        found = [problem_json(each) for each in error.problems]
        click.echo(json.dumps({"problems": found, "quotes": by_name(error.quotes)}, indent=2))
        return
    click.echo(str(error), err=True)
    if any(count for _, count in error.quotes):
        click.echo(quote_line(error.quotes), err=True)


def _base_of(root: Path, base: Any) -> str:
    """Return the path that the site lives under, or `/` while claims.yaml cannot be read."""
    from diptych.read import read_site

    site = read_site(root).site
    return str(base(site.url)) if site else "/"


def _warn(warnings: Sequence[Problem]) -> None:
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
