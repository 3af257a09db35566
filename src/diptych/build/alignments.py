"""Alignments that were made once are not made again: they are kept by the content of all that they depend on."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import msgspec
from msgspec import Struct

from diptych.alignment import Alignment
from diptych.build.records import ALIGNMENTS
from diptych.findings import Aligner, Question
from diptych.manifest import replace_file


class Kept(Struct):
    """An aligner that remembers, in a folder of the cache. `key` stands for the aligner itself: its code, its weights, its embedding.

    `name` is where the last answer is kept, if the disk takes it; `seconds` is what the answers took.
    """

    aligner: Aligner
    key: bytes
    cache: Path
    name: str = ""
    seconds: float = 0.0

    def __call__(self, asked: Question) -> Alignment:
        """Return what the aligner answers, from the cache where it has it."""
        clock = perf_counter()
        name = f"{sha256(self.key + msgspec.msgpack.encode(asked)).hexdigest()[:32]}.msgpack"
        path = self.cache / ALIGNMENTS / name
        found = _read(path)
        if found is None:
            found = self.aligner(asked)
            with suppress(OSError):
                replace_file(path, msgspec.msgpack.encode(found))
        self.name = name
        self.seconds += perf_counter() - clock
        return found


def _read(path: Path) -> Alignment | None:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(path.read_bytes(), type=Alignment)
    return None
