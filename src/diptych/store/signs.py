"""By what a file of a store is known again without reading it: the sign that its listing gives, where that can be trusted."""

import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

_TAGS: Final = ("ETag", "etag", "md5Hash", "crc32c", "generation")
"""What changes with the bytes, by the names that drivers have for it."""

_TIMES: Final = ("mtime", "LastModified", "last_modified", "modified", "modify", "updated", "created")

_SETTLED: Final = 60.0
"""Seconds after which a file that is as old was not written twice at the same time by a clock that goes by seconds, or by another clock."""


def sign(info: Mapping[str, Any]) -> str:
    """Return a sign of the bytes of a file, from what a driver tells of it; nothing where they have to be read to be known.

    >>> sign({"size": 9, "ETag": '"ab12"'})
    '9 "ab12"'
    >>> sign({"size": 9, "mtime": 1700000000.5})
    '9 1700000000.5'
    >>> sign({"size": 9}), sign({"size": 9, "mtime": time.time()})
    ('', '')
    """
    tag = next((info[key] for key in _TAGS if info.get(key)), None)
    if tag is not None:
        return f"{info.get('size')} {tag}"
    told = _time(next((info[key] for key in _TIMES if info.get(key)), None))
    return f"{info.get('size')} {told}" if told is not None and told < time.time() - _SETTLED else ""


def _time(told: object) -> float | None:
    """Return a time of a listing in seconds, or None where it is none.

    >>> _time("20231114221320"), _time(datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)), _time("lately")
    (1700000000.0, 1700000000.0, None)
    """
    if isinstance(told, int | float):
        return float(told)
    if isinstance(told, datetime):
        return told.timestamp()
    with suppress(ValueError):
        return datetime.strptime(str(told)[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    return None
