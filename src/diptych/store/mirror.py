"""A site in a store, mirrored: a local folder with the same files, of which only those are fetched that changed there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

import msgspec

from diptych.errors import ContentError
from diptych.manifest import CLAIMS_FILE, files_below, replace_file
from diptych.store.signs import sign
from diptych.store.store import Store, fault, home, opened, reaching, take
from diptych.write import LIST, is_plain, remove

_SIGNS: Final = "signs.json"


def mirrored(url: str) -> Path:
    """Return a local folder with the files of the site at `url`, as they are there now. Raises ContentError where there is no site.

    An output in the site's folder is no part of it, nor is what begins with a dot at the top.
    """
    store = opened(url)
    kept = home() / "sites" / f"{PurePosixPath(store.path).name or 'site'}-{sha256(store.url.encode()).hexdigest()[:12]}"
    folder = kept / "site"
    with reaching(store.url):
        found = {name: sign(info) for name, info in _without_outputs(dict(_files(store))).items()}
    if CLAIMS_FILE not in found:
        raise fault(store.url, f"there is no file {CLAIMS_FILE} here, so this is no site of Diptych.")
    former = _former(kept / _SIGNS)
    changed = [name for name, now in found.items() if not now or former.get(name) != now or not (folder / name).is_file()]
    (kept / _SIGNS).unlink(missing_ok=True)  # a run that breaks off leaves no false witness
    for name in files_below(str(folder)):
        if name not in found and not name.startswith("."):
            remove(folder, name)
    _fetched(store, changed, folder)
    replace_file(kept / _SIGNS, msgspec.json.encode(found))
    return folder


def _files(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every file of the site by its name, with what the driver tells of it; those of an output come too where it lies deep."""
    fs, top = store.fs, len(store.path)
    for each in fs.ls(store.path, detail=True):
        path = each["name"].rstrip("/")
        if PurePosixPath(path).name.startswith(".") or path == store.path:
            continue
        if each["type"] != "directory":
            yield path[top:].lstrip("/"), each
        elif not fs.exists(f"{path}/{LIST}"):  # an output of very many files is not listed
            yield from ((name[top:].lstrip("/"), info) for name, info in fs.find(path, detail=True).items())


def _without_outputs(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    outputs = {name.removesuffix(LIST) for name in found if PurePosixPath(name).name == LIST}
    plain = (name for name in found if is_plain(name) and not f"/{name}".count("/.diptych"))
    return {name: found[name] for name in plain if not any(map(name.startswith, outputs))}


def _former(path: Path) -> dict[str, str]:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    return {}


def _fetched(store: Store, names: list[str], folder: Path) -> None:
    """Fetch files beside the mirror, and move those into it that differ: the stamp of one that does not stays."""
    beside = folder.with_name(f"new-{os.getpid()}")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        take(store, names, str(beside))
        for name in names:
            new, old = beside / name, folder / name
            if old.is_file() and old.read_bytes() == new.read_bytes():
                continue
            if old.is_dir():
                shutil.rmtree(old)
            old.parent.mkdir(parents=True, exist_ok=True)
            os.replace(new, old)
    except OSError as error:
        raise ContentError(fault(store.url, f"cannot be mirrored in {folder}: {error.strerror or error}.").problems) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
