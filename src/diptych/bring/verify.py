"""Before a claims file is replaced: all that it said it still says, what was to be added is there, and the new sources read well."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from yaml.nodes import MappingNode, Node, SequenceNode

from diptych.bring.entry import Addition, story_as_yaml
from diptych.errors import ContentError, Place, Problem
from diptych.read import CLAIMS_FILE, read_site
from diptych.read.files import TextFile
from diptych.read.nodes import child, parse
from diptych.read.opening import holder
from diptych.read.problems import Problems

_TOP: Final = "site: {{title: A trial, language: {language}}}\nstories:\n"


def only_added(before: str, after: str, story_id: str, key: str, items: str) -> bool:
    r"""Tell whether the YAML `after` is `before` with `items` at the end of the list `key` of a story (of the file, for no story).

    >>> only_added("a: x\nstories: []\n", "a: x\nstories: \n  - id: b\n", "", "stories", "- id: b\n")
    True
    >>> only_added("a: |+\n  x\n\n", "a: |+\n  x\n\nstories:\n  - b\n\n", "", "stories", "- c\n")
    False
    """
    old, new, more = (_root(text) for text in (before, after, items))
    if old is None or new is None or more is None:
        return False
    try:
        kept = child(holder(old, story_id), key)
        had = len(kept.value) if isinstance(kept, SequenceNode) else 0
        told = child(holder(new, story_id), key)
        added = [_plain(each) for each in told.value[had:]] if isinstance(told, SequenceNode) else []
        same = _plain(old, holder(old, story_id), key, had) == _plain(new, holder(new, story_id), key, had)
    except (RecursionError, StopIteration):  # a list that holds itself, or a story that is not found again
        return False
    return bool(same and added == _plain(more))


def _root(text: str) -> Node | None:
    parsed = parse(TextFile("", text.removeprefix("\ufeff").replace("\r\n", "\n"), ""), Problems())
    return parsed.root if parsed else None


def _plain(node: Node, at: Node | None = None, key: str = "", keep: int = 0) -> Any:
    """Return what a tree says, without its places; of the list `key` of the mapping `at`, no more than the first `keep` items."""
    if isinstance(node, MappingNode):
        said = [(_plain(name), value) for name, value in node.value]
        if node is at:
            kept = {name: [_plain(each) for each in value.value[:keep]] for name, value in said if name == key and keep}
            return [(name, kept[name] if name == key else _plain(value)) for name, value in said if name != key or kept]
        return [(name, _plain(value, at, key, keep)) for name, value in said]
    if isinstance(node, SequenceNode):
        return [_plain(each, at, key, keep) for each in node.value]
    return node.value


def read_back(story_id: str, additions: Iterable[Addition], language: str) -> None:
    """Read the new sources as a build would, in a folder of their own. Raises ContentError with what a build would say of them."""
    found = tuple(additions)
    with TemporaryDirectory(prefix="diptych-") as folder:
        root = Path(folder)
        for each in found:
            (root / each.file).parent.mkdir(parents=True, exist_ok=True)
            (root / each.file).write_bytes(each.text)
        written = _TOP.format(language=language) + story_as_yaml(story_id, "A trial", found, "  ")
        (root / CLAIMS_FILE).write_bytes(written.encode())
        problems = read_site(root).problems
    if problems:
        raise ContentError(Problem(Place(CLAIMS_FILE, 0, 0), each.message, each.hints) for each in problems)
