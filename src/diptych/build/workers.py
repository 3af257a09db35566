"""Who does the story jobs: this process, several processes of this machine, or a cluster. An Executor is the only door.

Where this process does them, `concurrent.futures` is not imported, which brings logging and much else with it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from concurrent.futures import BrokenExecutor, Executor

WORTH_FORKING: Final = 50
"""Stories from which on a second process pays for its start."""


class Later:
    """A job that is done when its result is asked for, which may be done once."""

    def __init__(self, job: Callable[[], Any]) -> None:
        self.result = job


class Serial:
    """Does every job in this process. It has what a build asks of an Executor."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Later:
        """Return `fn`, to be done with these arguments."""
        return Later(partial(fn, *args))


Doer: TypeAlias = "Executor | Serial"
Workers = Callable[[int], AbstractContextManager[tuple[Doer, Callable[[], int]]]]
"""Given how many stories there are to make, an executor for the time of a build, and what tells how many it makes at once, now."""


@contextmanager
def serial(_stories: int) -> Iterator[tuple[Doer, Callable[[], int]]]:
    """Give this process alone."""
    yield Serial(), one


def workers(jobs: int | None = None, address: str = "", folder: Path | None = Path(), fork: bool = True) -> Workers:
    """Return processes of this machine: `jobs` of them, or one for each core where there is work enough.

    Where an `address` is given, return those of the Dask cluster there, which see the site's `folder`, if they need to see one.
    A process in which the driver of a store has threads cannot `fork`.
    """
    if address:
        from diptych.build.cluster import cluster

        return cluster(address, folder)

    @contextmanager
    def opened(stories: int) -> Iterator[tuple[Doer, Callable[[], int]]]:
        wanted = jobs or (cores() if stories >= WORTH_FORKING else 1)
        if wanted == 1:
            yield Serial(), one
            return
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        import_module("diptych.build.making")  # so that a fork has it at once
        # Elsewhere than on Linux a fork is not safe.
        safe = fork and "fork" in multiprocessing.get_all_start_methods() and _linux()
        context = multiprocessing.get_context("fork" if safe else "spawn")
        with ProcessPoolExecutor(wanted, context, _ignore_interrupts) as pool:
            try:
                yield pool, lambda: wanted
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    return opened


def one() -> int:
    """Return how many stories a single process makes at once."""
    return 1


def broken() -> "type[BrokenExecutor]":
    """Return the exception that tells that a worker was killed."""
    from concurrent.futures import BrokenExecutor

    return BrokenExecutor


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _linux() -> bool:
    import sys

    return sys.platform == "linux"


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that began the build."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
