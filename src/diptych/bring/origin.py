"""Where this Diptych was installed from, so that a site can say where to install it again."""

import json
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from diptych import __version__
from diptych.shipped import path_of

WHEELS: Final = "wheels"


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

    >>> origin_of({}).requirement == f"diptych=={__version__}"
    True
    >>> origin_of({"url": "https://example.org/d.git", "vcs_info": {"vcs": "git", "commit_id": "1ac374c"}}).requirement
    'diptych @ git+https://example.org/d.git@1ac374c'
    """
    url, vcs = str(record.get("url", "")), record.get("vcs_info") or {}
    if not url:
        return Origin(f"diptych=={__version__}")
    if vcs and not url.startswith("file:"):
        return Origin(f"diptych @ {vcs['vcs']}+{url}@{vcs['commit_id']}")
    if not url.startswith("file:"):
        return Origin(f"diptych @ {url}")
    path = path_of(url)
    if path.suffix == ".whl" and path.is_file():
        return Origin(f"./{WHEELS}/{path.name}", path)
    return Origin(f"./{WHEELS}/diptych-{__version__}-py3-none-any.whl", checkout=str(path))
