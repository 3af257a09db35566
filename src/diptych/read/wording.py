"""Types and nodes in an editor's words."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import inspect
from yaml.nodes import Node, ScalarNode, SequenceNode

_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


def bare(kind: inspect.Type) -> inspect.Type:
    """Return a type without what is said about it."""
    return bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def options(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """Return the types of a union, or the one type."""
    plain = bare(kind)
    return tuple(plain.types) if isinstance(plain, inspect.UnionType) else (plain,)


def about(field: inspect.Field) -> str:
    """Return what the form says of a field."""
    schema = getattr(field.type, "extra_json_schema", None) or {}
    return str(schema.get("description", ""))


def shape(node: Node) -> str:
    """Return what was written."""
    if isinstance(node, ScalarNode):
        return f"the text `{cut(node.value)}`" if node.value else "empty"
    return "a list" if isinstance(node, SequenceNode) else "keys with values"


def cut(value: str) -> str:
    """Return as much of a wrong value as a message repeats."""
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


def wanted(kind: inspect.Type) -> str:
    """Return what should have been written."""
    plain = bare(kind)
    if isinstance(plain, inspect.UnionType):
        return " or ".join(dict.fromkeys(wanted(option) for option in plain.types if not isinstance(option, inspect.NoneType)))
    if isinstance(plain, inspect.ListType):
        return "a list"
    return "keys with values (`key: value`)" if isinstance(plain, inspect.StructType | inspect.DictType) else "text"


def kinds(kind: Any) -> Iterator[inspect.StructType]:
    """Yield every kind of entry that a type leads to, itself first."""
    if isinstance(kind, inspect.StructType):
        yield kind
        for field in kind.fields:
            yield from kinds(field.type)
    for part in ("type", "item_type", "value_type"):
        if getattr(kind, part, None) is not None and not isinstance(kind, inspect.StructType):
            yield from kinds(getattr(kind, part))
    for option in getattr(kind, "types", ()):
        yield from kinds(option)
