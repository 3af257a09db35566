"""A claims file as it would be: what would be wrong with it, before it is written."""

from collections import Counter

from msgspec.structs import replace as with_fields

from diptych.errors import Place, Problem
from diptych.manifest import CLAIMS_FILE
from diptych.model import Story
from diptych.read.alone import about
from diptych.read.claims import Gate, read_claim
from diptych.read.entries import Entries
from diptych.read.files import TextFile
from diptych.read.form import ClaimsFile, Entry, StoryEntry
from diptych.read.nodes import parse
from diptych.read.problems import Problems
from diptych.read.sources import ReadSource
from diptych.read.stories import check_unique
from diptych.text import fold


def trial(story: Story, former: str, text: str) -> tuple[Problem, ...]:
    """Return what would be wrong with claims added to `story` if its file, now `former`, held `text`; nothing is read or written.

    Whatever else than new claims at the end of the story differs is a problem too. What is wrong with other stories is not told.
    """
    problems = Problems()
    before, after = _top(story, former, Problems()), _top(story, text, problems)
    if after is None:
        return tuple(problems.found)
    top, entries = after
    now, was = _story(top, story.id), _story(before[0], story.id) if before else None
    problems.found[:] = about(problems.found, entries, now) if now else problems.found
    if problems.found:
        return tuple(problems.found)
    if now is None or was is None or _without(top, story.id) != _without(before[0] if before else None, story.id):
        problems.add(Place(story.place.file), "this would change more of the file than its claims.")
        return tuple(problems.found)
    added = now.claims[len(was.claims) :]
    if with_fields(now, claims=now.claims[: len(was.claims)]) != was or not added:
        problems.add(Place(story.place.file), "this adds no claim.")
        return tuple(problems.found)
    check_unique(entries, now.claims)
    sources = {source.id: ReadSource(source, fold(source.text)) for source in story.sources}
    gate = Gate(entries, sources, tuple(sources), Counter(), {})
    for entry in added:
        read_claim(gate, entry)
    return tuple(problems.found)


def _top(story: Story, text: str, problems: Problems) -> tuple[Entry, Entries] | None:
    as_read = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    yaml_file = parse(TextFile(story.place.file, as_read, ""), problems)
    entries = Entries(yaml_file, problems) if yaml_file else None
    top = entries.read(ClaimsFile if story.place.file == CLAIMS_FILE else StoryEntry) if entries else None
    return (top, entries) if top and entries else None


def _story(top: Entry, story_id: str) -> StoryEntry | None:
    stories = top.stories if isinstance(top, ClaimsFile) else [top]
    return next((each for each in stories if isinstance(each, StoryEntry) and each.id == story_id), None)


def _without(top: Entry | None, story_id: str) -> object:
    """Return all that the file says besides one story."""
    if not isinstance(top, ClaimsFile):
        return None
    return with_fields(top, stories=[each for each in top.stories if not (isinstance(each, StoryEntry) and each.id == story_id)])


def in_edit(problem: Problem, first: int, indent: int) -> Problem:
    """Return a problem of the file as a problem of what was edited: lines count from `first`, columns from the indent.

    >>> from diptych.errors import Excerpt
    >>> print(in_edit(Problem(Place("claims.yaml", 12, 9), "empty.", (), Excerpt("      - claim:", 5)), 12, 6))
    edit:1:3: empty.
        1 | - claim:
          |   ^^^^^
    """
    if problem.place.line < first:
        return problem
    place = Place("edit", problem.place.line - first + 1, max(1, problem.place.column - indent))
    return problem._replace(place=place, excerpt=problem.excerpt and problem.excerpt._replace(line=problem.excerpt.line[indent:]))
