"""Tables in TOML, parsed once: what the parser makes of a text is kept beside the package, as Python keeps compiled code, and so is what
takes long to derive from it.

To parse what is known of one language takes as long as to read a small site.
"""

import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from diptych.manifest import replace_file

_FOLDER = Path(__file__).with_name("__pycache__")


def table(name: str, text: str, keep: bool = True) -> dict[str, Any]:
    r"""Return what a TOML text says; `name` tells it from the other texts that are kept. Raises tomllib.TOMLDecodeError.

    With `keep`, what the parser makes of it is kept for the next time that the same text is asked for. Where the folder of the package
    cannot be written, it is parsed each time.

    >>> table("doctest", "[numbers]\nseven = 7", keep=False)
    {'numbers': {'seven': 7}}
    """
    found: dict[str, Any] = kept(name, text.encode(), lambda: _parsed(text), keep)
    return found


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def kept(name: str, of: bytes, make: Callable[[], Any], keep: bool = True) -> Any:
    """Return what `make` makes, plain values, and keep it for the next time that it is asked for with the same `of`.

    >>> kept("doctest", b"1 2", lambda: (1, 2), keep=False)
    (1, 2)
    """
    path = _FOLDER / f"{name}.{sys.implementation.cache_tag}.table"
    digest = sha256(of).digest()
    with suppress(OSError, ValueError, TypeError, EOFError):
        content = path.read_bytes()
        if content.startswith(digest):
            return marshal.loads(memoryview(content)[len(digest) :])  # noqa: S302 - it is as much ours as compiled code is
    found = make()
    if keep:
        with suppress(OSError, ValueError):  # a date is no value that can be kept
            replace_file(path, digest + marshal.dumps(found))
    return found
