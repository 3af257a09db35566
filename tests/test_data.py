"""data.json, its schema, claims.csv and the index: read back by programs that did not write them."""

import csv
import io
import json
from hashlib import sha256
from html import unescape
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.data.form import StoryData
from diptych.data.index import LARGEST, index_files
from diptych.data.listed import Listed
from diptych.data.table import COLUMNS, claims_csv, neutral
from diptych.model import Site
from tests.conftest import EXAMPLE, REPOSITORY

Files = dict[str, bytes]


def story(files: Files, name: str = "bridge") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"{name}/data.json"])
    return found


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def faults(found: object) -> list[str]:
    schema = json.loads((REPOSITORY / "site_src/static/data.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(found)]


def test_every_story_keeps_to_the_schema_that_it_names(example: Files, demo: Files, homeless: Files) -> None:
    for files in (example, demo, homeless):
        stories = {path: json.loads(content) for path, content in files.items() if path.endswith("/data.json")}

        assert stories
        assert {found["$schema"] for found in stories.values()} == {"../static/data.schema.json"}
        assert "static/data.schema.json" in files
        assert {path: faults(found) for path, found in stories.items() if faults(found)} == {}


def test_the_schema_refuses_a_relation_that_does_not_exist_and_a_field_that_is_missing(example: Files) -> None:
    found = story(example)
    found["claims"][0]["relation"] = "refutes"
    del found["claims"][1]["statements"]

    assert len(faults(found)) == 2


def test_what_a_claim_page_says_stands_in_the_data(example: Files) -> None:
    for claim in story(example)["claims"]:
        page = unescape(example[f"bridge/claims/{claim['id']}/index.html"].decode())
        words = [
            claim["claim"],
            claim["verdict"],
            claim["why"] or "",
            *(value for each in claim["differences"] for value in each["values"]),
        ]

        assert claim["page"] == f"https://example.org/repo/bridge/claims/{claim['id']}/"
        assert [each for each in words if each and each.replace("own-voice", "own voice") not in page] == []


def test_every_part_of_a_quote_is_cut_from_the_stored_text_at_its_offsets(example: Files) -> None:
    found = story(example)
    texts = {source["id"]: (EXAMPLE / source["file"]).read_text(encoding="utf-8-sig") for source in found["sources"]}
    parts = [
        (said["source"], part)
        for claim in found["claims"]
        for said in claim["statements"]
        for quote in said["quotes"]
        for part in quote["parts"]
    ]

    assert len(parts) > 15
    assert all(texts[source][part["start"] : part["end"]] == part["exact"] for source, part in parts)


def test_a_text_stands_in_the_data_only_where_it_may_be_published(example: Files) -> None:
    texts = {source["id"]: source["text"] for source in story(example)["sources"]}

    assert texts["post"] is None
    assert texts["courier"] == (EXAMPLE / "seeds/courier.txt").read_text(encoding="utf-8-sig")


def test_what_nobody_has_reviewed_stands_apart_and_in_no_table(demo: Files) -> None:
    [name] = [path.partition("/")[0] for path in demo if path.endswith("/data.json")]
    found = story(demo, name)

    assert found["suggestions"][0]["number"] == "S1"
    assert [each["number"] for each in found["claims"]] == list(dict.fromkeys(row["number"] for row in table(demo[f"{name}/claims.csv"])))
    assert b"suggested-" not in demo[f"{name}/annotations.jsonld"]


def test_what_is_not_known_is_null_and_never_made_up(example: Files) -> None:
    sharq = story(example, "harbour")["sources"][1]

    assert [sharq[name] for name in ("publisher", "author", "published", "url", "licence")] == [None] * 5
    assert story(example, "harbour")["published"] is None


def test_the_table_is_comma_separated_utf8_with_lines_that_end_in_crlf(example: Files) -> None:
    content = example["bridge/claims.csv"]

    assert content.startswith(b"story,number,claim_id,")
    assert content.endswith(b"\r\n")
    assert {len(row) for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True)} == {len(COLUMNS)}


def test_the_table_has_a_row_for_every_quote_and_one_for_every_silence(example: Files) -> None:
    found, rows = story(example), table(example["bridge/claims.csv"])
    quotes = [" […] ".join(part["exact"] for part in quote["parts"]) for claim in found["claims"]
              for said in claim["statements"] for quote in said["quotes"]]  # fmt: skip

    assert [row["quote"] for row in rows if row["says"] == "yes"] == quotes
    assert sum(row["says"] == "no" for row in rows) == sum(len(claim["silent"]) for claim in found["claims"])
    assert {row["terms_searched"] for row in rows if row["claim_id"] == "ferry"} == {"", "ferry; boat"}


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(example: Files, first: str) -> None:
    found = msgspec.json.decode(example["bridge/data.json"], type=StoryData)
    attack = first + 'HYPERLINK("https://example.org","x")'
    claims = tuple(msgspec.structs.replace(claim, claim=attack) for claim in found.claims)

    rows = table(claims_csv(msgspec.structs.replace(found, claims=claims)))
    assert {row["claim"] for row in rows} == {f"'{attack}"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cell_is_what_it_was_but_for_the_apostrophe(cell: str) -> None:
    assert neutral(cell) in (cell, f"'{cell}")
    assert neutral(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_the_index_leads_to_the_data_of_every_story_with_its_hash(example: Files) -> None:
    index = json.loads(example["data/index.json"])

    assert [each["id"] for each in index["stories"]] == ["bridge", "harbour"]
    assert index["next"] is None
    for each in index["stories"]:
        assert sha256(example[each["data"].removeprefix("../")]).hexdigest() == each["sha256"]
        assert {each[name].removeprefix("../") for name in ("page", "claims", "annotations")} <= example.keys()


def test_a_large_index_is_split_into_files_that_lead_to_each_other() -> None:
    site = Site("Many", "", "en", "", False, "", (), ())
    row = Listed("a", "A", "a/index.html", "", "", "", "", "", "", (), (), (), "0f")
    files = dict(index_files(site, [row] * (2 * LARGEST + 1)))

    parts = [json.loads(content) for content in files.values()]
    assert list(files) == ["data/index.json", "data/index-2.json", "data/index-3.json"]
    assert [part["next"] for part in parts] == ["index-2.json", "index-3.json", None]
    assert [len(part["stories"]) for part in parts] == [LARGEST, LARGEST, 1]
