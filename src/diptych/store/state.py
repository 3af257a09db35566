"""What stands in an output at a URL: a digest of each of its files, kept beside the list of them, so that nothing is sent that is there.

Before anything is touched, what is about to change is noted as unknown. A build that breaks off leaves an output that the next one mends.
"""

import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from diptych.manifest import replace_file
from diptych.store.signs import sign
from diptych.store.store import Store, content, reaching, send
from diptych.write import LIST

DIGESTS: Final = ".diptych-digests"
"""The digests of an output's files, in the order of the list, after a digest of the list itself."""

_FILES: Final = (LIST, DIGESTS)

_SIGN: Final = ".diptych-sign"
"""In the local folder: by what the digests in the store are known again."""

SIZE: Final = 16
"""Bytes of a digest."""

UNKNOWN: Final = bytes(SIZE)

State = Mapping[str, bytes]
"""The files of an output, each with its digest."""


def digest(content: bytes) -> bytes:
    """Return the digest of a file's bytes.

    >>> len(digest(b"")) == SIZE and digest(b"") != UNKNOWN
    True
    """
    return sha256(content).digest()[:SIZE]


def read_state(store: Store, local: Path) -> tuple[dict[str, bytes], bool]:
    """Return what stands in the store, and whether that is what the last build left that kept its knowledge in the folder `local`.

    Where it is not, all that is in `local` is taken away.
    """
    now = _sign(store)
    if now and now == _text(local / _SIGN):
        return _state(*(_bytes(local / name) or b"" for name in _FILES)), True
    found = [content(store, name) for name in _FILES]
    same = found[0] is not None and found == [_bytes(local / name) for name in _FILES]
    if not same:
        shutil.rmtree(local, ignore_errors=True)
        for name, told in zip(_FILES, found, strict=True):
            replace_file(local / name, told or b"")
    replace_file(local / _SIGN, now.encode())
    return _state(*(told or b"" for told in found)), same


def written(store: Store, local: Path, state: State, former: Collection[str]) -> None:
    """Write what stands in the store, there and in the folder `local`. The list is written only where it is not that of `former`."""
    listed, digests = _contents(state)
    (local / _SIGN).unlink(missing_ok=True)
    replace_file(local / DIGESTS, digests)
    if not former or _listed(former) != listed:
        replace_file(local / LIST, listed)
        send(store, str(local), [LIST])
    send(store, str(local), [DIGESTS])
    replace_file(local / _SIGN, _sign(store).encode())


def _contents(state: State) -> tuple[bytes, bytes]:
    listed = _listed(state)
    return listed, sha256(listed).digest() + b"".join(state[name] for name in sorted(state))


def _listed(names: Collection[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _state(listed: bytes, digests: bytes) -> dict[str, bytes]:
    r"""Return what the two files say; digests that are not those of the list say nothing.

    >>> _state(*_contents({"b": b"2" * SIZE, "a": b"1" * SIZE}))["b"] == b"2" * SIZE
    True
    >>> _state(b"a\n", b"") == {"a": UNKNOWN}
    True
    """
    names, known = listed.decode(errors="replace").splitlines(), digests[32:]
    if digests[:32] != sha256(listed).digest() or len(known) != SIZE * len(names):
        return dict.fromkeys(names, UNKNOWN)
    return {name: known[at * SIZE : (at + 1) * SIZE] for at, name in enumerate(names)}


def _sign(store: Store) -> str:
    with reaching(store.url):
        try:
            return sign(store.fs.info(store.at(DIGESTS)))
        except FileNotFoundError:
            return ""


def _text(path: Path) -> str:
    return (_bytes(path) or b"").decode(errors="replace")


def _bytes(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None
