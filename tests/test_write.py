"""Values to disk: only what changed, nothing that is not ours, and the same bytes everywhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from diptych.build import build
from diptych.counts import Written
from diptych.errors import ContentError
from diptych.render.file import File
from diptych.write import LIST, check_folder, commit, stage, staged

EXAMPLE = Path(__file__).parent / "example"


def write(files: Iterable[File], out: Path, root: Path) -> Written:
    """Bring `out` in line with `files`, step by step as a build does."""
    check_folder(out, root)
    with staged(out) as folder:
        made = {file.path: stage(str(folder), str(out), file) for file in files}
        removed = commit(folder, out, sorted(made))
    changed = tuple(path for path, differs in made.items() if differs)
    return Written(changed, len(made) - len(changed), removed)


def files(**contents: str) -> list[File]:
    """Return files by path; `__` stands for a slash, `_` for a dot."""
    return [File(path.replace("__", "/").replace("_", "."), content.encode()) for path, content in contents.items()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site's folder with a source in it."""
    (tmp_path / "site/seeds").mkdir(parents=True)
    (tmp_path / "site/seeds/a.txt").write_text("words", encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def out(root: Path) -> Path:
    return root / "_site"


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what a write of a file would change, whatever its bytes: its inode and its time."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def refusal(new: list[File], out: Path, root: Path) -> str:
    with pytest.raises(ContentError) as raised:
        write(new, out, root)
    return str(raised.value)


# Only what changed


def test_a_first_write_makes_every_file(out: Path, root: Path) -> None:
    written = write(files(index_html="home", story__index_html="story"), out, root)

    assert written == Written(changed=("index.html", "story/index.html"), unchanged=0, removed=())
    assert tree(out) == {"index.html": b"home", "story/index.html": b"story", LIST: b"index.html\nstory/index.html\n"}


def test_writing_the_same_again_touches_nothing(out: Path, root: Path) -> None:
    same = files(index_html="home", story__index_html="story")
    write(same, out, root)
    before = traces(out)
    written = write(same, out, root)

    assert written == Written(changed=(), unchanged=2, removed=())
    assert traces(out) == before


def test_a_file_that_did_not_change_keeps_its_inode_and_time(out: Path, root: Path) -> None:
    write(files(a_html="same", b_html="old"), out, root)
    before = traces(out)
    written = write(files(a_html="same", b_html="new"), out, root)

    assert written.changed == ("b.html",)
    assert traces(out)["a.html"] == before["a.html"]


def test_a_change_that_keeps_the_length_is_written_too(out: Path, root: Path) -> None:
    write(files(a_html="12"), out, root)

    assert write(files(a_html="21"), out, root).changed == ("a.html",)


def test_a_file_that_a_hand_changed_is_mended(out: Path, root: Path) -> None:
    write(files(a_html="ours"), out, root)
    (out / "a.html").write_bytes(b"theirs")
    write(files(a_html="ours"), out, root)

    assert (out / "a.html").read_bytes() == b"ours"


def test_a_file_that_a_hand_removed_comes_back(out: Path, root: Path) -> None:
    write(files(a_html="ours"), out, root)
    (out / "a.html").unlink()

    assert write(files(a_html="ours"), out, root).changed == ("a.html",)


# What is no longer made


def test_a_file_that_is_no_longer_made_is_removed(out: Path, root: Path) -> None:
    write(files(a_html="a", b_html="b"), out, root)
    written = write(files(a_html="a"), out, root)

    assert written.removed == ("b.html",)
    assert tree(out) == {"a.html": b"a", LIST: b"a.html\n"}


def test_a_folder_that_a_removal_empties_is_removed_too(out: Path, root: Path) -> None:
    write(files(a_html="a", story__claims__one__index_html="b"), out, root)
    write(files(a_html="a"), out, root)

    assert not (out / "story").exists()


def test_a_folder_that_still_holds_a_file_stays(out: Path, root: Path) -> None:
    write(files(story__index_html="a", story__read__index_html="b"), out, root)
    write(files(story__index_html="a"), out, root)

    assert [path.name for path in (out / "story").iterdir()] == ["index.html"]


def test_a_file_that_somebody_put_into_the_output_is_left(out: Path, root: Path) -> None:
    write(files(a_html="a", story__b_html="b"), out, root)
    (out / "CNAME").write_bytes(b"news.example")
    (out / "story/photo.jpg").write_bytes(b"photo")
    write(files(a_html="a"), out, root)

    assert (out / "CNAME").read_bytes() == b"news.example"
    assert (out / "story/photo.jpg").read_bytes() == b"photo"


def test_a_file_already_gone_is_not_counted_as_removed(out: Path, root: Path) -> None:
    write(files(a_html="a", b_html="b"), out, root)
    (out / "b.html").unlink()

    assert write(files(a_html="a"), out, root).removed == ()


def test_a_folder_may_take_the_place_of_a_file_of_a_former_build(out: Path, root: Path) -> None:
    write([File("static/icons", b"one")], out, root)
    write([File("static/icons/a.svg", b"two")], out, root)

    assert tree(out / "static") == {"icons/a.svg": b"two"}


def test_a_file_may_take_the_place_of_a_folder_of_a_former_build(out: Path, root: Path) -> None:
    write([File("static/icons/a.svg", b"two")], out, root)
    write([File("static/icons", b"one")], out, root)

    assert tree(out / "static") == {"icons": b"one"}


# What is not ours


def test_a_folder_that_diptych_did_not_make_is_refused_and_untouched(root: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_bytes(b"years of work")

    assert "Diptych did not make this folder" in refusal(files(index_html="home"), theirs, root)
    assert tree(theirs) == {"thesis.txt": b"years of work"}


def test_an_empty_folder_may_be_used(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(files(index_html="home"), tmp_path / "empty", root)

    assert (tmp_path / "empty/index.html").read_bytes() == b"home"


def test_a_folder_inside_folders_that_do_not_exist_yet_is_made(root: Path, tmp_path: Path) -> None:
    write(files(index_html="home"), tmp_path / "one/two", root)

    assert (tmp_path / "one/two/index.html").read_bytes() == b"home"


def test_a_file_where_a_folder_must_go_is_told_before_anything_is_touched(out: Path, root: Path) -> None:
    write(files(a_html="old", gone_html="old"), out, root)
    (out / "story").write_text("mine", encoding="utf-8")
    before = tree(out)

    assert refusal(files(a_html="new", story__index_html="story"), out, root) == (
        f"{out}/story: this is a file, and the site needs a folder here. Move it away, or name another folder with --out.\n\n"
        f"1 problem in {out}/story"
    )
    assert tree(out) == before


def test_a_folder_where_a_file_must_go_is_told_before_anything_is_touched(out: Path, root: Path) -> None:
    write(files(a_html="old", story__index_html="old"), out, root)
    (out / "z.html").mkdir()
    (out / "story/deep.html").mkdir()
    (out / "story/deep.html/mine.txt").write_text("mine", encoding="utf-8")
    before = tree(out)
    told = refusal(files(a_html="new", story__index_html="new", story__deep_html="new", z_html="new"), out, root)

    assert [line.partition(". Move")[0] for line in told.splitlines() if "Move" in line] == [
        f"{out}/story/deep.html: this is a folder, and the site needs a file here",
        f"{out}/z.html: this is a folder, and the site needs a file here",
    ]
    assert tree(out) == before


def test_an_empty_folder_of_somebody_s_in_a_folder_that_must_go_is_in_the_way(out: Path, root: Path) -> None:
    write(files(a_html="old", story__index_html="old"), out, root)
    (out / "story/mine").mkdir()
    before = tree(out)

    assert "/story: this is a folder, and the site needs a file here." in refusal([*files(a_html="new"), File("story", b"new")], out, root)
    assert tree(out) == before


def test_a_dangling_link_where_a_folder_must_go_is_told(out: Path, root: Path) -> None:
    write(files(a_html="old"), out, root)
    (out / "story").symlink_to(root / "nowhere")

    assert "/story: this is a file, and the site needs a folder here." in refusal(files(story__index_html="story"), out, root)


def test_a_file_on_the_way_to_the_output_folder_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")

    assert refusal(files(index_html="home"), tmp_path / "notes/public", root).startswith(
        f"{tmp_path}/notes/public: {tmp_path}/notes is a file, not a folder."
    )


def test_a_file_in_place_of_the_output_folder_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(b"notes")

    assert "this is a file, not a folder" in refusal(files(index_html="home"), tmp_path / "notes", root)
    assert (tmp_path / "notes").read_bytes() == b"notes"


@pytest.mark.parametrize("where", [".", "..", "../..", "seeds/.."])
def test_the_site_is_never_written_over_its_own_folder_or_one_above(root: Path, where: str) -> None:
    assert "cannot be written over its own sources" in refusal(files(index_html="home"), root / where, root)
    assert tree(root) == {"seeds/a.txt": b"words"}


def test_the_folder_of_the_sources_is_refused(root: Path) -> None:
    assert "this folder holds what the site is made from" in refusal(files(index_html="home"), root / "seeds", root)
    assert tree(root) == {"seeds/a.txt": b"words"}


@pytest.mark.parametrize(
    "stray", ["../seeds/a.txt", "story/../../seeds/a.txt", "{root}/seeds/a.txt", "./../seeds/a.txt", "//{root}/seeds/a.txt"]
)
def test_a_list_that_was_tampered_with_removes_nothing_outside(out: Path, root: Path, stray: str) -> None:
    write(files(index_html="home"), out, root)
    (out / LIST).write_text(f"index.html\n{stray.format(root=root)}\n", encoding="utf-8")
    written = write(files(index_html="home"), out, root)

    assert written.removed == ()
    assert (root / "seeds/a.txt").read_bytes() == b"words"


def test_a_list_that_was_tampered_with_removes_nothing_behind_a_link(out: Path, root: Path) -> None:
    write(files(index_html="home"), out, root)
    (out / "link").symlink_to(root / "seeds", target_is_directory=True)
    (out / LIST).write_text("index.html\nlink/a.txt\n", encoding="utf-8")
    write(files(index_html="home"), out, root)

    assert (root / "seeds/a.txt").read_bytes() == b"words"


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"\n\n", b".\n", b".diptych-files\n"])
def test_a_list_of_junk_does_no_harm(out: Path, root: Path, junk: bytes) -> None:
    write(files(index_html="home"), out, root)
    (out / LIST).write_bytes(junk)
    write(files(index_html="home"), out, root)

    assert tree(out) == {"index.html": b"home", LIST: b"index.html\n"}


def test_a_list_that_names_a_page_in_another_way_does_no_harm(out: Path, root: Path) -> None:
    write(files(index_html="home"), out, root)
    (out / LIST).write_bytes(b"./index.html\n")
    write(files(index_html="home"), out, root)

    assert (out / "index.html").read_bytes() == b"home"


def test_a_list_with_a_zero_byte_does_no_harm(out: Path, root: Path) -> None:
    write(files(index_html="home"), out, root)
    (out / LIST).write_bytes(b"a\0b\n")
    write(files(index_html="home"), out, root)

    assert tree(out) == {"index.html": b"home", LIST: b"index.html\n"}


# All or nothing, file by file


def test_no_temporary_file_remains(out: Path, root: Path) -> None:
    write(files(index_html="home", story__index_html="story"), out, root)

    assert leftovers(root) == []


def test_no_temporary_file_remains_after_a_write_that_failed(out: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(files(index_html="old"), out, root)

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fails)
        with pytest.raises(OSError, match="the disk is full"):
            write(files(index_html="new"), out, root)

    assert leftovers(root) == []
    assert (out / "index.html").read_bytes() == b"old"


def test_a_file_in_the_middle_of_a_write_that_failed_is_whole(out: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(files(index_html="old"), out, root)

    whole = os.write

    def half(handle: int, content: bytes) -> int:
        whole(handle, content[: len(content) // 2])
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        with pytest.raises(OSError, match="the disk is full"):
            write(files(index_html="new and longer"), out, root)

    assert tree(out) == {"index.html": b"old", LIST: b"index.html\n"}


def test_a_first_build_that_broke_off_is_taken_up_by_the_next(out: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def breaks_off(beside: str | Path, path: str | Path) -> None:
        if Path(path).name == "b.html":
            raise OSError("power cut")
        real(beside, path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", breaks_off)
        with pytest.raises(OSError, match="power cut"):
            write(files(a_html="a", b_html="b"), out, root)

    assert write(files(a_html="a", b_html="b"), out, root).changed == ("b.html",)
    assert write(files(c_html="c"), out, root).removed == ("a.html", "b.html")


def test_pages_that_cannot_be_made_leave_the_output_untouched(out: Path, root: Path) -> None:
    def breaks_off() -> Iterator[File]:
        yield File("a.html", b"a")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        write(breaks_off(), out, root)

    assert not out.exists()


# The whole build


def copied(target: Path) -> Path:
    shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("_site"))
    return target


def test_building_twice_writes_nothing(tmp_path: Path) -> None:
    root = copied(tmp_path / "site")
    first = build(root, root / "_site").written
    before = traces(root / "_site")
    second = build(root, root / "_site").written

    assert first.changed
    assert second == Written(changed=(), unchanged=len(first.changed), removed=())
    assert traces(root / "_site") == before


def test_every_file_of_the_output_is_in_its_list(tmp_path: Path) -> None:
    root = copied(tmp_path / "site")
    build(root, root / "_site")
    listed = (root / "_site" / LIST).read_text(encoding="utf-8").splitlines()

    assert listed == sorted(set(tree(root / "_site")) - {LIST})


def test_a_page_taken_out_of_the_site_leaves_the_output(tmp_path: Path) -> None:
    root = copied(tmp_path / "site")
    (root / "site_src/pages/team.md").write_text("# Team\n", encoding="utf-8")
    build(root, root / "_site")
    (root / "site_src/pages/team.md").unlink()
    written = build(root, root / "_site").written

    assert written.removed == ("team/index.html",)
    assert not (root / "_site/team").exists()


def built_elsewhere(root: Path, hash_seed: str) -> dict[str, bytes]:
    """Build the toy site in a fresh interpreter and return its files, those of Pagefind aside: it orders its filters by chance."""
    copied(root)
    subprocess.run(
        [sys.executable, "-m", "diptych", "build"],
        cwd=root,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    return {path: content for path, content in tree(root / "_site").items() if not path.startswith("pagefind/") and path != LIST}


def test_the_bytes_are_the_same_from_another_folder_and_with_another_hash_seed(tmp_path: Path) -> None:
    assert built_elsewhere(tmp_path / "a", "1") == built_elsewhere(tmp_path / "another name/with spaces é", "2")


def test_the_name_of_the_folder_stands_in_no_page(tmp_path: Path) -> None:
    root = copied(tmp_path / "site-in-a-folder-of-a-telling-name")
    build(root, root / "_site")

    assert [path for path, content in tree(root / "_site").items() if b"telling-name" in content] == []
