"""Editors' Markdown is read once, and short cuts never change a byte of it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diptych import prose
from diptych.prose import foreign_images, linked
from diptych.render.markup import markdown

_SIGNS = "ab Z é1.,;:!?'’“”…()-+=#*_`~|\\/<>&\"[]\n\t\r \u00a0\u2028\0😀"
_PIECES = [
    "[a](/b/)",
    "![c](/static/d.png)",
    "<https://example.org/>",
    "[e][f]",
    "[f]: /g/ 'h'",
    "&amp;",
    "\n\n",
    "# ",
    "- ",
    "1. ",
    "  ",
    "word",
]
_TEXTS = st.lists(st.one_of(st.text(_SIGNS, max_size=6), st.sampled_from(_PIECES)), max_size=12).map("".join)
_PLAIN = st.lists(st.text("abé Zß1.,;:!?'’“”…()-+=#~|/\u00a0😀", min_size=1, max_size=12), min_size=1, max_size=4)


def reference(text: str, up: str) -> str:
    """The same by the plain way: CommonMark with tables, each link from the top of the site turned, headings from the second level."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"
        for inner in token.children or ():
            key = {"link_open": "href", "image": "src"}.get(inner.type, "")
            target = str(inner.attrs.get(key, ""))
            if key and target.startswith("/") and not target.startswith("//"):
                inner.attrs[key] = up + prose.site_path(target)
    return str(parser.renderer.render(tokens, parser.options, {}))


@settings(deadline=None)
@given(_TEXTS)
def test_what_is_shown_is_what_the_parser_makes_of_it(text: str) -> None:
    assert markdown(text, "../../") == reference(text, "../../")


@settings(deadline=None)
@given(st.sampled_from(["\n\n", "\n", "\n\n\n"]), _PLAIN)
def test_plain_paragraphs_are_what_the_parser_makes_of_them(gap: str, lines: list[str]) -> None:
    text = gap.join(lines)

    assert markdown(text, "../") == reference(text, "../")
    assert markdown(text + "\n", "../") == reference(text + "\n", "../")


@settings(deadline=None)
@given(_TEXTS)
def test_a_text_that_may_not_link_has_no_link(text: str) -> None:
    if not prose.may_link(text):
        assert prose._parsed(text).targets == ()


_LINKED = st.lists(
    st.sampled_from(
        ["[", "]", "(", ")", "](", "!", "/a/", "/b/#c", "//d/", "\\", "`", "[a](/a/)", "![b](/b.png)", " ", "\n", "\n\n", "[e]: /f/"]
    )
    | st.sampled_from(["]:", "<", "https://example.org/", "word", "    ", "(/a(b)/)", "[g](/g/ 'h')", "&amp;", "- "]),
    max_size=10,
).map("".join)


@settings(deadline=None, max_examples=400)
@given(_LINKED | _TEXTS)
def test_what_is_easily_seen_to_be_linked_lacks_nothing_that_the_parser_finds(text: str) -> None:
    easily = prose.easily_linked(text)

    assert easily is None or set(prose._parsed(text).targets) <= set(easily)


def test_links_and_images_are_found_by_the_one_reading() -> None:
    text = "See [a](/a/), ![b](https://example.org/b.png) and <https://example.org/>.\n"

    assert linked(text) == ["/a/", "https://example.org/b.png", "https://example.org/"]
    assert foreign_images(text) == ["https://example.org/b.png"]
    assert linked("*Nothing* [here].\n") == []


def test_a_table_is_named_for_the_ear_by_the_heading_above_it() -> None:
    html = prose.read("# Keys\n\n## *Of* a claim\n\nThese.\n\n| key | what |\n| --- | --- |\n| a | accept |\n").html

    assert '<table>\n<caption class="for-ear"><em>Of</em> a claim</caption><thead>' in html.replace("</caption>\n", "</caption>")


def test_every_cell_of_a_table_knows_the_words_above_its_column() -> None:
    html = prose.read("| key | *what* it `does` |\n| --- | --- |\n| a | accept |\n\n| | n |\n| --- | --- |\n| b | 2 |\n").html

    assert re.findall(r'<td data-h="([^"]*)">([^<]*)</td>', html) == [("key", "a"), ("what it does", "accept"), ("", "b"), ("n", "2")]


def test_a_table_without_a_heading_has_no_caption() -> None:
    assert "caption" not in prose.read("| key | what |\n| --- | --- |\n| a | accept |\n").html


def test_an_image_may_say_its_size_and_nothing_else() -> None:
    html = prose.read("![a](/static/a.png){width=600 height=400 onclick=x style=y}").html

    assert '<img src="\x00static/a.png" alt="a" width="600" height="400" />' in html.replace('height="400"  />', 'height="400" />')
    assert "onclick" not in html
    assert "style" not in html
