"""What pages say of themselves in schema.org's words: read from the HTML, as RDF, by programs that did not write it."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from rdflib import RDF, SDO, Graph, Literal, URIRef

from diptych.render.markup import json_script
from tests.jsonld import SCHEMA, graph_of

Files = dict[str, bytes]
HOME = "https://example.org/repo/"
RATED = "bridge/claims/crack-length/index.html"


class Scripts(HTMLParser):
    """The data blocks of a page, and whether any script in it would run."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.running = 0
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._open = tag == "script" and found.get("type") == "application/ld+json"
        self.blocks += [""] if self._open else []
        self.running += tag == "script" and not self._open and "src" not in found

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] += data


def scripts(html: str) -> Scripts:
    found = Scripts()
    found.feed(html)
    return found


def document(files: Files, path: str) -> dict[str, Any]:
    [block] = scripts(files[path].decode()).blocks
    found: dict[str, Any] = json.loads(block)
    return found


def graph(files: Files, path: str) -> Graph:
    return graph_of(document(files, path), HOME + path.removesuffix("index.html"))


def the(graph: Graph, kind: URIRef) -> URIRef:
    [node] = graph.subjects(RDF.type, kind)
    assert isinstance(node, URIRef)
    return node


def words(graph: Graph, node: URIRef, name: str) -> list[str]:
    return sorted(str(value) for value in graph.objects(node, SDO[name]))


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def pages(files: Files) -> list[str]:
    return [path for path in files if path.endswith(".html") and path != "404.html"]


def test_every_page_has_one_graph_and_no_script_of_its_own_that_runs(example: Files, demo: Files) -> None:
    for files in (example, demo):
        for path in pages(files):
            found = scripts(files[path].decode())

            assert (path, len(found.blocks), found.running) == (path, 1, 0)
            assert json.loads(found.blocks[0])["@context"] == SCHEMA


def test_every_type_and_property_is_one_that_schema_org_has(example: Files, demo: Files) -> None:
    known = {str(term) for term in dir(SDO)}

    for files in (example, demo):
        for path in pages(files):
            found = graph(files, path)
            used = {term for _, term, _ in found} | set(found.objects(None, RDF.type))

            assert len(used) > 8
            assert [str(term) for term in used if term != RDF.type and str(term) not in known] == []


def test_every_page_is_part_of_the_site_that_names_its_publisher_and_policies(example: Files) -> None:
    for path in pages(example):
        found = graph(example, path)
        page = URIRef(HOME + path.removesuffix("index.html"))
        site = the(found, SDO.WebSite)
        [publisher] = found.objects(site, SDO.publisher)

        assert (page, RDF.type, SDO.WebPage) in found
        assert (page, SDO.isPartOf, site) in found
        assert words(found, URIRef(str(publisher)), "correctionsPolicy") == [f"{HOME}corrections/"]
        assert words(found, URIRef(str(publisher)), "verificationFactCheckingPolicy") == [f"{HOME}method/"]


def test_a_story_is_an_article_that_cites_its_sources_and_a_dataset_to_download(example: Files) -> None:
    found = graph(example, "bridge/index.html")
    article, dataset = the(found, SDO.Article), the(found, SDO.Dataset)
    sources = {URIRef(f"{HOME}bridge/sources/{name}/#source") for name in ("courier", "herald", "post")}

    assert words(found, article, "headline") == ["The bridge at Alder Ford closes"]
    assert words(found, article, "datePublished") == ["2024-03-15"]
    assert words(found, article, "dateModified") == ["2024-03-20"]
    assert set(found.objects(article, SDO.citation)) == set(found.objects(article, SDO.isBasedOn)) == sources
    assert URIRef(f"{HOME}bridge/claims/ferry/#claim") in set(found.objects(article, SDO.hasPart))
    assert len(words(found, dataset, "description")[0]) > 50
    downloads = {address for each in found.objects(dataset, SDO.distribution) for address in found.objects(each, SDO.contentUrl)}
    assert downloads == {URIRef(f"{HOME}bridge/{name}") for name in ("data.json", "claims.csv", "annotations.jsonld")}
    assert {str(address).removeprefix(HOME) for address in downloads} <= example.keys()


def test_a_claim_says_where_it_is_made_and_nothing_of_its_truth(example: Files) -> None:
    found = graph(example, "bridge/claims/closure/index.html")
    claim = the(found, SDO.Claim)
    places = set(found.objects(claim, SDO.appearance))

    assert str(claim) == f"{HOME}bridge/claims/closure/#claim"
    assert words(found, claim, "text") == ["The footbridge was closed on Tuesday"]
    assert len(places) == 3
    assert (URIRef(f"{HOME}bridge/sources/courier/#source"), SDO.url, URIRef("https://courier.example/bridge-shut")) in found
    assert not set(found.subjects(RDF.type, SDO.Rating))


def test_a_claim_review_stands_once_on_the_site_on_the_page_of_the_claim_that_an_editor_rated(example: Files, demo: Files) -> None:
    assert [path for path in pages(example) if b'"ClaimReview"' in example[path]] == [RATED]
    assert [path for path in pages(demo) if b'"ClaimReview"' in demo[path]] == []
    assert sum(node.get("@type") == "ClaimReview" for node in nodes(document(example, RATED))) == 1


def test_a_claim_review_has_every_field_that_fact_check_tools_require_or_recommend(example: Files) -> None:
    found = graph(example, RATED)
    review = the(found, SDO.ClaimReview)
    [rating] = found.objects(review, SDO.reviewRating)
    [claim] = found.objects(review, SDO.itemReviewed)
    [author] = found.objects(review, SDO.author)
    [claimant] = found.objects(claim, SDO.author)

    assert words(found, review, "claimReviewed") == ["How long the crack is"]
    assert words(found, review, "url") == [HOME + RATED.removesuffix("index.html")]
    assert words(found, review, "datePublished") == ["2024-03-15"]
    assert set(found.objects(author, SDO.name)) == {Literal("Toy Site")}
    assert {name: str(next(found.objects(rating, SDO[name]))) for name in ("ratingValue", "worstRating", "bestRating")} == {
        "ratingValue": "2", "worstRating": "1", "bestRating": "5",
    }  # fmt: skip
    assert set(found.objects(rating, SDO.alternateName)) == set(found.objects(rating, SDO.name)) == {Literal("Not settled")}
    assert len(set(found.objects(claim, SDO.appearance))) == 2
    assert str(next(found.objects(claim, SDO.datePublished))).startswith("2024-03")
    assert set(found.objects(claimant, RDF.type)) == {SDO.Organization}
    assert set(found.objects(claimant, SDO.sameAs)) == {URIRef("https://alder-ford.example/")}


def test_what_the_markup_says_of_a_rating_stands_on_the_page_too(example: Files) -> None:
    page = example[RATED].decode()
    shown = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)

    assert "<strong>Not settled</strong>, by The toy editor" in shown
    assert "2 on a scale from 1 to 5" in shown
    assert "Alder Ford Town Council" in shown


def test_a_correction_is_a_correction_comment_on_its_claim_and_its_story(example: Files) -> None:
    for path, kind in ((RATED, SDO.WebPage), ("bridge/index.html", SDO.Article)):
        found = graph(example, path)
        [comment] = found.objects(the(found, kind), SDO.correction)

        assert (comment, RDF.type, SDO.CorrectionComment) in found
        assert set(found.objects(comment, SDO.text)) == {Literal("The Herald’s figure was given as 24. A slip of the editor.")}


def test_without_an_address_no_page_says_anything_in_schema_org(homeless: Files) -> None:
    assert [path for path in pages(homeless) if scripts(homeless[path].decode()).blocks] == []


def test_nothing_in_a_value_can_end_the_block_or_a_line_of_it() -> None:
    attack = {"name": "</script><script>alert(1)</script><!-- & \u2028\u2029"}
    html = str(json_script(attack))

    assert html.count("<") == 2
    assert not set("&\u2028\u2029") & set(html)
    assert [json.loads(block) for block in scripts(html).blocks] == [attack]
