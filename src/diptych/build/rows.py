"""The rows of a good build on disk. They are data and never code, and their digest stands in the manifest."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from diptych.build.records import Row
from diptych.manifest import replace_in_pieces
from diptych.render.links import Link

_NAME: Final = "rows"


class KeptRows(Struct, frozen=True, array_like=True):
    """The row of every story, in the order of the site, and the links of the site's own pages. `key` is that of the build's `Order`."""

    key: bytes
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


def keep_rows(cache: Path, rows: KeptRows) -> bytes:
    """Keep `rows` in the folder `cache` and return their digest, by which they are known again."""
    digest = sha256()

    def digested(pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    with suppress(OSError):
        replace_in_pieces(cache / _NAME, digested(_pieces(rows)))
    return digest.digest()


def _pieces(rows: KeptRows) -> Iterator[bytes]:
    """Yield what msgspec makes of `rows`, row by row, so that those of a large site are never held twice."""
    encode = msgspec.msgpack.encode
    yield b"\x93" + encode(rows.key)  # an array of three; then one of as many rows as four bytes count
    yield b"\xdd" + len(rows.rows).to_bytes(4, "big")
    yield from map(encode, rows.rows)
    yield encode(rows.links)


def kept_rows(cache: Path, digest: bytes) -> KeptRows | None:
    """Return the rows of that digest, or None where they cannot be had."""
    with suppress(OSError, msgspec.MsgspecError):
        content = (cache / _NAME).read_bytes()
        if sha256(content).digest() == digest:
            return msgspec.msgpack.decode(content, type=KeptRows)
    return None
