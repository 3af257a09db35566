"""The reference of claims.yaml as Markdown, from the same types that check the file."""

from typing import Any

from msgspec import inspect

from diptych.read.form import NOT_EMPTY, ClaimsFile
from diptych.read.wording import kinds

_ORDER = {
    "ClaimsFile": "The file",
    "SiteEntry": "site",
    "StoryEntry": "A story",
    "SourceEntry": "A source",
    "ClaimEntry": "A claim",
    "StatementEntry": "A statement",
    "QuoteEntry": "A quote",
    "RatingEntry": "A rating",
    "ScaleEntry": "A scale",
    "ClaimantEntry": "A claimant",
    "CorrectionEntry": "A correction",
}
"""The entries in the order in which an editor meets them, with their headings."""

_INTRODUCTION = """\
# The claims file

Everything that a site says stands in `claims.yaml`, or for a large site in one file a story. This page lists every key. What is
needed is marked so; leave out what is not known. `diptych check` tells a wrong key with its place, and an editor that knows JSON Schema
completes the file while you type: `diptych schema` prints the schema.

Values are taken as they are written: `no` is the word no, and `1:30` is not a number of seconds. Put quotation marks around a value that
holds `: ` or begins with a sign such as `[`, `&` or `"`.
"""


def reference() -> str:
    """Return the reference of claims.yaml: a section an entry, a row a key."""
    entries = {kind.cls.__name__: kind for kind in kinds(inspect.type_info(ClaimsFile))}
    return "\n".join([_INTRODUCTION, *(_section(title, entries[name]) for name, title in _ORDER.items())])


def _section(title: str, kind: inspect.StructType) -> str:
    rows = "\n".join(_row(field) for field in kind.fields)
    return f"## {title}\n\n{(kind.cls.__doc__ or '').strip()}\n\n| key | value | meaning |\n| --- | --- | --- |\n{rows}\n"


def _row(field: inspect.Field) -> str:
    name = f"`{field.encode_name}`" + (" (needed)" if field.required else "")
    told = (getattr(field.type, "extra_json_schema", None) or {}).get("description", "")
    usual = f"Without it: `{field.default}`." if isinstance(field.default, str) and field.default else ""
    return f"| {name} | {_value(field.type)} | {' '.join(filter(None, [told, usual]))} |"


def _value(kind: Any) -> str:
    """Return in words what may stand as a value."""
    if isinstance(kind, inspect.Metadata):
        wanted = (kind.extra or {}).get("wants", "")
        return str(wanted) if wanted and wanted != NOT_EMPTY and isinstance(kind.type, inspect.StrType) else _value(kind.type)
    if isinstance(kind, inspect.UnionType):
        return ", or ".join(_value(option) for option in kind.types if not isinstance(option, inspect.NoneType | inspect.IntType))
    if isinstance(kind, inspect.StructType):
        return f"the keys of {_ORDER[kind.cls.__name__].lower()}"
    if isinstance(kind, inspect.ListType):
        return f"a list of: {_value(kind.item_type)}"
    if isinstance(kind, inspect.DictType):
        return f"for each key: {_value(kind.value_type)}"
    if isinstance(kind, inspect.EnumType):
        return ", ".join(f"`{member.value}`" for member in kind.cls)
    return "text"
