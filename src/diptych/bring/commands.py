"""The commands `add` and `new`: their options, and what they tell."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diptych.counts import counted

if TYPE_CHECKING:  # importing what fetches and reads pages would cost every command
    from diptych.bring.add import Added
    from diptych.bring.entry import Addition

_ADD_EXAMPLES = """\b
Examples:
  diptych add https://example.org/report
  diptych add https://example.org/a https://example.com/b --story flood --title "The flood"
  diptych add saved.html --url https://example.org/report
  diptych add seeds/courier.txt --publisher "The Courier"
"""
_NEW_EXAMPLES = """\b
Examples:
  diptych new two-accounts
  diptych new .
"""


@click.command(epilog=_ADD_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="URL|FILE...")
@click.option("--story", default="", metavar="ID", help="The story to add to. Not needed while there is one alone.")
@click.option("--title", default="", help="Start the story that --story names, with this title.")
@click.option("--id", "source_id", default="", metavar="ID", help="What the source is called in claims.yaml. Default: after its publisher.")
@click.option("--publisher", default="", help="Who published the source, where its page does not say.")
@click.option("--url", default="", help="Where a file was published.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine or its own network too.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, help="Seconds for one address.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@click.pass_obj
def add(root: Path, /, inputs: tuple[str, ...], allow_private: bool, timeout: float, as_json: bool, **order: str) -> None:
    """Store sources and add their entries to claims.yaml.

    The whole visible text of a page is stored, what is not the article is listed under `not_article`, and the page itself is kept as it
    came in seeds/originals, which no build publishes. What a page does not say of itself is left out. HTML, PDF, Markdown and plain text
    can be added. The robots.txt of a site is respected, and no paywall or login is gone round.
    """
    from datetime import date

    from diptych.bring.add import add as bring
    from diptych.bring.fetch import Limits
    from diptych.bring.target import MisuseError, Order

    asked = Order(order["story"], order["title"].strip(), order["source_id"], order["publisher"].strip(), order["url"].strip())
    try:
        added = bring(root, inputs, asked, Limits(timeout, allow_private), date.today(), lambda words: click.echo(words, err=True))
    except MisuseError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(json.dumps(_as_json(added), ensure_ascii=False, indent=2))
        return
    for each in added.additions:
        click.echo(f"{added.story}: {each.id}, from {each.found.kind}")
        for line in _told(each):
            click.echo(f"  {line}")
    click.echo(f"Added to {added.file}, where all else is as it was.{' The story is new.' if added.started else ''}")
    click.echo("Next: look at the entry in your editor; add another account of the same event; then: diptych suggest")


def _told(source: "Addition") -> list[str]:
    original = [("original", source.original[0])] if source.original else []
    lines = [f"{key:10} {value}" for key, value in (*source.facts, *original)]
    if source.found.not_article:
        lines.append(f"set aside as not the article: {counted(len(source.found.not_article), 'passage')}, under `not_article`")
    if source.unknown:
        lines.append(f"not found: {', '.join(source.unknown)}")
    lines.append("publish: quotes, so that the quoted passages alone reach the site, until you write `publish: full`")
    return [*lines, *(f"note: {note}" for note in source.found.notes)]


def _as_json(added: "Added") -> dict[str, Any]:
    return {
        "story": added.story,
        "file": added.file,
        "started": added.started,
        "sources": [
            {
                "id": each.id,
                "kind": each.found.kind,
                **dict(each.facts),
                "original": each.original[0] if each.original else None,
                "not_article": each.found.not_article,
                "unknown": each.unknown,
                "notes": each.found.notes,
            }
            for each in added.additions
        ],
    }


@click.command(epilog=_NEW_EXAMPLES)
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a site that builds at once, with an invented story to learn from.

    FOLDER is made, or has to be empty.
    """
    from diptych.bring.new import new as make

    made = make(folder)
    for name in made.files:
        click.echo(f"  {name}")
    click.echo(f"Made a site of {len(made.files)} files in {folder}, with an invented story. Next:\n")
    width = max(len(command) for command, _ in made.steps)
    for command, why in made.steps:
        click.echo(f"  {command:{width}}  {why}")
    for note in made.notes:
        click.echo(f"\n{note}")
