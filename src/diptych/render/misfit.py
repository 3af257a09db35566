"""Whose mistake it is that a call of a template's failed: the template's, where an argument is not what is asked for, else Diptych's."""

import inspect
from collections.abc import Iterator, Mapping, Set
from traceback import walk_tb
from types import FrameType, NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment

from diptych.render.filled import is_template

_OWN: Final = __name__.partition(".")[0]


def misfit(error: Exception, made: Environment) -> str:
    """Return what is wrong with a call that a template made, or nothing where no template made one that could not be right.

    It could not be where Jinja or a library fails at it, with nothing of Diptych's between, or where Diptych was given something of
    another type than it says that it takes. All else is a bug of Diptych's.
    """
    if not isinstance(error, TypeError | ValueError | AttributeError | LookupError | ArithmeticError):
        return ""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    calling = max((at for at, frame in enumerate(frames) if is_template(frame.f_code.co_filename)), default=-1)
    if calling < 0:
        return ""
    called = next((frame for frame in frames[calling + 1 :] if frame.f_globals.get("__name__", "").partition(".")[0] == _OWN), None)
    if called is None:
        return str(error)
    name, hints = _signature(called, made)
    given = ((argument, value) for argument, value in _given(called) if argument in hints and not _fits(value, hints[argument]))
    return next((f"`{name}` cannot take {_kind(value)} as its `{argument}`" for argument, value in given), "")


def _signature(frame: FrameType, made: Environment) -> tuple[str, Mapping[str, Any]]:
    """Return the name by which a template calls what runs in `frame`, and the types that it takes, none where they are not known."""
    code, known = frame.f_code, {**made.globals, **made.filters, **made.tests}
    doors = {name: inspect.unwrap(door) for name, door in known.items() if callable(door)}
    name = next((name for name, door in doors.items() if getattr(door, "__code__", None) is code), "")
    function = doors[name] if name else _at(frame.f_globals, code.co_qualname)
    try:
        return name or code.co_name, get_type_hints(function) if function else {}
    except NameError:  # of a type that is imported for type checkers alone
        return name or code.co_name, {}


def _at(found: Mapping[str, Any], path: str) -> Any:
    """Return the function at a dotted path from the names of a module, or nothing: what a function made while it ran is at none."""
    first, *rest = path.split(".")
    value = found.get(first)
    for name in rest:
        value = getattr(value, name, None)
    return inspect.unwrap(value) if callable(value) else None


def _given(frame: FrameType) -> Iterator[tuple[str, object]]:
    """Yield every argument of a call by the name that takes it."""
    names, several, named, values = inspect.getargvalues(frame)
    yield from ((name, values[name]) for name in names if name in values)
    if several:
        yield from ((several, value) for value in values[several])
    if named:
        yield from ((named, value) for value in values[named].values())


def _fits(value: object, hint: Any) -> bool:
    """Tell whether a value is of a type; whatever else a type says counts as fitting.

    >>> from collections.abc import Sequence
    >>> _fits(7, str), _fits(None, str | None), _fits("ab", Sequence[int]), _fits([1], Sequence[int]), _fits(1, float)
    (False, True, False, True, True)
    """
    if hint is None or hint is NoneType:
        return value is None
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return any(_fits(value, each) for each in get_args(hint))
    if hint is float:
        return isinstance(value, int | float)
    kind = origin or hint
    if not isinstance(kind, type):
        return True
    if not isinstance(value, kind):
        return False
    inside = get_args(hint)
    of_one_kind = len(inside) == 1 or inside[1:] == (...,)
    return all(_fits(each, inside[0]) for each in value) if of_one_kind and isinstance(value, list | tuple | str | Set) else True


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a value of the type `{type(value).__name__}`"
