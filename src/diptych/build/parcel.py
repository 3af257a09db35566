"""A story job for a worker that shares no disk with the build: what its stories are made from travels with it, and what the cache keeps
comes back. The files that it makes go into the store of the output, in a pack, and later from there to their places.

Whatever is wrong with a story is told by the build itself, which sees all of the site: a hint may name a file that no story does.
"""

import os
import platform
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.build.records import ALIGNMENTS, Order, Row, StoryResult, Task
from diptych.errors import ContentError
from diptych.manifest import CLAIMS_FILE, files_below, replace_file, stamp
from diptych.read import StoryEntry, Top
from diptych.read.files import has_file
from diptych.store import Store, content, digest, fault, opened, send
from diptych.write import is_plain

Work = Callable[[Order, Sequence[Task]], list[StoryResult]]

MARK: Final = "build"
"""The file by which a worker knows that it sees the same store as the build."""

_FILE: Final = re.compile(r"""\bfile["']?[ \t]*:[ \t]*["']?([^"'\n,}#]+)""")
"""A source's file, as nearly every story names it. One that is not found so is missed by the worker, and the build makes the story."""

_PRIVATE: Final = "../private"
"""Where a worker has the private texts, from its site's folder."""


class Parcel(Struct, frozen=True):
    """What stories are made from: files of the site, of its private folder, and of the cache, by their names."""

    site: dict[str, bytes]
    private: dict[str, bytes]
    cache: dict[str, bytes]


class Answer(Struct, frozen=True):
    """What a worker made of a parcel: the pack that has the files, their digests, and what the cache keeps."""

    results: list[StoryResult]
    pack: str
    digests: dict[str, bytes]
    cache: dict[str, bytes]


def parcel(order: Order, tasks: Sequence[Task], top: Top) -> Parcel:
    """Return what the stories of `tasks` are made from, as far as it is there."""
    root = Path(order.root)
    own = [task.ref.file for task in tasks if task.ref.index < 0] + [CLAIMS_FILE for task in tasks if task.ref.index >= 0][:1]
    texts = dict(_contents(root, own))
    sources = [name for task in tasks for name in _sources(task, texts.get(task.ref.file, b""), top)]
    templates = [f"templates/{name}" for name in files_below(str(root / "templates"))]
    kept = [f"places/{task.places}" for task in tasks if task.places] + [
        f"{ALIGNMENTS}/{task.alignment}" for task in tasks if task.alignment
    ]
    private = dict(_contents(root / order.site.private, sources)) if order.site.private else {}
    return Parcel(texts | dict(_contents(root, [*sources, *templates])), private, dict(_contents(Path(order.cache), kept)))


def _kept(of: Task | Row) -> list[str]:
    """Return what the cache keeps of a story."""
    return [f"{folder}/{name}" for folder, name in (("places", of.places), (ALIGNMENTS, of.alignment)) if name]


def _sources(task: Task, text: bytes, top: Top) -> list[str]:
    if task.ref.index < 0:
        return [name.strip() for name in _FILE.findall(text.decode(errors="replace"))]
    entry = top.claims.top.stories[task.ref.index]
    return [source.file for source in entry.sources] if isinstance(entry, StoryEntry) else []


def _contents(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in dict.fromkeys(names):
        with suppress(OSError):
            if is_plain(name) and has_file(folder, name):
                yield name, (folder / name).read_bytes()


def worked(url: str, staging: str, given: Parcel, work: Work, order: Order, tasks: Sequence[Task]) -> Answer:
    """Do `work` in a folder of this worker's own, and put the files that it makes into a pack below `staging` in the store at `url`."""
    store, desk = _store(url, staging), _desk()
    for name in ("site", "private", "new", f"cache/{ALIGNMENTS}", "cache/places"):
        shutil.rmtree(desk / name, ignore_errors=True)
    for folder, files in (("site", given.site), ("private", given.private), ("cache", given.cache)):
        _put(desk / folder, files)
    (desk / "site").mkdir(exist_ok=True)
    there = replace(
        order,
        root=str(desk / "site"),
        out=str(desk / "out"),
        cache=str(desk / "cache"),
        staging=order.staging and str(desk / "new"),
        site=replace(order.site, private=order.site.private and _PRIVATE),
    )
    results = work(there, tasks)
    made = {path: (desk / "new" / path).read_bytes() for result in results for path in result.changed}
    rows = [result.row for result in results if result.row]
    kept = [name for row in rows for name in _kept(row)]
    cache = {name: found for name, found in _contents(desk / "cache", kept) if name not in given.cache}
    pack = _packed(store, staging, made) if made else ""
    return Answer(results, pack, {path: digest(found) for path, found in made.items()}, cache)


_opened: Final = lru_cache(maxsize=1)(opened)
"""A process opens its store once, and not for every pack."""


@lru_cache(maxsize=1)
def _store(url: str, staging: str) -> Store:
    try:
        store = _opened(url)
        seen = content(store, f"{staging}/{MARK}") is not None
    except ContentError as error:
        raise fault(url, f"on the worker on {platform.node()}: {error.problems[0].message}", *error.problems[0].hints) from None
    if not seen:
        hint = "Name the output by a URL that means the same on every machine, such as s3://bucket/site."
        raise fault(url, f"the worker on {platform.node()} sees another folder here than the build does.", hint)
    return store


@lru_cache(maxsize=1)
def _desk() -> Path:
    """Return the folder that this process works in; it goes with the process."""
    import atexit

    folder = Path(mkdtemp(prefix="diptych-worker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, found in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found)


def _packed(store: Store, staging: str, made: dict[str, bytes]) -> str:
    pack = msgspec.msgpack.encode(made)
    name = f"{staging}/{sha256(pack).hexdigest()[:32]}"
    with TemporaryDirectory(prefix="diptych-pack-") as folder:
        _put(Path(folder), {name: pack})
        send(store, folder, [name])
    return name


def placed(url: str, pack: str, names: Sequence[str]) -> None:
    """Put the files `names` of a pack into their places."""
    store = _opened(url)
    found = content(store, pack)
    if found is None:
        raise fault(url, "what the workers made is gone from here.", "Another build may have taken it away: build again.")
    made = msgspec.msgpack.decode(found, type=dict[str, bytes])
    with TemporaryDirectory(prefix="diptych-pack-") as folder:
        _put(Path(folder), {name: made[name] for name in names})
        send(store, folder, names)


def arrived(order: Order, tasks: Sequence[Task], answer: Answer, work: Work) -> list[StoryResult]:
    """Return the results of a worker as this process would have had them. Where one of them is a problem, they are its own."""
    if any(result.problems or result.faults for result in answer.results):
        return work(order, tasks)
    for name, found in answer.cache.items():
        with suppress(OSError):
            replace_file(Path(order.cache) / name, found)
    return [_own(order, result, answer) for result in answer.results]


def _own(order: Order, result: StoryResult, answer: Answer) -> StoryResult:
    row = result.row
    if row is None:
        return result
    names = [_input_name(order, name) for name, *_ in result.inputs]
    stamps = [stamp(f"{order.root}/{name}") for name in names]
    inputs = tuple((name, found, sha) for name, found, (_, _, sha) in zip(names, stamps, result.inputs, strict=True) if found)
    changed = [path for path in result.changed if path in answer.digests]
    return replace(
        result,
        row=replace(row, inputs=tuple(names)),
        inputs=inputs,
        pack=answer.pack if changed else "",
        digests=b"".join(answer.digests[path] for path in changed),
    )


def _input_name(order: Order, name: str) -> str:
    if not name.startswith(f"{_PRIVATE}/"):
        return name
    return os.path.relpath(Path(order.root) / order.site.private / name.removeprefix(f"{_PRIVATE}/"), order.root)
