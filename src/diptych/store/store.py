"""A folder that a URL names: what is needed of it, and in a line what it refuses. fsspec is imported when one is opened."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from msgspec import Struct

from diptych.errors import ContentError, Place, Problem
from diptych.write import LIST, STAGING

_URL: Final = re.compile(r"[A-Za-z][\w+.-]*(::.*)?://")


_OF_BUCKETS: Final = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss")
"""Where a folder need not exist to be written to, and a bucket must."""


class Store(Struct, frozen=True):
    """A folder on a file system of fsspec: its URL, the file system, its path there."""

    url: str
    fs: Any
    path: str

    def at(self, name: str) -> str:
        """Return the path of a file of this folder."""
        return f"{self.path}/{name}" if self.path else name


def is_url(text: str) -> bool:
    r"""Tell whether a folder is named by a URL.

    >>> is_url("s3://bucket/site"), is_url("zip://site::s3://bucket/a.zip"), is_url("/home/me/site"), is_url("C:\\site")
    (True, True, False, False)
    """
    return _URL.match(text) is not None


def trimmed(url: str) -> str:
    """Return a URL without the slashes at its end, but for those that belong to its beginning.

    >>> trimmed("s3://bucket/site/"), trimmed("file:///"), trimmed("memory://")
    ('s3://bucket/site', 'file:///', 'memory://')
    """
    return re.sub(r"(?<=[^/:])/+$", "", url)


def opened(url: str) -> Store:
    """Return the folder that `url` names; it need not exist. Raises ContentError where nothing can reach it."""
    plain = trimmed(url)
    with reaching(plain):
        fs, path = _found(plain)
        fs.invalidate_cache()
        bucket = path.partition("/")[0] if plain.partition(":")[0] in _OF_BUCKETS else ""
        with suppress(PermissionError):  # who may read one folder of a bucket may not see the bucket
            if bucket and not fs.exists(bucket):
                raise fault(plain, f"there is no bucket `{bucket}`.", "Make it, or mend its name.")
    return Store(plain, fs, path.rstrip("/"))


def _found(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise fault(url, "a site or output at a URL needs fsspec.", 'pip install "diptych[cluster]"') from None
    scheme = url.partition(":")[0]
    try:
        fs, path = url_to_fs(url)
    except ImportError as error:
        name = getattr(error.__cause__ or error, "name", None)
        raise fault(url, f"{scheme}:// needs a driver that is not installed.", f"pip install {name}" if name else _line(error)) from None
    except ValueError as error:
        if "rotocol" not in str(error):
            raise
        raise fault(url, f"`{scheme}` is no protocol that fsspec knows.", _nearest(scheme)) from None
    return fs, path


def _nearest(scheme: str) -> str:
    from difflib import get_close_matches

    from fsspec import available_protocols

    near = get_close_matches(scheme, available_protocols(), 1)
    return f"Did you mean {near[0]}://?" if near else "s3://, gs://, abfs:// and sftp:// are some that it knows."


def public(url: str) -> str:
    """Return a URL as it may be read by others.

    >>> public("ftp://me:secret@example.org/site"), public("s3://bucket/site")
    ('ftp://me@example.org/site', 's3://bucket/site')
    """
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1@", url)


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Tell in a line what the file system refuses. Drivers raise what they like: whatever comes is one."""
    try:
        yield
    except ContentError:
        raise
    except FileNotFoundError as error:
        raise fault(url, f"not found: {_line(error)}.") from None
    except PermissionError as error:
        raise fault(url, f"permission denied ({_line(error)}).", "Give this account the right to read, write, list and delete.") from None
    except Exception as error:
        raise fault(url, f"{_line(error)}.") from None


def _line(error: Exception) -> str:
    told = str(error.strerror if isinstance(error, OSError) and error.strerror else error).strip() or type(error).__name__
    return told.splitlines()[0].rstrip(".")


def fault(url: str, message: str, hint: str = "") -> ContentError:
    """Return a problem of a URL."""
    return ContentError([Problem(Place(public(url), 0, 0), message, (hint,) if hint else ())])


def check_output(store: Store, root: str) -> None:
    """Raise ContentError unless the store is new, empty, or made by Diptych, and does not hold the files of the site at the URL `root`."""
    wrong, root = "", trimmed(root)
    if f"{root}/".startswith(f"{store.url}/"):
        wrong = "the site cannot be written over its own sources."
    elif root and store.url.removeprefix(f"{root}/").split("/")[0] in ("templates", "site_src", "seeds"):
        wrong = "this folder holds what the site is made from."
    else:
        names = listed(store)
        if LIST not in names and any(not name.startswith(STAGING) for name in names):
            wrong = f"Diptych did not make this folder (it has no {LIST}), so it is left as it is."
    if wrong:
        raise fault(store.url, wrong, "Name another folder with --out.")


def listed(store: Store) -> list[str]:
    """Return the names of what is in the folder itself; none where it is not there."""
    with reaching(store.url):
        try:
            return [PurePosixPath(path).name for path in store.fs.ls(store.path, detail=False)]
        except FileNotFoundError:
            return []


def content(store: Store, name: str) -> bytes | None:
    """Return the bytes of a file, or None where it is not there."""
    with reaching(store.url):
        try:
            return bytes(store.fs.cat_file(store.at(name)))
        except FileNotFoundError:
            return None


def send(store: Store, folder: str, names: Sequence[str]) -> None:
    """Write files of a local folder into the store under the same names, many at once where its driver can."""
    local = [f"{folder}/{name}" for name in names]
    there = [store.at(name) for name in names]
    with reaching(store.url):
        if store.fs.async_impl:
            _each(store.fs.put, local, there)
            return
        made = cache(lambda parent: store.fs.makedirs(parent, exist_ok=True))
        for one, other in zip(local, there, strict=True):
            made(other.rpartition("/")[0])
            store.fs.put_file(one, other)


def take(store: Store, names: Sequence[str], folder: str) -> None:
    """Copy files of the store into a local folder under the same names."""
    local = [f"{folder}/{name}" for name in names]
    there = [store.at(name) for name in names]
    with reaching(store.url):
        if store.fs.async_impl:
            _each(store.fs.get, there, local)
            return
        for one, other in zip(there, local, strict=True):
            os.makedirs(os.path.dirname(other), exist_ok=True)
            store.fs.get_file(one, other)


_AT_ONCE: Final = 1024
"""Files that a driver is given at once."""


def _each(do: Callable[[list[str], list[str]], object], ones: list[str], others: list[str]) -> None:
    for at in range(0, len(ones), _AT_ONCE):
        do(ones[at : at + _AT_ONCE], others[at : at + _AT_ONCE])


def drop(store: Store, names: Iterable[str]) -> None:
    """Remove files, and the folders that this empties where a store has folders; what is gone already is gone."""
    paths = [store.at(name) for name in names]
    with reaching(store.url):
        if store.fs.async_impl:
            plain = [path for path in paths if not re.search(r"[*?\[]", path)]  # those signs would name others too
            for at in range(0, len(plain), _AT_ONCE):
                with suppress(FileNotFoundError):
                    store.fs.rm(plain[at : at + _AT_ONCE])
            paths = [path for path in paths if path not in set(plain)]
        for path in paths:
            with suppress(FileNotFoundError):
                store.fs.rm_file(path)
        if not store.fs.async_impl:
            _drop_empty(store, paths)


def _drop_empty(store: Store, gone: Iterable[str]) -> None:
    top = PurePosixPath(store.path)
    folders = {folder for path in gone for folder in PurePosixPath(path).parents if folder.is_relative_to(top) and folder != top}
    for folder in sorted(folders, key=lambda each: (-len(each.parts), each)):
        with suppress(Exception):  # it is not empty, or the driver knows no folders
            if not store.fs.ls(str(folder), detail=False):
                store.fs.rmdir(str(folder))


def drop_folder(store: Store, name: str) -> None:
    """Remove a folder with all that is in it."""
    with reaching(store.url), suppress(FileNotFoundError):
        store.fs.rm(store.at(name), recursive=True)


def home() -> Path:
    """Return the folder of this account that keeps what may be fetched again at any time."""
    return Path(os.environ.get("DIPTYCH_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "diptych"
