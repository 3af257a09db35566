"""Sites and outputs at a URL: the same bytes as on a disk, only what differs is read and written, and what is refused is told in a line."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from diptych.build import Hands, build, parcel
from diptych.build.away import build_away
from diptych.build.done import quiet
from diptych.build.jobs import work
from diptych.build.plan import planned
from diptych.counts import Report
from diptych.door import main
from diptych.errors import ContentError
from diptych.manifest import CACHE, PLAIN, look
from diptych.render import share
from diptych.search import available
from diptych.store import Store, fault, mirrored, opened, send
from tests.conftest import REPOSITORY
from tests.test_incremental import Toy, edited, put, tree, without_full_text  # noqa: F401

fsspec = pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")

DIGESTS = ".diptych-digests"
PICTURES = share.available


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of fetched sites for each test, a memory that is empty, and no share pictures, which take longer than all else."""
    monkeypatch.setattr("diptych.render.share.available", lambda: False)
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache"))
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(Toy(), tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return (tmp_path / "public").as_uri() if request.param == "file" else "memory://public"


def away(root: Path, url: str, hands: Hands = Hands()) -> Report:  # noqa: B008
    return build_away(root, url, hands, quiet)


def there(url: str) -> dict[str, bytes]:
    """The files of a store but for the digests, which an output on a disk does not have."""
    fs, path = fsspec.core.url_to_fs(url)
    found = {name[len(path) + 1 :]: fs.cat_file(name) for name in fs.find(path)} if fs.exists(path) else {}
    found.pop(DIGESTS, None)
    return found


def clean(root: Path) -> dict[str, bytes]:
    """What a build of `root` from nothing makes on a disk."""
    copy = root.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(CACHE))
    build(copy, copy / "_site")
    return tree(copy / "_site")


EDITS: tuple[Callable[[Toy], Toy], ...] = (
    lambda toy: edited(toy, "title", "one", "The flood"),
    lambda toy: edited(toy, "third", "two", True),
    lambda toy: edited(toy, "go", "two", None),
    lambda toy: edited(toy, "site", "title", "Other"),
    lambda toy: Toy(),
)


def test_after_every_edit_an_output_at_a_url_holds_what_a_clean_build_makes(root: Path, url: str) -> None:
    before: dict[str, bytes] = {}
    for toy in (Toy(), *[edit(Toy()) for edit in EDITS]):
        put(toy, root)
        report, expected = away(root, url), clean(root)
        assert there(url) == expected
        assert set(report.written.changed) == {name for name in expected if before.get(name) != expected[name]} - {".diptych-files"}
        assert set(report.written.removed) == before.keys() - expected.keys()
        assert report.written.unchanged + len(report.written.changed) == len(expected) - 1
        before = expected


def test_a_build_tells_how_many_files_it_has_sent(root: Path, url: str) -> None:
    told: list[tuple[int, int]] = []
    report = build_away(root, url, Hands(), lambda made, of, noun: told.append((made, of)) if noun == "files sent" else None)
    changed = len(report.written.changed)

    assert {of for _, of in told} == {changed}
    assert [made for made, _ in told] == sorted({made for made, _ in told})
    assert told[-1] == (changed, changed)


def test_a_second_build_writes_nothing(root: Path, url: str) -> None:
    away(root, url)
    with mock.patch("diptych.store.state.send", None), mock.patch("diptych.build.away.send", None):
        report = away(root, url)

    assert (report.written.changed, report.written.removed) == ((), ())


def test_without_its_cache_a_build_sends_nothing_that_is_there(root: Path, url: str) -> None:
    with mock.patch("diptych.search.available", return_value=available()):
        away(root, url)
        before = there(url)
        shutil.rmtree(root / CACHE)
        put(edited(Toy(), "title", "one", "The flood"), root)
        changed = away(root, url).written.changed
        shutil.rmtree(root / CACHE)
        again = away(root, url)

    assert "one/index.html" in changed
    assert not any(name.startswith("two/") for name in changed)
    assert again.written.changed == ()
    assert there(url).keys() - before.keys() <= set(changed)


def test_two_machines_that_build_one_after_the_other_into_one_output_do_not_trust_what_they_remember(root: Path, url: str) -> None:
    other = root.parent / "other"
    put(edited(Toy(), "more", "one", " A ferry sank."), other)
    away(root, url)
    away(other, url)
    assert there(url) == clean(other)
    away(root, url)
    assert there(url) == clean(root)


@pytest.mark.parametrize("sent", range(5))
def test_a_build_that_breaks_off_while_it_sends_is_mended_by_the_next(root: Path, sent: int) -> None:
    url = "memory://public"
    away(root, url)
    put(edited(edited(Toy(), "title", "one", "The flood"), "go", "two", None), root)
    broken = _breaks_after(sent)
    with mock.patch("diptych.store.state.send", broken), mock.patch("diptych.build.away.send", broken), pytest.raises(KeyboardInterrupt):
        away(root, url)
    put(Toy(), root)  # as before: nothing of what was sent may stay
    away(root, url)

    assert there(url) == clean(root)
    assert away(root, url).written.changed == ()


def _breaks_after(calls: int) -> Callable[[Store, str, Sequence[str]], None]:
    """The digests are sent, then the stories, then all other files, then the list and the digests again."""
    left = [calls]

    def broken(store: Store, folder: str, names: Sequence[str]) -> None:
        left[0] -= 1
        send(store, folder, names if left[0] >= 0 else names[: len(names) // 2])
        if left[0] < 0:
            raise KeyboardInterrupt

    return broken


def test_problems_leave_the_output_as_it_was(root: Path, url: str) -> None:
    away(root, url)
    before = there(url)
    put(edited(Toy(), "quote", "one", "The river fell"), root)
    with pytest.raises(ContentError, match=r"stories/one\.yaml:\d+:\d+: quote not found in seeds/one-a\.txt"):
        away(root, url)

    assert there(url) == before


def test_an_edit_by_another_hand_is_mended_where_the_digests_are_taken_away(root: Path, url: str) -> None:
    away(root, url)
    fs, path = fsspec.core.url_to_fs(url)
    fs.pipe_file(f"{path}/one/index.html", b"mine")
    assert away(root, url).written.changed == ()
    fs.rm_file(f"{path}/{DIGESTS}")
    away(root, url)

    assert there(url) == clean(root)


def test_several_processes_make_the_same_bytes_for_a_url(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.render.share.available", PICTURES)
    url = (root.parent / "public").as_uri()
    away(root, url, Hands(jobs=2))

    assert there(url) == clean(root)


# A site at a URL


def fetched(url: str) -> list[str]:
    """The files that a mirror fetches now."""
    with mock.patch("diptych.store.mirror.take", wraps=sys.modules["diptych.store.mirror"].take) as taken:
        mirrored(url)
    return sorted(taken.call_args[0][1])


def test_a_mirror_is_the_site_without_outputs_and_what_is_hidden(root: Path) -> None:
    build(root, root / "_site")
    build(root, root / "public/www")
    (root / ".env").write_text("secret", encoding="utf-8")
    (root / "site_src/static/.well-known").mkdir(parents=True)
    (root / "site_src/static/.well-known/security.txt").write_text("mailto:desk@example.org", encoding="utf-8")
    folder = mirrored(root.as_uri())

    expected = {name: text for name, text in tree(root).items() if not name.startswith(("_site/", "public/", "."))}
    assert tree(folder) == expected
    assert "site_src/static/.well-known/security.txt" in expected


def test_a_mirror_fetches_what_changed_and_loses_what_is_gone(root: Path) -> None:
    for path in root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert fetched(root.as_uri()) == sorted(tree(root))
    assert fetched(root.as_uri()) == []
    (root / "seeds/one-a.txt").write_text("The river rose.\n\nNobody was hurt.\n", encoding="utf-8")
    (root / "seeds/two-b.txt").unlink()

    assert fetched(root.as_uri()) == ["seeds/one-a.txt"]
    assert tree(mirrored(root.as_uri())) == tree(root)


def test_a_file_that_takes_the_place_of_a_folder_takes_it_in_a_mirror_too(root: Path) -> None:
    (root / "notes").mkdir()
    (root / "notes/one.txt").write_text("one", encoding="utf-8")
    mirrored(root.as_uri())
    shutil.rmtree(root / "notes")
    (root / "notes").write_text("all", encoding="utf-8")
    assert tree(mirrored(root.as_uri())) == tree(root)
    (root / "notes").unlink()
    (root / "notes").mkdir()
    (root / "notes/two.txt").write_text("two", encoding="utf-8")
    assert tree(mirrored(root.as_uri())) == tree(root)


def test_a_site_at_a_url_is_checked_and_built_by_the_commands(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put(Toy(url="https://example.org/other/"), tmp_path)  # the folder of the command is another site: nothing of it may be touched
    before = tree(tmp_path)
    assert main(["--root", root.as_uri(), "check"]) == 0
    assert "No problems: 4 quotes" in capsys.readouterr().out
    assert main(["--root", root.as_uri(), "build", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"]["unchanged"] == 0
    assert main(["--root", root.as_uri()]) == 0
    assert f"to {root.as_uri()}/_site: 0 changed" in capsys.readouterr().out
    assert main(["--root", root.as_uri(), "build", "--out", "here"]) == 0
    assert "to here:" in capsys.readouterr().out

    assert tree(root / "_site").keys() - tree(tmp_path / "here").keys() == {DIGESTS}
    now = tree(tmp_path)
    assert {name: now.get(name) for name in before} == before
    assert not (root / CACHE).exists()
    assert not (tmp_path / "_site").exists()


def test_problems_of_a_site_at_a_url_have_their_places(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(edited(Toy(), "quote", "one", "The river fell"), root)
    for command in (["check"], ["build"]):
        assert main(["--root", root.as_uri(), *command]) == 1
        assert "\nstories/one.yaml:" in f"\n{capsys.readouterr().err}"
    assert main(["--root", root.as_uri(), "build", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["file"] == "stories/one.yaml"


# What is refused


@pytest.mark.parametrize("command", ["serve", "suggest --write", "new there", "add https://example.org/", "doctor"])
def test_commands_that_need_a_folder_say_so(root: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    assert main(["--root", root.as_uri(), *command.split()]) == 2
    assert f"{command.split()[0]} works on a folder of this machine" in capsys.readouterr().err
    assert tree(root) == before


def test_what_goes_with_no_url_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "serve", "--out", "s3://bucket/site"]) == 2
    assert "serve shows a folder of this machine, and --out is the URL s3://bucket/site" in capsys.readouterr().err
    assert main(["--root", root.as_uri(), "build", "--out", "here", "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert "the workers of a cluster do not see a folder of this machine. Give --out a URL too." in capsys.readouterr().err


class StrangeError(Exception):
    """A driver's own error."""


@pytest.mark.parametrize(
    ("given", "hidden", "told"),
    [
        ("s4x://bucket/site", {}, "`s4x` is no protocol that fsspec knows."),
        ("memry://site", {}, "`memry` is no protocol that fsspec knows. Did you mean memory://?"),
        ("sftp://127.0.0.1/site", {"paramiko": None}, "sftp:// needs a driver that is not installed. pip install paramiko"),
        ("s3://bucket/site", {"s3fs": None}, "s3:// needs a driver that is not installed. pip install s3fs"),
        ("memory://site", {"fsspec.core": None}, 'a site or output at a URL needs fsspec. pip install "diptych[cluster]"'),
        ("ftp://me:secret@127.0.0.1:1/site", {}, "connection refused."),
        ("memory://nothing", {}, "not found: "),
        ("memory://empty", {}, "there is no file claims.yaml here, so this is no site of Diptych."),
    ],
)
def test_what_cannot_be_reached_is_told_in_a_line(
    given: str, hidden: dict[str, Any], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fsspec.filesystem("memory").pipe_file("/empty/notes.txt", b"none")
    forgotten = ("fsspec.implementations.sftp", "s3fs")
    with mock.patch.dict(sys.modules, hidden), mock.patch.dict("fsspec.registry._registry"):
        for name in ("sftp", "s3"):
            sys.modules["fsspec.registry"]._registry.pop(name, None)
        for name in forgotten:
            if hidden and name not in hidden:
                sys.modules.pop(name, None)
        assert main(["--root", given, "check"]) == 1

    first, _, summary = capsys.readouterr().err.strip().split("\n")
    assert told in first.lower() if told == "connection refused." else told in first
    assert first.startswith(given.replace(":secret", "")[:8])
    assert summary.startswith("1 problem in ")
    assert "secret" not in first + summary


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Access Denied"), "permission denied (Access Denied). Give this account the right to read, write, list"),
        (OSError(28, "No space left on device"), "No space left on device."),
        (StrangeError("no credentials\nat all"), "no credentials."),
        (StrangeError(), "StrangeError."),
    ],
)
def test_what_a_store_refuses_while_files_are_sent_is_told_in_a_line(root: Path, error: Exception, told: str) -> None:
    refused = mock.patch("fsspec.implementations.memory.MemoryFileSystem.makedirs", side_effect=error)
    with refused, pytest.raises(ContentError) as caught:
        away(root, "memory://public")

    assert str(caught.value).splitlines()[0].startswith(f"memory://public: {told}")
    away(root, "memory://public")
    assert there("memory://public") == clean(root)


def test_what_diptych_did_not_make_is_left_as_it_is(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="Diptych did not make this folder"):
        away(root, (tmp_path / "mine").as_uri())
    for out in (root, tmp_path):
        with pytest.raises(ContentError, match="the site cannot be written over its own sources"):
            away(root, out.as_uri())
    with pytest.raises(ContentError, match="this folder holds what the site is made from"):
        away(root, (root / "seeds/more").as_uri())

    assert tree(tmp_path / "mine") == {"thesis.txt": b"mine"}


def test_a_file_of_the_output_with_strange_signs_goes_alone(root: Path, url: str) -> None:
    static = root / "site_src/static"
    (static / "__pycache__").mkdir(parents=True)
    for name in ("a[1].txt", "a1.txt", "what?.txt", "all*.txt", "__pycache__/a.txt"):
        (static / name).write_text(name, encoding="utf-8")
    away(root, url)
    assert there(url) == clean(root)
    for name in ("a[1].txt", "all*.txt"):
        (static / name).unlink()
    away(root, url)

    assert there(url) == clean(root)
    assert {"static/a1.txt", "static/what?.txt"} <= there(url).keys()


def test_what_keeps_a_worker_from_the_store_is_told_with_the_worker_s_name(root: Path) -> None:
    plan = planned(root, root / "_site", look(root, root / "_site"), PLAIN)
    sent = parcel.parcel(plan.order, plan.tasks, plan.top)
    sources = {f"seeds/{story}-{side}.txt" for story in ("one", "two") for side in "ab"}
    assert sent.site.keys() == sources | {"claims.yaml", "stories/one.yaml"}
    missing = mock.patch("diptych.build.parcel._opened", side_effect=fault("s3://bucket", "no driver.", "pip install s3fs"))
    with missing, pytest.raises(ContentError) as caught:
        parcel.worked("s3://bucket", ".diptych-new-1", sent, work, plan.order, plan.tasks)

    assert str(caught.value).startswith(f"s3://bucket: on the worker on {platform.node()}: no driver. pip install s3fs")


def test_a_link_out_of_the_site_sends_a_worker_nothing(root: Path) -> None:
    (root.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "seeds/one-a.txt").unlink()
    (root / "seeds/one-a.txt").symlink_to(root.parent / "secret.txt")
    plan = planned(root, root / "_site", look(root, root / "_site"), PLAIN)
    story = (root / "stories/one.yaml").read_text(encoding="utf-8")
    (root / "stories/one.yaml").write_text(story.replace("seeds/one-b.txt", "../secret.txt"), encoding="utf-8")

    assert not {"seeds/one-a.txt", "../secret.txt"} & parcel.parcel(plan.order, plan.tasks, plan.top).site.keys()


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(ContentError) as caught:
        opened("nonsense://me:secret@example.org/site")

    assert str(caught.value).startswith("nonsense://me@example.org/site: ")


def test_a_folder_of_this_machine_needs_no_fsspec(root: Path) -> None:
    asked = f"import sys; from diptych.door import main; main(['--root', {str(root)!r}]); print([n for n in sys.modules if 'fsspec' in n])"
    for _ in range(2):
        told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=REPOSITORY)
        assert told.stdout.splitlines()[-1] == "[]"
        assert "diptych.store" not in told.stdout


# A server


def test_a_site_and_its_output_on_an_ftp_server(root: Path) -> None:
    pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed: pip install -e '.[test,test-store]'")
    server = [sys.executable, "-m", "pyftpdlib", "-i", "127.0.0.1", "-p", "0", "-w", "-d", str(root.parent)]
    with subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            port = next(line for line in process.stdout if "starting FTP server on" in line).split("127.0.0.1:")[1].split(",")[0]
            url = f"ftp://127.0.0.1:{port}/site"
            assert main(["--root", url]) == 0
            put(edited(Toy(), "go", "two", None), root)
            assert main(["--root", url]) == 0
        finally:
            process.kill()

    found = tree(root / "_site")
    assert found.pop(DIGESTS)
    shutil.rmtree(root / "_site")
    assert found == clean(root)
