"""The stories of a site and where they stand, without reading a source: what adding to a claims file needs to know.

A file that breaks is still an error here, but a site may be unfinished: no story yet, or a story that has no source yet.
"""

from pathlib import Path

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from diptych.errors import ContentError, Place
from diptych.manifest import matched
from diptych.read.files import read_text
from diptych.read.nodes import child, parse
from diptych.read.problems import Problems


class SourceLine(Struct, frozen=True):
    """What a source entry says of itself, as written; nothing where it does not say."""

    id: str
    url: str
    sha256: str


class StoryLine(Struct, frozen=True):
    """A story's id, the file it stands in, its sources and its status as written there."""

    id: str
    file: str
    sources: tuple[SourceLine, ...]
    status: str = ""


class Outline(Struct, frozen=True):
    """The stories in file order, the globs that other files of stories come from, and the language of the site."""

    stories: tuple[StoryLine, ...]
    globs: tuple[str, ...]
    language: str


def outline(root: Path, name: str) -> Outline:
    """Return the outline of the site whose claims file is `name`. Raises ContentError where a file of it is no YAML."""
    problems = Problems()
    top = _root(root, name, problems)
    items = child(top, "stories") if top else None
    listed = items.value if isinstance(items, SequenceNode) else []
    globs = tuple(item.value for item in listed if isinstance(item, ScalarNode))
    stories = [_story(item, name) for item in listed if isinstance(item, MappingNode)]
    for file in sorted({file for glob in globs for file in matched(root, glob)}):
        node = _root(root, file, problems)
        stories += [_story(node, file)] if node else []
    if problems.found or top is None:
        raise ContentError(problems.found)
    return Outline(tuple(stories), globs, _word(child(top, "site"), "language") or "en")


def _root(root: Path, name: str, problems: Problems) -> Node | None:
    file = read_text(root, name, problems)
    parsed = parse(file, problems) if file else None
    if parsed and not isinstance(parsed.root, MappingNode):
        problems.add(Place(name), f"{name} must hold keys with values.", "It begins with `site:` and `stories:`.")
        return None
    return parsed.root if parsed else None


def _story(node: Node, file: str) -> StoryLine:
    written = child(node, "sources")
    sources = written.value if isinstance(written, SequenceNode) else []
    lines = (SourceLine(_word(each, "id"), _word(each, "url"), _word(each, "sha256")) for each in sources)
    return StoryLine(_word(node, "id"), file, tuple(lines), _word(node, "status"))


def _word(node: Node, key: str) -> str:
    value = child(node, key)
    return value.value if isinstance(value, ScalarNode) and value is not node else ""
