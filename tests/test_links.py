"""Every internal link and fragment of every page, wherever the site lives; and the checker itself."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from unittest import mock

import pytest
from msgspec.structs import replace

from diptych.build import check, site_files
from tests.conftest import pages_of
from tests.htmlcheck import broken_links, read_page

HERE = Path(__file__).parent
SITES = {"demo": HERE.parent, "example": HERE / "example"}


def built(name: str, url: str) -> dict[str, bytes]:
    checked = check(SITES[name])
    placed = replace(checked, site=replace(checked.site, url=url))
    return {file.path: file.content for file in site_files(placed, SITES[name])}


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/repo/"])
def test_every_link_on_the_web_leads_to_a_page_and_a_place_on_it(name: str, base: str) -> None:
    assert broken_links(built(name, base), base) == []


@pytest.mark.parametrize("name", SITES)
def test_every_link_works_from_a_disk(name: str) -> None:
    files = built(name, "")
    del files["404.html"]  # only a server shows it, at any depth, so its links begin at the top of the server

    assert broken_links(files, "file:///home/reader/_site/") == []


@pytest.mark.parametrize("name", SITES)
def test_every_id_is_unique_on_its_page(name: str) -> None:
    twice = {
        f"{path}#{name_}": count
        for path, content in built(name, "").items()
        if path.endswith(".html")
        for name_, count in Counter(read_page(content.decode()).ids).items()
        if count > 1
    }

    assert twice == {}


@pytest.mark.parametrize("name", SITES)
def test_every_page_has_one_first_heading_skips_no_level_and_nests_no_link(name: str) -> None:
    for path, content in built(name, "").items():
        if not path.endswith(".html"):
            continue
        page = read_page(content.decode())
        levels = [int(heading[1]) for heading in page.headings]

        assert levels.count(1) == 1, path
        assert all(below <= above + 1 for above, below in pairwise(levels)), path
        assert page.nested_links == 0, path


@pytest.mark.parametrize("name", SITES)
def test_every_mark_of_the_reader_leads_to_its_counterpart_or_to_the_claim_that_one_account_alone_makes(name: str) -> None:
    files = built(name, "")
    for story in check(SITES[name]).site.stories:
        reader = read_page(files[f"{story.id}/read/index.html"].decode())
        for claim in story.claims:
            anchors = {f"{statement.source_id}--{claim.id}" for statement in claim.statements}
            counterparts = {f"#{anchor}" for anchor in anchors} if len(anchors) > 1 else {f"../../{story.id}/claims/{claim.id}/index.html"}

            assert anchors <= set(reader.ids)
            assert counterparts <= set(reader.links)


@pytest.mark.parametrize("name", SITES)
def test_titles_and_descriptions_tell_the_pages_apart(name: str) -> None:
    made = pages_of(SITES[name])

    assert len({page.title for page in made}) == len(made)
    assert len({page.description for page in made if page.kind != "404"}) == len(made) - 1


def test_lists_that_go_on_on_other_pages_hold_to_the_same() -> None:
    with mock.patch("diptych.pages.index.PER_PART", 1), mock.patch("diptych.pages.pages.PER_PAGE", 1):
        files, made = built("example", "https://example.org/repo/"), pages_of(SITES["example"])
    parts = {path: read_page(content.decode()) for path, content in files.items() if path.startswith(("search/", "stories/"))}

    assert {"search/index.html", "search/2/index.html", "stories/2/index.html"} <= parts.keys()
    assert broken_links(files, "https://example.org/repo/") == []
    assert [path for path, page in parts.items() if page.headings.count("h1") != 1 or len(set(page.ids)) < len(page.ids)] == []
    assert len({page.title for page in made}) == len({page.description for page in made if page.kind != "404"}) + 1 == len(made)


def test_the_checker_finds_a_missing_page_a_missing_fragment_and_a_link_out_of_the_site() -> None:
    files = {
        "index.html": b'<a href="a/index.html#here">x</a><a href="b/index.html">x</a><a href="a/index.html#gone">x</a>',
        "a/index.html": b'<p id="here"><a href="../../other/">x</a>',
    }

    assert broken_links(files, "https://example.org/repo/") == [
        "index.html -> b/index.html",
        "index.html -> a/index.html#gone",
        "a/index.html -> ../../other/",
    ]


def test_the_checker_calls_a_link_to_a_folder_broken_on_a_disk_alone() -> None:
    files = {"index.html": b'<a href="a/">x</a>', "a/index.html": b""}

    assert broken_links(files, "https://example.org/") == []
    assert broken_links(files, "file:///site/") == ["index.html -> a/"]


def test_the_checker_finds_a_query_that_no_page_can_answer() -> None:
    links = ("search/index.html?topic=a%20%26%20b", "search/index.html?topic=c", "index.html?a=b")
    files = {
        "index.html": "".join(f'<a href="{link}">x</a>' for link in links).encode(),
        "search/index.html": b'<select name="topic"><option value="a &amp; b">a &amp; b</option></select>',
    }

    assert broken_links(files, "https://example.org/repo/") == [f"index.html -> {link}" for link in links[1:]]
