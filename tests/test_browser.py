"""The site in a real browser. Without Chromium on the machine these tests are skipped, and CI says so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from diptych.build import build
from tests.conftest import REPOSITORY

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("browser") / "site"
    build(REPOSITORY, out)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    outside: list[str] = []
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else outside.append(route.request.url))
    yield context.new_page()
    context.close()

    assert outside == [], "the site asked for something elsewhere"


STORY = "xi-zelensky-call"


def test_a_mark_leads_to_its_counterpart_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri())
    page.locator("#wire--call-length a").click()

    counterpart = page.locator("#antiwar--call-length")
    assert page.url.endswith("#antiwar--call-length")
    assert counterpart.inner_text() == "a long and meaningful phone call"
    assert page.locator(":target").get_attribute("id") == "antiwar--call-length"
    expect(counterpart).to_be_in_viewport()


def test_the_way_from_the_home_page_to_a_quote_in_its_text_works_from_disk(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Xi Jinping and Volodymyr Zelensky speak").click()
    page.get_by_role("row", name="How long the call lasted").get_by_role("link").click()
    assert page.locator("h1").inner_text() == "How long the call lasted"

    page.get_by_role("article", name="Antiwar.com").get_by_role("link", name="In the full text").click()
    expect(page.locator("#antiwar--call-length")).to_be_in_viewport()


def test_the_keyboard_reaches_the_skip_link_first_and_lands_in_the_content(page: Page, site: Path) -> None:
    page.goto((site / STORY / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"

    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


def test_no_page_scrolls_sideways_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())

        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_the_matrix_becomes_cards_that_name_their_source_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / STORY / "index.html").as_uri())
    cell = page.locator("#call-length td").first

    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Wire"'


def test_the_key_of_the_worksheet_prints_on_a_sheet_of_its_own(page: Page, site: Path) -> None:
    page.goto((site / STORY / "worksheet/index.html").as_uri())
    page.emulate_media(media="print")

    assert page.locator(".key").evaluate("key => getComputedStyle(key).breakBefore") == "page"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_colour_scheme_of_the_reader(page: Page, site: Path, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto((site / "index.html").as_uri())
    background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")

    assert background == {"light": "rgb(247, 245, 240)", "dark": "rgb(21, 23, 26)"}[scheme]
