"""Topics: what an editor says that a story is about, on its page and its entry, in the search, and in every format that knows such."""

import json
import re
from html import unescape
from pathlib import Path

import feedparser
import pytest
from rdflib import SDO

from diptych.build import check
from diptych.errors import ContentError
from diptych.read.topics import is_topic, topic
from tests.conftest import changed_example, site_of
from tests.htmlcheck import read_page
from tests.test_schema_org import graph, the, words

Files = dict[str, bytes]
TOPICS = ["Alder Ford", "bridges & fords"]


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The toy site with a story that has no topics beside one that has."""
    return changed_example(tmp_path_factory.mktemp("topics"), {"    topics: [Alder Ford, bridges & fords]\n": ""})


def shown(files: Files, path: str) -> list[str]:
    """The topics that a page leads on from."""
    return [unescape(topic) for topic in re.findall(r'search/index\.html\?topic=[^"]+">([^<]+)</a>', files[path].decode())]


def test_a_topic_stands_on_the_page_of_its_story_and_on_its_entry(example: Files) -> None:
    assert shown(example, "bridge/index.html") == TOPICS
    assert shown(example, "harbour/index.html") == ["Alder Ford"]
    assert shown(example, "index.html") == [*TOPICS, "Alder Ford"]


def test_a_topic_leads_to_the_search_with_that_topic_chosen(example: Files) -> None:
    assert "../search/index.html?topic=bridges%20%26%20fords" in read_page(example["bridge/index.html"].decode()).links
    assert '<option value="bridges &amp; fords">' in example["search/index.html"].decode()


def test_the_index_of_the_search_page_has_the_stories_of_every_topic(example: Files) -> None:
    page = example["search/index.html"].decode()
    entries = page[page.index('id="topics"') : page.index('id="names"')]

    assert re.findall(r"<dt>([^<]+)</dt>", unescape(entries)) == TOPICS
    assert [link.removeprefix("../") for link in read_page(entries).links] == [
        "bridge/index.html",
        "harbour/index.html",
        "bridge/index.html",
    ]


def test_topics_are_in_the_data_the_feeds_and_the_markup_of_their_story(example: Files) -> None:
    found = graph(example, "bridge/index.html")
    entries = {entry.title: entry for entry in feedparser.parse(example["feed.xml"]).entries}
    items = {item["title"]: item for item in json.loads(example["feed.json"])["items"]}
    head = example["bridge/claims/ferry/index.html"].decode()

    assert json.loads(example["bridge/data.json"])["topics"] == TOPICS
    assert json.loads(example["data/index.json"])["stories"][0]["topics"] == TOPICS
    assert [tag.term for tag in entries["The bridge at Alder Ford closes"].tags] == TOPICS
    assert items["The bridge at Alder Ford closes"]["tags"] == TOPICS
    assert words(found, the(found, SDO.Article), "keywords") == words(found, the(found, SDO.Dataset), "keywords") == TOPICS
    assert [unescape(tag) for tag in re.findall(r'article:tag" content="([^"]+)"', head)] == TOPICS


def test_a_story_without_topics_says_nothing_of_them(without: Files) -> None:
    page = without["bridge/index.html"].decode()
    entry = next(entry for entry in feedparser.parse(without["feed.xml"]).entries if entry.title.startswith("The bridge"))

    assert "Topics" not in page
    assert "keywords" not in page
    assert "article:tag" not in page
    assert "tags" not in entry
    assert json.loads(without["bridge/data.json"])["topics"] == []
    assert shown(without, "index.html") == ["Alder Ford"]


def test_a_site_without_topics_offers_no_choice_of_them(demo: Files, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "one.txt").write_text("The river rose.\n", encoding="utf-8")
    claim = "{id: rise, claim: The rise, statements: {one: The river rose}, relation: only}"
    told = f"site: {{title: Toy}}\nstories: [{{id: flood, title: Flood, sources: [{{id: one, file: one.txt}}], claims: [{claim}]}}]\n"
    (folder / "claims.yaml").write_text(told, encoding="utf-8")

    page = site_of(folder)["search/index.html"].decode()

    assert "narrow-topic" not in page
    assert "By topic" not in page
    assert "narrow-topic" in demo["search/index.html"].decode()


def test_a_topic_given_twice_is_shown_once(tmp_path: Path) -> None:
    files = changed_example(tmp_path, {"[Alder Ford, bridges & fords]": "[Alder Ford, fords, Alder Ford]"})

    assert shown(files, "bridge/index.html") == ["Alder Ford", "fords"]


@pytest.mark.parametrize(
    "twin",
    [
        '"Alder Ford "',
        '"Alder  Ford"',
        '"Alder\\u00a0Ford"',
        '"\\u200bAlder Ford\\u00ad"',
        '"Alder \\u200b Ford"',
        '"\\u200dAlder Ford\\u200c"',
    ],
)
def test_topics_that_look_alike_are_one(tmp_path: Path, twin: str) -> None:
    files = changed_example(tmp_path, {"[Alder Ford, bridges & fords]": f"[{twin}, Alder Ford, fords]"})

    assert shown(files, "bridge/index.html") == ["Alder Ford", "fords"]
    assert json.loads(files["bridge/data.json"])["topics"] == ["Alder Ford", "fords"]


@pytest.mark.parametrize(("written", "kept"), [("Cafe\u0301", "Café"), ("می\u200cخواهم", "می\u200cخواهم"), ("Київ", "Київ")])
def test_a_topic_keeps_how_it_is_written(written: str, kept: str) -> None:
    assert is_topic(written)
    assert topic(written) == kept


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("bridges", "`topics` is the text `bridges`, but must be a list"),
        ("['']", "`topics` is empty"),
        (f"[{'long ' * 13}]", "but must be a few words with a letter or digit, 60 characters at most"),
        ('[Alder Ford, "\\u200b"]', "claims.yaml:14:26: `topics` is "),
        ('["\\u200b"]', "must be a few words with a letter or digit"),
        ("[–]", "`topics` is `–`, but must be a few words with a letter or digit"),
    ],
)
def test_a_topic_is_a_few_words_in_a_list(tmp_path: Path, written: str, message: str) -> None:
    with pytest.raises(ContentError) as stopped:
        changed_example(tmp_path, {"[Alder Ford, bridges & fords]": written})

    assert message in str(stopped.value)
    assert "Did you mean" not in str(stopped.value)


def test_the_topics_of_the_demo_are_words_of_its_sources(repository: Path) -> None:
    [story] = check(repository).site.stories
    texts = " ".join(source.text for source in story.sources)

    assert story.topics
    assert [topic for topic in story.topics if topic not in texts] == []
