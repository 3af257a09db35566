"""One file of the site, as a value."""

from msgspec import Struct


class File(Struct, frozen=True):
    """One file of the site: its path with forward slashes, and its bytes."""

    path: str
    content: bytes
