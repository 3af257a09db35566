"""Values that are not there: what may be left out, what still waits for lines below it, what stands in for it."""

from typing import Any

from msgspec import inspect
from yaml.nodes import Node, ScalarNode

from diptych.read.wording import options


def stand_in(kind: inspect.Type) -> Any:
    """Return the neutral value that stands in for one that must be there and is missing or wrong."""
    stand_ins: dict[type, Any] = {inspect.StrType: "", inspect.ListType: [], inspect.DictType: {}}
    return stand_ins.get(type(options(kind)[0]))


def left_out(value: Node, field: inspect.Field) -> bool:
    """Tell whether a key with nothing after it (`publisher:`) may count as left out; what must be there is empty instead."""
    return not field.required and isinstance(value, ScalarNode) and value.value == "" and not value.style


def waits(value: Node, field: inspect.Field) -> bool:
    """Tell whether a key has nothing after it where lines below should be."""
    empty = isinstance(value, ScalarNode) and value.value == "" and not value.style
    return empty and any(isinstance(each, inspect.DictType | inspect.ListType | inspect.StructType) for each in options(field.type))
