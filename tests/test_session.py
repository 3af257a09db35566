"""A process that serves a site makes, save by save, what a clean build makes; and a save costs its own story."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.build import build
from diptych.build.session import Session
from diptych.errors import ContentError
from diptych.manifest import cache_folder
from tests.test_incremental import EDITS, Told, Toy, assert_as_clean, edited, files, put, traces, tree, without_full_text  # noqa: F401

MANY = Toy(stories=tuple((f"s{at:03}", Told(day=f"2024-05-{at % 28 + 1:02}")) for at in range(3)), about="# About\n")


def save(session: Session, before: Toy, after: Toy) -> None:
    """Write what differs, as an editor does, and tell the session of each file."""
    was, now = files(before), files(after)
    put(after, session.root)
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            session.told(str(session.root / name))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    put(MANY, tmp_path / "site")
    opened = Session(tmp_path / "site", tmp_path / "site/_site")
    opened.build()
    return opened


def problems_of(run: Callable[[], object]) -> str:
    """Run a build and return what it says is wrong; nothing where all is well."""
    try:
        run()
    except ContentError as error:
        return str(error)
    return ""


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS.filter(lambda edit: edit[0] != "out"), min_size=1, max_size=5))
def test_any_sequence_of_saves_gives_what_a_clean_build_gives(edits: list[tuple[str, str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, toy = Path(folder) / "site", Toy()
        put(toy, root)
        session = Session(root, root / "_site")
        session.build()
        copy = Path(folder) / "copy"
        for edit in edits:
            before, toy = toy, edited(toy, *edit)
            save(session, before, toy)
            last = tree(root / "_site")
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns("_site", ".diptych"))
            problems, clean = problems_of(session.build), problems_of(lambda: build(copy, copy / "_site"))

            assert problems == clean
            assert tree(root / "_site") == (last if problems else tree(copy / "_site"))
            shutil.rmtree(copy)
        assert_as_clean(root)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "The flood"), ("note", "*why*"), ("more", " A ferry sank."), ("quote", "rose by two metres"), ("day", "2020-01-01")],
)
def test_a_save_of_a_story_makes_that_story_and_never_the_whole(session: Session, field: str, value: str) -> None:
    changed = edited(MANY, field, "s001", value)
    save(session, MANY, changed)
    others = {name: traces(session.out / name) for name in ("s000", "s002", "static")}
    with mock.patch("diptych.build.session.planned", side_effect=AssertionError("the long way")):
        told = session.build()

    assert any(path.startswith("s001/") for path in told)
    assert {name: traces(session.out / name) for name in others} == others
    assert_as_clean(session.root)


@pytest.mark.parametrize("field", ["title", "note", "more"])
def test_a_save_that_is_taken_back_after_the_process_died_leaves_nothing_stale(session: Session, field: str) -> None:
    save(session, MANY, edited(MANY, field, "s001", "So *it* was"))
    session.build()
    put(MANY, session.root)

    assert_as_clean(session.root)
    assert not (cache_folder(session.root, session.out) / "suspect").exists()


def test_where_nothing_can_be_noted_the_manifest_is_forgotten(session: Session) -> None:
    (cache_folder(session.root, session.out) / "suspect").mkdir()
    save(session, MANY, edited(MANY, "note", "s001", "*why*"))
    session.build()

    assert not (cache_folder(session.root, session.out) / "manifest").exists()


def test_a_problem_is_told_with_all_others_until_each_is_mended(session: Session) -> None:
    one = edited(MANY, "quote", "s001", "The river fell")
    both = edited(one, "quote", "s002", "The river fell")
    save(session, MANY, one)
    before = tree(session.out)
    with pytest.raises(ContentError, match=r"stories/s001\.yaml"):
        session.build()
    save(session, one, both)
    with pytest.raises(ContentError):
        session.build()
    save(session, both, edited(both, "quote", "s002", "The river rose"))
    with pytest.raises(ContentError, match=r"stories/s001\.yaml:\d+:\d+: quote not found"):
        session.build()

    assert tree(session.out) == before
    save(session, one, MANY)
    session.build()
    assert_as_clean(session.root)


def test_the_list_of_stories_past_its_first_page_follows_too(tmp_path: Path) -> None:
    many = replace(MANY, stories=tuple((f"s{at:03}", Told(day=f"2024-05-{at % 28 + 1:02}", inline=True)) for at in range(3)))
    put(many, tmp_path / "site")
    opened = Session(tmp_path / "site", tmp_path / "site/_site")
    with mock.patch("diptych.pages.pages.PER_PAGE", 1), mock.patch("diptych.data.index.LARGEST", 1):
        opened.build()
        save(opened, many, edited(many, "more", "s000", " A ferry sank."))
        told = opened.build()
        assert "data/index-2.json" not in told
        assert_as_clean(opened.root)


def test_a_title_makes_the_part_of_the_index_again_that_shows_it_and_no_other(tmp_path: Path) -> None:
    put(MANY, tmp_path / "site")
    opened = Session(tmp_path / "site", tmp_path / "site/_site")
    with mock.patch("diptych.pages.index.PER_PART", 1):
        opened.build()
        save(opened, MANY, edited(MANY, "title", "s000", "The flood"))
        assert {path for path in opened.build() if path.startswith("search")} == {"search/3/index.html"}
        assert_as_clean(opened.root)


def test_a_file_that_is_no_story_s_goes_the_long_way(session: Session) -> None:
    session.told(str(session.root / "stories" / "new.tmp"))
    with mock.patch("diptych.build.session.planned", side_effect=ContentError([])) as whole, suppress(ContentError):
        session.build()

    assert whole.called
