"""The site in a real browser. Without Chromium on the machine these tests are skipped, and CI says so."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM")


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Path:
    return demo_site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def example(example_site: Path) -> Path:
    """The toy site, with three accounts of one event."""
    return example_site


@contextmanager
def opened(browser: Browser, script: bool) -> Iterator[Page]:
    """A page in a browser window of its own. That it asks for nothing outside the site is checked at the end."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    outside: list[str] = []
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else outside.append(route.request.url))
    yield context.new_page()
    context.close()

    assert outside == [], "the site asked for something elsewhere"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has script switched off, which must lack for nothing."""
    with opened(browser, script=False) as page:
        yield page


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    with opened(browser, script=True) as page:
        yield page


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
    page.get_by_role("row", name="How long the call lasted").get_by_role("link", name="How long the call lasted", exact=True).click()
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
    cell = page.locator("#claim--call-length td").first

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


def background(place: Locator) -> str:
    return str(place.evaluate("place => getComputedStyle(place).backgroundColor"))


# The reader: marks, counterparts, keys, filters


def test_a_mark_under_the_pointer_lights_its_counterpart_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri())
    here, there = page.locator("#wire--call-length"), page.locator("#antiwar--call-length")
    before = background(there)
    here.hover()

    assert background(there) == background(here) != before


def test_a_link_from_elsewhere_lights_a_claim_in_every_account_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri() + "#wire--call-length")

    assert background(page.locator("#wire--call-length")) == background(page.locator("#antiwar--call-length"))
    assert background(page.locator("#wire--call-length")) != background(page.locator("#wire--ambassador"))


def test_the_claim_of_an_outer_mark_is_lit_by_its_number(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri())
    page.get_by_role("link", name="Claim 5: The text of Zelensky’s post about the call").last.focus()
    pieces = page.locator("#account-antiwar mark.c-tweet")

    assert len(pieces.all()) > 1
    assert len({background(piece) for piece in pieces.all()}) == 1


@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_pointer_and_focus_bring_the_counterpart_into_view(scripted: Page, site: Path, reach: Literal["hover", "focus"]) -> None:
    scripted.goto((site / STORY / "read/index.html").as_uri())
    here, there = scripted.locator("#wire--russian-reaction a"), scripted.locator("#antiwar--russian-reaction a").first
    expect(there).not_to_be_in_viewport()
    here.hover() if reach == "hover" else here.focus()

    expect(there).to_be_in_viewport()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.panel') ? document.activeElement.textContent : ''"))


def test_the_keys_j_and_k_go_from_claim_to_claim(scripted: Page, site: Path) -> None:
    scripted.goto((site / STORY / "read/index.html").as_uri())
    scripted.keyboard.press("j")
    assert focused(scripted).startswith("held their first talks")
    scripted.keyboard.press("j")
    second = focused(scripted)
    assert second == "Zelenskyy, Xi hold first talks since Russia’s invasion of Ukraine"
    expect(scripted.locator(":focus")).to_be_in_viewport()
    scripted.keyboard.press("k")

    assert focused(scripted).startswith("held their first talks")


def test_the_keys_can_be_switched_off(scripted: Page, site: Path) -> None:
    scripted.goto((site / STORY / "read/index.html").as_uri())
    scripted.get_by_label("Keys j and k").uncheck()
    scripted.keyboard.press("j")

    assert focused(scripted) == ""


def test_the_keys_leave_out_what_is_put_away(scripted: Page, site: Path) -> None:
    scripted.goto((site / STORY / "read/index.html").as_uri())
    scripted.get_by_label("5 agree").uncheck()
    scripted.keyboard.press("j")

    assert focused(scripted) == "Zelenskyy, Xi hold first talks since Russia’s invasion of Ukraine"


def test_a_relation_is_put_away_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri())
    differ, specific = page.locator("#wire--moscow-trip"), page.locator("#wire--call-length")
    page.get_by_label("12 differ").uncheck()

    assert background(differ) == "rgba(0, 0, 0, 0)"
    assert background(specific) != "rgba(0, 0, 0, 0)"


def test_what_agrees_is_hidden_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "read/index.html").as_uri())
    agreeing = page.locator(".source-text p:has(mark.rel-agree):not(:has(mark:not(.rel-agree)))").first
    expect(agreeing).to_be_visible()
    page.get_by_label("Hide what agrees").check()

    expect(agreeing).to_be_hidden()


def test_the_matrix_is_filtered_by_relation_with_script_off(page: Page, site: Path) -> None:
    page.goto((site / STORY / "index.html").as_uri())
    rows = page.locator(".matrix tbody tr:visible")
    before = rows.count()
    page.get_by_label("5 agree").uncheck()

    expect(page.locator("#claim--first-talks")).to_be_hidden()
    expect(page.locator("#claim--call-length")).to_be_visible()
    assert rows.count() == before - 5

    page.get_by_label("12 differ").uncheck()
    assert rows.count() == before - 5 - 12


def test_the_cards_of_a_phone_are_still_a_table_to_the_ear(page: Page, example: Path) -> None:
    roles = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((example / "bridge/index.html").as_uri())
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
        found = Counter(node["role"]["value"] for node in tree["nodes"] if not node["ignored"])
        roles[width] = {role: found[role] for role in ("table", "row", "columnheader", "rowheader")}

    assert roles[360] == roles[1280]
    assert roles[360]["columnheader"] == 9


def test_of_three_accounts_the_reader_chooses_which_to_see_with_script_off(page: Page, example: Path) -> None:
    page.goto((example / "bridge/read/index.html").as_uri())
    page.get_by_role("checkbox", name="The Herald").uncheck()
    expect(page.locator("#account-herald")).to_be_hidden()
    expect(page.locator("#account-post")).to_be_visible()

    page.locator("#courier--crack-length a").click()
    expect(page.locator("#account-herald")).to_be_visible()


# The scheme, the headings, the paper


def test_the_colour_scheme_that_a_reader_chose_stays(scripted: Page, site: Path) -> None:
    scripted.emulate_media(color_scheme="light")
    scripted.goto((site / "index.html").as_uri())
    switch = scripted.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    scripted.goto((site / STORY / "index.html").as_uri())

    assert background(scripted.locator("body")) == "rgb(21, 23, 26)"
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    assert background(scripted.locator("body")) == "rgb(247, 245, 240)"


def test_without_script_nothing_is_shown_that_would_need_it(page: Page, site: Path) -> None:
    for path in (f"{STORY}/read/index.html", f"{STORY}/claims/call-length/index.html"):
        page.goto((site / path).as_uri())

        assert [button for button in page.locator("button, .keys").all() if button.is_visible()] == []


def test_the_names_of_the_accounts_stay_in_view_along_the_matrix(page: Page, site: Path) -> None:
    page.goto((site / STORY / "index.html").as_uri() + "#claim--too-soon-to-tell")
    expect(page.locator("#claim--too-soon-to-tell th")).to_be_in_viewport(ratio=1)

    expect(page.locator(".matrix thead th", has_text="Antiwar.com")).to_be_in_viewport(ratio=1)


def test_the_words_in_which_the_accounts_differ_are_marked_on_both_sides(page: Page, site: Path) -> None:
    page.goto((site / STORY / "claims/call-length/index.html").as_uri())

    assert page.locator("b.differing").all_inner_texts() == ["hour-long", "long"]


def test_a_claim_says_who_says_that_who_said_it(page: Page, site: Path) -> None:
    page.goto((site / STORY / "claims/call-length/index.html").as_uri())
    chain = page.get_by_role("article", name="Antiwar.com").get_by_role("list", name="Who says it")

    assert chain.locator("li").all_inner_texts() == ["Antiwar.com", "reproduces a post by", "Volodymyr Zelensky"]


def test_the_button_copies_the_address_of_the_claim_or_shows_it(scripted: Page, site: Path) -> None:
    scripted.goto((site / STORY / "claims/call-length/index.html").as_uri())
    scripted.get_by_role("button", name="Copy a link to this claim").click()

    expect(scripted.get_by_role("status")).not_to_be_empty()


def test_in_forced_colours_marks_keep_a_border_and_the_counterpart_gains_a_ring(page: Page, site: Path) -> None:
    page.emulate_media(forced_colors="active")
    page.goto((site / STORY / "read/index.html").as_uri())
    page.locator("#wire--call-length").hover()
    there = page.locator("#antiwar--call-length")

    assert there.evaluate("mark => getComputedStyle(mark).borderTopWidth") == "1px"
    assert there.evaluate("mark => getComputedStyle(mark).outlineWidth") == "3px"


UNPRINTED = ".skip, nav, button, .tools, .screen-only, .foot, .for-ear, summary"


@pytest.mark.parametrize("path", ["index.html", "read/index.html", "quotes/index.html", "worksheet/index.html", "claims/truce/index.html"])
@pytest.mark.parametrize("paper", [("A4", 210), ("Letter", 216)])
def test_on_paper_all_text_is_there_and_nothing_is_cut_off_at_the_side(
    page: Page, site: Path, path: str, paper: tuple[Literal["A4", "Letter"], int]
) -> None:
    name, width = paper
    page.set_viewport_size({"width": round((width - 2 * 14) / 25.4 * 96), "height": 1000})
    page.emulate_media(media="print")
    page.goto((site / STORY / path).as_uri())
    lost = page.evaluate(
        """unprinted => [...document.querySelectorAll("main *")].filter(each => {
            const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
            if (!own || each.closest(unprinted) || each.closest("svg")) return false;
            const box = each.getBoundingClientRect();
            return !each.checkVisibility() || box.width < 2 || box.right > innerWidth + 1 || box.left < -1;
        }).map(each => each.textContent)""",
        UNPRINTED,
    )

    assert lost == []
    assert page.pdf(format=name).startswith(b"%PDF")


def test_on_paper_three_accounts_stand_side_by_side_and_marks_keep_their_lines(page: Page, example: Path) -> None:
    page.set_viewport_size({"width": round((210 - 2 * 14) / 25.4 * 96), "height": 1000})
    page.emulate_media(media="print")
    page.goto((example / "bridge/read/index.html").as_uri())
    tops = page.locator(".texts .panel").evaluate_all("panels => panels.map(panel => panel.getBoundingClientRect().top)")
    lines = page.locator(".source-text mark > a").evaluate_all("links => links.map(link => getComputedStyle(link).textDecorationLine)")

    assert len(tops) == 3
    assert len(set(tops)) == 1
    assert set(lines) == {"underline"}


def test_on_paper_what_is_said_of_a_quote_is_not_larger_than_the_quote(page: Page, example: Path) -> None:
    page.emulate_media(media="print")
    page.goto((example / "bridge/index.html").as_uri())
    quote, voice = (
        page.locator(f".matrix td {each}").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") for each in ("q", ".voice")
    )

    assert voice <= quote


@pytest.mark.parametrize("spaced", [False, True])
def test_a_table_with_many_columns_stands_row_by_row_on_a_phone(page: Page, site: Path, spaced: bool) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((site / "claims-file/index.html").as_uri())
    if spaced:  # as WCAG 1.4.12 lets a reader space it
        page.evaluate(
            """() => {
                const spacing = new CSSStyleSheet();
                spacing.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }");
                document.adoptedStyleSheets = [spacing];
            }"""
        )
    widths = page.locator(".prose td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
    told = page.locator(".prose tbody td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")

    assert min(widths) > 250
    assert told == '"value: "'
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_points_of_a_claim_need_no_sideways_scrolling_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / STORY / "claims/russian-reaction/index.html").as_uri())
    region = page.locator(".scroll:has(.points)")

    assert region.evaluate("region => region.scrollWidth - region.clientWidth") == 0


def test_a_number_stands_before_its_claim_and_the_lines_of_the_claim_below_each_other(page: Page, site: Path) -> None:
    page.goto((site / STORY / "index.html").as_uri())
    row = page.locator(".matrix tbody th").first
    number, lines = row.locator(".number").bounding_box(), row.locator("a").nth(1)
    lefts = lines.evaluate("claim => [...claim.getClientRects()].map(line => line.left)")

    assert number
    assert len(lefts) > 1
    assert max(lefts) - min(lefts) < 1
    assert number["x"] + number["width"] <= min(lefts)
