"""How the site reaches out, in a real browser: links to the very words, a policy that lets nothing in, pictures for other sites."""

import html
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from unittest import mock

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect, sync_playwright

from diptych.build import build
from diptych.pages.index import MOST_CLAIMS
from diptych.read import read_site
from diptych.serve import HOST, free_port
from tests.conftest import REPOSITORY

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium, or set CHROMIUM")

EXAMPLE = REPOSITORY / "tests/example"


@pytest.fixture(scope="module")
def site(example_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy site, in a folder of the name that it is served under; tests put pages into it."""
    return shutil.copytree(example_site, tmp_path_factory.mktemp("reach") / "repo")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        yield launched
        launched.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site under its base path, as GitHub Pages has it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.parent)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of the toy site."""
    with serving(site) as address:
        yield address


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it complained of: every message of the console, every violation of its policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script("addEventListener('securitypolicyviolation', event => console.error(`refused: ${event.blockedURI}`))")
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location['url']}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


def one_of_each_kind(site: Path) -> list[str]:
    kinds: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        kind = re.search(r'data-page-type="([^"]+)"', path.read_text(encoding="utf-8"))
        kinds.setdefault(kind[1] if kind else "", path.relative_to(site).as_posix())
    return list(kinds.values())


# The policy


def test_every_page_carries_the_policy_before_anything_that_it_governs(site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]

    for page in pages:
        policy = page.index('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
        assert policy < page.index("<link") < page.index("<script")
        assert "base-uri 'none'" in page
        assert "unsafe-" not in page
        assert '<meta name="referrer" content="no-referrer">' in page
    assert len(pages) > 20


def test_every_page_may_ask_for_files_of_the_site_alone(browser: Browser, served: str) -> None:
    # What rates a page for search engines reads robots.txt from within it.
    with opened(browser) as (page, complaints):
        page.goto(f"{served}bridge/index.html")

        assert page.evaluate("fetch('../robots.txt').then(answer => answer.status)") == 200
        assert complaints == []
        assert page.evaluate("fetch('https://example.org/').then(() => 'let through', () => 'refused')") == "refused"
        assert any("example.org" in each for each in complaints)


def test_no_page_has_a_script_or_a_style_that_the_policy_would_refuse(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")

        assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == [], path
        assert all("src=" in tag or "application/ld+json" in tag for tag in re.findall(r"<script[^>]*>", page)), path


@pytest.mark.parametrize("way", ["http", "file"])
def test_no_kind_of_page_violates_its_own_policy(browser: Browser, site: Path, served: str, way: str) -> None:
    # From disk, 404.html finds nothing of its own: it is the one page that knows only its address on the web.
    kinds = [path for path in one_of_each_kind(site) if way == "http" or path != "404.html"]
    with opened(browser) as (page, complaints):
        for path in kinds:
            page.goto(served + path if way == "http" else (site / path).as_uri())

            assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex", path
            assert page.evaluate("document.documentElement.classList.contains('script')"), path
    assert complaints == []  # a browser may tell of one page while it shows the next
    assert len(kinds) >= 9


@pytest.mark.parametrize("way", ["http", "file"])
def test_an_injected_script_does_not_run_and_an_injected_style_does_not_apply(browser: Browser, site: Path, served: str, way: str) -> None:
    page_file = site / "injected.html"
    page = (site / "index.html").read_text(encoding="utf-8")
    foreign = '<script>document.title = "run"</script><img src="x" onerror="document.title = \'run\'"><style>body { color: red }</style>'
    page_file.write_text(page.replace("<h1>", f'{foreign}<base href="https://evil.example/"><h1>'), encoding="utf-8")
    with opened(browser) as (shown, complaints):
        shown.goto(served + "injected.html" if way == "http" else page_file.as_uri())

        assert shown.title() != "run"
        assert shown.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
        assert not shown.evaluate("document.baseURI").startswith("https://evil")
        assert any("refused" in each for each in complaints)
    page_file.unlink()


def test_the_preview_lets_livereload_in_and_the_browser_shows_a_change(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(EXAMPLE, root)
    port = free_port(5700)
    url = f"http://{HOST}:{port}/repo/"
    command = [sys.executable, "-m", "diptych", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process, opened(browser) as (page, complaints):
        try:
            connections: list[str] = []
            page.on("websocket", lambda socket: connections.append(socket.url))
            for _ in range(100):
                with suppress(Error):
                    page.goto(url)
                    break
                page.wait_for_timeout(200)
            expect(page).to_have_title("Toy Site")
            while not connections:
                page.wait_for_timeout(100)
            page.wait_for_timeout(500)
            assert [each for each in complaints if "ERR_CONNECTION_REFUSED" not in each] == []
            claims = (root / "claims.yaml").read_text(encoding="utf-8")
            (root / "claims.yaml").write_text(claims.replace("title: Toy Site", "title: Changed Site"), encoding="utf-8")

            expect(page).to_have_title("Changed Site", timeout=15000)
        finally:
            process.kill()
    assert "unsafe-inline" not in (root / "_site/index.html").read_text(encoding="utf-8")


# Links to the very words


def article(text: str) -> str:
    """The text as a web page on which no two paragraphs are in view together."""
    paragraphs = "".join(f'<p style="margin-bottom: 150vh">{html.escape(each)}</p>' for each in text.strip().split("\n\n"))
    return f"<!doctype html><meta charset=utf-8><title>a</title><body>{paragraphs}</body>"


def serve(text: str, route: Route) -> None:
    route.fulfill(body=text, content_type="text/html")


def test_every_link_to_a_published_article_scrolls_to_its_quote(browser: Browser, site: Path) -> None:
    found = read_site(EXAMPLE).site
    assert found
    followed = 0
    with opened(browser) as (page, _):
        for story in found.stories:
            for claim in story.claims:
                for statement in claim.statements:
                    source = story.source(statement.source_id)
                    if not source.provenance.url:
                        continue
                    page.context.unroute_all()
                    text = article(source.text)
                    page.context.route("https://**/*", partial(serve, text))
                    page.goto((site / story.id / "claims" / claim.id / "index.html").as_uri())
                    panel = page.locator(f"article[aria-labelledby=said-{source.id}]")
                    panel.get_by_role("link", name="In the published article").click()
                    expect(page).to_have_title("a")
                    quoted = [
                        each for each, block in enumerate(source.text.strip().split("\n\n")) if statement.spans[0].of(source.text) in block
                    ]
                    expect(page.locator("p").nth(quoted[0])).to_be_in_viewport()
                    followed += 1
    assert followed >= 8


HARD = """\
The plan

The plan was read out, in 12-point type, by A & B; nobody - it seems - objected.

The plan was praised in the capital and the ministry said the plan was good.

Then the plan was dropped; “The plan,” they said, “was never ours”.
"""


def test_words_that_a_browser_finds_behind_a_hyphen_too_are_told_apart_by_those_around_them() -> None:
    from diptych.pages.fragments import directives
    from diptych.text import Span

    text = "An ex-minister spoke to all of them. The minister spoke to all of them."
    words = "minister spoke to all of them"

    assert directives(text, [Span(text.rindex(words), len(text) - 1)], [Span(0, len(text))]) == (
        "text=of%20them.%20The-,minister%20spoke%20to%20all%20of%20them"
    )


@pytest.mark.parametrize(
    ("words", "nth", "paragraph"),
    [
        ("in 12-point type, by A & B; nobody - it seems", 0, 1),
        ("The plan was", 1, 2),
        ("The plan", 0, 0),
        ("the plan was", 1, 3),
        ("never ours", 0, 3),
        ("dropped; “The plan,”", 0, 3),
    ],
)
def test_hard_words_are_found_by_the_browser_where_they_stand(browser: Browser, words: str, nth: int, paragraph: int) -> None:
    from diptych.pages.fragments import directives
    from diptych.text import Span

    at = [found.start() for found in re.finditer(re.escape(words), HARD)][nth]
    if words == "the plan was":
        at = HARD.index("the plan was dropped")
    directive = directives(HARD, [Span(at, at + len(words))], [Span(0, len(HARD))])
    with opened(browser) as (page, _):
        page.context.route("https://**/*", partial(serve, article(HARD)))
        page.goto(f"https://paper.example/a#:~:{directive}")

        expect(page.locator("p").nth(paragraph), directive).to_be_in_viewport()
        assert words in page.locator("p").nth(paragraph).inner_text()


# Pictures for other sites


def test_a_share_picture_is_a_png_of_the_size_that_its_page_says(site: Path) -> None:
    page = (site / "bridge/index.html").read_text(encoding="utf-8")
    told = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page))
    content = (site / told["og:image"].removeprefix("https://example.org/repo/")).read_bytes()

    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
    assert "1 conflict" in told["og:image:alt"]


# The search


def results(page: Page) -> list[str]:
    return page.locator("#results a").all_inner_texts()


def test_the_search_finds_a_quoted_word_in_the_full_text(browser: Browser, served: str) -> None:
    with opened(browser) as (page, complaints):
        page.goto(f"{served}search/index.html")
        page.get_by_label("Words to look for").fill("centimetres")
        expect(page.get_by_role("status")).to_have_text("Results: 1")

        assert results(page) == ["How long the crack is"]
        expect(page.locator("#results mark").first).to_contain_text("centimetres")
        page.locator("#results a").click()
        expect(page).to_have_url(f"{served}bridge/claims/crack-length/index.html")
        assert complaints == []


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_search_is_narrowed_by_story_account_and_relation(browser: Browser, site: Path, served: str, way: str) -> None:
    with opened(browser) as (page, complaints):
        page.goto(f"{served}search/index.html" if way == "http" else (site / "search/index.html").as_uri())
        page.get_by_label("Story", exact=True).select_option("The bridge at Alder Ford closes")
        page.get_by_label("Relation").select_option("Agree")
        expect(page.get_by_role("status")).to_contain_text("Results: 2")
        assert sorted(results(page)) == ["Safety comes before the opening", "The footbridge was closed on Tuesday"]

        page.get_by_label("Account").select_option("The Herald")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        assert results(page) == ["The footbridge was closed on Tuesday"]
        assert complaints == []


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_topic_of_a_story_leads_to_all_that_is_about_it(browser: Browser, site: Path, served: str, way: str) -> None:
    with opened(browser) as (page, complaints):
        page.goto(f"{served}bridge/index.html" if way == "http" else (site / "bridge/index.html").as_uri())
        page.get_by_role("link", name="bridges & fords").click()
        expect(page.get_by_role("status")).to_contain_text("Results: 9")

        assert page.get_by_label("Topic", exact=True).input_value() == "bridges & fords"
        assert "The harbour has new lights" not in results(page)
        page.get_by_label("Topic", exact=True).select_option("Alder Ford")
        expect(page.locator("#results")).to_contain_text("The harbour has new lights")
        assert complaints == []


@pytest.mark.parametrize("most", [MOST_CLAIMS, 0], ids=["few claims", "more claims than are listed"])
def test_from_a_disk_a_topic_leads_to_a_story_of_which_no_claim_is_listed(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("diptych.pages.index.MOST_CLAIMS", most)
    root, out = tmp_path / "root", tmp_path / "out"
    shutil.copytree(EXAMPLE, root)
    story = (
        "  - {id: quarry, title: The quarry reopens, topics: [stone], sources: [{id: gazette, file: quarry.txt, publisher: The Gazette}]}\n"
    )
    with (root / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write(story)
    (root / "quarry.txt").write_text("The quarry reopened on Friday.\n", encoding="utf-8")
    build(root, out)

    with opened(browser) as (page, complaints):
        page.goto((out / "quarry/index.html").as_uri())
        page.get_by_role("link", name="stone").click()
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        assert results(page) == ["The quarry reopens"]
        assert page.locator("#results .meta").count() == 0

        page.get_by_label("Topic", exact=True).select_option("")
        page.get_by_label("Account").select_option("The Gazette")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        page.get_by_label("Account").select_option("")
        page.get_by_label("Words to look for").fill("quarry REOPENS")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        page.get_by_label("Relation").select_option("Conflict")
        expect(page.get_by_role("status")).to_contain_text("Nothing is found.")
        assert complaints == []


def test_from_a_disk_the_words_of_the_claims_are_searched_and_the_page_says_so(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, complaints):
        page.goto((site / "search/index.html").as_uri())
        page.get_by_label("Words to look for").fill("CRACK long")
        expect(page.get_by_role("status")).to_contain_text("Only the words of the claims and the titles of the stories are searched")

        assert results(page) == ["How long the crack is"]
        page.get_by_label("Words to look for").fill("zebra")
        expect(page.get_by_role("status")).to_contain_text("Nothing is found.")
        assert complaints == []


def unlisted(root: Path, out: Path) -> Path:
    """The example without full-text search, with more claims than its index lists."""
    shutil.copytree(EXAMPLE, root)
    with mock.patch("diptych.pages.index.MOST_CLAIMS", 0), mock.patch("diptych.search.available", return_value=False):
        build(root, out)
    return out


def test_where_claims_are_not_listed_a_relation_leads_to_the_stories_that_have_it(browser: Browser, tmp_path: Path) -> None:
    out = unlisted(tmp_path / "root", tmp_path / "out")
    with opened(browser) as (page, complaints):
        page.goto((out / "search/index.html").as_uri())
        found = {}
        for relation in page.get_by_label("Relation").locator("option").all_inner_texts()[1:]:
            page.get_by_label("Relation").select_option(relation)
            expect(page.locator("#results .meta").first).to_have_text(relation)
            found[relation] = results(page)
        bridge, harbour = "The bridge at Alder Ford closes", "Harbour lights"

        assert found.pop("Agree") == [bridge, harbour]
        assert found == {relation: [bridge] for relation in ("Conflict", "Differs", "More specific", "Only in one")}
        page.get_by_label("Account").select_option("The Post")
        page.get_by_label("Relation").select_option("Conflict")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        page.get_by_label("Words to look for").fill("zebra")
        expect(page.get_by_role("status")).to_contain_text("Nothing is found.")
        assert complaints == []


# The index in parts

LARGE = """\
site: {title: Three Days, url: "https://example.org/repo/", suggestions: hide}
stories:
  - {id: fair, title: The fair opens, event_date: 2024-03-03, topics: [crowds], sources: [{id: a, file: a.txt, publisher: The Herald}]}
  - {id: dam, title: The dam leaks, event_date: 2024-03-02, topics: [water], sources: [{id: a, file: a.txt, publisher: The Post}]}
  - id: quarry
    title: The quarry reopens
    event_date: 2024-03-01
    topics: [stone]
    sources: [{id: a, file: a.txt, publisher: The Herald}, {id: b, file: b.txt, publisher: The Gazette}]
    claims: [{id: day, claim: When blasting begins, statements: {a: on Friday, b: on Monday}, relation: conflict}]
"""


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose index has a story a part, built without full-text search."""
    root = tmp_path_factory.mktemp("parted")
    (root / "claims.yaml").write_text(LARGE, encoding="utf-8")
    (root / "a.txt").write_text("It begins on Friday.\n", encoding="utf-8")
    (root / "b.txt").write_text("It begins on Monday.\n", encoding="utf-8")
    with mock.patch("diptych.pages.index.PER_PART", 1), mock.patch("diptych.search.available", return_value=False):
        build(root, root / "repo")
    return root / "repo"


def test_a_word_of_any_part_of_the_index_is_found_and_leads_to_its_page(browser: Browser, parted: Path) -> None:
    asked: list[str] = []
    with serving(parted) as address, opened(browser) as (page, complaints):
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(f"{address}search/index.html")
        assert [url for url in asked if re.search(r"search/\d", url)] == []

        page.get_by_label("Words to look for").fill("BLASTING begins")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        assert results(page) == ["When blasting begins"]
        assert "Not every story" not in page.get_by_role("status").inner_text()
        page.get_by_label("Words to look for").fill("the")
        expect(page.get_by_role("status")).to_contain_text("Results: 4")
        assert results(page) == ["The fair opens", "The dam leaks", "The quarry reopens", "When blasting begins"]
        assert sorted(url for url in asked if re.search(r"search/\d", url)) == ["search/2/index.html", "search/3/index.html"]

        page.locator("#results a").last.click()
        expect(page).to_have_url(f"{address}quarry/claims/day/index.html")
        assert page.locator("h1").inner_text() == "When blasting begins"
        assert complaints == []


def test_a_search_of_an_index_in_parts_is_narrowed_by_what_only_an_old_story_has(browser: Browser, parted: Path) -> None:
    with serving(parted) as address, opened(browser) as (page, complaints):
        page.goto(f"{address}quarry/index.html")
        page.get_by_role("link", name="stone").click()
        expect(page.get_by_role("status")).to_contain_text("Results: 2")
        assert results(page) == ["The quarry reopens", "When blasting begins"]
        page.get_by_label("Topic", exact=True).select_option("")
        page.get_by_label("Account").select_option("The Gazette")
        page.get_by_label("Relation").select_option("Conflict")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")

        assert results(page) == ["When blasting begins"]
        assert page.get_by_label("Story", exact=True).count() == 0
        assert complaints == []


def test_from_a_disk_the_first_part_of_the_index_is_searched_and_the_page_says_so(browser: Browser, parted: Path) -> None:
    with opened(browser) as (page, complaints):
        page.goto((parted / "search/index.html").as_uri())
        page.get_by_label("Words to look for").fill("opens")
        expect(page.get_by_role("status")).to_contain_text("Results: 1")
        expect(page.get_by_role("status")).to_contain_text("Not every story is searched")

        assert results(page) == ["The fair opens"]
        assert complaints == []


def test_where_a_part_cannot_be_read_the_others_are_searched_and_the_page_says_so(browser: Browser, parted: Path) -> None:
    with serving(parted) as address, opened(browser) as (page, _):
        page.route("**/search/2/index.html", lambda route: route.fulfill(status=503, body="<p>Down</p>"))
        page.goto(f"{address}search/index.html?q=the")
        expect(page.get_by_role("status")).to_contain_text("Results: 3")
        expect(page.get_by_role("status")).to_contain_text("could not be read")

        assert results(page) == ["The fair opens", "The quarry reopens", "When blasting begins"]


def test_words_that_are_taken_back_while_parts_are_read_leave_nothing_behind(browser: Browser, parted: Path) -> None:
    held: list[Route] = []
    with serving(parted) as address, opened(browser) as (page, complaints):
        page.route(re.compile(r"/search/\d/index"), lambda route: held.append(route))
        page.goto(f"{address}search/index.html?q=quarry")
        expect(page.get_by_role("status")).to_have_text("The other pages of the index are being read.")
        page.get_by_label("Words to look for").fill("")
        expect(page.get_by_role("status")).to_have_text("")
        for route in held:
            route.continue_()
        page.wait_for_timeout(300)
        assert (page.get_by_role("status").inner_text(), results(page)) == ("", [])

        page.get_by_label("Words to look for").fill("quarry")
        expect(page.get_by_role("status")).to_contain_text("Results: 2")
        assert complaints == []


def test_without_script_the_parts_lead_to_one_another_and_have_every_story(browser: Browser, parted: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, found = context.new_page(), []
    page.goto((parted / "search/index.html").as_uri())
    assert "here and on 2 more pages" in page.locator("main").inner_text()
    while True:
        found += page.locator("#index h3 a").all_inner_texts()
        if not page.locator("a[rel=next]").count():
            break
        page.locator("a[rel=next]").click()
    title, prior = page.title(), page.locator("a[rel=prev]").count()
    context.close()

    assert found == ["The fair opens", "The dam leaks", "The quarry reopens"]
    assert (title, prior) == ("Page 3 of 3: Index of the site – Three Days", 1)


def test_the_key_slash_leads_from_any_part_of_the_index_to_the_words_to_look_for(browser: Browser, parted: Path) -> None:
    with serving(parted) as address, opened(browser) as (page, complaints):
        page.goto(f"{address}search/3/index.html")
        page.keyboard.press("/")
        expect(page.get_by_label("Words to look for")).to_be_focused()

        assert page.url == f"{address}search/index.html"
        assert complaints == []


def test_the_key_slash_leads_from_any_page_to_the_words_to_look_for(browser: Browser, served: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{served}bridge/claims/closure/index.html")
        page.keyboard.press("/")
        expect(page.get_by_label("Words to look for")).to_be_focused()
        page.keyboard.type("ferry")
        expect(page.get_by_role("status")).to_contain_text("Results")
        page.keyboard.press("ArrowDown")

        expect(page.locator("#results a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_label("Words to look for")).to_be_focused()


def test_the_key_slash_can_be_put_away(browser: Browser, served: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{served}search/index.html")
        page.get_by_label("The key /").uncheck()
        page.goto(f"{served}index.html")
        page.keyboard.press("/")
        page.wait_for_timeout(200)

        assert page.url == f"{served}index.html"


def test_a_search_has_an_address(browser: Browser, served: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{served}search/index.html?q=crack&relation=Conflict")
        expect(page.get_by_role("status")).to_have_text("Results: 1")

        assert results(page) == ["How long the crack is"]


def test_what_a_search_shows_is_text_and_never_markup(browser: Browser, served: str) -> None:
    with opened(browser) as (page, complaints):
        page.goto(f"{served}search/index.html?q=Markdown")
        expect(page.get_by_role("status")).to_have_text("Results: 1")

        assert "<script>" in page.locator("#results").inner_text()
        assert page.locator("#results script").count() == 0
        assert complaints == []


def test_only_the_search_page_asks_for_the_index(browser: Browser, served: str) -> None:
    asked: list[str] = []
    with opened(browser) as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served)
        page.goto(f"{served}search/index.html")
        assert [url for url in asked if "pagefind" in url] == []
        page.get_by_label("Words to look for").fill("bridge")
        expect(page.get_by_role("status")).to_contain_text("Results")

        assert [url for url in asked if "/pagefind/" in url]
        assert [url for url in asked if not url.startswith(served)] == []
