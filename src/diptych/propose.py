"""The command `suggest`: the suggestions of a site in a terminal, one by one, or as text for files and programs."""

import json
from pathlib import Path

import click

from diptych import build, suggest, terminal
from diptych.findings import Finding, StoryFindings
from diptych.manifest import Review
from diptych.read import CLAIMS_FILE, opening, outline
from diptych.read.problems import did_you_mean, there_are
from diptych.review import Person, review
from diptych.text import counted
from diptych.write import write_text

NOTHING = "Nothing to suggest: every shared claim that the aligner finds is curated or rejected."


def _findings(root: Path, story_id: str) -> tuple[StoryFindings, ...]:
    """Return what is found on every story, or on one. Raises UsageError where there is no such story."""
    found = build.findings(root, story_id)
    if found or not story_id:
        return found
    stories = outline(root, CLAIMS_FILE).stories
    status = next((story.status for story in stories if story.id == story_id), None)
    if status is not None:
        return () if status == Review.REJECTED else build.findings(root)  # which says why it cannot be read
    ids = [story.id for story in stories if story.status != Review.REJECTED]
    raise click.UsageError(f"There is no story `{story_id}`. {did_you_mean(story_id, ids) or there_are(ids)}")


def ask(root: Path, story_id: str) -> None:
    """Show every suggestion of a site, or of one story, to the person at the terminal, and do what the keys say."""
    found = [(each.story, item) for each in _findings(root, story_id) for item in _new(each)]
    if not found:
        click.echo(NOTHING)
        return
    person = Person(
        key=_key,
        edit=lambda text: click.edit(text, extension=".yaml", require_save=True),
        show=click.echo,
        style=lambda words: click.style(words, bold=True),
        width=terminal.width(),
    )
    click.echo(f"\n{review(root, found, person)}. `diptych build` makes the site.")


def _key() -> str:
    try:
        return click.getchar()
    except EOFError:
        return "q"


def _new(found: StoryFindings) -> list[Finding]:
    return [item for item in found.suggestions if item.hint]


def tell(root: Path, story_id: str, into_file: bool, as_json: bool) -> None:
    """Print every suggestion of a site, or of one story, or add them to the files as drafts."""
    new = [(each, _new(each)) for each in _findings(root, story_id)]
    if as_json:
        told = [suggest.as_json(each.story, item) for each, items in new for item in items]
        click.echo(json.dumps(told, ensure_ascii=terminal.is_narrow(), indent=2))
    for each, items in new:
        story = each.story
        if not as_json:
            click.echo(suggest.asides_as_yaml(each), nl=False)
        if into_file and items:
            write_text(root / story.place.file, suggest.with_items(opening(root, story.place.file, story.id), items))
            click.echo(f"{story.place.file}: {counted(len(items), 'suggestion')} added to {story.id} as drafts", err=as_json)
        elif items and not as_json:
            click.echo(f"# {story.id}: {counted(len(items), 'suggestion')}")
            click.echo("".join(suggest.as_yaml(item) for item in items), nl=False)
    if not any(items for _, items in new):
        click.echo(NOTHING, err=True)
