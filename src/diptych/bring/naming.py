"""What a new source is called, where its text goes, and which bytes are stored."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from diptych.bring.entry import Addition
from diptych.bring.gather import Gathered
from diptych.bring.refused import refused
from diptych.bring.target import MisuseError, Order, Target, check_id
from diptych.read.problems import slug

_LONGEST: Final = 40
_TEXTS: Final = (".txt", ".text", ".md", ".markdown")


def stored(gathered: Gathered) -> bytes:
    """Return the bytes of the source's text: the very bytes that came where they are text in UTF-8, else the text in UTF-8."""
    if gathered.suffix in (".txt", ".md"):
        try:
            gathered.raw.decode()
        except UnicodeDecodeError:
            return gathered.found.text.encode()
        return gathered.raw
    return gathered.found.text.encode()


def named(root: Path, into: Target, gathered: Gathered, content: bytes, order: Order, made: Iterable[Addition]) -> tuple[str, str]:
    """Return the id of a new source, and the file for its text: its own where it stands in the site's folder already."""
    taken = {each.id for each in into.sources} | {each.id for each in made}
    here = _here(root, gathered, content)
    suffix = ".md" if gathered.suffix == ".md" else ".txt"
    if order.id:
        check_id("--id", order.id)
        if order.id in taken:
            raise MisuseError(f"--id: `{into.story}` has a source `{order.id}` already.")
        file = here or f"seeds/{into.story}/{order.id}{suffix}"
        if not _free(root, file, content):
            raise refused(file, "another text stands in this file.", "Take it away, or choose another --id.")
        return order.id, file
    wanted = _wanted(gathered, order)
    for number in range(1, 1000):
        source_id = wanted if number == 1 else f"{wanted}-{number}"
        file = here or f"seeds/{into.story}/{source_id}{suffix}"
        if source_id not in taken and _free(root, file, content):
            return source_id, file
    raise MisuseError(f"Every id like `{wanted}` is taken; choose one with --id.")


def _wanted(gathered: Gathered, order: Order) -> str:
    """Return the id that says most: the publisher, the host of its address, the name of its file."""
    host = re.sub(r"^www\d?\.", "", urlsplit(order.url or gathered.url).hostname or "")
    known = (order.publisher or gathered.found.publisher, host.rpartition(".")[0], gathered.name, "source")
    slugs = (re.sub(r"^(?:the|der|die|das|le|la|el|il)-(?=\w)", "", slug(name)) for name in known)
    return next(each[:_LONGEST].strip("-") for each in slugs if len(each) > 1)


def _here(root: Path, gathered: Gathered, content: bytes) -> str:
    """Return the path of a text that stands in the site's folder and can stay there, or nothing."""
    if gathered.path is None or content != gathered.raw or gathered.path.suffix.lower() not in _TEXTS:
        return ""
    whole = gathered.path.resolve()
    return whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) else ""


def _free(root: Path, file: str, content: bytes) -> bool:
    """Tell whether a text may go to `file`: nothing stands there, or the same bytes."""
    path = root / PurePosixPath(file)
    return not path.exists() or (path.is_file() and sha256(path.read_bytes()).digest() == sha256(content).digest())
