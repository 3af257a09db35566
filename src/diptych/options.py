"""The command line before the commands: what options check and complete, the examples of a help, the command and folder that are meant."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from diptych.manifest import Review


class Folder(click.Path):
    """A folder of this machine, or one that a URL names; the URL stays a string."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or the URL."""
        if isinstance(value, str) and "://" in value:
            return value
        return super().convert(value, param, ctx)


_READING = ("build", "check")
"""The commands that only read a site."""


def mirror(url: str, command: str) -> Path:
    """Return a local folder with the files of the site at `url`, for a command that only reads it."""
    if command not in _READING:
        raise click.UsageError(f"{command} works on a folder of this machine, and --root is the URL {url}.")
    from diptych.store import mirrored

    return mirrored(url)


def examples(*lines: str) -> str:
    """Return the end of a command's help: what people type."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def address(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return a web address that was given, or refuse it."""
    if not value:
        return value
    from diptych.read import is_url  # which takes longer than all of a build that has nothing to do

    if not is_url(value):
        raise click.BadParameter(f"{value!r} is no web address that begins with https:// or http://.")
    return value


def stories(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the id of a story that is not rejected, from what claims.yaml says right now."""
    from diptych.read import entries_of

    above = context.parent.params if context.parent else {}
    written = entries_of(Path(above.get("root") or "."))
    found = [story for story, _ in (written[1] if written else ()) if story.status is not Review.REJECTED]
    return [CompletionItem(story.id, help=story.title) for story in found if story.id.startswith(begun)]


def with_command(given: list[str]) -> list[str]:
    """Return the arguments with `build` put in where they name no command.

    >>> with_command(["--root", "site", "--json"])
    ['--root', 'site', 'build', '--json']
    """
    at = 0
    while at < len(given) and given[at].partition("=")[0] == "--root":
        at += 1 if "=" in given[at] else 2
    bare = at > len(given)  # a `--root` that names no folder: nothing after it may be taken for one
    if bare or (at < len(given) and (not given[at].startswith("-") or given[at] in ("-h", "--help", "--version"))):
        return given
    return [*given[:at], "build", *given[at:]]


def root_of(given: Sequence[str], root: Path | None) -> Path:
    """Return the site's folder as the arguments name it."""
    for at, word in enumerate(given[:-1]):
        if word.partition("=")[0] == "--root":
            return Path(word.partition("=")[2] or given[at + 1])
    return root or Path()
