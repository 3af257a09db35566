"""A source that changed: what moved is told with both places, what is gone with the last good hash; no claim is altered."""

import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from diptych import prose
from diptych.build import build
from diptych.cli import main
from diptych.errors import ContentError
from diptych.manifest import cache_folder

CLAIMS = """\
site: {title: Toy}
stories:
  - id: flood
    title: Flood
    sources: [{id: one, file: one.txt}]
    claims:
      - {id: rise, claim: The river rose, statements: {one: The river rose}, relation: only}
"""
BEFORE = "The river rose by two metres.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "one.txt").write_text(BEFORE, encoding="utf-8")
    build(tmp_path, tmp_path / "_site")
    return tmp_path


def test_a_quote_that_moved_is_found_again_and_told_with_both_places(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "one.txt").write_text("A correction.\n\n" + BEFORE, encoding="utf-8")

    assert main(["build"], root=root) == 0
    assert "moved: one.txt:3:1: “The river rose” moved here from one.txt:1:1.\n" in capsys.readouterr().out
    assert (root / "claims.yaml").read_text(encoding="utf-8") == CLAIMS


def test_a_quote_that_is_gone_is_an_error_that_names_the_last_good_hash(root: Path) -> None:
    (root / "one.txt").write_text("The river fell.\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build(root, root / "_site")

    known = sha256(BEFORE.encode()).hexdigest()
    assert f"At the last good build it stood at one.txt:1:1; the file's SHA-256 was {known}." in str(caught.value)


def test_a_source_that_did_not_change_moves_nothing(root: Path) -> None:
    assert build(root, root / "_site").moved == ()


def test_a_quote_that_stays_in_its_place_is_not_told(root: Path) -> None:
    (root / "one.txt").write_text(BEFORE + "\nIt fell on Friday.\n", encoding="utf-8")

    assert build(root, root / "_site").moved == ()


@pytest.mark.parametrize("junk", ["", "{}", "[1]", "[[]]", "nothing", "\x93\x91\x91\xa1a\xa0\x80", "\x93\x90\xa0\x81\xa1a\x01"])
def test_a_list_of_places_that_is_broken_does_no_harm(root: Path, junk: str) -> None:
    (kept,) = (cache_folder(root, root / "_site") / "places").iterdir()
    kept.write_bytes(junk.encode("latin-1"))
    (root / "one.txt").write_text("A correction.\n\n" + BEFORE, encoding="utf-8")

    assert build(root, root / "_site").moved == ()


def test_markdown_that_stayed_is_not_parsed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = CLAIMS.replace("relation: only", "relation: only, note: It rose **fast**.")
    (root / "claims.yaml").write_text(noted, encoding="utf-8")
    build(root, root / "_site")
    (root / "claims.yaml").write_text(noted.replace("title: Flood", "title: The flood"), encoding="utf-8")
    prose.read.cache_clear()
    monkeypatch.setattr(prose, "_former", {})
    monkeypatch.setattr(prose, "_parser", None)
    build(root, root / "_site")

    page = (root / "_site" / "flood" / "claims" / "rise" / "index.html").read_text(encoding="utf-8")
    assert "The flood" in page
    assert "<p>It rose <strong>fast</strong>.</p>" in page


def test_markdown_that_other_code_read_is_parsed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = CLAIMS.replace("relation: only", "relation: only, note: It rose **fast**.")
    (root / "claims.yaml").write_text(noted, encoding="utf-8")
    build(root, root / "_site")
    (kept,) = (cache_folder(root, root / "_site") / "places").iterdir()
    known = zlib.decompress(kept.read_bytes())
    assert b"<strong>" in known
    kept.write_bytes(zlib.compress(known.replace(b"<strong>", b"<STRONG>")))
    (root / "claims.yaml").write_text(noted.replace("title: Toy", "title: Another toy"), encoding="utf-8")
    prose.read.cache_clear()
    monkeypatch.setattr(prose, "_former", {})
    build(root, root / "_site")

    assert "<strong>fast</strong>" in (root / "_site" / "flood" / "claims" / "rise" / "index.html").read_text(encoding="utf-8")
