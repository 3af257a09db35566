"""Markup: Markdown, differences and addresses as HTML that shows whatever it was given and obeys none of it."""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from diptych.compare import Word, word_difference
from diptych.pages.marks import Block, Mark, Piece
from diptych.prose import linked, site_path
from diptych.render.markup import difference as difference_of
from diptych.render.markup import markdown, marked_text, slot
from diptych.text import Span

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

PIECES: Final = [
    "river", " ", "\n", "\n\n", "<b>", "</p>", "<script>", "&", "&lt;", '"', "'", "“Stay”", "…", "e\u0301", "שלום", "👩‍👩‍👧", "🇺🇦",
    "\u2028", "[a](", "javascript:x", "/method/", ")", "![", "](", "# ", "- ", "> ", "`", "```\n", "*", "_", "|", "---\n", "<!--",
    "&#0;", "\\", "]: ",
]  # fmt: skip
texts: Final = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


class Page(HTMLParser):
    """The tags of a piece of HTML, its links, and its words less those for the ear."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.words = ""
        self._hidden = 0
        self.feed("".join(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value or "" for key, value in attrs if key in ("href", "src")]
        self._hidden += tag == "span"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag == "span"

    def handle_data(self, data: str) -> None:
        self.words += "" if self._hidden else data


MARKDOWN_TAGS: Final = {
    *("p", "a", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "br", "img"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


@PROPERTY
@given(texts)
def test_no_markdown_makes_a_tag_that_markdown_does_not_have(text: str) -> None:
    assert Page(markdown(text)).tags <= MARKDOWN_TAGS


@PROPERTY
@given(texts)
def test_no_markdown_makes_a_link_that_runs_a_script(text: str) -> None:
    assert not any(target.lower().startswith(("javascript:", "vbscript:", "data:text")) for target in Page(markdown(text)).targets)


@PROPERTY
@given(texts)
def test_every_link_that_markdown_shows_is_told_to_the_checker_of_links(text: str) -> None:
    shown = markdown(text, "../")

    assert shown.count("<a ") == len(linked(text))


def test_raw_html_is_shown_and_not_obeyed() -> None:
    assert markdown("A <b>bold</b> claim") == "<p>A &lt;b&gt;bold&lt;/b&gt; claim</p>\n"


def test_a_link_to_a_script_is_shown_as_text() -> None:
    assert "href" not in markdown("[a](javascript:alert(1))")


def test_the_first_heading_level_belongs_to_the_page() -> None:
    assert markdown("# Method") == "<h2>Method</h2>\n"


def test_an_underlined_heading_begins_at_the_second_level_too() -> None:
    assert markdown("Method\n======") == "<h2>Method</h2>\n"


def test_a_link_from_the_top_is_led_there_from_any_depth() -> None:
    assert 'href="../../method/index.html"' in markdown("[how](/method/)", "../../")


def test_a_link_from_the_top_keeps_its_fragment() -> None:
    assert 'href="../method/index.html#quotes"' in markdown("[how](/method/#quotes)", "../")


@pytest.mark.parametrize("target", ["https://example.org/a/", "//example.org/a", "#here", "other/", "mailto:desk@example.org"])
def test_a_link_that_leads_elsewhere_is_left_alone(target: str) -> None:
    assert f'href="{target}"' in markdown(f"[there]({target})", "../")


def test_a_link_inside_a_table_is_led_as_well() -> None:
    assert 'href="../method/index.html"' in markdown("| a |\n|---|\n| [how](/method/) |", "../")


def test_an_image_from_the_top_is_led_there_from_any_depth() -> None:
    assert 'src="../static/map.png"' in markdown("![A map](/static/map.png)", "../")


def test_the_links_and_images_of_a_text_are_listed_in_order() -> None:
    assert linked("[a](/b/)\n\n- [c](https://example.org/)\n\n![no](/link.png)") == ["/b/", "https://example.org/", "/link.png"]


@pytest.mark.parametrize(
    ("target", "file"),
    [("/", "index.html"), ("/#top", "index.html#top"), ("/flood/", "flood/index.html"), ("/static/map.png", "static/map.png")],
)
def test_a_link_from_the_top_names_the_file_it_leads_to(target: str, file: str) -> None:
    assert site_path(target) == file


# The difference of two versions


def difference(words: Sequence[Word]) -> Markup:
    return difference_of(words, "[not in every version: ", "]")


@PROPERTY
@given(texts, texts)
def test_a_difference_without_its_tags_is_the_version(one: str, other: str) -> None:
    for words, version in zip(word_difference([one, other]), (one, other), strict=True):
        assert Page(difference(words)).words == version.rstrip()


@PROPERTY
@given(texts, texts)
def test_a_difference_makes_no_tag_of_its_words(one: str, other: str) -> None:
    assert Page(difference(word_difference([one, other])[0])).tags <= {"ins", "span"}


def test_words_that_follow_each_other_are_one_difference() -> None:
    words = [Word("", "a", True), Word(" ", "long", False), Word(" ", "cold", False), Word(" ", "call", True)]

    assert difference(words).count("<ins>") == 1


def test_the_space_before_a_difference_is_not_part_of_it() -> None:
    assert "a <ins>" in difference([Word("", "a", True), Word(" ", "long", False)])


def test_a_difference_is_told_to_the_ear() -> None:
    assert '<span class="for-ear">[not in every version: </span>long<span class="for-ear">]</span>' in difference([Word("", "long", False)])


def test_a_version_that_all_share_has_no_marks() -> None:
    assert difference([Word("", "a", True), Word(" ", "call", True)]) == "a call"


# Marked texts


def mark(number: int, target: str = "../claims/a/index.html", title: str = "How long") -> Mark:
    return Mark(
        f"claim-{number}",
        str(number),
        "differ",
        False,
        f"herald--claim-{number}",
        target,
        f"toy/claims/claim-{number}/index.html",
        f"Claim {number}: {title}",
        (Span(0, 4),),
    )


def shown(*pieces: Piece, aside: bool = False) -> Markup:
    return marked_text([Block(pieces, aside)], "Not part of the article", "../../", in_reader=True)


def test_a_text_without_marks_is_a_paragraph() -> None:
    assert shown(Piece("The river <rose> & fell.")) == "<p>The river &lt;rose&gt; &amp; fell.</p>\n"


def test_a_mark_leads_to_its_claims_page_where_there_is_no_counterpart_beside_it() -> None:
    page = 'href="../../toy/claims/claim-1/index.html"'
    paired, lone = ([Block((Piece("40 metres", (mark(1, target),)),), False)] for target in ("#courier--claim-1", ""))

    assert [page in marked_text(blocks, "", "../../", in_reader) for blocks in (paired, lone) for in_reader in (True, False)] == [
        False,
        True,
        True,
        True,
    ]
    assert 'href="#courier--claim-1"' in marked_text(paired, "", "../../", in_reader=True)


def test_a_marked_piece_is_a_link_with_its_claim_and_relation() -> None:
    one = mark(1)

    assert shown(Piece("rose", (one,), (one,), (one,))) == (
        '<p class="links"><mark id="herald--claim-1" class="c-claim-1 rel-differ"><a href="../claims/a/index.html">rose</a></mark>'
        '<a class="number rel-differ" href="../claims/a/index.html" aria-label="Claim 1: How long"><sup>1</sup></a></p>\n'
    )


def test_a_paragraph_of_nothing_but_links_says_so_for_their_size() -> None:
    one, other = Piece("It rose.", (mark(1),)), Piece("It fell.", (mark(2),))

    assert shown(one, Piece(" "), other).startswith('<p class="links">')
    assert shown(one, Piece(" Then: "), other).startswith("<p><mark")
    assert shown(one, Piece(".", (mark(1),))).startswith("<p><mark")
    assert shown(Piece("It rose.", (mark(1),), withheld=True)).startswith("<p><span")


def test_a_piece_in_two_claims_names_both_and_leads_to_the_inner_one() -> None:
    outer, inner = mark(1, "outer.html"), mark(2, "inner.html")

    assert '<mark class="c-claim-1 c-claim-2 rel-differ nested"><a href="inner.html">' in shown(Piece("rose", (outer, inner)))


def test_an_outer_mark_that_opens_here_has_a_place_to_link_to() -> None:
    outer, inner = mark(1), mark(2)

    assert '<span id="herald--claim-1" class="anchor"></span><mark class=' in shown(Piece("rose", (outer, inner), (outer,)))


def test_numbers_stand_from_the_innermost_to_the_outermost() -> None:
    outer, inner = mark(1), mark(2)
    html = shown(Piece("rose", (outer, inner), (), (outer, inner)))

    assert html.index("<sup>2</sup>") < html.index("<sup>1</sup>")


def test_a_title_and_a_target_cannot_leave_their_attributes() -> None:
    sly = mark(1, 'x" onclick="y', '"><script>')
    html = shown(Piece("rose", (sly,), (sly,), (sly,)))

    assert "<script>" not in html
    assert 'x" onclick' not in html


def test_what_was_withheld_shows_a_sign() -> None:
    assert shown(Piece("rose", withheld=True)) == '<p><span class="withheld">[…]</span> rose</p>\n'


def test_what_is_not_the_article_is_set_apart_and_labelled() -> None:
    html = marked_text(
        [Block((Piece("Top"),), True), Block((Piece("Menu"),), True), Block((Piece("The river rose."),), False)],
        "Not part of the article",
        "../",
    )

    assert html == (
        '<div class="aside"><p class="aside-label">Not part of the article</p>\n<p>Top</p>\n<p>Menu</p>\n</div>\n<p>The river rose.</p>\n'
    )


def test_an_address_may_break_after_slashes_and_dots() -> None:
    assert slot("a.org/<b>") == "a.<wbr>org/<wbr>&lt;b&gt;"
