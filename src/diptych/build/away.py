"""A build into an output that has a URL: planned and checked like any other, then sent there, and only what differs.

Nothing of the output is touched before every story is known to be sound; then what is about to change is noted, and changed.
"""

import os
import platform
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from diptych.build import parcel
from diptych.build.build import Hands, Moved, built
from diptych.build.cluster import Machines, cluster
from diptych.build.done import Done, Tell
from diptych.build.plan import Plan, planned
from diptych.build.workers import Doer, Later, Serial, Workers, one, workers
from diptych.counts import Report
from diptych.errors import ContentError
from diptych.manifest import CACHE, PLAIN, Asked, cache_folder, forget, look
from diptych.read import Top
from diptych.search import FOLDER
from diptych.store import (
    SIZE,
    UNKNOWN,
    Store,
    check_output,
    digest,
    drop,
    drop_folder,
    fault,
    listed,
    opened,
    read_state,
    send,
    take,
    written,
)
from diptych.write import STAGING, remove


def build_away(root: Path, url: str, hands: Hands, tell: Tell, asked: Asked = PLAIN, above: str = "") -> Report:
    """Build the site of the folder `root` into the folder at `url`. Raises ContentError with every problem found; then it is as it was.

    `above` is the URL of the site, where it has one and `root` is its mirror. What the build knows of the output is kept in the cache.
    """
    store = opened(url)
    local = root / CACHE / f"at-{sha256(store.url.encode()).hexdigest()[:12]}"
    known, same = read_state(store, local)
    if not known:
        check_output(store, above or root.resolve().as_uri())
    if not same:
        forget(cache_folder(root, local))
        with suppress(ContentError):  # the one part of a site that is not the same bytes twice, so what there is has to be known
            take(store, [path for path, told in known.items() if path.startswith(f"{FOLDER}/") and told != UNKNOWN], str(local))
    for path, told in known.items():
        if told == UNKNOWN:  # a build that broke off may have sent it or not
            remove(local, path)
    seen = look(root, local, asked)
    if seen.report:
        return seen.report
    plan = planned(root, local, seen, asked)
    if not hands.address:
        return built(plan, workers(hands.jobs, fork=False), tell, partial(_moved, store, known, _nothing, tell)).report
    _check_embedding(plan)
    there = cluster(hands.address, None)
    with _packs(store) as staging:
        place = partial(_place, store, there)
        return built(plan, _afar(there, store.url, staging, plan.top), tell, partial(_moved, store, known, place, tell)).report


def _check_embedding(plan: Plan) -> None:
    name = plan.site.embedding
    if name and (plan.root / name).is_dir():
        raise fault(
            "--cluster", f"workers do not see the folder {name}, the site's `embedding`.", "Name a model, or build without --cluster."
        )


@contextmanager
def _packs(store: Store) -> Iterator[str]:
    """Give the name of a folder of the store for what workers make. It is gone afterwards, and one that a build left behind is too."""
    for name in listed(store):
        if name.startswith(STAGING):
            drop_folder(store, name)
    staging = f"{STAGING}{sha256(f'{platform.node()} {os.getpid()}'.encode()).hexdigest()[:12]}"
    with TemporaryDirectory(prefix="diptych-mark-") as folder:
        mark = Path(folder, staging, parcel.MARK)
        mark.parent.mkdir()
        mark.write_bytes(b"diptych\n")
        send(store, folder, [f"{staging}/{parcel.MARK}"])
    try:
        yield staging
    finally:
        with suppress(ContentError):
            drop_folder(store, staging)


class _Afar(Executor):
    """Has stories made by workers that share no disk with this process."""

    def __init__(self, inner: Executor, url: str, staging: str, top: Top) -> None:
        self._inner, self._url, self._staging, self._top = inner, url, staging, top

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have `fn`, which makes stories, done by a worker."""
        order, tasks = args
        told: Future[Any] = Future()
        given = parcel.parcel(order, tasks, self._top)
        asked = self._inner.submit(parcel.worked, self._url, self._staging, given, fn, order, tasks)

        def hand_on(done: Future[Any]) -> None:
            try:
                told.set_result(parcel.arrived(order, tasks, done.result(), fn))
            except Exception as error:
                told.set_exception(error)

        asked.add_done_callback(hand_on)
        return told


def _afar(there: Machines, url: str, staging: str, top: Top) -> Workers:
    @contextmanager
    def opened(stories: int) -> Iterator[tuple[Doer, Callable[[], int]]]:
        with there(stories) as (executor, wide):
            yield _Afar(executor, url, staging, top), wide

    return opened


_Packs = Sequence[tuple[str, list[str]]]
"""Packs, each with the files of it that are to be put into their places."""


def _nothing(packs: _Packs, sent: Callable[[int], None]) -> None:
    """Place nothing: this process made all files itself."""


def _place(store: Store, there: Machines, packs: _Packs, sent: Callable[[int], None]) -> None:
    """Have workers put files into their places."""
    left, running = deque(packs), deque[tuple[tuple[str, list[str]], Future[None] | Later]]()
    if not left:
        return
    executor: Doer
    with there(len(packs)) as (executor, wide):
        while left or running:
            while left and len(running) < 2 * wide():
                pack = left.popleft()
                running.append((pack, executor.submit(parcel.placed, store.url, *pack)))
            pack, future = running.popleft()
            try:
                future.result()
            except BrokenExecutor:
                executor, wide = Serial(), one
                parcel.placed(store.url, *pack)
            sent(len(pack[1]))


def _moved(
    store: Store,
    known: Mapping[str, bytes],
    place: Callable[[_Packs, Callable[[int], None]], None],
    tell: Tell,
    plan: Plan,
    made: Done,
    staging: Path,
    own: Mapping[str, bool],
    named: Iterable[str] | None,
) -> Moved:
    """Send what is staged and what is in packs, where it differs from what is `known` of the store; the site's own files come last."""
    local, paths = plan.out, frozenset(known if named is None else named)
    packed = {path: pack.digests[at * SIZE :][:SIZE] for pack in made.packs for at, path in enumerate(pack.paths)}
    staged = (path for path in (*made.changed, *(path for path, new in own.items() if new)) if path not in packed)
    here = {path: digest((staging / path).read_bytes()) for path in staged}
    fresh = packed | here
    differs = {path for path, now in fresh.items() if known.get(path) != now}
    gone = [path for path in known if path not in paths]
    if differs or gone:
        doubtful = differs | set(gone)
        during = {path: UNKNOWN if path in doubtful else known[path] for path in {*known, *paths}}
        written(store, local, during, known)
        drop(store, gone)
        done = 0

        def sent(more: int) -> None:
            nonlocal done
            done += more
            tell(done, len(differs), "files sent")

        _send(store, staging, [path for path in here if path in differs and path not in own], sent)
        place(_wanted(made, differs), sent)
        _send(store, staging, [path for path in here if path in differs and path in own], sent)
        written(store, local, {path: fresh.get(path) or known[path] for path in paths}, during)
    _keep(local, staging, [path for path in here if path in own], gone)
    changed = tuple(path for path in (*made.changed, *own) if path in differs)
    return Moved(changed, tuple(gone))


_AT_ONCE: Final = 256
"""Files that are sent before it is told how many were."""


def _send(store: Store, staging: Path, names: Sequence[str], sent: Callable[[int], None]) -> None:
    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        send(store, str(staging), some)
        sent(len(some))


def _wanted(made: Done, differs: Collection[str]) -> _Packs:
    wanted: dict[str, list[str]] = {}
    for pack in made.packs:
        wanted.setdefault(pack.pack, []).extend(path for path in pack.paths if path in differs)
    return [(name, names) for name, names in wanted.items() if names]


def _keep(local: Path, staging: Path, own: Sequence[str], gone: Sequence[str]) -> None:
    """Keep the files that are no story's in the local folder, where the next build compares them."""
    for path in gone:
        remove(local, path)
    for path in own:
        (local / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / path, local / path)
