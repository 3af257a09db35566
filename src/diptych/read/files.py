"""Bytes from disk to text, with a problem for everything that may be wrong with a file."""

import codecs
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from diptych.errors import Excerpt, Place
from diptych.manifest import CLAIMS_FILE
from diptych.read.problems import Problems
from diptych.text import line_column

LARGEST: Final = 20_000_000
"""Bytes that a source or a claims file may have; more is surely not one text."""


class TextFile(Struct, frozen=True):
    r"""A file's text as read (utf-8-sig, newlines as `\n`), and the SHA-256 of its bytes."""

    name: str
    text: str
    sha256: str


def read_text(root: Path, name: str, problems: Problems, at: Place | None = None, excerpt: Excerpt | None = None) -> TextFile | None:
    """Return the text of the file `name` under `root`, or None after noting what is wrong with it.

    `at` is where an editor named the file; without it, problems stand at the file itself.
    """
    place = at or Place(name)
    fault = _unreachable(root, name)
    if fault is None:
        try:
            with open(os.path.join(root, name), "rb") as file:
                raw = file.read()
        except OSError as error:
            fault = f"cannot read {name}: {(error.strerror or 'unknown reason').lower()}."
        else:
            return _decoded(name, raw, problems)
    problems.add(place, fault, excerpt=excerpt)
    return None


def is_folder(root: Path, name: str) -> bool:
    """Tell whether `name` is a folder under `root`; a name that no disk can hold is none."""
    return os.path.isdir(os.path.join(root, name))


def has_file(root: Path, name: str) -> bool:
    """Tell whether `name` is a file under `root`; what lies outside of it is none."""
    try:
        return (root / name).is_file() and (root / name).resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _unreachable(root: Path, name: str) -> str | None:
    try:
        path, top = os.path.realpath(os.path.join(root, name)), os.path.realpath(root)
        if path != top and not path.startswith(top.rstrip(os.sep) + os.sep):
            return f"{name} lies outside the site's folder; paths begin there, such as `seeds/courier.txt`."
        try:
            found = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return _no_site(root) if name == CLAIMS_FILE else missing(root, name)
    except (OSError, ValueError):
        return f"{name!r} is not a path that this system can open."
    if stat.S_ISDIR(found.st_mode):
        return f"{name} is a folder, not a file."
    return f"{name} has {found.st_size:,} bytes; Diptych reads up to {LARGEST:,}." if found.st_size > LARGEST else None


def _no_site(root: Path) -> str:
    told = f"there is no file {CLAIMS_FILE} in {root if root.name else root.resolve()}, so this is no site of Diptych."
    yml = Path(CLAIMS_FILE).with_suffix(".yml").name
    if (root / yml).is_file():
        return f"{told} Rename {yml} to {CLAIMS_FILE}."
    return f"{told} Name the site's folder, as in diptych --root FOLDER, or make a site: diptych new FOLDER."


def missing(root: Path, name: str) -> str:
    """Return that there is no file `name` under `root`, and which one of a like name there is."""
    from difflib import get_close_matches

    folder = (root / name).parent
    present = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    stems = {Path(each).stem: each for each in present}
    near = [stems[stem] for stem in get_close_matches(Path(name).stem, stems, 1, 0.6)]
    parent = Path(name).parent.as_posix()
    if near:
        return f"there is no file {name}. Did you mean `{near[0] if parent == '.' else f'{parent}/{near[0]}'}`?"
    return f"there is no file {name}."


def _decoded(name: str, raw: bytes, problems: Problems) -> TextFile | None:
    if b"\0" in raw:
        problems.add(Place(name), "this is not a text file: it holds zero bytes.", "Save it as UTF-8 text.")
        return None
    plain = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = _newlines(plain.decode())
    except UnicodeDecodeError as error:
        before = _newlines(plain[: error.start].decode())
        place = Place(name, *line_column(before, len(before)))
        problems.add(place, f"byte {plain[error.start]:#04x} is not UTF-8.", "Save the file as UTF-8.")
        return None
    if not text.strip():
        hint = "It begins with `site:` and `stories:`." if name == CLAIMS_FILE else ""
        problems.add(Place(name), "this file is empty.", hint)
        return None
    return TextFile(name, text, sha256(raw).hexdigest())


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
