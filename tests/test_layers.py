"""The architecture: imports run one way, modules stay small, templates make no safe HTML."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "diptych"
LAYERS = [
    "errors",
    "counts",
    "manifest",
    "tables",
    "text",
    "words",
    "prose",
    "quotes",
    "rights",
    "model",
    "published",
    "read",
    "alignment",
    "align",
    "compare",
    "findings",
    "suggest",
    "pages",
    "data",
    "render",
    "shipped",
    "search",
    "drift",
    "obstacles",
    "write",
    "store",
    "build",
    "progress",
    "report",
    "bring",
    "terminal",
    "annotations",
    "tell",
    "run",
    "review",
    "propose",
    "doctor",
    "options",
    "serve",
    "cli",
    "door",
]
LONGEST_MODULE = 250


def layer(name: str) -> int:
    """The place of `diptych.name.…` in the order; what is not in it (`__main__`) comes last."""
    return LAYERS.index(name) if name in LAYERS else len(LAYERS)


def imports(module: Path) -> Iterator[str]:
    """The parts of the package that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "diptych":
            rest = node.module.partition(".")[2]
            yield from [rest.partition(".")[0]] if rest else [alias.name for alias in node.names]


def own_layer(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def against_the_arrow(modules: list[tuple[str, str, list[str]]]) -> list[str]:
    return [
        f"{name} imports {used}"
        for name, own, found in modules
        for used in found
        if used != own and used in LAYERS and layer(used) >= layer(own)
    ]


def test_imports_run_from_left_to_right_only() -> None:
    modules = [(path.name, own_layer(path), list(imports(path))) for path in sorted(PACKAGE.rglob("*.py"))]

    assert len(modules) > 20
    assert against_the_arrow(modules) == []


def test_the_arrow_check_names_a_module_that_points_back() -> None:
    assert against_the_arrow([("text.py", "text", ["render"])]) == ["text.py imports render"]


def test_every_part_of_the_package_has_its_place_in_the_order() -> None:
    parts = {own_layer(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}

    assert parts <= set(LAYERS)


def test_only_reading_writing_and_the_commands_touch_the_disk() -> None:
    doors = ("open(", ".read_text(", ".read_bytes(", ".write_text(", ".write_bytes(", "os.replace(")
    touching = {own_layer(path) for path in PACKAGE.rglob("*.py") if any(door in path.read_text(encoding="utf-8") for door in doors)}

    own = {"manifest", "read", "write", "store", "build", "bring", "run", "serve", "cli"}
    assert touching <= own | {"tables", "align", "compare", "shipped", "search", "report"}


def whole_imports(module: Path) -> Iterator[str]:
    """Every name that a module imports, wherever in it the import stands, with the names taken from it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_but_fetching_a_source_serving_a_site_and_a_url_that_was_given_can_reach_a_network() -> None:
    doors = (
        "http",
        "socket",
        "ssl",
        "asyncio",
        "ftplib",
        "smtplib",
        "urllib.request",
        "urllib.robotparser",
        "urllib3",
        "requests",
        "httpx",
        "fsspec",
    )
    reaching = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for name in whole_imports(path)
        if any(f"{name}.".startswith(f"{door}.") for door in doors)
    }

    # align/semantic.py fetches a sentence embedding, once, where a site names one by `embedding:`; store reaches what --root and --out name
    assert reaching == {"bring/address.py", "bring/fetch.py", "bring/wire.py", "align/semantic.py", "store/store.py", "serve.py"}


def test_what_fetches_is_used_by_the_command_add_alone() -> None:
    fetching = ("diptych.bring.address", "diptych.bring.fetch", "diptych.bring.wire")
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for name in whole_imports(path)
        if name.startswith(fetching) and path.parent.name != "bring"
    }

    assert users == set()


def test_no_module_grows_past_what_one_reads_in_a_sitting() -> None:
    lines = {path.name: path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py")}

    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_only_markup_makes_safe_html() -> None:
    makers = {path.name for path in PACKAGE.rglob("*.py") if "import Markup" in path.read_text(encoding="utf-8")}
    templates = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "templates").glob("*.j2")}

    assert makers == {"markup.py"}
    assert [name for name, text in templates.items() if "|safe" in text.replace(" ", "") or "autoescape" in text] == []
