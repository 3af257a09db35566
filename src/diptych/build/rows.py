"""The rows of a good build on disk. They are data and never code, and their digest stands in the manifest."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from diptych.build.records import Row
from diptych.manifest import replace_file
from diptych.render.links import Link

_NAME: Final = "rows"


class KeptRows(Struct, frozen=True, array_like=True):
    """The row of every story, in the order of the site, and the links of the site's own pages. `key` is that of the build's `Order`."""

    key: bytes
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


def keep_rows(cache: Path, rows: KeptRows) -> bytes:
    """Keep `rows` in the folder `cache` and return their digest, by which they are known again."""
    content = msgspec.msgpack.encode(rows)
    with suppress(OSError):
        replace_file(cache / _NAME, content)
    return sha256(content).digest()


def kept_rows(cache: Path, digest: bytes) -> KeptRows | None:
    """Return the rows of that digest, or None where they cannot be had."""
    with suppress(OSError, msgspec.MsgspecError):
        content = (cache / _NAME).read_bytes()
        if sha256(content).digest() == digest:
            return msgspec.msgpack.decode(content, type=KeptRows)
    return None
