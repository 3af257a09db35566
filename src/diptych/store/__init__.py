"""Sites and outputs that a URL names, on any file system that fsspec reaches: a bucket, a server, a disk."""

from diptych.store.mirror import mirrored
from diptych.store.state import SIZE, UNKNOWN, State, digest, read_state, written
from diptych.store.store import Store, check_output, content, drop, drop_folder, fault, is_url, listed, opened, public, send, take

__all__ = [
    "SIZE",
    "UNKNOWN",
    "State",
    "Store",
    "check_output",
    "content",
    "digest",
    "drop",
    "drop_folder",
    "fault",
    "is_url",
    "listed",
    "mirrored",
    "opened",
    "public",
    "read_state",
    "send",
    "take",
    "written",
]
