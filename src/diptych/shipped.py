"""Templates and site material that come with Diptych. A site's own folder goes first, file by file."""

import os
import re
import sys
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec


class _Record(msgspec.Struct):
    """Where a library was installed from, as the record of its install says."""

    url: str = ""


def folders(root: Path, name: str) -> tuple[Path, ...]:
    """Return the folders called `name` (such as `templates`), the site's own first, then the shipped one; those that exist."""
    found = dict.fromkeys([(root / name).resolve(), (shipped() / name).resolve()])
    return tuple(folder for folder in found if folder.is_dir())


@cache
def shipped() -> Path:
    """Return the folder that holds Diptych's own `templates` and `site_src`.

    A wheel bundles them. In an editable install there is one copy, in the checkout that the install record names (PEP 610).
    """
    bundled = Path(__file__).with_name("_bundled")
    if bundled.is_dir():
        return bundled
    record = msgspec.json.decode((installed()["diptych"] / "direct_url.json").read_bytes(), type=_Record)
    return path_of(record.url)


@cache
def installed() -> dict[str, Path]:
    """Return the folder of the install record of every library, by its name; the folder's own name tells the version.

    `importlib.metadata` tells the same, and takes longer to import than all that an error in claims.yaml needs.

    >>> installed()["jinja2"].name.startswith("jinja2-")
    True
    """
    found: dict[str, Path] = {}
    for place in filter(os.path.isdir, sys.path):
        for name in sorted(os.listdir(place)):
            if name.endswith((".dist-info", ".egg-info")):
                found.setdefault(name.partition("-")[0].lower().replace("_", "-"), Path(place, name))
    return found


def path_of(url: str) -> Path:
    """Return the path that a `file:` URL names. `urllib.request` could tell too, and would take all of HTTP and TLS with it.

    >>> path_of("file:///home/me/two%20accounts").as_posix(), path_of("file:///C:/site").as_posix()
    ('/home/me/two accounts', 'C:/site')
    """
    path = unquote(urlsplit(url).path)
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)
