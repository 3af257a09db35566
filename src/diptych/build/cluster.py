"""A Dask cluster as one more Executor, for an archive that outgrows one machine. Its workers reach the site by the same paths, or, where
the output has a URL, are sent what they need (`parcel`).

A worker makes a story only if it is of one version with the build that asks for it: otherwise the bytes would depend on who made them.
"""

import os
import platform
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import diptych
from diptych.build.plan import versions
from diptych.errors import ContentError, Place, Problem
from diptych.manifest import digest_of, tree
from diptych.shipped import shipped

PATIENCE: Final = 60.0
"""Seconds that a build waits for the scheduler, and then for the first worker."""

_ONE: Final = Lock()
"""A worker of several threads makes one story at a time: Python would not make two of them any faster."""


@lru_cache(maxsize=1)
def version() -> tuple[str, str]:
    """Return what names this installation: in words, and as a digest of all that the bytes of a page depend on."""
    folders = (Path(diptych.__file__).parent, shipped() / "templates", shipped() / "site_src")
    code = [sorted((name, digest) for name, (_, digest) in tree(folder, "", {}, 0).items()) for folder in folders]
    words = f"Diptych {diptych.__version__} on Python {platform.python_version()}"
    return words, digest_of([platform.python_version(), *versions(), code]).hex()[:12]


def alike(wanted: tuple[str, str], folder: str, work: Callable[..., Any], *given: Any) -> Any:
    """Do `work` on a worker that is of the version `wanted` and sees `folder`, if one is named; raises ContentError on any other."""
    with _ONE:
        if version() != wanted:
            (words, code), (own_words, own_code) = wanted, version()
            fault = f"the worker on {platform.node()} has {own_words} ({own_code}), this build {words} ({code})."
            raise _fault(fault, "Install the same versions of Diptych and its libraries on both, then start the worker again.")
        if folder and not os.path.isdir(folder):
            fault = f"the worker on {platform.node()} does not see {folder}."
            raise _fault(fault, "Mount the site and its output under the same path on every machine.")
        return work(*given)


class Cluster(Executor):
    """The executor of a cluster. What is lost with its workers or its scheduler looks as it does where a process was killed."""

    def __init__(self, inner: Executor, folder: str) -> None:
        self._inner = inner
        self._folder = folder

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have `fn` done by a worker."""
        told: Future[Any] = Future()
        try:
            asked = self._inner.submit(alike, version(), self._folder, fn, *args, **kwargs)
        except Exception as error:  # the cluster is gone, and its client with it
            told.set_exception(BrokenExecutor(str(error)))
        else:
            asked.add_done_callback(lambda done: _hand_on(done, told))
        return told


def _hand_on(done: Future[Any], told: Future[Any]) -> None:
    error = BrokenExecutor("the cluster is gone") if done.cancelled() else done.exception()
    if error is None:
        told.set_result(done.result())
    elif isinstance(error, ImportError):
        told.set_exception(_fault(f"a worker cannot import Diptych: {error}.", "Install the same version on every machine."))
    elif type(error).__module__.partition(".")[0] == "distributed":
        told.set_exception(BrokenExecutor(str(error)))
    else:
        told.set_exception(error)


Machines = Callable[[int], AbstractContextManager[tuple[Executor, Callable[[], int]]]]
"""The workers of a cluster, opened as any others are."""


def cluster(address: str, folder: Path | None) -> Machines:
    """Return the workers of the Dask cluster whose scheduler is at `address`; all of them see `folder`, the site's own, if one is given.

    Raises ContentError, when they are asked for, where there is no such cluster.
    """

    @contextmanager
    def opened(_stories: int) -> Iterator[tuple[Executor, Callable[[], int]]]:
        client = _client(address)
        try:
            executor = client.get_executor(pure=False)
            yield Cluster(executor, os.path.abspath(folder) if folder else ""), lambda: max(1, len(client.nthreads()))
        finally:
            client.close()

    return opened


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise _fault("a cluster needs Dask distributed.", 'pip install "diptych[cluster]"') from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise _fault(f"no scheduler answers at {address} ({error}).", "Start one: dask scheduler") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise _fault(f"the cluster at {address} has no worker.", f"Start one: dask worker {address}") from None
    return client


def _fault(message: str, hint: str) -> ContentError:
    return ContentError([Problem(Place("--cluster", 0, 0), message, (hint,))])
