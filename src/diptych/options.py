"""What the options of commands check and complete, and the examples at the end of their help."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def examples(*lines: str) -> str:
    """Return the end of a command's help: what people type."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def address(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return a web address that was given, or refuse it."""
    from diptych.read import is_url

    if value and not is_url(value):
        raise click.BadParameter(f"{value!r} is no web address that begins with https:// or http://.")
    return value


def stories(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the id of a story, from what claims.yaml says right now."""
    from diptych.read import entries_of

    above = context.parent.params if context.parent else {}
    written = entries_of(Path(above.get("root") or "."))
    return [CompletionItem(story.id, help=story.title) for story, _ in (written[1] if written else ()) if story.id.startswith(begun)]
