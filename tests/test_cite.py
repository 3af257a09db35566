"""Citations: BibTeX read by pybtex, CSL-JSON against the fields that processors read, the plain line on the page."""

import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from pybtex.database import parse_string

from diptych.data.cite import Work, bibtex, csl_json, plain
from tests.conftest import changed_example

Files = dict[str, bytes]
BARE = Work("a", "", "A", "", "", "", "", "en", "SHA-256: 0f")


def digest(files: Files) -> str:
    return sha256(files["bridge/data.json"]).hexdigest()


def line(files: Files, path: str) -> str:
    found = re.search(r'<p class="cite">(.*?)</p>', files[path].decode())
    assert found
    return unescape(found[1])


def test_bibtex_has_the_comparison_with_its_hash_and_then_its_sources(example: Files) -> None:
    entries = parse_string(example["bridge/cite.bib"].decode(), "bibtex").entries
    whole, courier = entries["bridge"].fields, entries["bridge-courier"].fields

    assert list(entries) == ["bridge", "bridge-courier", "bridge-herald", "bridge-post"]
    assert whole["title"] == "{The bridge at Alder Ford closes}"
    assert whole["url"] == "https://example.org/repo/bridge/"
    assert (whole["year"], whole["month"]) == ("2024", "March")
    assert whole["note"] == f"SHA-256 of data.json: {digest(example)}"
    assert courier["urldate"] == "2024-03-14"
    assert courier["note"].startswith("Archived copy: https://archive.example/2024/")


def test_csl_json_has_the_same_works_with_dates_as_parts(example: Files) -> None:
    found = {item["id"]: item for item in json.loads(example["bridge/cite.json"])}

    assert list(found) == list(parse_string(example["bridge/cite.bib"].decode(), "bibtex").entries)
    assert {item["type"] for item in found.values()} == {"webpage"}
    assert found["bridge"]["issued"] == {"date-parts": [[2024, 3, 20]]}
    assert found["bridge"]["note"] == f"SHA-256 of data.json: {digest(example)}"
    assert found["bridge-courier"]["accessed"] == {"date-parts": [[2024, 3, 14]]}
    assert found["bridge-herald"]["issued"] == {"date-parts": [[2024, 3]]}
    assert "issued" not in found["bridge-post"]


def test_the_story_page_shows_the_citation_with_the_hash_of_its_data(example: Files) -> None:
    assert line(example, "bridge/index.html") == (
        f"Toy Site (2024-03-20). The bridge at Alder Ford closes. https://example.org/repo/bridge/ SHA-256 of data.json: {digest(example)}."
    )


def test_a_claim_is_cited_by_its_own_address(example: Files) -> None:
    found = line(example, "bridge/claims/ferry/index.html")

    assert "A ferry runs in place of the bridge. The bridge at Alder Ford closes. https://example.org/repo/bridge/claims/ferry/ " in found
    assert found.endswith(f"{digest(example)}.")


def test_a_suggestion_is_not_to_be_cited(demo: Files) -> None:
    suggested = [path for path in demo if "/claims/suggested-" in path]

    assert suggested
    assert [path for path in suggested if b'class="cite"' in demo[path]] == []


def test_a_changed_word_changes_the_hash(tmp_path: Path, example: Files) -> None:
    changed = changed_example(tmp_path, {"claim: How long the crack is": "claim: The length of the crack"})

    assert digest(changed) != digest(example)
    assert digest(changed) in line(changed, "bridge/index.html")


def test_without_an_address_a_citation_has_none(homeless: Files) -> None:
    assert "https://example.org" not in line(homeless, "bridge/index.html")
    assert "url" not in parse_string(homeless["bridge/cite.bib"].decode(), "bibtex").entries["bridge"].fields


@pytest.mark.parametrize("title", ["50 % of {A & B}", "a_b #1 $2 ~ ^ \\ {", "}{", 'a "b" @c{', "Ž 漢 🌉"])
def test_no_title_breaks_a_bibliography(title: str) -> None:
    work = Work("key", title, title, title, "2024", "", "https://example.org/{a}?b=%20", "en", title)
    entry = parse_string(bibtex((work, BARE)).decode(), "bibtex").entries

    assert list(entry) == ["key", "a"]
    assert re.sub(r"\{\\text\w+\}|[\\{}]", "", entry["key"].fields["title"]) == re.sub(r"[\\{}~^]", "", title)
    assert entry["key"].fields["url"] == "https://example.org/%7Ba%7D?b=%20"
    assert json.loads(csl_json((work,)))[0]["title"] == title


def test_a_title_that_asks_is_not_given_a_full_stop() -> None:
    assert plain(Work("a", "B", "Who called?", "", "", "", "", "en", "N")) == "B. Who called? N."
