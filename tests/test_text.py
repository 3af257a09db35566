"""Text: folding with a way back, blocks and segments that lose nothing, lines and columns."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diptych.text import Folded, Span, blocks, fold, line_column, merged, segments

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

SPACES: Final = " \n\t\u00a0\u202f\u2003\u2028\u2029\u0085\u3000"
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f\u202b\u202c"
SINGLE: Final = "'‘’‚‛‹›′`´ʼ"
DOUBLE: Final = '"“”„‟«»″〝〞＂'
DASHES: Final = "-‐‑‒–—―−－"
LIGATURES: Final = {"ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬀ": "ff"}
FOLDED_AWAY: Final = frozenset(SPACES + INVISIBLE + SINGLE + DOUBLE + DASHES + "….")

PIECES: Final = [
    *SPACES, *INVISIBLE, *SINGLE, *DOUBLE, *DASHES, *LIGATURES, "…", "...",
    "\u0301", "\u0323", "\u0308\u0304", "e\u0301", "o\u0323\u0302", "x\u0336\u0301",  # marks: alone, decomposed, stacked
    "\u1112\u1161\u11ab", "\u1100", "\u1161", "한",  # Hangul jamo and a syllable
    "é", "ß", "İ", "Å", "Ω", "ж", "ї", "שלום", "מִ", "مرحبا", "桥", "橋は",
    "👩‍👩‍👧", "🇺🇦", "🇨🇳", "👍🏽", "❤️", "<", "&", ">", "(", ")", "[", "]", "#", "*", "•", "。", "！", "؟", "।",
    "a", "B", "can't", "n't", "1.5", "15,000", "10:30", "7", "The river rose. ", "Mr. Hale said so! ", "U.S. ", "? ",
]  # fmt: skip

texts: Final = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
lines: Final = st.lists(
    st.sampled_from(["The ferry sank late on Friday.", "- one", "# Flood", "1. Rain", "  ", "", "“Stay.", "Go.”", "•", "> He left…"]),
    max_size=10,
).map("\n".join)
any_text: Final = st.one_of(texts, lines, st.tuples(texts, lines).map("\n".join))


def bare(text: str) -> str:
    """The letters, digits and signs of a text, composed, without anything that folding may touch."""
    plain = "".join(LIGATURES.get(character, character) for character in text)
    return unicodedata.normalize("NFC", "".join(character for character in plain if character not in FOLDED_AWAY))


def between_edges(text: str, data: st.DataObject) -> tuple[Folded, int, int]:
    """A folded text and a range of it that cuts nothing that folded as one: an ellipsis, a ligature, a letter with its marks."""
    folded = fold(text)
    edges = [at for at in range(len(folded.text)) if at == 0 or folded.starts[at] != folded.starts[at - 1]] + [len(folded.text)]
    assume(len(edges) > 1)
    first = data.draw(st.integers(0, len(edges) - 2))
    return folded, edges[first], edges[data.draw(st.integers(first + 1, len(edges) - 1))]


# Folding


@PROPERTY
@given(any_text)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@PROPERTY
@given(any_text)
def test_folding_never_touches_a_letter_a_digit_or_a_capital(text: str) -> None:
    assert bare(fold(text).text) == bare(text)


@PROPERTY
@given(any_text)
def test_every_folded_character_knows_a_place_inside_the_original(text: str) -> None:
    folded = fold(text)

    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@PROPERTY
@given(any_text)
def test_the_way_back_never_goes_backwards(text: str) -> None:
    folded = fold(text)

    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@PROPERTY
@given(any_text, st.data())
def test_a_folded_range_leads_to_the_words_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded, start, end = between_edges(text, data)

    assert fold(folded.span(start, end).of(text)).text == folded.text[start:end]


@PROPERTY
@given(any_text, st.data())
def test_range_is_the_way_back_from_span(text: str, data: st.DataObject) -> None:
    folded, start, end = between_edges(text, data)

    assert folded.range(folded.span(start, end)) == (start, end)


@PROPERTY
@given(any_text, st.data())
def test_a_range_that_cuts_a_cluster_leads_to_the_whole_of_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.range(folded.span(start, end))

    assert first <= start
    assert end <= last
    assert folded.span(first, last) == folded.span(start, end)


@PROPERTY
@given(any_text)
def test_decomposed_and_composed_letters_fold_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@pytest.mark.parametrize("quote", list(SINGLE))
def test_every_single_quotation_mark_folds_to_the_apostrophe(quote: str) -> None:
    assert fold(f"it{quote}s").text == "it's"


@pytest.mark.parametrize("quote", list(DOUBLE))
def test_every_double_quotation_mark_folds_to_the_straight_one(quote: str) -> None:
    assert fold(f"{quote}no").text == '"no'


@pytest.mark.parametrize("dash", list(DASHES))
def test_every_dash_folds_to_the_hyphen(dash: str) -> None:
    assert fold(f"12{dash}point").text == "12-point"


def test_every_white_space_that_python_knows_folds_to_one_space() -> None:
    spaces = [sign for sign in map(chr, range(0x110000)) if sign.isspace()]

    assert len(spaces) > 20
    assert {fold(f"a{space}b").text for space in spaces} == {"a b"}
    assert fold("".join(spaces)).text == " "


@pytest.mark.parametrize("space", list(SPACES), ids=lambda space: f"U+{ord(space):04X}")
def test_every_white_space_folds_to_one_space(space: str) -> None:
    assert fold(f"river{space}{space}rose").text == "river rose"


@pytest.mark.parametrize("sign", list(INVISIBLE), ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_folds_to_nothing(sign: str) -> None:
    assert fold(f"gov{sign}ernment").text == "government"


@pytest.mark.parametrize(("ligature", "letters"), list(LIGATURES.items()))
def test_a_ligature_folds_to_its_letters(ligature: str, letters: str) -> None:
    assert fold(f"a{ligature}b").text == f"a{letters}b"


def test_a_hard_line_break_among_spaces_folds_to_one_space() -> None:
    assert fold("on Friday \n   evening").text == "on Friday evening"


@pytest.mark.parametrize("text", ["Weiß", "STRASSE", "naïve", "١٢٣", "x²", "½", "Ⅳ", "＃", "№ 5", "ſo", "Ωmega"])
def test_a_letter_or_digit_of_another_style_is_not_folded(text: str) -> None:
    assert fold(text).text == text


def test_a_capital_stays_a_capital() -> None:
    assert fold("The US said").text != fold("the us said").text


def test_an_empty_text_folds_to_an_empty_text() -> None:
    folded = fold("")

    assert (folded.text, list(folded.starts), list(folded.ends)) == ("", [], [])


def test_a_letter_whose_accent_was_typed_apart_leads_back_to_both_code_points() -> None:
    original = "cafe\u0301 noir"
    folded = fold(original)

    assert folded.span(3, 4) == Span(3, 5)


def test_the_three_dots_of_an_ellipsis_lead_back_to_one_character() -> None:
    assert fold("so… yes").span(2, 5) == Span(2, 3)


def test_a_vowel_sign_made_of_two_marks_folds_to_composed_text() -> None:
    once = fold("a\u0f73\u0323").text

    assert fold(once).text == once


# Lines and columns


@PROPERTY
@given(any_text, st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = line_column(text, offset)
    rows = text.split("\n")

    assert sum(len(row) + 1 for row in rows[: line - 1]) + column - 1 == offset
    assert 1 <= column <= len(rows[line - 1]) + 1


def test_only_a_newline_ends_a_line() -> None:
    text = "one\u2028two\u0085three\x0bfour\nfive"

    assert line_column(text, text.index("five")) == (2, 1)
    assert line_column(text, text.index("four")) == (1, 15)


def test_the_end_of_a_text_has_a_line_and_a_column() -> None:
    assert line_column("one\n", 4) == (2, 1)


# Spans


@PROPERTY
@given(st.lists(st.builds(lambda at, length: Span(at, at + length), st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=8))
def test_merged_spans_hold_the_same_code_points_and_neither_overlap_nor_touch(spans: list[Span]) -> None:
    joined = merged(spans)

    assert {at for span in joined for at in range(span.start, span.end)} == {at for span in spans for at in range(span.start, span.end)}
    assert all(before.end < after.start for before, after in pairwise(joined))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 6))


def test_a_span_holds_itself() -> None:
    assert Span(2, 5).holds(Span(2, 5))


# Blocks and segments


@PROPERTY
@given(any_text)
def test_every_visible_character_is_in_exactly_one_block(text: str) -> None:
    covered = [at for block in blocks(text) for at in range(block.start, block.end) if not text[at].isspace()]

    assert covered == [at for at, character in enumerate(text) if not character.isspace()]


@PROPERTY
@given(any_text)
def test_a_block_shows_something(text: str) -> None:
    assert all(block.of(text).strip() for block in blocks(text))


@PROPERTY
@given(any_text, st.sampled_from(["en", "de-AT", "uk", "zh", "ar", "fr", "xx", ""]))
def test_segments_stand_in_order_and_never_overlap(text: str, language: str) -> None:
    found = segments(text, language)

    assert all(before.end <= after.start for before, after in pairwise(found))


@PROPERTY
@given(any_text, st.sampled_from(["en", "de-AT", "uk", "zh", "ar", "fr", "xx", ""]))
def test_a_segment_holds_a_letter_or_digit_and_no_white_space_around(text: str, language: str) -> None:
    words = [span.of(text) for span in segments(text, language)]

    assert all(any(character.isalnum() for character in each) and each == each.strip() for each in words)


@PROPERTY
@given(any_text, st.sampled_from(["en", "de-AT", "uk", "zh", "ar", "fr", "xx", ""]))
def test_no_letter_or_digit_stands_between_segments_but_the_number_of_a_list_item(text: str, language: str) -> None:
    outside, end = "", 0
    for span in segments(text, language):
        outside += text[end : span.start]
        end = span.end
    outside += text[end:]

    assert not any(character.isalnum() for character in re.sub(r"(?m)^([^\w\n]*)\d{1,3}[.)][ \t]", r"\1", outside))


def test_the_number_of_a_list_item_is_no_sentence_and_its_line_no_wrapped_one() -> None:
    text = "1. Rain fell.\n2. Wind blew."

    assert [span.of(text) for span in segments(text)] == ["Rain fell.", "Wind blew."]


@PROPERTY
@given(any_text)
def test_a_segment_never_reaches_over_two_blocks(text: str) -> None:
    whole = list(blocks(text))

    assert all(any(block.holds(segment) for block in whole) for segment in segments(text))


def test_a_sentence_after_an_emoji_is_cut_at_its_own_first_letter() -> None:
    text = "Thanks 🇺🇦👩‍👩‍👧! The river rose. It fell."

    assert [span.of(text) for span in segments(text)] == ["Thanks 🇺🇦👩‍👩‍👧!", "The river rose.", "It fell."]


def test_a_text_of_signs_alone_has_no_segment() -> None:
    assert segments("* * *\n\n…\n\n—") == ()


def test_lines_wrapped_for_width_are_one_block() -> None:
    text = "The ferry sank in shallow water late on\nFriday. All forty people on board were\nbrought ashore."

    assert [span.of(text) for span in blocks(text)] == [text]


def test_a_short_line_above_a_long_one_is_a_block_of_its_own() -> None:
    text = "Ferry sinks\nAll forty people on board were brought ashore by fishermen."

    assert [span.of(text) for span in blocks(text)] == text.split("\n")


# The corpus of hard cases


CASES: Final = Path(__file__).parent / "cases" / "segments.txt"


@dataclass(frozen=True)
class Case:
    """A text and the segments that it must give; `line` is where the case begins in the corpus."""

    line: int
    title: str
    language: str
    limit: bool
    text: str
    expected: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """Read a corpus of segments; the format stands at the top of `cases/segments.txt`."""
    cases: list[Case] = []
    for match in re.finditer(r"^(==|~~) ([a-z]+): (.+)\n((?:(?!==|~~).*\n?)*)", path.read_text("utf-8"), re.MULTILINE):
        mark, language, title, body = match.groups()
        text, expected = _assembled(body)
        line = match.string.count("\n", 0, match.start()) + 1
        assert expected, f"{path.name}:{line}: the case has no segment"
        cases.append(Case(line, title, language, mark == "~~", text, expected))
    assert cases, f"{path.name} has no case"
    return cases


def _assembled(body: str) -> tuple[str, tuple[str, ...]]:
    text, expected, gap = "", [], ""
    for line in body.rstrip("\n").split("\n"):
        if not line:
            gap = "\n\n"
            continue
        joint, marker, words = re.fullmatch(r"([⏎⌢]?)(?:\{(.*?)\})?(.*)", line).groups()  # type: ignore[union-attr]
        words = words.replace("⏎", "\n")
        text += {"": gap, "⏎": "\n", "⌢": ""}[joint] + (marker or "") + words
        expected += [words] if words else []
        gap = " "
    return text, tuple(expected)


def cases(limit: bool) -> list[object]:
    found = [case for case in read_cases(CASES) if case.limit is limit]
    assert found, f"{CASES.name} has no case of this kind"
    return [pytest.param(case, id=f"{CASES.name}:{case.line}: {case.title}") for case in found]


@pytest.mark.parametrize("case", cases(limit=False))
def test_a_text_is_cut_as_a_reader_would_cut_it(case: Case) -> None:
    found = tuple(span.of(case.text) for span in segments(case.text, case.language))

    assert found == case.expected


@pytest.mark.parametrize("case", cases(limit=True))
def test_a_known_limit_of_the_segmenter_is_as_we_know_it(case: Case) -> None:
    found = tuple(span.of(case.text) for span in segments(case.text, case.language))

    assert found == case.expected, "the segmenter changed here: if for the better, move the case to the first list"


def test_a_corpus_without_cases_is_an_error(tmp_path: Path) -> None:
    empty = tmp_path / "segments.txt"
    empty.write_text("Only an introduction.\n", "utf-8")

    with pytest.raises(AssertionError, match="has no case"):
        read_cases(empty)


def test_the_corpus_speaks_many_languages() -> None:
    assert {case.language for case in read_cases(CASES)} >= {"en", "de", "fr", "uk", "ar", "he", "zh", "ja", "es"}
