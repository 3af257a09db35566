"""One story of a site, read for itself: what is wrong with other stories is no concern of whoever asks for this one."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace
from yaml.nodes import SequenceNode

from diptych.errors import Problem
from diptych.manifest import Asked
from diptych.model import Story
from diptych.read.entries import Entries
from diptych.read.form import StoryEntry
from diptych.read.nodes import child
from diptych.read.problems import Problems
from diptych.read.run import Run
from diptych.read.site import Reading, Top, clash, counted, read_one, read_top, with_private, written_at
from diptych.text import line_column


def read_alone(root: Path, story_id: str, site_folders: Sequence[Path], asked: Asked) -> Reading:
    """Read the site in the folder `root` with this story alone; with none where no story is called so, or `asked` does not show it.

    The problems are those of the site and of this story. Of the other stories only the ids are looked at.
    """
    run = Run(root, asked=asked)
    top = read_top(run, site_folders)
    story = _story(with_private(run, top.site), top, story_id) if top else None
    site = replace(top.site, stories=(story,) if story and asked.shows(story.status) else ()) if top else None
    return Reading(site, tuple(run.prose), tuple(run.problems.found), counted(run.quotes), tuple(run.notes))


def _story(run: Run, top: Top, story_id: str) -> Story | None:
    """Return the first story of this id; the problems of `run` are no more those of others."""
    aside, claims = replace(run, problems=Problems()), top.claims
    found = [(ref, written) for ref in top.refs if (written := written_at(aside, ref, claims)) and written[0].id == story_id]
    inline = next((written[0] for ref, written in found if ref.index >= 0), None)
    run.problems.found[:] = about(run.problems.found, claims.entries, inline)
    seen: dict[str, str] = {}
    read = [each for ref, _ in found if (each := read_one(run, ref, claims, top.site.language))]
    run.problems.found.extend(problem for each in read if (problem := clash(each.named, seen, top.taken)))
    return read[0].story if read else None


def about(problems: Iterable[Problem], entries: Entries, story: StoryEntry | None) -> list[Problem]:
    """Return those of `problems` that stand in no other story of the file of `entries` than `story`."""
    file, listed = entries.yaml_file.file, child(entries.yaml_file.root, "stories")
    mine = entries.node(story) if story else None
    others = [node for node in listed.value if node is not mine] if isinstance(listed, SequenceNode) else []
    bounds = [(line_column(file.text, node.start_mark.index), line_column(file.text, node.end_mark.index)) for node in others]
    return [each for each in problems if each.place.file != file.name or not any(start <= each.place[1:] < end for start, end in bounds)]
