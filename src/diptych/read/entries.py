"""Nodes to entries: check a YAML tree against the types of `form`, note every problem, and keep what is sound.

The types say everything; this module knows no key by name. Where a value that must be there is missing or wrong, a neutral one stands
in, so that the rest of the entry is still checked in the same run; no site is built from it, since the problem has been noted.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from msgspec import inspect
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from diptych.read.empty import left_out, stand_in, waits
from diptych.read.form import ClaimsFile, Entry
from diptych.read.nodes import YamlFile, child, key_of, pairs
from diptych.read.problems import Problems, did_you_mean, listed, nearest_of, slug
from diptych.read.slips import odd_space
from diptych.read.strays import stray
from diptych.read.unseen import unseen_in
from diptych.read.wording import about, bare, cut, kinds, options, shape, wanted

E = TypeVar("E", bound=Entry)

_BAD: Any = object()
"""Stands for a value that was wrong and has been noted; whoever would have held it leaves it out."""


_TYPES_OF: dict[type[Node], tuple[type[inspect.Type], ...]] = {
    MappingNode: (inspect.StructType, inspect.DictType),
    SequenceNode: (inspect.ListType,),
    ScalarNode: (inspect.StrType, inspect.EnumType),
}
"""The kinds of type that a node of each shape can fill."""


@cache
def _kinds() -> dict[type[Any], inspect.StructType]:
    """Return what msgspec knows of the fields of every entry; it takes milliseconds to tell, and every story asks."""
    return {kind.cls: kind for kind in kinds(inspect.type_info(ClaimsFile))}


@cache
def _fields_of(entry: type[Entry]) -> tuple[dict[str, inspect.Field], tuple[str, ...]]:
    """Return the fields of an entry by their keys, and the keys that must be there."""
    fields = _kinds()[entry].fields
    return {field.encode_name: field for field in fields}, tuple(field.encode_name for field in fields if field.required)


class Entries:
    """The entries of one YAML file, each of which still knows its node."""

    def __init__(self, yaml_file: YamlFile, problems: Problems) -> None:
        self.yaml_file = yaml_file
        self.problems = problems
        self._nodes: dict[int, tuple[Entry, Node]] = {}
        self._cut_off: set[int] = set()

    def read(self, of: type[E]) -> E | None:
        """Return the whole file as one entry, or None where that much is wrong. Every problem below has been noted."""
        value = self._value(self.yaml_file.root, _kinds()[of], of.__name__)
        return None if value is _BAD else value

    def node(self, entry: Entry, *steps: str | int) -> Node:
        """Return the node that `entry` was read from, or the one that `steps` (keys and indexes) lead to from there."""
        node = self._nodes[id(entry)][1]
        for step in steps:
            node = child(node, step)
        return node

    def has(self, entry: Entry, *steps: str | int) -> bool:
        """Tell whether the file holds what `steps` lead to, whole: false for what stands in for a value that is missing or cut off."""
        node = self._nodes[id(entry)][1]
        for step in steps:
            below = child(node, step)
            if below is node or id(node) in self._cut_off:
                return False
            node = below
        return True

    def problem(self, node: Node, message: str, *hints: str) -> None:
        """Note a problem at `node`, with the line it stands on."""
        self.problems.add(self.yaml_file.place(node), message, *hints, excerpt=self.yaml_file.excerpt(node))

    def key_problem(self, entry: Entry, steps: tuple[str | int, ...], key: str, message: str, *hints: str) -> None:
        """Note a problem at the key `key` of the mapping that `steps` lead to."""
        self.problem(key_of(self.node(entry, *steps), key), message, *hints)

    # One method a kind of type. Each returns the value, or _BAD after noting the problem.

    def _value(self, node: Node, kind: inspect.Type, name: str) -> Any:
        misread = self.yaml_file.misread(node)
        if misread:
            self.problem(node, misread)
            return _BAD
        return self._read_as(node, kind, name)

    def _read_as(self, node: Node, kind: inspect.Type, name: str) -> Any:
        if isinstance(kind, inspect.Metadata):
            value = self._read_as(node, kind.type, name)
            return self._fitting(node, kind, name, value) if isinstance(kind.type, inspect.StrType) and value is not _BAD else value
        if isinstance(kind, inspect.StrType) and isinstance(node, ScalarNode):
            return node.value
        if isinstance(kind, inspect.UnionType):
            return self._one_of(node, kind, name)
        if isinstance(kind, inspect.StructType) and isinstance(node, MappingNode):
            return self._entry(node, kind)
        if isinstance(kind, inspect.ListType) and isinstance(node, SequenceNode):
            values = [self._item(item, kind.item_type, name) for item in node.value]
            return [value for value in values if value is not _BAD]
        if isinstance(kind, inspect.DictType) and isinstance(node, MappingNode):
            for key, _ in pairs(node):
                unseen_in(self.yaml_file, self.problems, key, name, key.value)
            found = {key.value: self._value(value, kind.value_type, name) for key, value in self._pairs(node)}
            return {key: value for key, value in found.items() if value is not _BAD}
        if isinstance(kind, inspect.EnumType) and isinstance(node, ScalarNode):
            return self._member(node, kind, name)
        self._wrong_shape(node, kind, name)
        return _BAD

    def _item(self, node: Node, kind: inspect.Type, name: str) -> Any:
        option = next((each for each in options(kind) if isinstance(each, inspect.StructType)), None)
        told = stray([key.value for key, _ in pairs(node)], option.cls, name) if option and isinstance(node, MappingNode) else None
        if told:
            self.problem(node, *told)
            return _BAD
        return self._value(node, kind, name)

    def _wrong_shape(self, node: Node, kind: inspect.Type, name: str) -> None:
        if isinstance(node, ScalarNode) and not node.value and not node.style:
            self.problem(node, f"`{name}` is empty, but must be {wanted(kind)}.")
        elif node is self.yaml_file.root:
            keys = [field.encode_name for field in kind.fields if field.required] if isinstance(kind, inspect.StructType) else []
            self.problem(node, f"{self.yaml_file.file.name} is {shape(node)}, but must hold keys with values: {listed(keys)}.")
        else:
            self.problem(node, f"`{name}` is {shape(node)}, but must be {wanted(kind)}.")

    def _one_of(self, node: Node, kind: inspect.UnionType, name: str) -> Any:
        for option in kind.types:
            if isinstance(bare(option), _TYPES_OF[type(node)]):
                return self._read_as(node, option, name)
        self._wrong_shape(node, kind, name)
        return _BAD

    def _entry(self, node: MappingNode, kind: inspect.StructType) -> Any:
        fields, required = _fields_of(kind.cls)
        given: dict[str, Any] = {}
        guessed: set[str] = set()
        found = self._pairs(node)
        beside = self._beside(found, fields)
        for key, value in found:
            if key.value in beside:
                guessed.add(beside[key.value])
            elif key.value not in fields:
                guessed.add(self._unknown_key(node, key, value, fields))
            elif not left_out(value, fields[key.value]):
                given[key.value] = self._value(value, fields[key.value].type, key.value)
        for name in required:
            if name not in given and name not in guessed:
                self.problem(_first(node), f"missing key `{name}`.", about(fields[name]))
        sound = {name: value for name, value in given.items() if value is not _BAD}
        stand_ins = {name: stand_in(fields[name].type) for name in required if name not in sound}
        entry: Any = kind.cls(**sound, **stand_ins)
        self._nodes[id(entry)] = (entry, node)
        return entry

    def _beside(self, found: Sequence[tuple[ScalarNode, Node]], fields: dict[str, Any]) -> dict[str, str]:
        """Note keys that stand beside an empty one and look as if they belonged below it. Return which, and the empty one with them."""
        taken: dict[str, str] = {}
        if all(value.value for _, value in found):
            return taken
        for (above, value), (key, _) in pairwise(found):
            holder = taken.get(above.value, above.value if above.value in fields and waits(value, fields[above.value]) else "")
            if holder and key.value not in fields and not nearest_of(key.value, fields):
                if holder not in taken:
                    advice = f"Indent it further than `{holder}`, and the lines that go with it too."
                    self.problem(key, f"`{key.value}` stands beside `{holder}`, which is empty.", advice)
                taken[holder] = taken[key.value] = holder
        return taken

    def _unknown_key(self, node: MappingNode, key: ScalarNode, value: Node, fields: dict[str, Any]) -> str:
        """Note a key that the form does not have, and return the one that was probably meant, or nothing."""
        if node.flow_style and isinstance(value, ScalarNode) and not value.value:
            self.problem(key, "a comma ends a value inside `{ }`; put quotation marks around a value that holds one.")
            self._cut_off.add(id(node))
            return ""
        odd = odd_space(self.yaml_file.file.text, key.start_mark.index) if key.value != key.value.strip() else None
        if odd:
            self.problem(key, odd[1])
            return str(key.value.strip())
        near = nearest_of(key.value, fields)
        self.problem(key, f"unknown key `{key.value}`.", f"Did you mean `{near}`?" if near else f"Keys here: {listed(fields)}.")
        return near

    def _pairs(self, node: MappingNode) -> list[tuple[ScalarNode, Node]]:
        found: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.problem(key, "a key must be a plain word.")
            elif key.value not in found:
                found[key.value] = (key, value)
            else:
                # An entry begins with the key that all begin with: where that and another come again, it is the next one.
                words = [each.value for each, _ in pairs(node)]
                item = key.value == words[0] and len(words) > len(set(words)) + 1
                more = "If the next item of the list begins here, write `- ` before it." if item else ""
                at = self.yaml_file.place(found[key.value][0])
                self.problem(key, f"duplicate key `{key.value}`.", f"It stands already at {at}.", more)
                if item:
                    break
        return list(found.values())

    def _member(self, node: ScalarNode, kind: inspect.EnumType, name: str) -> Any:
        try:
            return kind.cls(node.value)
        except ValueError:
            known = [member.value for member in kind.cls]
        hint = did_you_mean(node.value, known)
        self.problem(node, f"unknown {name} `{node.value}`.", f"{hint} Known: {listed(known)}.".strip())
        return _BAD

    def _fitting(self, node: Node, kind: inspect.Metadata, name: str, value: str) -> Any:
        extra, pattern = kind.extra or {}, getattr(kind.type, "pattern", None)
        valid = extra.get("valid")
        search = re.fullmatch if str(pattern).startswith("^") else re.search

        if not extra.get("as it is") and unseen_in(self.yaml_file, self.problems, node, name, value):
            return _BAD

        def fits(words: str) -> bool:
            return bool((pattern is None or search(pattern, words)) and (valid is None or valid(words)))

        if fits(value):
            return value if extra.get("lines") or "\n" not in value else " ".join(value.split())
        if not value.strip():
            self.problem(node, f"`{name}` is empty.")
        else:
            nearest = next(filter(fits, (slug(value), f"https://{value}")), "") if search is re.fullmatch else ""
            hint = f"Did you mean `{nearest}`?" if nearest else ""
            self.problem(node, f"`{name}` is `{cut(value)}`, but must be {extra['wants']}.", hint)
        return _BAD


def _first(node: MappingNode) -> Node:
    first: Node = node.value[0][0] if node.value else node
    return first
