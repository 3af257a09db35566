"""Where the cache of a site lies, and which files a glob of stories names."""

import os
import posixpath
from contextlib import suppress
from glob import glob
from hashlib import sha256
from pathlib import Path
from typing import Final

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
    found = glob(posixpath.normpath(pattern), root_dir=root, include_hidden=True)  # a tenth of the time
    named = (name.replace(os.sep, "/") for name in found if os.path.isfile(os.path.join(root, name)))
    return sorted(name for name in named if name != CLAIMS_FILE)


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
