"""annotations.jsonld: a small reader of its own anchors every annotation in the stored text again, and rdflib reads it as RDF."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Namespace, URIRef

from diptych.data.annotations import context
from diptych.text import Span
from tests.conftest import EXAMPLE, REPOSITORY
from tests.htmlcheck import read_page
from tests.jsonld import ANNO, graph_of

OA = Namespace("http://www.w3.org/ns/oa#")
Files = dict[str, bytes]
AT = "https://example.org/repo/bridge/annotations.jsonld"


def items(files: Files, story: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files[f"{story}/annotations.jsonld"])["items"]
    return found


def selectors(annotation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["type"]: each for each in annotation["target"]["selector"]}


def anchored(text: str, annotation: dict[str, Any]) -> list[tuple[int, int]]:
    """Every place of `text` that the quote selector means, by the model's rule that several matches mean all of them."""
    quote = selectors(annotation)["TextQuoteSelector"]
    before, exact, after = quote.get("prefix", ""), quote["exact"], quote.get("suffix", "")
    whole, found = before + exact + after, []
    at = text.find(whole)
    while at >= 0:
        found.append((at + len(before), at + len(before) + len(exact)))
        at = text.find(whole, at + 1)
    return found


def texts(root: Path, files: Files, story: str) -> dict[str, tuple[str, bool]]:
    """The stored text behind each target, and whether all of it may be published."""
    sources = json.loads(files[f"{story}/data.json"])["sources"]
    return {
        source["url"] or source["page"]: ((root / source["file"]).read_text(encoding="utf-8-sig"), source["publish"] == "full")
        for source in sources
    }


@pytest.mark.parametrize(("fixture", "root", "story", "least"), [
    ("example", EXAMPLE, "bridge", 19), ("example", EXAMPLE, "harbour", 2), ("demo", REPOSITORY, "xi-zelensky-call", 50),
])  # fmt: skip
def test_every_annotation_is_found_again_at_one_place_of_the_stored_text(
    request: pytest.FixtureRequest, fixture: str, root: Path, story: str, least: int
) -> None:
    files: Files = request.getfixturevalue(fixture)
    stored, found = texts(root, files, story), items(files, story)

    assert len(found) >= least
    for annotation in found:
        text, public = stored[annotation["target"]["source"]]
        place = selectors(annotation)["TextPositionSelector"]
        span = (place["start"], place["end"])

        assert text[span[0] : span[1]] == selectors(annotation)["TextQuoteSelector"]["exact"]
        assert anchored(text, annotation) == [span] if public else span in anchored(text, annotation)


def test_there_is_one_annotation_for_every_span_that_a_reviewed_claim_quotes(example: Files) -> None:
    found = Counter(annotation["id"].rpartition("#")[0] for annotation in items(example, "bridge"))
    claims = json.loads(example["bridge/data.json"])["claims"]

    assert found == {
        claim["page"]: sum(len(quote["parts"]) for said in claim["statements"] for quote in said["quotes"]) for claim in claims
    }


def test_a_quote_that_leaves_words_out_has_an_annotation_for_each_part(example: Files) -> None:
    page = "https://example.org/repo/bridge/claims/who-said/"
    exact = [selectors(each)["TextQuoteSelector"]["exact"] for each in items(example, "bridge") if each["id"].startswith(page)]

    assert exact[1:] == ["Maja\nKovačič, the town’s", "engineer"]


def test_the_id_of_an_annotation_is_a_place_on_the_page_of_its_claim(example: Files) -> None:
    for annotation in items(example, "bridge"):
        page, _, fragment = annotation["id"].removeprefix("https://example.org/repo/").partition("#")

        assert fragment in read_page(example[f"{page}index.html"].decode()).ids


def test_nothing_around_a_quote_is_told_of_a_source_that_publishes_quotes_alone(example: Files) -> None:
    post = [each for each in items(example, "bridge") if each["target"]["source"] == "https://post.example/footbridge"]

    assert len(post) == 5
    assert not {"prefix", "suffix"} & {name for each in post for name in selectors(each)["TextQuoteSelector"]}


def test_a_word_that_stands_more_than_once_carries_the_words_around_it(example: Files) -> None:
    ferry = next(each for each in items(example, "bridge") if selectors(each)["TextQuoteSelector"]["exact"] == "ferry")

    assert selectors(ferry)["TextQuoteSelector"]["prefix"].endswith("the ")


def test_the_state_names_the_day_on_which_the_source_was_fetched_and_its_archived_copy(example: Files) -> None:
    states = {each["target"]["source"]: each["target"].get("state") for each in items(example, "bridge")}

    assert states["https://courier.example/bridge-shut"] == {
        "type": "TimeState",
        "sourceDate": "2024-03-14T00:00:00Z",
        "cached": "https://archive.example/2024/https://courier.example/bridge-shut",
    }
    assert states["https://example.org/repo/bridge/sources/herald/"] == {
        "type": "TimeState",
        "sourceDateStart": "2024-03-01T00:00:00Z",
        "sourceDateEnd": "2024-03-31T23:59:59Z",
    }
    assert states["https://post.example/footbridge"] is None


def test_rdflib_reads_the_annotations_with_their_selectors_and_bodies(example: Files) -> None:
    document = json.loads(example["bridge/annotations.jsonld"])
    graph = graph_of(document, AT)
    first = URIRef("https://example.org/repo/bridge/claims/closure/#a1")
    [target] = graph.objects(first, OA.hasTarget)

    assert document["@context"] == ANNO
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(document["items"])
    assert set(graph.objects(first, OA.motivatedBy)) == {OA.classifying}
    assert {str(value) for body in graph.objects(first, OA.hasBody) for value in graph.objects(body, RDF.value)} == {
        "agree",
        "The footbridge was closed on Tuesday",
    }
    kinds = {kind for selector in graph.objects(target, OA.hasSelector) for kind in graph.objects(selector, RDF.type)}
    assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}
    assert set(graph.objects(target, OA.hasSource)) == {URIRef("https://courier.example/bridge-shut")}
    assert len(set(graph.subject_objects(OA.start))) == len(document["items"])


def test_without_an_address_the_ids_count_from_the_file(homeless: Files) -> None:
    document = json.loads(homeless["bridge/annotations.jsonld"])
    graph = graph_of(document, AT)

    assert document["items"][0]["id"] == "claims/closure/#a1"
    assert (URIRef("https://example.org/repo/bridge/claims/closure/#a1"), RDF.type, OA.Annotation) in graph


@given(st.text(st.sampled_from("ab 👍🏽é́\n漢"), min_size=1, max_size=400), st.data())
def test_context_always_tells_a_passage_from_every_other(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = context(text, Span(start, end))
    whole = before + text[start:end] + after

    assert text[start - len(before) : end + len(after)] == whole
    assert text.find(whole) == start - len(before)
    assert text.find(whole, start - len(before) + 1) < 0
