"""Values to disk: only what changed, each file at once, and only in a folder that Diptych made.

The output folder holds a list of the files of the last build. It is what tells the folder from one that somebody else made, and what
allows the files that are no longer made to be removed, and no others.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from diptych.errors import ContentError, Place, Problem
from diptych.render import File

LIST: Final = ".diptych-files"
"""The list of a build's files, a path a line, sorted."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed: paths that were written, that stood there already with the same bytes, that were removed."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(files: Iterable[File], out: Path, root: Path) -> Written:
    """Bring the folder `out` in line with `files`; `root` is the site's own folder, whose sources may not be written over.

    Raises ContentError, before anything is touched, where `out` is not a folder that Diptych made or may make.
    """
    check_folder(out, root)
    made = {file.path: file.content for file in files}
    former = _former(out)
    # The list comes first: a build that breaks off leaves a folder that the next one knows for its own.
    _write_list(out, {*former, *made})
    removed = [path for path in former if path not in made and _remove(out, path)]
    changed = [path for path, content in made.items() if not _same(out / path, content)]
    for path in changed:
        _replace(out / path, made[path])
    _write_list(out, set(made))
    return Written(tuple(changed), tuple(path for path in made if path not in set(changed)), tuple(removed))


def stored(out: Path, path: str) -> bytes | None:
    """Return what the last build into `out` wrote at `path`, or None where it wrote nothing there."""
    with suppress(OSError):
        if (out / LIST).is_file() and _is_plain(path):
            return (out / path).read_bytes()
    return None


def _write_list(out: Path, paths: set[str]) -> None:
    listed = "".join(f"{path}\n" for path in sorted(paths)).encode()
    if not _same(out / LIST, listed):
        _replace(out / LIST, listed)


def write_text(path: Path, text: str) -> None:
    """Write one file of the editor's at once: whoever reads it meets the old or the new text, never half of one."""
    _replace(path, text.encode())


def check_folder(out: Path, root: Path) -> None:
    """Raise ContentError unless `out` is new, empty, or made by Diptych, and does not hold the site's own files."""
    fault = ""
    if root.resolve().is_relative_to(out.resolve()):
        fault = "the site cannot be written over its own sources."
    elif any(out.resolve().is_relative_to((root / name).resolve()) for name in ("templates", "site_src", "seeds")):
        fault = "this folder holds what the site is made from."
    elif out.exists() and not out.is_dir():
        fault = "this is a file, not a folder."
    elif out.is_dir() and not (out / LIST).is_file() and any(out.iterdir()):
        fault = f"Diptych did not make this folder (it has no {LIST}), so it is left as it is."
    if fault:
        raise ContentError([Problem(Place(str(out), 0, 0), fault, ("Name another folder with --out.",))])


def _former(out: Path) -> list[str]:
    """Return the files of the last build. What is not a plain path below the folder is not one of them."""
    with suppress(OSError, UnicodeDecodeError):
        return [path for path in (out / LIST).read_text(encoding="utf-8").splitlines() if _is_plain(path)]
    return []


def _is_plain(path: str) -> bool:
    pure = PurePosixPath(path)
    return bool(path) and "\0" not in path and path == pure.as_posix() and not {"/", "..", "."} & set(pure.parts)


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _replace(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and move it into place, so that no reader ever meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _remove(out: Path, path: str) -> bool:
    """Remove a file of a former build, and the folders that this empties; a link out of the folder is not followed."""
    target = out / path
    try:
        if not target.parent.resolve().is_relative_to(out.resolve()):
            return False
        target.unlink()
    except OSError:
        return False
    with suppress(OSError):
        for folder in target.parents:
            if folder == out:
                break
            folder.rmdir()
    return True
