"""A Dask cluster makes the same bytes as one process, whatever becomes of its workers; a worker of another version makes none."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import pytest

from diptych.build import Workers, build
from diptych.build.cluster import cluster
from diptych.build.jobs import work
from diptych.build.records import Order, StoryResult, Task
from diptych.errors import ContentError
from tests.conftest import REPOSITORY
from tests.test_incremental import Told, Toy, edited, put, tree, without_full_text  # noqa: F401

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

TOY = Toy(stories=tuple((f"s{at:02}", Told(day=f"2024-05-{at % 28 + 1:02}", inline=at % 3 == 0)) for at in range(20)), about="# About\n")
"""Three chunks of stories."""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A site, and what one process makes of it."""
    root = tmp_path_factory.mktemp("cluster") / "site"
    put(TOY, root)
    build(root, root / "_site")
    return root, tree(root / "_site")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, Start]]:
    """The address of a scheduler, and what starts a worker of it, in a process of its own."""
    started: list[subprocess.Popen[bytes]] = []
    known = tmp_path / "scheduler.json"

    def start(part: str, *args: str, path: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", "--scheduler-file", str(known), "--no-dashboard", *args]
        given = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        environment = given | {"PYTHONPATH": os.pathsep.join(filter(None, [path, str(REPOSITORY)]))}
        quiet = subprocess.DEVNULL
        started.append(subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=quiet, stderr=quiet))
        return started[-1]

    def worker(path: str = "") -> subprocess.Popen[bytes]:
        return start("worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", path=path)

    start("scheduler", "--host", "127.0.0.1", "--port", "0")
    try:
        yield _address(known), worker
    finally:
        for process in started[::-1]:
            process.kill()
            process.wait()


def _address(known: Path) -> str:
    import json

    for _ in range(600):
        if known.is_file() and known.read_text(encoding="utf-8").strip():
            return str(json.loads(known.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


def test_a_cluster_makes_the_same_bytes(site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]) -> None:
    root, expected = site
    address, worker = scheduler
    worker()
    worker()
    with mock.patch("diptych.build.done.work", _told_where):
        report = build(root, tmp_path / "out", cluster(address, root))

    assert tree(tmp_path / "out") == expected
    assert report.stories == 20
    makers = set((tmp_path / "made-by").read_text(encoding="utf-8").split())
    assert makers
    assert str(os.getpid()) not in makers


def _told_where(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    with (Path(order.out).parent / "made-by").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    return work(order, tasks)


def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(
    site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]
) -> None:
    root, expected = site
    address, worker = scheduler
    both = [worker(), worker()]
    with mock.patch("diptych.build.done.work", _dies_after_half_of_its_stories):
        build(root, tmp_path / "out", cluster(address, root))

    assert tree(tmp_path / "out") == expected
    both[0].poll() is not None or both[1].wait(30)
    assert -signal.SIGKILL in [process.poll() for process in both]


def _dies_after_half_of_its_stories(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    try:
        (Path(order.out).parent / "died").touch(exist_ok=False)
    except FileExistsError:
        return work(order, tasks)
    work(order, tasks[: len(tasks) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_stories_that_the_cluster_loses_are_made_here(
    site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]
) -> None:
    root, expected = site
    address, worker = scheduler
    lost = mock.patch("diptych.build.done.work", _is_lost)
    worker()
    with lost:
        build(root, tmp_path / "out", cluster(address, root))

    assert (tmp_path / "lost").exists()
    assert tree(tmp_path / "out") == expected


def _is_lost(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    if os.environ.get("PYTEST_CURRENT_TEST"):  # not in a worker
        return work(order, tasks)
    (Path(order.out).parent / "lost").touch()
    from distributed.comm.core import CommClosedError

    raise CommClosedError("lost")


def test_the_problems_that_a_worker_finds_arrive_with_their_places(tmp_path: Path, scheduler: tuple[str, Start]) -> None:
    address, worker = scheduler
    worker()
    wrong = edited(edited(TOY, "quote", "s01", "The river fell"), "quote", "s03", "The river fell")
    put(wrong, tmp_path / "site")
    with pytest.raises(ContentError) as caught:
        build(tmp_path / "site", tmp_path / "site/_site", cluster(address, tmp_path / "site"))

    with pytest.raises(ContentError) as expected:
        build(tmp_path / "site", tmp_path / "site/_site")
    assert str(caught.value) == str(expected.value)
    assert {problem.place.file for problem in caught.value.problems} == {"claims.yaml", "stories/s01.yaml"}
    assert all(problem.place.line and problem.place.column for problem in caught.value.problems)
    assert not (tmp_path / "site/_site").exists()


def test_a_late_worker_is_waited_for(site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]) -> None:
    root, expected = site
    address, worker = scheduler
    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(build, root, tmp_path / "out", cluster(address, root))
        time.sleep(1)
        assert not built.done()
        worker()
        built.result(120)

    assert tree(tmp_path / "out") == expected


def test_a_worker_of_another_version_is_refused(site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]) -> None:
    address, worker = scheduler
    shutil.copytree(REPOSITORY / "src/diptych", tmp_path / "other/diptych", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "other/diptych/pages/listing.py"
    changed.write_text(changed.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    worker(str(tmp_path / "other"))
    with pytest.raises(ContentError) as caught:
        build(site[0], tmp_path / "out", cluster(address, site[0]))

    assert "has Diptych" in str(caught.value)
    assert "this build Diptych" in str(caught.value)
    assert "start the worker again" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_worker_that_does_not_see_the_site_is_told(
    site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]
) -> None:
    address, worker = scheduler
    worker()
    with pytest.raises(ContentError, match=r"does not see .*/nowhere"):
        build(site[0], tmp_path / "out", cluster(address, tmp_path / "nowhere"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://", "127.0.0.1"])
def test_a_cluster_that_is_not_there_is_told(site: tuple[Path, dict[str, bytes]], tmp_path: Path, address: str) -> None:
    with mock.patch("diptych.build.cluster.PATIENCE", 0.5), pytest.raises(ContentError, match="no scheduler answers at"):
        build(site[0], tmp_path / "out", cluster(address, site[0]))


def test_a_cluster_without_a_worker_is_told(site: tuple[Path, dict[str, bytes]], tmp_path: Path, scheduler: tuple[str, Start]) -> None:
    with mock.patch("diptych.build.cluster.PATIENCE", 1.5), pytest.raises(ContentError, match="has no worker"):
        build(site[0], tmp_path / "out", cluster(scheduler[0], site[0]))


def test_without_the_extra_the_way_to_it_is_told(site: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    given: Workers = cluster("tcp://127.0.0.1:9", site[0])
    with mock.patch.dict(sys.modules, {"distributed": None}), pytest.raises(ContentError, match=r"pip install \"diptych\[cluster\]\""):
        build(site[0], tmp_path / "out", given)
