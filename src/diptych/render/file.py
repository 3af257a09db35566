"""One file of the site, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site: its path with forward slashes, and its bytes."""

    path: str
    content: bytes
