"""YAML as nodes that keep their place. Scalars are taken as written: `no` is a word, `012` and `1:30` are what they look like."""

import re
from collections.abc import Collection
from typing import Final

import msgspec
import yaml
from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from diptych.errors import Excerpt, Place
from diptych.quotes import ELISION
from diptych.read.files import TextFile
from diptych.read.problems import Problems
from diptych.read.slips import aligned, odd_space, opened_before
from diptych.text import line_column


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader whose nodes have no tags: nobody reads them, and to ask three methods for the tag of each node is a third of its time."""

    resolve = descend_resolver = ascend_resolver = staticmethod("".format)


_TAB: Final = "a tab cannot indent here; use spaces."
_OPENED: Final = "a quotation mark was opened here and never closed."
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COMMENT: Final = re.compile(r"[ \t]+#[^\s#]")
"""What ends a plain value, and has a word directly after the sign: a comment has a space there."""
_CLOSED_LATE: Final = "a quotation mark was opened here and not closed on this line."
_OUT_OF_LINE: Final = "did not find expected key"
_MISFIT: Final = "this line does not fit the one before; check the indentation, and quotation marks inside others."
_NO_ITEM: Final = "a list item was expected here; check the indentation."
_DEEPER: Final = "this line is indented deeper than the one before; align them."
_OWN_LINE: Final = "`- ` begins a list item, which needs a line of its own."
_INDENTED: Final = (_MISFIT, _NO_ITEM, _DEEPER)
_CURLY: Final = 'a second `: ` on this line; put straight quotation marks ("…") around the value, for YAML knows no others.'
_SIGNS: Final = "`&` and `*` have a meaning of their own in YAML; put quotation marks around the value."
_SEPARATOR: Final = "needs a `,` or the closing bracket before this; put quotation marks around a value that holds commas or brackets."
_PLAIN_WORDS: Final = {
    "found character that cannot start any token": "this character cannot begin a value; put quotation marks around the value.",
    "found a tab character that violates indentation": _TAB,
    "found a tab character that violate intendation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "could not find expected ':'": "a `:` followed by a space is missing after this key.",
    "found unexpected end of stream": _OPENED,
    "found unexpected document indicator": _OPENED,
    _OUT_OF_LINE: _MISFIT,
    "did not find expected '-' indicator": _NO_ITEM,
    "block sequence entries are not allowed in this context": _OWN_LINE,
    "did not find expected ',' or '}'": f"`{{ }}` {_SEPARATOR}",
    "did not find expected ',' or ']'": f"`[ ]` {_SEPARATOR}",
    "found undefined alias": "`*` has a meaning of its own in YAML; put quotation marks around the value.",
    "did not find expected alphabetic or numeric character": _SIGNS,
    "but found another document": "`---` begins a second document, and a file holds one. Remove the line.",
    "found invalid Unicode character escape code": "the `\\u` or `\\U` here names no character.",
    "found unknown escape character": "`\\` has a meaning of its own inside `\"…\"`; write `\\\\`, or use '…'.",
}
_FROM_WHERE_IT_BEGAN: Final = ("could not find expected ':'", "found unexpected end of stream", "found unexpected document indicator")
"""Faults that YAML notices at their end, and an editor mends at their beginning."""


class YamlFile(Struct, frozen=True):
    """A YAML file and its node tree. Places come from the nodes' offsets in the text, in code points."""

    file: TextFile
    root: Node

    def place(self, node: Node) -> Place:
        """Return where `node` begins."""
        return Place(self.file.name, *line_column(self.file.text, node.start_mark.index))

    def excerpt(self, node: Node) -> Excerpt:
        """Return the line that `node` begins on; the carets cover the node, or its first line."""
        start, end = node.start_mark.index, node.end_mark.index
        line = _line(self.file.text, start)
        rest = self.file.text[start:end].partition("\n")[0].rstrip()
        return Excerpt(line, max(1, len(rest)))

    def spot(self, node: Node, characters: Collection[str]) -> tuple[Place, Excerpt]:
        """Return where the first of `characters` stands in `node`, and its line; where `node` begins if they are written as escapes."""
        text, start = self.file.text, node.start_mark.index
        at = next((at for at in range(start, node.end_mark.index) if text[at] in characters), None)
        if at is None:
            return self.place(node), self.excerpt(node)
        return Place(self.file.name, *line_column(text, at)), Excerpt(_line(text, at))

    def misread(self, node: Node) -> str:
        """Return why the value that an editor saw at `node` is not the one that YAML took, or cannot be shown; else nothing."""
        text, at = self.file.text, node.start_mark.index
        if text.startswith(("&", "!"), at):
            return f"`{text[at]}` has a meaning of its own in YAML; put quotation marks around the value."
        if not isinstance(node, ScalarNode):
            return ""
        if not node.style and text.startswith((" ", "\t"), node.end_mark.index) and _COMMENT.match(text, node.end_mark.index):
            return "a ` #` begins a comment, which is no part of the value; put quotation marks around the value."
        if not node.value.isprintable() and _CONTROL.search(node.value):
            return "this value holds a control character, which no page can show."
        return ""


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def parse(file: TextFile, problems: Problems) -> YamlFile | None:
    """Return the node tree of `file`, or None after noting where its YAML breaks."""
    try:
        root = yaml.compose(file.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _note(file, error, problems)
        return None
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, int) else ord(error.character[:1] or b"\0")
        at = max(0, file.text.find(chr(character)))
        message = f"the invisible character U+{character:04X} may not stand in YAML."
        problems.add(Place(file.name, *line_column(file.text, at)), message, excerpt=Excerpt(_line(file.text, at)))
        return None
    if root is None:
        problems.add(Place(file.name), "this file holds no entries, only comments.", "It begins with `site:` and `stories:`.")
        return None
    return YamlFile(file, root)


def _note(file: TextFile, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    fault = error.problem or "this is not YAML"
    began = error.context_mark if fault in _FROM_WHERE_IT_BEGAN else None
    mark = began or error.problem_mark or error.context_mark
    at = min(mark.index, len(file.text)) if mark else 0
    opened = opened_before(file.text, at) if fault == _OUT_OF_LINE else None
    at, message = odd_space(file.text, at) or (at, "") if opened is None else (opened, _CLOSED_LATE)
    line = _line(file.text, at)
    message = message or _message(fault, line, at - file.text.rfind("\n", 0, at) - 1)
    hint = aligned(file.name, file.text, at) if message in _INDENTED else ""
    problems.add(Place(file.name, *line_column(file.text, at)), message, hint, excerpt=Excerpt(line))


def _message(fault: str, line: str, column: int) -> str:
    if ELISION.match(line, column) or ELISION.match(line[column:].lstrip("- ")) or ELISION.search(line[:column][-6:]):
        return "a quote that holds or begins with `[...]` needs quotation marks around it here."
    if line[column : column + 1] == "\t":
        return _TAB
    if line.lstrip().startswith("```"):
        return "this line belongs to the page that the rest was copied from; delete it."
    if fault.startswith("mapping values are not allowed"):
        if re.search(r"\S.* - [\w-]+$", line[:column]):
            return _OWN_LINE
        if re.search(r": *[“”„«‘]", line[:column]):
            return _CURLY
        if ": " in line[:column]:
            return "a second `: ` on this line; put quotation marks around the value."
        return _DEEPER
    return _PLAIN_WORDS.get(fault, f"{fault}.")


def pairs(node: MappingNode) -> list[tuple[ScalarNode, Node]]:
    """Return the keys and values of a mapping in file order; keys that are not plain words are left out."""
    return [(key, value) for key, value in node.value if isinstance(key, ScalarNode)]


def child(node: Node, step: str | int) -> Node:
    """Return the value under a key or at an index; the node itself where there is none, so that a place is always found.

    >>> child(yaml.compose("a: [x, y]"), "a").value[1].value
    'y'
    """
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step and isinstance(key, ScalarNode):
                under: Node = value
                return under
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return node


def key_of(node: Node, step: str) -> Node:
    """Return the key itself rather than its value; the node where the key is missing."""
    return next((key for key, _ in pairs(node) if key.value == step), node) if isinstance(node, MappingNode) else node


def quoted(words: str) -> str:
    r"""Return words as a YAML scalar between quotation marks, on one line. JSON's escapes are YAML's too.

    >>> quoted('The "long" call:\n a report')
    '"The \\"long\\" call: a report"'
    """
    return msgspec.json.encode(" ".join(words.split())).decode()
