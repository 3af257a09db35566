"""Values to disk: only what changed, each file at once, and only in a folder that Diptych made.

The output folder holds a list of the files of the last build. It is what tells the folder from one that somebody else made, and what
allows the files that are no longer made to be removed, and no others.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from diptych.errors import ContentError, Place, Problem
from diptych.obstacles import check_way
from diptych.render.file import File

LIST: Final = ".diptych-files"
"""The list of a build's files, a path a line, sorted."""

STAGING: Final = ".diptych-new-"
"""Begins the name of the folder in the output that holds what is not in its place yet."""


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a folder for what will be moved into `out`. It is gone afterwards in any case, and one that a build left behind is too."""
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    for left in os.listdir(out) if out.is_dir() else ():
        if left.startswith(STAGING) and not _runs(left.removeprefix(STAGING)):
            shutil.rmtree(out / left, ignore_errors=True)
    folder = out / f"{STAGING}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # a person knows the folder that was asked for, and not the one in it
        raise OSError(error.errno, error.strerror, str(out)) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # a folder that is not empty stays
            for each in made:
                each.rmdir()


def _runs(process: str) -> bool:
    """Tell whether a build that works in a staging folder may still run; where that cannot be known, it may."""
    if os.name != "posix" or not process.isdecimal():
        return os.name != "posix"
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return int(process) != os.getpid()


def stage(folder: str, out: str, file: File) -> bool:
    """Write a file into the staging folder unless the same bytes are in their place already, and tell whether it did."""
    if _same(f"{out}/{file.path}", file.content):
        return False
    path = f"{folder}/{file.path}"
    try:
        _put(path, file.content)
    except FileNotFoundError:
        os.makedirs(path.rpartition("/")[0], exist_ok=True)
        _put(path, file.content)
    return True


def _put(path: str, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def commit(folder: Path, out: Path, made: Iterable[str]) -> tuple[str, ...]:
    """Move what is staged in `folder` into place, and remove what a former build made and is not in `made`. Returns what it removed.

    `made` are paths in order, and can be gone through more than once. Raises ContentError, with nothing touched, where something that no
    build made stands in the way.
    """
    listed = _listed(made)
    if _same(f"{out}/{LIST}", listed):
        return move(str(folder), str(out))
    former = _former(out)
    stay = frozenset(made if former else ())
    gone = [path for path in former if path not in stay and is_plain(path)]
    check_way(str(folder), str(out), frozenset(gone))
    # The list comes first: a build that breaks off leaves a folder that the next one knows for its own.
    _write_list(out, _listed(sorted([*gone, *made])) if gone else listed)
    removed = tuple(path for path in gone if remove(out, path))
    _move(str(folder), str(out))
    _write_list(out, listed)
    return removed


def commit_some(folder: Path, out: Path, gone: Set[str], made: Iterable[str]) -> tuple[str, ...]:
    """Do the same where every other file of the last build stays: `made` takes the place of `gone`."""
    return commit(folder, out, sorted({*(path for path in _former(out) if path not in gone), *made}))


def stored(out: Path, path: str) -> bytes | None:
    """Return what the last build into `out` wrote at `path`, or None where it wrote nothing there."""
    with suppress(OSError):
        if (out / LIST).is_file() and is_plain(path):
            return (out / path).read_bytes()
    return None


def move(folder: str, out: str) -> tuple[str, ...]:
    """Move all that is in `folder` into `out`, and remove nothing. Raises ContentError, with nothing touched, where something stands in the
    way.
    """
    check_way(folder, out, frozenset())
    _move(folder, out)
    return ()


def _move(folder: str, out: str) -> None:
    """Move a folder that is new in `out` at once, else file by file."""
    with os.scandir(folder) as found:
        listed = sorted(found, key=lambda each: each.name)
    for each in listed:
        target = f"{out}/{each.name}"
        if each.is_dir() and os.path.isdir(target):
            _move(each.path, target)
        else:
            os.replace(each.path, target)


def _listed(paths: Iterable[str]) -> bytes:
    lines = BytesIO()  # and no list of lines, of which a large site has hundreds of thousands
    lines.writelines(f"{path}\n".encode() for path in paths)
    return lines.getvalue()


def _write_list(out: Path, listed: bytes) -> None:
    if not _same(f"{out}/{LIST}", listed):
        _replace(out / LIST, listed)


def write_text(path: Path, text: str) -> None:
    """Write one file of the editor's at once: whoever reads it meets the old or the new text, never half of one."""
    _replace(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write one file at once, as `write_text` does, making the folders that it stands in."""
    _replace(path, content)


def check_folder(out: Path, root: Path) -> None:
    """Raise ContentError unless `out` is new, empty, or made by Diptych, and does not hold the site's own files."""
    fault = ""
    above = next((folder for folder in out.parents if os.path.lexists(folder)), out)
    if root.resolve().is_relative_to(out.resolve()):
        fault = "the site cannot be written over its own sources."
    elif any(out.resolve().is_relative_to((root / name).resolve()) for name in ("templates", "site_src", "seeds")):
        fault = "this folder holds what the site is made from."
    elif out.exists() and not out.is_dir():
        fault = "this is a file, not a folder."
    elif not above.is_dir() and above != out:
        fault = f"{above} is a file, not a folder."
    elif out.is_dir() and not (out / LIST).is_file() and any(not each.name.startswith(STAGING) for each in out.iterdir()):
        fault = f"Diptych did not make this folder (it has no {LIST}), so it is left as it is."
    if fault:
        raise ContentError([Problem(Place(str(out), 0, 0), fault, ("Name another folder with --out.",))])


def _former(out: Path) -> list[str]:
    """Return the files of the last build, as its list has them."""
    with suppress(OSError, UnicodeDecodeError):
        return (out / LIST).read_text(encoding="utf-8").splitlines()
    return []


def is_plain(path: str) -> bool:
    """Tell whether a line of the list is a plain path below the folder."""
    pure = PurePosixPath(path)
    return bool(path) and "\0" not in path and path == pure.as_posix() and not {"/", "..", "."} & set(pure.parts)


def _same(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb", buffering=0) as file:
            return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
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


def remove(out: Path, path: str) -> bool:
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
