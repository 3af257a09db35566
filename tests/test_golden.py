"""The toy site's exact output. `pytest --update-golden` writes it anew; read the diff before you commit it."""

from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from diptych.build import check, site_files
from diptych.words import Words

HERE = Path(__file__).parent
EXAMPLE, GOLDEN = HERE / "example", HERE / "golden"


@cache
def built() -> dict[str, bytes]:
    """The toy site as it would be written, but for what is copied from site_src/static and what other programs draw and index."""
    checked = check(EXAMPLE)
    files = {file.path: file.content for file in site_files(checked, EXAMPLE)}
    site = replace(checked.site, words=Words(checked.site.words.language))  # the catalogue has its own tests
    model = {"model.json": msgspec.json.format(msgspec.json.encode(site), indent=1) + b"\n"}
    elsewhere = ("static/", "pagefind/")
    return model | {path: content for path, content in files.items() if not path.startswith(elsewhere) and not path.endswith(".png")}


def stored() -> dict[str, bytes]:
    return {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}


def test_the_toy_site_is_built_byte_for_byte_as_stored(request: pytest.FixtureRequest) -> None:
    files = built()
    if request.config.getoption("--update-golden"):
        for path in stored().keys() - files.keys():
            (GOLDEN / path).unlink()
        for path, content in files.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)

    advice = "the output changed; look at it, then run: python -m pytest --update-golden"
    assert files.keys() == stored().keys(), advice
    assert [path for path, content in stored().items() if files[path] != content] == [], advice


def text_of(path: str) -> str:
    return built()[path].decode()


def test_three_accounts_stand_in_three_columns_of_the_matrix() -> None:
    page = text_of("bridge/index.html")

    matrix = page[page.index('<table class="matrix">') :].partition("</table>")[0]
    assert matrix.count('<th scope="col">') == 5  # claim, three accounts, relation
    assert '<td data-h="The Post" class="empty">' in page


def test_a_conflict_comes_first_among_what_parts_the_accounts() -> None:
    page = text_of("bridge/index.html")

    assert page.index("How long the crack is") < page.index("When the bridge was last closed")


def test_the_finding_names_the_strongest_difference_in_the_words_of_both_sides() -> None:
    page = text_of("bridge/index.html")
    finding = page[page.index("They cannot both be right on") : page.index('<ul class="counts">')]

    assert "How long the crack is" in finding
    assert ">40 centimetres</q> and The Herald says " in finding
    assert ">14 centimetres</q>." in finding


def test_every_claim_has_a_rule_that_lights_its_marks() -> None:
    rules = text_of("bridge/read/marks.css")

    assert rules.count(" mark.c-") == 9
    assert rules.count("#see-") == 3
    assert "#see-" not in text_of("harbour/read/marks.css")


def test_a_silent_source_is_shown_with_the_terms_that_were_searched() -> None:
    page = text_of("bridge/claims/ferry/index.html")

    assert "Says nothing on this." in page
    assert '<span class="term">boat</span>' in page


def test_what_is_published_as_quotes_only_keeps_every_other_word_private() -> None:
    private = b"must stay private"

    assert private in (EXAMPLE / "seeds/post.txt").read_bytes()
    assert [path for path, content in built().items() if private in content and path != "model.json"] == []


def test_a_script_in_a_note_is_shown_and_not_obeyed() -> None:
    page = text_of("bridge/claims/crack-length/index.html")

    assert "<code>&lt;script&gt;</code>" in page
    assert "<script>" not in page


def test_an_arabic_source_is_set_from_right_to_left_in_its_language() -> None:
    page = text_of("harbour/read/index.html")

    assert '<div class="source-text" lang="ar" dir="rtl" translate="no">' in page


def test_an_unknown_outlet_is_called_unknown() -> None:
    page = text_of("harbour/sources/sharq/index.html")

    assert '<bdi>Sharq</bdi> <span class="unknown">(outlet unknown)</span>' in page
    assert '<dt>Publisher</dt><dd><span class="unknown">unknown</span></dd>' in page


def test_a_rating_stands_only_where_an_editor_wrote_one() -> None:
    rated = [path for path, content in built().items() if b"An editor\xe2\x80\x99s rating" in content]

    assert rated == ["bridge/claims/crack-length/index.html"]


def test_a_correction_stands_on_the_page_of_its_claim() -> None:
    assert "The Herald’s figure was given as 24." in text_of("bridge/claims/crack-length/index.html")
