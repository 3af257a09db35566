"""Where the cache of a site lies, and which files a glob of stories names."""

import fnmatch
import os
import posixpath
from contextlib import suppress
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from typing import Final

from diptych.manifest.stamps import is_file

CLAIMS_FILE: Final = "claims.yaml"

CACHE: Final = ".diptych"
"""The folder of everything that may be deleted at any time: the next build makes it again."""


OUTPUT: Final = "_site"
"""The folder that a site is written to where no other is named, in the site's own."""


def cache_folder(root: Path, out: Path) -> Path:
    """Return the folder that keeps what is known of the builds of `root` into `out`; it need not exist.

    >>> cache_folder(Path("/site"), Path("/site/_site")).relative_to("/site").as_posix()
    '.diptych/_site-97a77258'
    """
    top, whole = os.path.realpath(root), os.path.realpath(out)
    name = os.path.relpath(whole, top) if whole.startswith(top + os.sep) else whole
    return root / CACHE / f"{out.name}-{sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def matched(root: Path, pattern: str) -> list[str]:
    """Return the files of `root` that a glob of stories names, sorted; claims.yaml is no story, and what is no glob names nothing."""
    if "**" in pattern or os.path.isabs(pattern):
        with suppress(ValueError, NotImplementedError, IndexError):
            return sorted({path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file()} - {CLAIMS_FILE})
        return []
    folder, name = posixpath.split(posixpath.normpath(pattern))
    if has_magic(name) and not has_magic(folder):
        found = [posixpath.join(folder, each) for each in fnmatch.filter(_files_in(root / folder), name)]
    else:
        every = glob(posixpath.join(folder, name), root_dir=root, include_hidden=True)
        found = [each.replace(os.sep, "/") for each in every if os.path.isfile(root / each)]
    return sorted(each for each in found if each != CLAIMS_FILE)


def _files_in(folder: Path) -> list[str]:
    """Return the names of the files of a folder, which need not exist. Most are known for files without a look at each."""
    try:
        with os.scandir(folder) as found:
            return [each.name for each in found if is_file(each)]
    except OSError:
        return []


def searched(root: Path, pattern: str) -> list[str]:
    """Return the folders of `root` in which a file that comes or goes may change what `pattern` names.

    >>> searched(Path("."), "stories/*.yaml")
    ['stories']
    """
    parts = pattern.split("/")
    fixed = next((at for at, part in enumerate(parts) if any(sign in part for sign in "*?[")), len(parts) - 1)
    top = "/".join(parts[:fixed]) or "."
    if fixed == len(parts) - 1:
        return [top]
    return [top, *(os.path.relpath(folder, root) for folder, *_ in os.walk(root / top))]
