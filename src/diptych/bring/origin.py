"""Where this Diptych was installed from, so that a site can say where to install it again; and whether what it says is there."""

import json
import shlex
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from diptych import __version__
from diptych.errors import Place, Problem
from diptych.shipped import path_of

WHEELS: Final = "wheels"
REQUIREMENTS: Final = "requirements.txt"
_EXTRAS: Final = "[search,share]"
"""What a published site has: full-text search, and pictures for links to it."""


_FILES: Final = (".whl", ".zip", ".tar.gz")
"""How the names of files end that pip installs from."""


class Origin(Struct, frozen=True):
    """`requirement` is the line for requirements.txt, a path in it from the site's folder.

    `wheel` is a file to be copied to `wheels/`. Where there is none to copy but one is required, `checkout` is where it is made from.
    """

    requirement: str
    wheel: Path | None = None
    checkout: str = ""


def origin() -> Origin:
    """Return where this Diptych was installed from, as its install record tells (PEP 610)."""
    return origin_of(json.loads(metadata.distribution("diptych").read_text("direct_url.json") or "{}"))


def origin_of(record: dict[str, Any]) -> Origin:
    """Return the origin that an install record tells; a package index where there is no record.

    >>> origin_of({}).requirement == f"diptych[search,share]=={__version__}"
    True
    >>> origin_of({"url": "https://example.org/d.git", "vcs_info": {"vcs": "git", "commit_id": "1ac374c"}}).requirement
    'diptych[search,share] @ git+https://example.org/d.git@1ac374c'
    """
    url, vcs = str(record.get("url", "")), record.get("vcs_info") or {}
    if not url:
        return Origin(f"diptych{_EXTRAS}=={__version__}")
    if vcs and not url.startswith("file:"):
        return Origin(f"diptych{_EXTRAS} @ {vcs['vcs']}+{url}@{vcs['commit_id']}")
    if not url.startswith("file:"):
        return Origin(f"diptych{_EXTRAS} @ {url}")
    path = path_of(url)
    if path.suffix == ".whl" and path.is_file():
        return Origin(f"./{WHEELS}/{path.name}{_EXTRAS}", path)
    return Origin(f"./{WHEELS}/diptych-{__version__}-py3-none-any.whl{_EXTRAS}", checkout=str(path))


def wheel_command(checkout: str) -> str:
    """Return the command that makes the wheel of a site from the checkout of Diptych.

    >>> wheel_command("/home/me/my code")
    "python -m pip wheel --no-deps --wheel-dir wheels '/home/me/my code'"
    """
    return f"python -m pip wheel --no-deps --wheel-dir {WHEELS} {shlex.quote(checkout)}"


def absent(root: Path) -> Iterator[Problem]:
    """Yield each line of the site's requirements.txt that names a file which is not there: nobody could install from it."""
    try:
        lines = (root / REQUIREMENTS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for number, line in enumerate(lines, 1):
        name = _file_in(line)
        if name and not (root / name).exists():
            yield Problem(Place(REQUIREMENTS, number, line.index(name) + 1), f"there is no {name} to install from", (_way_out(name),))


def _file_in(line: str) -> str:
    """Return the file or folder that a line of requirements.txt names, or nothing where it names a package, an address or an option.

    >>> _file_in("./wheels/diptych-1.2-py3-none-any.whl[share]  # ours"), _file_in("diptych==1.2")
    ('./wheels/diptych-1.2-py3-none-any.whl', '')
    """
    name = line.strip().partition(" ")[0].partition("[")[0]
    return name if name.startswith(("./", "../", "/")) or (name.lower().endswith(_FILES) and "://" not in name) else ""


def _way_out(name: str) -> str:
    if not name.rpartition("/")[2].startswith("diptych-"):
        return "Put it there, or take the line away."
    checkout = origin().checkout
    return f"Make it: {wheel_command(checkout)}" if checkout else "Put the wheel of Diptych there, or name a package: `diptych==…`."
