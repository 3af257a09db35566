"""The rows of a site of any size: held small, unpacked one at a time, compared without being unpacked."""

import os
from glob import glob
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from diptych.build.records import Row, Sketch, packed, told_of
from diptych.build.rows import KeptRows, keep_rows, kept_rows
from diptych.build.stories import Paths, Unpacked, stories_of
from diptych.data.listed import Listed
from diptych.data.whole import changed_files
from diptych.errors import Place
from diptych.manifest import Stamps, matched, stamp
from diptych.model import Site
from diptych.pages.listing import Listing
from diptych.read import Named
from tests.conftest import ENGLISH

ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


def row(name: str, title: str = "Flood", day: str = "2024-01-01", files: tuple[str, ...] = ("index.html",), told: bool = True) -> Row:
    """The row of a story that is not made from anything."""
    paths = tuple(f"{name}/{file}" for file in files)
    listing = Listing(name, title, day, "", (), (), (0, 0, 0, 0), (), paths)
    data = Listed(name, title, f"{name}/index.html", "", "", day, "", "", day, (), (), (), "")
    sketch = Sketch(Named(name, Place("claims.yaml"), None), "", "", (), (), True)
    packed_told = packed(data) if told else b""
    return Row(f"{name}.yaml", b"", (), sketch, packed(listing), day, day, packed_told=packed_told, files=len(paths))


@given(st.dictionaries(ids, st.sets(st.sampled_from(["index.html", "data.json", "claims/a/index.html"])), max_size=8), st.sets(ids))
def test_the_files_of_a_site_come_in_the_order_of_their_paths(stories: dict[str, set[str]], names: set[str]) -> None:
    own = ["index.html", *(f"{name}/about.html" for name in names - stories.keys())]
    paths = Paths([row(name, files=tuple(files)) for name, files in stories.items()], own)

    expected = sorted([*own, *(f"{name}/{file}" for name, files in stories.items() for file in files)])
    assert list(paths) == expected
    assert list(paths) == expected, "it can be gone through again"


def test_pages_see_stories_as_lists_order_them_data_as_the_site_does_and_feeds_the_newest() -> None:
    rows = [row("a", day="2024-01-02"), row("c", day="2024-01-03"), row("b", day="2024-01-03"), row("d", day=""), row("e", told=False)]
    stories = stories_of(rows)

    assert [listing.id for listing in stories.listings] == ["b", "c", "a", "e", "d"]
    assert [told.id for told in stories.told] == ["a", "c", "b", "d"]
    assert [told.id for told in stories.fed] == ["b", "c", "a"]


def test_a_story_that_is_not_shown_is_seen_by_nobody() -> None:
    hidden = row("a")
    hidden = replace(hidden, sketch=replace(hidden.sketch, shown=False))

    assert [len(seen) for seen in (stories_of([hidden]).listings, stories_of([hidden]).told, stories_of([hidden]).fed)] == [0, 0, 0]


@given(st.lists(ids, unique=True, max_size=4), st.binary(max_size=3))
def test_rows_are_kept_as_they_are(names: list[str], key: bytes) -> None:
    rows = KeptRows(key, tuple(map(row, names)), ())
    with TemporaryDirectory() as folder:
        digest = keep_rows(Path(folder), rows)

        assert kept_rows(Path(folder), digest) == rows
        assert kept_rows(Path(folder), b"another") is None


def test_stories_are_compared_without_being_unpacked() -> None:
    def never(_: bytes) -> Listing:
        raise AssertionError("unpacked")

    assert Unpacked([b"a", b"b"], never) == Unpacked([b"a", b"b"], never)
    assert Unpacked([b"a", b"b"], never)[:1] == Unpacked([b"a"], never)
    assert Unpacked([b"a", b"b"], never) != Unpacked([b"a", b"c"], never)
    assert Unpacked([b"a"], never) != [b"a"]


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the stories whose data were unpacked."""
    names: list[str] = []

    def noted(content: bytes) -> Listed:
        told = told_of(content)
        names.append(told.id)
        return told

    monkeypatch.setattr("diptych.build.stories.told_of", noted)
    return names


def test_of_a_large_site_only_the_data_that_tell_of_a_changed_story_are_made_again(unpacked: list[str]) -> None:
    rows = [row(f"s{at:04}", day=f"2024-{at % 12 + 1:02}-{at % 28 + 1:02}") for at in range(2000)]
    after = [*rows]
    after[1234] = row("s1234", title="Other", day=rows[1234].event_date)
    before, now = stories_of(rows), stories_of(after)
    site = Site("Toy", "https://example.org/", "en", "", True, "", (), (), ENGLISH)
    files = dict(changed_files(site, before.told, now.told, before.fed, now.fed))

    assert list(files) == ["data/index-7.json"]
    assert set(unpacked) == {f"s{at:04}" for at in range(1200, 1400)}


@given(st.lists(st.sampled_from(["kept", "written", "gone", "new"]), max_size=6))
def test_what_moved_is_what_has_another_stamp_or_none(states: list[str]) -> None:
    with TemporaryDirectory() as folder:
        for at, state in enumerate(states):
            if state != "new":
                Path(folder, str(at)).write_text("before", encoding="utf-8")
        names = [str(at) for at, state in enumerate(states) if state != "new"]
        known = Stamps.of((name, found) for name in names if (found := stamp(os.path.join(folder, name))))
        for at, state in enumerate(states):
            if state == "written":
                Path(folder, str(at)).write_text("afterwards", encoding="utf-8")
            if state == "gone":
                Path(folder, str(at)).unlink()

        moved = {known.names[at] for at in known.moved(folder)}
        assert moved == {str(at) for at, state in enumerate(states) if state in ("written", "gone")}
        assert len(list(known.moved(folder, before=0))) == len(names), "nothing is settled that was written after a time"


@pytest.mark.parametrize(
    "pattern",
    ["stories/*.yaml", "*.yaml", "./stories//*.yaml", "stories/a.yaml", "stories/[ab].yaml", "stories/?.yaml", "s*/b.yaml", "s*/*.y*ml",
     "stories/.*", "stories/*", "stories", "none/*.yaml", "stories/../stories/*.yaml", "stories/[.yaml", "**/b.yaml"],
)  # fmt: skip
def test_a_glob_of_stories_names_the_files_that_a_glob_names(tmp_path: Path, pattern: str) -> None:
    for name in (
        "claims.yaml",
        "other.yaml",
        "stories/a.yaml",
        "stories/b.yaml",
        "stories/b.yml",
        "stories/.c.yaml",
        "stories/deep/b.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "stories/link.yaml").symlink_to(tmp_path / "other.yaml")
    (tmp_path / "stories/round.yaml").symlink_to(tmp_path / "stories/round.yaml")

    named = {os.path.normpath(name) for name in glob(pattern, root_dir=tmp_path, include_hidden=True, recursive=True)}
    expected = sorted(name for name in named if (tmp_path / name).is_file() and name != "claims.yaml")
    assert matched(tmp_path, pattern) == expected
