"""Workers that share no disk with the build, only a store: the same bytes, whatever becomes of them; and only what differs is written."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5, sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from diptych.build import Hands, build
from diptych.build.away import build_away
from diptych.build.done import quiet
from diptych.build.jobs import work
from diptych.build.records import Order, StoryResult, Task
from diptych.counts import Report
from diptych.errors import ContentError
from diptych.store import mirrored
from tests.buckets import Team, environment, s3
from tests.test_incremental import Told, Toy, edited, files, put, tree, without_full_text  # noqa: F401

for needed in ("distributed", "s3fs", "moto.server"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install -e '.[test,test-store]'")

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")

TOY = Toy(stories=tuple((f"s{at:02}", Told(day=f"2024-05-{at % 28 + 1:02}", inline=at % 3 == 0)) for at in range(4)), about="# About\n")
SITE, OUT = "s3://paper/site", "s3://paper/public"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What only the tests' own process may open."""
    return tmp_path_factory.mktemp("builder")


@pytest.fixture(scope="module")
def fs(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Any]:
    with s3(tmp_path_factory.mktemp("s3")) as account, environment({**account, "DIPTYCH_CACHE": str(folder / "cache")}):
        from s3fs import S3FileSystem

        yield S3FileSystem(use_listings_cache=False)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, folder: Path, fs: Any) -> Iterator[Team]:  # noqa: ARG001
    found = Team(tmp_path_factory.mktemp("team"), folder)
    try:
        yield found
    finally:
        found.stop()


@pytest.fixture
def bucket(fs: Any) -> Any:
    """A bucket with the toy site in it; what a former test published is there too."""
    if not fs.exists("paper"):
        fs.mkdir("paper")
        fs.call_s3("put_bucket_versioning", Bucket="paper", VersioningConfiguration={"Status": "Enabled"})
    upload(fs, TOY)
    return fs


@pytest.fixture
def workers(team: Team) -> Team:
    """The team with two workers at least."""
    while len(team.workers()) < 2:
        team.worker()
    return team


def texts(toy: Toy) -> dict[str, str]:
    """The files of a site without an address: it has no share pictures, and fewer files."""
    found = files(toy)
    return found | {"claims.yaml": found["claims.yaml"].replace('"url": "https://example.org/toy/",', "")}


def laid(toy: Toy, folder: Path) -> None:
    """Bring a folder in line with `toy`."""
    put(toy, folder)
    (folder / "claims.yaml").write_text(texts(toy)["claims.yaml"], encoding="utf-8")


def upload(fs: Any, toy: Toy) -> None:
    """Bring the site in the bucket in line with `toy`, touching only what differs."""
    wanted, there = texts(toy), stored(fs, "paper/site")
    for name, text in wanted.items():
        if there.get(name) != digest(text.encode()):
            fs.pipe_file(f"paper/site/{name}", text.encode())
    for name in there.keys() - wanted.keys():
        fs.rm_file(f"paper/site/{name}")


def digest(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def stored(fs: Any, path: str) -> dict[str, str]:
    """The MD5 of every file below a folder of the bucket, which is what S3 gives as its tag."""
    return {name[len(path) + 1 :]: info["ETag"].strip('"') for name, info in fs.find(path, detail=True).items()}


def published(fs: Any) -> dict[str, str]:
    """The output in the bucket, but for the digests, which an output on a disk does not have."""
    found = stored(fs, "paper/public")
    assert found.pop(".diptych-digests")
    return found


def local(toy: Toy, folder: Path) -> dict[str, str]:
    """What a build on this disk makes."""
    laid(toy, folder)
    build(folder, folder / "_site")
    return digests(folder / "_site")


def digests(folder: Path) -> dict[str, str]:
    return {name: digest(content) for name, content in tree(folder).items()}


def built(team: Team) -> Report:
    return build_away(mirrored(SITE), OUT, Hands(address=team.address), quiet, above=SITE)


def test_late_workers_are_waited_for_and_share_nothing_but_the_store(bucket: Any, team: Team, tmp_path: Path) -> None:
    for process in team.workers():
        process.kill()
        process.wait()
    with mock.patch("diptych.build.done._CHUNK", 1), mock.patch("diptych.build.done.work", _told_where), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(built, team)
        time.sleep(1)
        assert not waiting.done()
        team.worker()
        team.worker()
        report = waiting.result(120)

    assert published(bucket) == local(TOY, tmp_path)
    assert set(report.written.changed) == published(bucket).keys() - {".diptych-files"}
    assert sorted(made(team)) == [story for story, _ in TOY.stories]
    assert not team.seen.exists()


def _told_where(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    results = work(order, tasks)
    if not os.environ.get("PYTEST_CURRENT_TEST"):  # in a worker
        with Path("made").open("a", encoding="utf-8") as file:
            file.writelines(f"{result.sketch.named.id}\n" for result in results if result.sketch and order.staging)
    return results


def made(team: Team) -> list[str]:
    """The stories that workers made since this was last asked."""
    found = [path.read_text(encoding="utf-8") for path in team.folder.glob("worker-*/made")]
    for path in team.folder.glob("worker-*/made"):
        path.unlink()
    return "".join(found).split()


def test_only_what_differs_is_written_and_what_is_gone_is_removed(bucket: Any, workers: Team, tmp_path: Path) -> None:
    built(workers)
    before = local(TOY, tmp_path)
    assert published(bucket) == before
    versions = touched(bucket)
    again = built(workers)
    assert (tuple(again.written.changed), again.written.removed) == ((), ())
    assert touched(bucket) == versions

    changed = edited(TOY, "title", "s01", "The flood")
    upload(bucket, changed)
    report, after = built(workers), local(changed, tmp_path)
    differs = {name for name in after if before.get(name) != after[name]}
    assert published(bucket) == after
    assert {name.split("/")[0] for name in differs} & {story for story, _ in TOY.stories} == {"s01"}
    assert set(report.written.changed) == differs
    assert {name for name, _ in touched(bucket) - versions} == differs | {".diptych-digests"}

    gone = edited(changed, "go", "s02", None)
    upload(bucket, gone)
    report = built(workers)
    assert published(bucket) == local(gone, tmp_path)
    assert {name.split("/")[0] for name in report.written.removed} == {"s02"}
    assert not workers.seen.exists()


def touched(fs: Any) -> set[tuple[str, str]]:
    """Every version that was ever written of what is in the output, its name and number."""
    found = {(key.removeprefix("public/"), version) for key, version in versions(fs, "public/")}
    return {(name, version) for name, version in found if not name.startswith(".diptych-new-")}


def versions(fs: Any, prefix: str) -> set[tuple[str, str]]:
    told = fs.call_s3("list_object_versions", Bucket="paper", Prefix=prefix).get("Versions", [])
    return {(each["Key"], each["VersionId"]) for each in told}


def every(toy: Toy, what: str, value: str) -> Toy:
    for story, _ in toy.stories:
        toy = edited(toy, what, story, value)
    return toy


def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(bucket: Any, workers: Team, tmp_path: Path) -> None:
    toy = every(TOY, "more", " A ferry sank.")
    upload(bucket, toy)
    first, second = workers.workers()
    with mock.patch("diptych.build.done._CHUNK", 2), mock.patch("diptych.build.done.work", _Deadly(first.pid)):
        built(workers)

    assert first.wait(30) == -signal.SIGKILL
    assert second.poll() is None
    assert published(bucket) == local(toy, tmp_path)


class _Deadly:
    """Kills one worker after half of its stories."""

    def __init__(self, process: int) -> None:
        self.process = process

    def __call__(self, order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
        time.sleep(0.2)
        if os.getpid() == self.process:
            work(order, tasks[: len(tasks) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return work(order, tasks)


def test_problems_come_with_their_places_and_nothing_of_the_output_moves(bucket: Any, workers: Team, tmp_path: Path) -> None:
    built(workers)
    before = stored(bucket, "paper/public")
    wrong = edited(edited(TOY, "quote", "s01", "The river fell"), "quote", "s03", "The river fell")
    upload(bucket, wrong)
    bucket.rm_file("paper/site/seeds/s02-b.txt")
    with pytest.raises(ContentError) as caught:
        built(workers)

    laid(wrong, tmp_path)
    (tmp_path / "seeds/s02-b.txt").unlink()
    with pytest.raises(ContentError) as expected:
        build(tmp_path, tmp_path / "_site")
    assert str(caught.value) == str(expected.value)
    assert caught.value.quotes == expected.value.quotes
    assert {problem.place.file for problem in caught.value.problems} == {"claims.yaml", "stories/s01.yaml", "stories/s02.yaml"}
    assert all(problem.place.line and problem.place.column for problem in caught.value.problems)
    assert stored(bucket, "paper/public") == before


def test_what_the_cluster_loses_is_made_and_sent_by_the_build(bucket: Any, workers: Team, tmp_path: Path) -> None:
    toy = every(TOY, "title", "The flood")
    upload(bucket, toy)
    with mock.patch("diptych.build.done._CHUNK", 2), mock.patch("diptych.build.done.work", _is_lost):
        built(workers)

    assert published(bucket) == local(toy, tmp_path)


def _is_lost(order: Order, tasks: Sequence[Task], *known: Any) -> list[StoryResult]:
    if os.environ.get("PYTEST_CURRENT_TEST") or tasks[0].ref.index >= 0:  # in the build, or the first of its stories
        return work(order, tasks, *known)
    from distributed.comm.core import CommClosedError

    raise CommClosedError("lost")


def test_private_texts_reach_the_workers_and_never_the_store(bucket: Any, workers: Team, tmp_path: Path) -> None:
    site = tmp_path / "site"
    laid(TOY, site)
    claims = (site / "claims.yaml").read_text(encoding="utf-8")
    (site / "claims.yaml").write_text(claims.replace('"title": "Toy"', '"title": "Toy",\n"private": "../vault"'), encoding="utf-8")
    story = (site / "stories/s01.yaml").read_text(encoding="utf-8")
    text = (site / "seeds/s01-a.txt").read_bytes() + b"Nobody may read this but the editors.\n"
    (site / "seeds/s01-a.txt").unlink()
    (tmp_path / "vault/seeds").mkdir(parents=True)
    (tmp_path / "vault/seeds/s01-a.txt").write_bytes(text)
    pinned = f'"file": "seeds/s01-a.txt", "publish": "quotes", "sha256": "{sha256(text).hexdigest()}"'
    (site / "stories/s01.yaml").write_text(story.replace('"file": "seeds/s01-a.txt"', pinned), encoding="utf-8")
    former = versions(bucket, "public/.diptych-new-")
    with mock.patch("diptych.build.done.work", _told_where):
        build_away(site, OUT, Hands(address=workers.address), quiet)

    build(site, tmp_path / "out")
    assert published(bucket) == digests(tmp_path / "out")
    assert "s01" in made(workers)
    sent = [_version(*each) for each in versions(bucket, "public/.diptych-new-") - former]
    assert any(b"The river rose" in content for content in sent)
    assert not any(b"Nobody may read" in content for content in sent)
    assert build_away(site, OUT, Hands(address=workers.address), quiet).written.changed == ()


def _version(key: str, version: str) -> bytes:
    from s3fs import S3FileSystem

    return bytes(S3FileSystem(version_aware=True).cat_file(f"paper/{key}?versionId={version}"))


def test_a_url_that_means_another_folder_to_a_worker_is_told(workers: Team, tmp_path: Path) -> None:
    laid(TOY, tmp_path)
    with pytest.raises(ContentError, match="sees another folder here than the build does"):
        build_away(tmp_path, "memory://public", Hands(address=workers.address), quiet)


def test_a_bucket_that_is_not_there_is_told(fs: Any, tmp_path: Path) -> None:
    laid(TOY, tmp_path)
    with pytest.raises(ContentError, match="there is no bucket `nowhere`"):
        build_away(tmp_path, "s3://nowhere/public", Hands(), quiet)
    with pytest.raises(ContentError, match="there is no bucket `nowhere`"):
        mirrored("s3://nowhere/site")
    assert not fs.exists("nowhere")


def test_an_embedding_in_the_site_s_folder_is_told_before_workers_miss_it(bucket: Any, team: Team, tmp_path: Path) -> None:
    laid(TOY, tmp_path)
    claims = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(claims.replace('"title": "Toy"', '"title": "Toy",\n"embedding": "model"'), encoding="utf-8")
    (tmp_path / "model").mkdir()
    before = stored(bucket, "paper/public")
    with pytest.raises(ContentError, match="workers do not see the folder model"):
        build_away(tmp_path, OUT, Hands(address=team.address), quiet)
    assert stored(bucket, "paper/public") == before
