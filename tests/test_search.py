"""The search page is a complete index without script, and its full-text index is made anew only when something changed."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from diptych import search
from diptych.build import build, check
from diptych.errors import ContentError
from tests.htmlcheck import read_page

EXAMPLE = Path(__file__).parent / "example"

pytestmark = pytest.mark.usefixtures("made_anew")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("search") / "site"
    build(EXAMPLE, out)
    return out


def page_of(site: Path) -> str:
    return (site / "search/index.html").read_text(encoding="utf-8")


def test_the_index_has_every_story_claim_and_source(site: Path) -> None:
    links = {link.removeprefix("../") for link in read_page(page_of(site)).links}
    known = check(EXAMPLE).site

    for story in known.stories:
        assert f"{story.id}/index.html" in links
        assert {f"{story.id}/claims/{claim.id}/index.html" for claim in story.claims} <= links
        assert {f"{story.id}/sources/{source.id}/index.html" for source in story.sources} <= links


def test_the_index_has_every_name_with_its_spellings_and_the_claims_it_stands_in(site: Path) -> None:
    page = unescape(page_of(site))
    names = page[page.index('id="names"') :]
    entry = re.search(r"<dt>Maja Kovačič.*?</div>", names, re.DOTALL)

    assert entry
    assert "also Maja Kovacic, Kovačič" in entry[0]
    assert "What the engineer said about safety" in entry[0]
    assert "A ferry runs" not in entry[0]


def test_no_suggestion_is_in_the_index(site: Path) -> None:
    assert "suggested-" not in page_of(site)


def test_every_page_leads_to_the_search(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]

    assert len(pages) > 20
    assert [path for path in pages if 'search/index.html" rel="search"' not in path.read_text(encoding="utf-8")] == []


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_nothing_is_indexed_again_when_nothing_changed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(site)
    ran: list[Sequence[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command))
    report = build(EXAMPLE, site)

    assert ran == []
    assert not report.written.changed
    assert files(site) == before


def test_an_index_is_kept_where_something_else_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "toy"
    shutil.copytree(EXAMPLE, root)
    build(root, root / "_site")
    before = {path: content for path, content in files(root / "_site").items() if path.startswith("pagefind/")}
    (root / "site_src/pages/news.md").write_text("# News\n\nNone.\n", encoding="utf-8")
    ran: list[Sequence[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command))
    report = build(root, root / "_site")

    assert "news/index.html" in report.written.changed
    assert ran == []
    assert before
    assert {path: content for path, content in files(root / "_site").items() if path.startswith("pagefind/")} == before


def test_an_index_that_lost_a_file_is_made_again(site: Path) -> None:
    engine = site / search.ENGINE
    engine.unlink()
    build(EXAMPLE, site)

    assert engine.is_file()


def test_pagefinds_own_interfaces_are_left_out(site: Path) -> None:
    names = [path.name for path in (site / "pagefind").rglob("*")]

    assert "pagefind.js" in names
    assert [name for name in names if "-ui" in name or "highlight" in name] == []


def test_without_pagefind_the_page_is_a_complete_index_and_asks_for_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "available", lambda: False)
    build(EXAMPLE, tmp_path / "site")
    page = page_of(tmp_path / "site")

    assert "data-engine" not in page
    assert "How long the crack is" in page
    assert not (tmp_path / "site/pagefind").exists()


def test_an_index_that_cannot_be_made_is_a_problem_and_not_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(command: Sequence[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(command, 1, "", "no room on the disk")

    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(ContentError, match="no room on the disk"):
        build(EXAMPLE, tmp_path / "site")
