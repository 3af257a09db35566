"""A new site: an invented story that builds at once, the schema, the workflow, and where Diptych comes from."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from diptych.bring.origin import REQUIREMENTS, WHEELS, Origin, origin, wheel_command
from diptych.bring.refused import refused
from diptych.read import CLAIMS_FILE, schema
from diptych.shipped import shipped
from diptych.write import write_bytes

SCHEMA: Final = "claims.schema.json"
_ALLOWED: Final = {".git"}
"""What may stand in a folder that counts as empty."""


class Made(Struct, frozen=True):
    """What was made: the files, what to run next and why, and what an editor has to know."""

    files: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def new(folder: Path, source: Origin | None = None) -> Made:
    """Make a site in `folder`, which has to be new or empty. Raises ContentError where it is not, or cannot be written."""
    source = source or origin()
    _check(folder)
    files = dict(_files(source))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(files, key=lambda name: (name == CLAIMS_FILE, name)):  # the claims file last: with it, it is a site
            write_bytes(folder / name, files[name])
    except (OSError, ValueError) as error:
        raise refused(str(folder), f"no site can be made here: {_cause(error)}.", "Name another folder.") from None
    return Made(tuple(sorted(files)), tuple(_steps(folder)), tuple(_notes(source)))


def _check(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise refused(str(folder), "this is a file, not a folder.", "Name a folder that does not exist yet.")
        found = sorted({path.name for path in folder.iterdir()} - _ALLOWED) if folder.is_dir() else []
    except (OSError, ValueError) as error:
        raise refused(str(folder), f"no site can be made here: {_cause(error)}.", "Name another folder.") from None
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        message = f"this folder is not empty, so it is left as it is: it holds {', '.join(found[:3])}{more}."
        raise refused(str(folder), message, "Name a folder that does not exist yet.")


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", "") or "this is no path").lower()


def _files(source: Origin) -> Iterator[tuple[str, bytes]]:
    starter = shipped() / "starter"
    for path in sorted(starter.rglob("*")):
        if path.is_file() and "_site" not in path.parts:
            yield path.relative_to(starter).as_posix(), path.read_bytes()
    yield SCHEMA, schema().encode()
    yield REQUIREMENTS, f"{source.requirement}\n".encode()
    if source.wheel:
        yield f"{WHEELS}/{source.wheel.name}", source.wheel.read_bytes()


def _steps(folder: Path) -> Iterator[tuple[str, str]]:
    if folder.resolve() != Path.cwd():
        yield f"cd {shlex.quote(str(folder))}", "everything below is run there"
    yield "diptych serve --open", "look at the site; it is built anew whenever you save"
    yield "diptych add URL --story ID --title …", "start a story of your own; README.md tells the rest"


def _notes(source: Origin) -> Iterator[str]:
    if source.wheel:
        yield f"{REQUIREMENTS} installs Diptych from {WHEELS}/, where a copy of the wheel was put that this Diptych came from."
    if source.checkout:
        yield (
            f"Before you publish, put Diptych itself into {WHEELS}/, where {REQUIREMENTS} and the workflow install it from:\n\n"
            f"  {wheel_command(source.checkout)}"
        )
