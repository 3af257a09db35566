"""TOML is parsed once: what is kept of it is what the parser said, and never of another text."""

import tomllib
from pathlib import Path

import pytest

from diptych import tables

FIRST = 'hedges = ["may", "might"]\n[numbers]\nseven = 7\nhalf = 0.5\nfew = false\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "_FOLDER", tmp_path / "__pycache__")
    return tmp_path / "__pycache__"


def test_a_table_that_was_kept_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = tables.table("a", FIRST)
    monkeypatch.setattr(tomllib, "loads", None)

    assert tables.table("a", FIRST) == parsed == {"hedges": ["may", "might"], "numbers": {"seven": 7, "half": 0.5, "few": False}}


def test_another_text_of_the_same_name_is_parsed() -> None:
    tables.table("a", FIRST)

    assert tables.table("a", "hedges = []") == {"hedges": []}


def test_what_the_reader_of_a_table_does_to_it_is_not_kept() -> None:
    tables.table("a", FIRST).clear()

    assert tables.table("a", FIRST)["numbers"]["seven"] == 7


def test_what_is_derived_is_made_once_for_what_it_is_derived_from() -> None:
    first = tables.kept("a", b"1", lambda: {"may": (("may",), 1)})
    again = tables.kept("a", b"1", dict)
    other = tables.kept("a", b"2", lambda: {"might": ()})

    assert first == again == {"may": (("may",), 1)}
    assert other == {"might": ()}


def test_nothing_is_kept_that_was_not_to_be(folder: Path) -> None:
    assert tables.table("a", FIRST, keep=False)["numbers"]["seven"] == 7
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"no table", None])
def test_a_kept_table_that_is_damaged_is_parsed_again(folder: Path, damage: bytes | None) -> None:
    tables.table("a", FIRST)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] if damage is None else damage)

    assert tables.table("a", FIRST)["numbers"]["seven"] == 7


def test_a_text_with_a_date_is_parsed_each_time() -> None:
    assert str(tables.table("a", "day = 2023-04-26")["day"]) == str(tables.table("a", "day = 2023-04-26")["day"]) == "2023-04-26"


def test_a_folder_that_cannot_be_written_is_no_matter(folder: Path) -> None:
    folder.write_text("a file stands here")

    assert tables.table("a", FIRST)["numbers"]["seven"] == 7


def test_what_is_no_table_is_an_error_of_its_own(folder: Path) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tables.table("a", "seven = ")
    assert not folder.exists()
