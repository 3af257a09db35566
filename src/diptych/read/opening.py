"""Where new entries go in a claims file, so that every byte that is there stays there."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from diptych.errors import ContentError, Place, Problem
from diptych.read.files import read_text
from diptych.read.nodes import YamlFile, child, key_of, parse
from diptych.read.problems import Problems

_BRACKETS: Final = "Write them as a list, one `- id: …` below the other."


class Opening(Struct, frozen=True):
    r"""A place between two halves of a file where items of a list can be added.

    `former` is the file as it is; `before` and `after` are its halves, newlines as they are, without an empty `[]` between them. `lead`
    has to stand before the first item, and `indent` before each of its lines; both have `\n` where the file has `newline`.
    """

    former: str
    before: str
    after: str
    lead: str
    indent: str
    newline: str

    def filled(self, items: Iterable[str]) -> str:
        r"""Return the whole file with `items`, indented lines that end in `\n`. Every character that was there is there, in order.

        >>> Opening("claims:", "claims:", "", "\n", "  ", "\r\n").filled(["  - id: a\n"])
        'claims:\r\n  - id: a\r\n'
        """
        return self.before + (self.lead + "".join(items)).replace("\n", self.newline) + self.after


def opening(root: Path, name: str, story_id: str, key: str = "claims") -> Opening:
    """Return where items of the list `key` can be added to a story in the file `name`; to the top of the file for no story.

    Raises ContentError where there is no such place.
    """
    problems = Problems()
    file = read_text(root, name, problems)
    yaml_file = parse(file, problems) if file else None
    if yaml_file is None:
        raise ContentError(problems.found)
    try:
        node = holder(yaml_file.root, story_id)
    except StopIteration:
        raise ContentError([Problem(Place(name), f"there is no story `{story_id}` any more.")]) from None
    at, lead, indent = _place(yaml_file, node, key, problems)
    if problems.found:
        raise ContentError(problems.found)
    raw = (root / name).read_bytes().decode()
    text = yaml_file.file.text
    if at == len(text) and not text.endswith("\n"):
        lead = "\n" + lead
    cut = _raw_index(raw, at)
    after = raw[cut:].removeprefix("[]") if lead == "\n" and raw.startswith("[]", cut) else raw[cut:]
    return Opening(raw, raw[:cut], after, lead, indent, "\r\n" if "\r\n" in raw else "\n")


def holder(root: Node, story_id: str) -> Node:
    """Return the mapping of a story: one of those in claims.yaml, or the whole of a story's own file; the whole file for no story."""
    stories = child(root, "stories")
    if stories is root or not story_id:
        return root
    return next(node for node in stories.value if isinstance(node, MappingNode) and child(node, "id").value == story_id)


def _place(yaml_file: YamlFile, story: Node, key: str, problems: Problems) -> tuple[int, str, str]:
    """Return the offset of the place, what leads to the first item there, and the items' indent."""
    text, items = yaml_file.file.text, child(story, key)
    inner = " " * story.start_mark.column
    if getattr(story, "flow_style", False):
        place, excerpt = yaml_file.place(story), yaml_file.excerpt(story)
        problems.add(place, f"this story is written inside `{{ }}`, so no {key} can be added.", _BRACKETS, excerpt=excerpt)
        return 0, "", ""
    if items is story:
        return _line_end(text, _end(story)), f"{inner}{key}:\n", f"{inner}  "
    if isinstance(items, ScalarNode):
        return _line_end(text, key_of(story, key).end_mark.index), "", f"{inner}  "
    if isinstance(items, SequenceNode) and not items.value:
        return items.start_mark.index, "\n", f"{inner}  "
    if getattr(items, "flow_style", False):
        place, excerpt = yaml_file.place(items), yaml_file.excerpt(items)
        problems.add(place, f"these {key} are written inside `[ ]`, so none can be added.", _BRACKETS, excerpt=excerpt)
    return _line_end(text, _end(items)), "", " " * items.start_mark.column


def _end(node: Node) -> int:
    """Return where the last word of `node` ends. A block's own mark stands only at whatever comes after it, comments included."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    key, value = last if isinstance(node, MappingNode) else (last, last)
    return max(int(key.end_mark.index) if isinstance(key, ScalarNode) else 0, _end(value))


def _line_end(text: str, at: int) -> int:
    """Return where the line after the one that holds the last word before `at` begins."""
    words = len(text[:at].rstrip())
    newline = text.find("\n", words)
    return len(text) if newline < 0 else newline + 1


def _raw_index(raw: str, at: int) -> int:
    r"""Return the offset in the file as it is of an offset in its text as read: without byte order mark, newlines as `\n`."""
    index = 1 if raw.startswith("\ufeff") else 0
    for _ in range(at):
        index += 2 if raw.startswith("\r\n", index) else 1
    return index
