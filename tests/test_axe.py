"""Axe finds nothing wrong: every type of page of two sites, light and dark, wide and narrow. Skipped without Chromium, and CI says so."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from diptych.build import build
from tests.conftest import REPOSITORY
from tests.test_browser import CHROMIUM

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM")

TAGS: Final = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES: Final = {"home", "story", "reader", "claim", "source", "quotes", "worksheet", "page", "search"}
"""The page for addresses that lead nowhere has its style from the top of a server, and cannot be opened from a disk."""
RUNS: Final[tuple[tuple[str, int, Literal["light", "dark"]], ...]] = (
    ("demo", 1280, "light"),
    ("demo", 360, "dark"),
    ("example", 1280, "dark"),
    ("example", 360, "light"),
)
"""Each width in each scheme once: a run takes half a minute."""


@pytest.fixture(scope="module")
def sites(demo_site: Path, example_site: Path) -> dict[str, dict[str, Path]]:
    """The first page of each type of each site, in the order of their addresses."""
    return {"demo": first_pages(demo_site), "example": first_pages(example_site)}


def first_pages(out: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(out.rglob("*.html")):
        kind = re.search('data-page-type="([^"]+)"', path.read_text(encoding="utf-8"))
        if kind and kind[1] in TYPES:
            found.setdefault(kind[1], path)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def complaints(page: Page) -> list[str]:
    """What axe finds wrong on a page: the rule, and the first element that breaks it."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    run: Any = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    assert len(run["passes"]) > 10, "axe did not run"
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in run["violations"]]


@pytest.mark.parametrize(("site", "width", "scheme"), RUNS)
def test_axe_finds_nothing_on_any_type_of_page(
    browser: Browser, sites: dict[str, dict[str, Path]], site: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for kind, path in sites[site].items():
        page = context.new_page()
        page.goto(path.as_uri())
        found[kind] = complaints(page)
        page.close()
    context.close()

    assert found == {kind: [] for kind in TYPES}


QUOTES_ALONE: Final = """\
site: {title: Two Papers, url: "https://example.org/", suggestions: hide}
stories:
  - id: bridge
    title: The bridge closes
    sources: [{id: courier, file: courier.txt, publish: quotes}, {id: herald, file: herald.txt, publish: quotes}]
    claims:
      - {id: shut, claim: The bridge is shut, statements: {courier: It is shut., herald: It is closed.}, relation: agree}
      - {id: queue, claim: There is a queue, statements: {courier: Cars wait., herald: Cars stand in line.}, relation: agree}
      - {id: boat, claim: A boat runs, statements: {courier: A boat runs.}, relation: only}
"""


@pytest.mark.parametrize("page_of", ["read", "sources/courier", "sources/herald"])
def test_quotes_that_stand_alone_side_by_side_have_numbers_wide_enough_to_aim_at(browser: Browser, page_of: str, tmp_path: Path) -> None:
    (tmp_path / "courier.txt").write_text("It is shut. Cars wait. A boat runs.\n", encoding="utf-8")
    (tmp_path / "herald.txt").write_text("Nobody knows why. It is closed. Cars stand in line.\n", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(QUOTES_ALONE, encoding="utf-8")
    build(tmp_path, tmp_path / "_site")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto((tmp_path / "_site/bridge" / page_of / "index.html").as_uri())
    found = complaints(page)
    context.close()

    assert found == []


def test_axe_finds_nothing_on_an_index_in_parts(browser: Browser, tmp_path: Path) -> None:
    with mock.patch("diptych.pages.index.PER_PART", 1):
        build(REPOSITORY / "tests/example", tmp_path / "site")
    page, found = browser.new_page(), []
    for part in ("search", "search/2"):
        page.goto((tmp_path / "site" / part / "index.html").as_uri())
        assert page.locator(".pager a").count() >= 1
        found += complaints(page)
    page.close()

    assert found == []


def test_axe_does_find_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#bbb">pale</p></main></html>')

    assert {each.partition(":")[0] for each in complaints(page)} >= {"image-alt", "color-contrast"}
