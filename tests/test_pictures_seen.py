"""The pictures in a real browser: what the values promise in percent holds in pixels, on the narrowest screen too."""

import os
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
STORY = {"demo": "xi-zelensky-call", "example": "bridge"}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM")


@pytest.fixture(scope="module")
def built(demo_site: Path, example_site: Path) -> dict[str, Path]:
    """The folder of a story of each site."""
    return {"demo": demo_site / STORY["demo"], "example": example_site / STORY["example"]}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    """A page of 320 pixels, with script off."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def boxes(page: Page, selector: str) -> list[tuple[float, float, float, float]]:
    """The edges of all that is found: left, top, right, bottom."""
    found = [box for each in page.locator(selector).all() if (box := each.bounding_box())]
    return [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in found]


def overlapping(found: list[tuple[float, float, float, float]]) -> list[tuple[int, int]]:
    return [
        (at, other)
        for (at, one), (other, two) in combinations(enumerate(found), 2)
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]


@pytest.mark.parametrize("name", STORY)
def test_no_sign_and_no_label_of_the_timeline_covers_another_or_leaves_the_screen(narrow: Page, built: dict[str, Path], name: str) -> None:
    narrow.goto((built[name] / "index.html").as_uri())

    for selector in (".lanes .sign", ".lanes .tick-label"):
        found = boxes(narrow, selector)
        assert len(found) > 2
        assert overlapping(found) == []
        assert all(left >= 0 and right <= 320 for left, _, right, _ in found)


@pytest.mark.parametrize("name", STORY)
@pytest.mark.parametrize("path", ["index.html", "read/index.html"])
def test_nothing_is_wider_than_the_screen_even_with_every_table_unfolded(
    narrow: Page, built: dict[str, Path], name: str, path: str
) -> None:
    narrow.goto((built[name] / path).as_uri())
    for summary in narrow.locator("summary").all():
        summary.click()

    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_block_of_a_strip_leads_to_its_passage_in_the_reader(chromium: Browser, built: dict[str, Path]) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto((built["example"] / "index.html").as_uri())
    page.locator(".strip-of-blocks a").first.click()

    assert page.url.endswith("/read/index.html#courier--crack-length")
    expect(page.locator("#courier--crack-length")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_threads_of_the_order_view_end_at_the_lines_of_their_claims(chromium: Browser, built: dict[str, Path], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto((built["demo"] / "read/index.html").as_uri())
    texts = boxes(page, ".order .side:first-of-type .end")
    threads = boxes(page, ".order .thread")

    assert len(texts) == len(threads) == 20
    for (_, top, right, bottom), (left, first, _, last) in zip(texts, threads, strict=True):
        assert right <= left + 1
        assert min(abs((top + bottom) / 2 - first), abs((top + bottom) / 2 - last)) < (bottom - top) / 2
    page.close()


def test_what_a_picture_shows_is_printed_as_a_table_though_it_is_folded(chromium: Browser, built: dict[str, Path]) -> None:
    page = chromium.new_page(viewport={"width": 800, "height": 1000})
    page.goto((built["demo"] / "read/index.html").as_uri())
    page.emulate_media(media="print")

    expect(page.locator(".positions").first).to_be_visible()
    page.close()
