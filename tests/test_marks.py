"""Marks in place: every claim's words marked where they stand, whatever overlaps or crosses, and not a letter of the text lost."""

from collections import Counter
from html.parser import HTMLParser
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model import Provenance, Publish, Source
from diptych.pages.marks import Block, Mark, marked
from diptych.render.markup import marked_text
from diptych.text import Span, blocks, merged

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

PROVENANCE: Final = Provenance(*[""] * 10)


def source_of(text: str, aside: tuple[Span, ...] = (), publish: Publish = Publish.FULL) -> Source:
    return Source("courier", "The Courier", "seeds/courier.txt", "en", text, (), aside, publish, PROVENANCE)


def mark_of(number: int, *spans: Span) -> Mark:
    name = f"claim-{number}"
    target, title = f"../claims/{name}/index.html", f"Claim <{number}> & more"
    return Mark(name, str(number), "agree", False, f"courier--{name}", target, f"toy/claims/{name}/index.html", title, merged(spans))


def mark_on(text: str, number: int, *words: str) -> Mark:
    return mark_of(number, *(Span(text.index(each), text.index(each) + len(each)) for each in words))


# Random texts, with random marks that begin and end at something visible, as every quote does


PIECES: Final = [
    "The river rose. ", "a", " ", "\n", "\n\n", "\n- one", "\n# Flood\n", "“Stay,” she said", "<b>", "</a>", "&", "&amp;", "'", '"', "…",
    "cafe\u0301", "한강", "שלום", "مرحبا", "桥", "👩‍👩‍👧", "🇺🇦", "\u00a0", "\u2028", "\u00ad", "<script>alert(1)</script>", "]]>", "<!--",
]  # fmt: skip
texts: Final = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join).filter(lambda text: bool(text.strip()))


places: Final = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3)
chances: Final = st.tuples(texts, st.lists(places, min_size=1, max_size=4), st.integers(0, 9))


def made(text: str, wanted: list[list[tuple[int, int]]], aside: int, publish: Publish = Publish.FULL) -> tuple[Source, list[Mark]]:
    """A source with a mark for each of `wanted`, whose numbers choose its ends; `aside` may choose a block that is not the article."""
    visible = [at for at, character in enumerate(text) if not character.isspace()]

    def span(pair: tuple[int, int]) -> Span:
        first, last = sorted(visible[number % len(visible)] for number in pair)
        return Span(first, last + 1)

    marks = [mark_of(number, *map(span, pairs)) for number, pairs in enumerate(wanted, 1)]
    return source_of(text, tuple(blocks(text))[aside : aside + 1], publish), marks


marked_sources: Final = chances.map(lambda chance: made(*chance))
quoted_sources: Final = chances.map(lambda chance: made(*chance, Publish.QUOTES))


def in_blocks(source: Source, mark: Mark) -> list[int]:
    """The offsets that a mark covers, less the white space between blocks."""
    covered = {at for span in mark.spans for at in range(span.start, span.end)}
    return [at for block in blocks(source.text) for at in range(block.start, block.end) if at in covered]


def offsets(source: Source, found: tuple[Block, ...]) -> list[tuple[int, tuple[Mark, ...]]]:
    """Each offset that the pieces show, with the marks of its piece."""
    shown: list[tuple[int, tuple[Mark, ...]]] = []
    for block, span in zip(found, blocks(source.text), strict=True):
        at = span.start
        for piece in block.pieces:
            shown += [(at + index, piece.marks) for index in range(len(piece.text))]
            at += len(piece.text)
    return shown


@PROPERTY
@given(marked_sources)
def test_joined_the_pieces_of_a_block_are_its_text(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_

    assert ["".join(piece.text for piece in block.pieces) for block in marked(source, marks)] == [
        span.of(source.text) for span in blocks(source.text)
    ]


@PROPERTY
@given(marked_sources)
def test_a_mark_stands_on_each_of_its_code_points_and_on_no_other(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    shown = offsets(source, marked(source, marks))

    for mark in marks:
        assert [at for at, carried in shown if mark in carried] == in_blocks(source, mark)


@PROPERTY
@given(marked_sources)
def test_every_mark_opens_once_and_closes_once(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    pieces = [piece for block in marked(source, marks) for piece in block.pieces]
    once = Counter(mark.number for mark in marks)

    assert Counter(mark.number for piece in pieces for mark in piece.opens) == once
    assert Counter(mark.number for piece in pieces for mark in piece.closes) == once


@PROPERTY
@given(marked_sources)
def test_a_mark_opens_on_its_first_piece_and_closes_on_its_last(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    pieces = [piece for block in marked(source, marks) for piece in block.pieces]

    for mark in marks:
        carrying = [piece for piece in pieces if mark in piece.marks]
        assert mark in carrying[0].opens
        assert mark in carrying[-1].closes


@PROPERTY
@given(marked_sources)
def test_the_innermost_mark_is_the_shortest(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_

    for block in marked(source, marks):
        for piece in block.pieces:
            lengths = [mark.length for mark in piece.marks]
            assert lengths == sorted(lengths, reverse=True)


@PROPERTY
@given(marked_sources)
def test_a_block_is_set_aside_when_the_editor_said_so(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    expected = [any(span.overlaps(block) for span in source.aside) for block in blocks(source.text)]

    assert [block.aside for block in marked(source, marks)] == expected


@PROPERTY
@given(quoted_sources)
def test_where_only_quotes_are_published_nothing_but_the_space_between_them_is_shown(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    quoted = sorted({at for mark in marks for at in in_blocks(source, mark)})
    shown = "".join(piece.text for block in marked(source, marks) for piece in block.pieces)

    assert "".join(shown.split()) == "".join("".join(source.text[at] for at in quoted).split())


@PROPERTY
@given(quoted_sources)
def test_where_only_quotes_are_published_what_is_shown_is_marked(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_

    assert all(piece.marks or not piece.text.strip() for block in marked(source, marks) for piece in block.pieces)


# By hand


def drawn(source: Source, *marks: Mark) -> str:
    """The pieces as a picture: each piece with the numbers of its marks, outermost first; `…` where something was withheld."""
    pieces = [piece for block in marked(source, marks) for piece in block.pieces]
    return "|".join(f"{'…' if piece.withheld else ''}{piece.text}{''.join(str(mark.number) for mark in piece.marks)}" for piece in pieces)


def test_a_mark_inside_a_mark_is_the_innermost() -> None:
    text = "The river rose by two metres."

    assert drawn(source_of(text), mark_on(text, 1, "two metres"), mark_on(text, 2, text)) == "The river rose by 2|two metres21|.2"


def test_marks_that_cross_share_the_words_where_they_cross() -> None:
    text = "The river rose by two metres."
    crossing = mark_on(text, 1, "The river rose"), mark_on(text, 2, "rose by two metres")

    assert drawn(source_of(text), *crossing) == "The river 1|rose21| by two metres2|."


def test_marks_of_one_length_follow_their_numbers() -> None:
    text = "The river rose."

    assert drawn(source_of(text), mark_on(text, 2, "river"), mark_on(text, 1, "river")) == "The |river12| rose."


def test_marks_that_only_touch_share_nothing() -> None:
    text = "The river rose."

    assert drawn(source_of(text), mark_on(text, 1, "The river"), mark_on(text, 2, " rose")) == "The river1| rose2|."


def test_a_mark_over_two_paragraphs_goes_on_in_the_second() -> None:
    text = "The river rose.\n\nIt fell."

    assert drawn(source_of(text), mark_on(text, 1, "rose.\n\nIt")) == "The river |rose.1|It1| fell."


def test_the_words_between_the_parts_of_an_elided_quote_are_not_marked() -> None:
    text = "The mayor, tired, left."

    assert drawn(source_of(text), mark_on(text, 1, "The mayor", "left")) == "The mayor1|, tired, |left1|."


def test_what_is_withheld_leaves_one_sign_before_the_next_quote() -> None:
    text = "The river rose by two metres."

    assert drawn(source_of(text, publish=Publish.QUOTES), mark_on(text, 1, "rose")) == "…rose1|…"


def test_paragraphs_withheld_in_a_row_leave_one_sign() -> None:
    text = "The river rose.\n\nIt rained.\n\nIt fell."

    assert drawn(source_of(text, publish=Publish.QUOTES), mark_on(text, 1, "The river rose.")) == "The river rose.1|…"


def test_a_space_between_two_quotes_stays_and_is_not_called_withheld() -> None:
    text = "river rose"
    marks = mark_on(text, 1, "river"), mark_on(text, 2, "rose")

    assert drawn(source_of(text, publish=Publish.QUOTES), *marks) == "river1| |rose2"


# As HTML


class Shown(HTMLParser):
    """What a reader sees of a marked text: its paragraphs, less the claims' numbers and the labels, and how its tags nest."""

    VOID: Final = frozenset({"br", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.stack: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.feed("".join(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "a" and any(open_tag == "a" for open_tag, _ in self.stack):
            self.faults.append("a link inside a link")
        if tag == "a" and found.get("class", "").partition(" ")[0] != "number":
            self.targets.append(found["href"])
        self.ids += [found["id"]] if "id" in found else []
        if tag == "p" and "aside-label" not in found.get("class", ""):
            self.paragraphs.append("")
        self.stack.append((tag, found.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop()[0] != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        classes = {name for _, attribute in self.stack for name in attribute.split()}
        if any(tag == "p" for tag, _ in self.stack) and not classes & {"number", "aside-label", "withheld"}:
            self.paragraphs[-1] += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl}")


@PROPERTY
@given(marked_sources)
def test_a_marked_text_without_its_tags_is_the_text(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_

    assert Shown(marked_text(marked(source, marks), "Aside", "../../", in_reader=True)).paragraphs == [
        span.of(source.text) for span in blocks(source.text)
    ]


@PROPERTY
@given(marked_sources)
def test_the_tags_of_a_marked_text_nest_and_no_link_stands_inside_a_link(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    shown = Shown(marked_text(marked(source, marks), "Aside", "../../", in_reader=True))

    assert (shown.faults, shown.stack) == ([], [])


@PROPERTY
@given(marked_sources)
def test_every_mark_has_one_place_to_link_to(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_

    assert Counter(Shown(marked_text(marked(source, marks), "Aside", "../../", in_reader=True)).ids) == Counter(
        mark.anchor for mark in marks
    )


@PROPERTY
@given(marked_sources)
def test_a_piece_with_words_leads_to_the_counterpart_of_its_innermost_mark(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    found = marked(source, marks)

    pieces = [piece for block in found for piece in block.pieces if piece.marks and any(map(str.isalnum, piece.text))]

    assert Shown(marked_text(found, "Aside", "../../", in_reader=True)).targets == [piece.marks[-1].target for piece in pieces]


@PROPERTY
@given(marked_sources)
def test_every_claim_shows_its_number_once(given_: tuple[Source, list[Mark]]) -> None:
    source, marks = given_
    html = marked_text(marked(source, marks), "Aside", "../../", in_reader=True)

    for mark in marks:
        assert html.count(f"<sup>{mark.number}</sup>") == 1


def test_the_reader_of_html_sees_a_link_inside_a_link() -> None:
    assert Shown('<p><a href="x">one <a href="y">two</a></a></p>').faults == ["a link inside a link"]


def test_the_reader_of_html_sees_a_tag_that_closes_nothing() -> None:
    assert Shown("<p>one</mark></p>").faults[0] == "</mark> closes nothing"
