"""Feeds, sitemap and robots.txt: read by feedparser, lxml, jsonschema and the standard library's reader of robots.txt."""

import json
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import feedparser
import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from lxml import etree

from diptych.cli import main
from diptych.data.feeds import NEWEST, atom, json_feed, newest
from diptych.data.listed import Listed
from diptych.data.sitemap import LARGEST, sitemap_files
from diptych.model import Site
from tests.conftest import EXAMPLE, changed_example

HERE = Path(__file__).parent
HOME = "https://example.org/repo/"
SITE = Site("Toy & Site", HOME, "en", "", False, "", (), ())
STORY = Listed("a", "A", "a/index.html", "Found.", "<p>Found.</p>", "", "", "", "2024-03-12", (), (), (("a/index.html", ""),), "0f")
Files = dict[str, bytes]

JSON_FEED_FORM = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                },
            },
        },
    },
}


def faults(xml: bytes, form: str) -> list[str]:
    grammar = etree.RelaxNG(etree.parse(HERE / form))
    grammar.validate(etree.fromstring(xml))
    return [str(error) for error in grammar.error_log]


def parsed(xml: bytes) -> Any:
    found = feedparser.parse(xml)
    assert not found.bozo
    return found


def ids(feed: Any) -> list[str]:
    return [entry.id for entry in feed.entries]


def story(number: int, **told: Any) -> Listed:
    return msgspec.structs.replace(STORY, id=f"s{number:03}", path=f"s{number:03}/index.html", **told)


def test_the_atom_feed_keeps_to_its_grammar(example: Files, demo: Files) -> None:
    assert faults(example["feed.xml"], "atom.rng") == []
    assert faults(demo["feed.xml"], "atom.rng") == []
    assert faults(atom(SITE, []), "atom.rng") == []


def test_the_grammar_finds_an_entry_without_a_date_and_a_link_that_is_not_whole(example: Files) -> None:
    broken = example["feed.xml"].replace(b"<updated>2023-01-01T00:00:00Z</updated>", b"")

    assert faults(broken, "atom.rng")
    assert faults(example["feed.xml"].replace(b'href="https://example.org/repo/bridge/"', b'href="bridge/"'), "atom.rng")


def test_both_feeds_tell_the_same_stories_in_the_same_order_with_the_same_dates(example: Files) -> None:
    atom_feed, feed = parsed(example["feed.xml"]), json.loads(example["feed.json"])

    jsonschema.validate(feed, JSON_FEED_FORM)
    assert ids(atom_feed) == [item["id"] for item in feed["items"]] == [f"{HOME}bridge/", f"{HOME}harbour/"]
    assert [entry.updated for entry in atom_feed.entries] == [item["date_modified"] for item in feed["items"]]
    assert [entry.content[0].value for entry in atom_feed.entries] == [item["content_html"] for item in feed["items"]]
    assert atom_feed.feed.title == feed["title"] == "Toy Site"


def test_an_entry_is_published_when_the_editor_says_so_and_updated_by_a_later_correction(example: Files) -> None:
    bridge, harbour = parsed(example["feed.xml"]).entries

    assert (bridge.published, bridge.updated) == ("2024-03-15T00:00:00Z", "2024-03-20T00:00:00Z")
    assert "published" not in harbour
    assert harbour.updated == "2023-01-01T00:00:00Z"  # all that its file has is the year of the event


def test_a_correction_moves_the_entry_to_its_own_day_and_is_told_in_it(tmp_path: Path) -> None:
    claims = changed_example(tmp_path, {"published: 2024-03-20": "published: 2024-03-16", "date: 2024-03-16": "date: 2024-05-01"})
    feed = parsed(claims["feed.xml"])

    assert feed.entries[0].updated == "2024-05-01T00:00:00Z"
    assert '<time datetime="2024-05-01">1 May 2024</time>, ' in feed.entries[0].content[0].value
    assert "The Herald’s figure was given as 24." in feed.entries[0].content[0].value


def test_a_change_of_words_alone_changes_no_date(tmp_path: Path, example: Files) -> None:
    changed = changed_example(tmp_path, {"title: The bridge at Alder Ford closes": "title: The footbridge closes"})

    assert [entry.updated for entry in parsed(changed["feed.xml"]).entries] == [
        entry.updated for entry in parsed(example["feed.xml"]).entries
    ]
    assert ids(parsed(changed["feed.xml"])) == ids(parsed(example["feed.xml"]))


def test_every_link_in_an_entry_is_whole_and_leads_to_a_page(example: Files) -> None:
    html = json.loads(example["feed.json"])["items"][0]["content_html"]
    links = [str(link.get("href")) for link in etree.HTML(html).iter("a")]

    assert [link.removeprefix(HOME) for link in links] == ["method/index.html", "bridge/claims/crack-length/index.html"]
    assert all(link.startswith(HOME) and link.removeprefix(HOME) in example for link in links)


def test_feeds_have_the_newest_fifty_stories_and_none_without_a_date() -> None:
    stories = [story(number, since=f"2024-{1 + number % 12:02}") for number in range(60)]
    told = newest([*stories, story(99, since="")])
    feed = parsed(atom(SITE, told))

    assert len(feed.entries) == NEWEST
    assert feed.feed.updated == feed.entries[0].updated == "2024-12-01T00:00:00Z"
    assert f"{HOME}s099/" not in ids(feed)
    assert len(json.loads(json_feed(SITE, told))["items"]) == NEWEST


def test_the_order_of_stories_in_the_file_does_not_move_the_feed() -> None:
    stories = [story(number, since="2024-03-12") for number in range(5)]

    assert newest(stories) == newest(reversed(stories))


@pytest.mark.parametrize("title", ["Fish & <chips>", "a \x0b\ufffe\ud800 b", "]]>"])
def test_no_title_breaks_the_feed(title: str) -> None:
    xml = atom(SITE, [msgspec.structs.replace(STORY, title=title)])

    assert faults(xml, "atom.rng") == []
    assert parsed(xml).feed.title == "Toy & Site"


def test_the_sitemap_lists_every_page_but_the_one_for_missing_pages(example: Files, demo: Files) -> None:
    for files, home in ((example, HOME), (demo, "https://example.org/two-accounts/")):
        pages = {home + path.removesuffix("index.html") for path in files if path.endswith(".html") and path != "404.html"}
        found = [str(loc.text) for loc in etree.fromstring(files["sitemap.xml"]).iter("{*}loc")]

        assert faults(files["sitemap.xml"], "sitemap.rng") == []
        assert len(found) == len(set(found))
        assert set(found) == pages


def test_the_sitemap_tells_when_a_page_changed_only_where_the_file_does(example: Files) -> None:
    urls = etree.fromstring(example["sitemap.xml"])
    found = {url.findtext("{*}loc").removeprefix(HOME): url.findtext("{*}lastmod") for url in urls}

    assert found["bridge/"] == "2024-03-20"
    assert found["bridge/claims/crack-length/"] == "2024-03-16"
    assert found["harbour/"] is None


def test_a_large_sitemap_is_split_and_its_index_leads_to_every_part() -> None:
    files = dict(sitemap_files(SITE, [(f"s{number}/index.html", "") for number in range(LARGEST + 1)]))
    index = [str(loc.text) for loc in etree.fromstring(files["sitemap.xml"]).iter("{*}loc")]

    assert [faults(content, "sitemap.rng") for content in files.values()] == [[], [], []]
    assert index == [f"{HOME}sitemap-1.xml", f"{HOME}sitemap-2.xml"]
    assert [files[name].count(b"<loc>") for name in ("sitemap.xml", "sitemap-1.xml", "sitemap-2.xml")] == [2, LARGEST, 1]


def test_robots_may_read_everything_and_learn_where_the_sitemap_is(example: Files) -> None:
    robots = RobotFileParser()
    robots.parse(example["robots.txt"].decode().splitlines())

    assert robots.can_fetch("*", f"{HOME}bridge/data.json")
    assert robots.site_maps() == [f"{HOME}sitemap.xml"]


def test_what_needs_an_address_is_left_out_without_one_and_no_page_leads_to_it(homeless: Files) -> None:
    assert not {"feed.xml", "feed.json", "sitemap.xml"} & homeless.keys()
    assert b"Sitemap" not in homeless["robots.txt"]
    assert [path for path, content in homeless.items() if path.endswith(".html") and b"feed." in content] == []


def test_every_page_leads_feed_readers_to_both_feeds(example: Files) -> None:
    for path in (path for path in example if path.endswith(".html")):
        head = etree.HTML(example[path]).find("head")
        feeds = {link.get("type"): link.get("href") for link in head.iter("link") if link.get("rel") == "alternate"}

        assert feeds["application/atom+xml"].endswith("feed.xml")
        assert feeds["application/feed+json"].endswith("feed.json")


def test_a_build_without_an_address_says_what_it_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed_example(tmp_path, {f"  url: {HOME}\n": ""})

    assert main(["--root", str(tmp_path / "site")]) == 0
    assert "Left out, since `site: url:` is not given: feeds, sitemap, schema.org\n" in capsys.readouterr().out
    assert main(["--root", str(EXAMPLE), "build", "--out", str(tmp_path / "out")]) == 0
    assert "Left out" not in capsys.readouterr().out
