"""The commands. Exit codes: 0 done, 1 problems in the content, 2 wrong usage, or a disk that refuses."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from diptych import __version__, run, tell, terminal
from diptych.bring.commands import add, new
from diptych.errors import ContentError
from diptych.manifest import OUTPUT, Asked
from diptych.options import Folder, address, examples, mirror, root_of, stories, with_command
from diptych.report import by_name, problem_json, quote_line

_AWAY = "diptych.away"
"""The key of the URL of a site that is at one."""

_OUT = click.option("--out", type=Folder(path_type=Path), help="Folder or URL to write the site to. Default: _site, in the site's folder.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
_DRAFTS = click.option("--drafts", is_flag=True, help="Show drafts too, marked as such.")
_URL = click.option(
    "--url", default="", envvar="DIPTYCH_URL", callback=address, help="The site's address, in place of the one in claims.yaml."
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("diptych", "diptych serve --open", "diptych --root bridge-reports check"),
)
@click.version_option(__version__, prog_name="diptych")
@click.option(
    "--root", type=Folder(path_type=Path, file_okay=False, exists=True), help="The site's folder or URL. Default: the current one."
)
@click.pass_context
def diptych(context: click.Context, root: Path | str | None) -> None:
    """Set two or more accounts of one event side by side, claim by claim.

    Without a command, the site is built.
    """
    if isinstance(root, str):
        context.meta[_AWAY], root = root, mirror(root, context.invoked_subcommand or "")
    context.obj = root or context.obj or Path()
    context.color = terminal.colour()


@diptych.command(epilog=examples("diptych build", "diptych build --out s3://bucket/site", "diptych build --drafts --json"))
@_OUT
@_DRAFTS
@_URL
@_JSON
@click.option("--portable", is_flag=True, expose_value=False, help="Nothing more to ask for: every site opens from a disk, under any path.")
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes that make stories. Default: one for each core, where there are many stories."
)
@click.option("--cluster", metavar="ADDRESS", help="Scheduler of a Dask cluster that makes the stories, such as tcp://10.0.0.1:8786.")
@click.option("--timings", is_flag=True, help="Tell where the time went, by stage.")
@click.pass_context
def build(
    context: click.Context,
    out: Path | str | None,
    drafts: bool,
    url: str,
    as_json: bool,
    jobs: int | None,
    cluster: str | None,
    timings: bool,
) -> None:
    """Verify every quote and write the site."""
    if jobs and cluster:
        raise click.UsageError("--jobs is for this machine, --cluster for others: give one of them.")
    root, away = context.obj, context.meta.get(_AWAY, "")
    target = out or (f"{away.removesuffix('/')}/{OUTPUT}" if away else root / OUTPUT)
    run.build(root, target, None, Asked(drafts, url), jobs, cluster or "", as_json, timings, away)


@diptych.command(epilog=examples("diptych check", "diptych check --strict", "diptych check --json"))
@_JSON
@click.option("--strict", is_flag=True, help="Warnings are problems too.")
@click.pass_obj
def check(root: Path, as_json: bool, strict: bool) -> None:
    """Verify everything and write nothing.

    In GitHub Actions, problems and warnings are annotations at their lines.
    """
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
        tell.warnings(checked.warnings, root)
        click.echo(f"No problems: {quote_line(checked.reading.quotes)}")


@diptych.command(epilog=examples("diptych serve", "diptych serve --open --drafts", "diptych serve --port 8000"))
@_OUT
@_DRAFTS
@click.option("--port", type=click.IntRange(1, 65535), default=5500, show_default=True, help="Port on this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.pass_obj
def serve(root: Path, out: Path | str | None, drafts: bool, port: int, open_browser: bool) -> None:
    """Build, show the site on this machine, and rebuild on every change."""
    from diptych import serve as server
    from diptych.build.session import Session
    from diptych.write import check_folder

    if isinstance(out, str):
        raise click.UsageError(f"serve shows a folder of this machine, and --out is the URL {out}.")
    target = out or root / OUTPUT
    check_folder(target, root)
    base, private = server.placed(root)
    try:
        free = server.free_port(port)
    except OSError as error:
        raise click.ClickException(f"{error}. Name another with --port.") from None
    if free != port:
        click.echo(f"Port {port} is taken; using {free}.")
    session = Session(root, target, Asked(drafts))
    preview = server.Preview(target, base, session.build, lambda words: click.echo(words, err=True))
    preview.refresh()
    click.echo(f"http://{server.HOST}:{free}{base}  (stop with Ctrl-C)")
    server.serve(preview, server.watched(root, target, private), free, open_browser, session.told)


@diptych.command(epilog=examples("diptych suggest", "diptych suggest --story bridge", "diptych suggest --write", "diptych suggest --json"))
@click.option("--write", "into_file", is_flag=True, help="Add them to the stories' claims, as drafts, leaving all else as it is.")
@click.option("--story", default="", shell_complete=stories, help="Only those of the story with this id.")
@click.option("--json", "as_json", is_flag=True, help="Print them as a JSON array, for programs.")
@click.pass_obj
def suggest(root: Path, into_file: bool, story: str, as_json: bool) -> None:
    """Find the shared claims that no editor has written yet.

    In a terminal they are shown one by one, to be accepted, edited, rejected or skipped by a key. Elsewhere they are printed as YAML.
    """
    from diptych import propose

    if terminal.is_terminal() and not into_file and not as_json:
        propose.ask(root, story)
    else:
        propose.tell(root, story, into_file, as_json)


@diptych.command(epilog=examples("diptych doctor", "diptych doctor --url https://paper.example/bridge/", "diptych doctor --json"))
@_URL
@_JSON
@click.pass_context
def doctor(context: click.Context, url: str, as_json: bool) -> None:
    """Say what is missing before publication, and the way out.

    The exit code is 0 when the site is ready and 1 when something is missing.
    """
    from diptych import doctor as examined

    missing = examined.missing(context.obj, url)
    if as_json:
        click.echo(json.dumps({"ready": not missing, "missing": [problem_json(each) for each in missing]}, indent=2))
    else:
        click.echo("\n".join(examined.lines(missing, terminal.width())))
    context.exit(1 if missing else 0)


@diptych.command(epilog=examples("diptych schema > claims.schema.json", "diptych schema --story", "diptych schema --reference"))
@click.option("--story", is_flag=True, help="The schema of a story in a file of its own.")
@click.option("--data", is_flag=True, help="The schema of data.json, which a site publishes.")
@click.option("--reference", is_flag=True, help="The same for people, as Markdown.")
def schema(story: bool, data: bool, reference: bool) -> None:
    """Print the JSON Schema of claims.yaml, for editors."""
    from diptych import read
    from diptych.data.form import data_schema

    claims = read.reference() if reference else read.schema(read.StoryEntry if story else read.ClaimsFile)
    click.echo(data_schema() if data else claims, nl=False)


@diptych.command(epilog=examples("diptych completion bash >> ~/.bashrc", "diptych completion zsh", "diptych completion fish"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what lets a shell complete commands, options and story ids."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found:
        click.echo(found(diptych, {}, "diptych", "_DIPTYCH_COMPLETE").source())


diptych.add_command(add)
diptych.add_command(new)


def main(args: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run a command and return its exit code. `root` is the site's folder where --root does not name one."""
    given = with_command(list(sys.argv[1:] if args is None else args))
    terminal.prepare()

    def command() -> int:
        try:
            return int(diptych.main(given, prog_name="diptych", standalone_mode=False, obj=root) or 0)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort:
            return 130

    return run.ended(command, root_of(given, root), "--json" in given)
