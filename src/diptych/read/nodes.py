"""YAML as nodes that keep their place. Scalars are taken as written: `no` is a word, `012` and `1:30` are what they look like."""

from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from diptych.errors import Excerpt, Place
from diptych.read.files import TextFile
from diptych.read.problems import Problems

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_PLAIN_WORDS = {
    "found character '\\t' that cannot start any token": "a tab cannot indent here; use spaces.",
    "found character that cannot start any token": "this character cannot begin a value; put quotation marks around the value.",
    "mapping values are not allowed here": "a second `: ` on this line; put quotation marks around the value.",
    "mapping values are not allowed in this context": "a second `: ` on this line; put quotation marks around the value.",
    "could not find expected ':'": "a `:` is missing after this key.",
    "found unexpected end of stream": "a quotation mark or bracket was opened and never closed.",
    "did not find expected key": "this line does not fit the one before; check the indentation, and quotation marks inside others.",
    "did not find expected '-' indicator": "a list item was expected here; check the indentation.",
    "did not find expected ',' or '}'": "a `,` or `}` is missing before this; quotes that hold commas need quotation marks.",
    "did not find expected ',' or ']'": "a `,` or `]` is missing before this; quotes that hold commas need quotation marks.",
    "found undefined alias": "`*` begins an alias in YAML; put quotation marks around the value.",
}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file and its node tree. Places come from the nodes' marks, counted in code points."""

    file: TextFile
    root: Node

    def place(self, node: Node) -> Place:
        """Return where `node` begins."""
        return Place(self.file.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def excerpt(self, node: Node) -> Excerpt:
        """Return the line that `node` begins on; the carets cover the node, or its first line."""
        start, end = node.start_mark, node.end_mark
        line = self.file.text.split("\n")[start.line]
        width = end.column - start.column if end.line == start.line else len(line.rstrip()) - start.column
        return Excerpt(line, max(1, width))


def parse(file: TextFile, problems: Problems) -> YamlFile | None:
    """Return the node tree of `file`, or None after noting where its YAML breaks."""
    try:
        root = yaml.compose(file.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _note(file, error, problems)
        return None
    except yaml.reader.ReaderError as error:
        at = file.text.find(chr(error.character)) if isinstance(error.character, int) else 0
        line, start = file.text.count("\n", 0, at) + 1, file.text.rfind("\n", 0, at)
        message = f"the invisible character U+{error.character:04X} may not stand in YAML." if at >= 0 else "unreadable character."
        problems.add(Place(file.name, line, at - start), message, excerpt=Excerpt(file.text.split("\n")[line - 1]))
        return None
    if root is None:
        problems.add(Place(file.name), "this file holds no entries, only comments.")
        return None
    return YamlFile(file, root)


def _note(file: TextFile, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    mark = error.problem_mark or error.context_mark
    lines = file.text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[row])) if mark else 0
    fault = error.problem or "this is not YAML"
    if lines[row][column:].startswith("[...]") or lines[row][column:].startswith("[…]"):
        message = "inside `{ }` a quote with `[...]` needs quotation marks around it."
    elif lines[row][column : column + 1] == "\t" and "cannot start any token" in fault:
        message = _PLAIN_WORDS["found character '\\t' that cannot start any token"]
    else:
        message = _PLAIN_WORDS.get(fault, f"{fault}.")
    problems.add(Place(file.name, row + 1, column + 1), message, excerpt=Excerpt(lines[row]))


def pairs(node: MappingNode) -> list[tuple[ScalarNode, Node]]:
    """Return the keys and values of a mapping in file order; keys that are not plain words are left out."""
    return [(key, value) for key, value in node.value if isinstance(key, ScalarNode)]


def child(node: Node, step: str | int) -> Node:
    """Return the value under a key or at an index; the node itself where there is none, so that a place is always found.

    >>> child(yaml.compose("a: [x, y]"), "a").value[1].value
    'y'
    """
    if isinstance(node, MappingNode):
        return next((value for key, value in pairs(node) if key.value == step), node)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return node


def key_of(node: Node, step: str) -> Node:
    """Return the key itself rather than its value; the node where the key is missing."""
    return next((key for key, _ in pairs(node) if key.value == step), node) if isinstance(node, MappingNode) else node
