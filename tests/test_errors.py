"""Problems: where, what, the way out; an excerpt with its caret under the fault; all of them in file order, counted."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import LONGEST_LINE, ContentError, Excerpt, Place, Problem

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)


def shown(line: str, column: int, width: int = 1) -> tuple[str, str]:
    """The two lines of an excerpt, without the margin that holds the line's number."""
    message = str(Problem(Place("claims.yaml", 7, column), "wrong.", excerpt=Excerpt(line, width))).split("\n")
    return message[1].removeprefix("    7 | "), message[2].removeprefix("      | ")


def underlined(line: str, column: int, width: int = 1) -> str:
    """The code points of the excerpt that stand above the carets."""
    text, carets = shown(line, column, width)
    return "".join(character for character, caret in zip(text, carets, strict=False) if caret == "^")


def problem(file: str, line: int, column: int = 1, message: str = "wrong.") -> Problem:
    return Problem(Place(file, line, column), message)


# One problem


def test_a_problem_names_file_line_column_and_the_way_out() -> None:
    told = Problem(Place("claims.yaml", 41, 15), "no source `gazette`.", ("Did you mean `gazete`?",))

    assert str(told) == "claims.yaml:41:15: no source `gazette`. Did you mean `gazete`?"


def test_hints_after_the_first_have_lines_of_their_own() -> None:
    told = Problem(Place("a.yaml"), "wrong.", ("One.", "Two.", "Three."))

    assert str(told) == "a.yaml:1:1: wrong. One.\n  Two.\n  Three."


def test_the_excerpt_stands_between_the_message_and_further_hints() -> None:
    told = Problem(Place("a.yaml", 2, 4), "wrong.", ("One.", "Two."), Excerpt("id: Flood", 5))

    assert str(told) == "a.yaml:2:4: wrong. One.\n    2 | id: Flood\n      |    ^^^^^\n  Two."


def test_a_long_line_number_keeps_the_caret_under_the_fault() -> None:
    number, caret = str(Problem(Place("a.yaml", 12345, 5), "wrong.", excerpt=Excerpt("id: Flood", 5))).split("\n")[1:]

    assert number == "12345 | id: Flood"
    assert caret == "      |     ^^^^^"


def test_a_line_number_of_six_digits_keeps_the_caret_under_the_fault() -> None:
    number, caret = str(Problem(Place("a.yaml", 123456, 5), "wrong.", excerpt=Excerpt("id: Flood", 5))).split("\n")[1:]

    assert caret.index("^") == number.index("Flood")


def test_a_tab_is_shown_as_one_space_so_that_the_caret_stands_under_the_fault() -> None:
    assert shown("\tid:\tFlood", 6, 5) == (" id: Flood", "     ^^^^^")


def test_a_sign_that_turns_the_direction_of_text_is_shown_as_a_space() -> None:
    assert shown("id: \u202eשלום x", 11) == ("id:  שלום x", "          ^")


def test_a_caret_counts_letters_that_run_from_right_to_left() -> None:
    assert underlined("quote: שלום לכם", 8, 4) == "שלום"


def test_a_caret_counts_code_points_beyond_the_first_plane_as_one() -> None:
    assert underlined("quote: 🇺🇦 rivr", 11, 4) == "rivr"


def test_a_caret_may_stand_one_behind_the_line() -> None:
    assert shown("id:", 4) == ("id:", "   ^")


def test_an_empty_line_has_one_caret() -> None:
    assert shown("", 1, 9) == ("", "^")


def test_carets_end_with_the_line() -> None:
    assert shown("id: x", 5, 30) == ("id: x", "    ^")


def test_a_line_of_the_full_length_is_shown_whole() -> None:
    line = "x" * LONGEST_LINE

    assert shown(line, 1)[0] == line


def test_a_longer_line_is_cut_at_its_end() -> None:
    text, caret = shown("id: " + "x" * 200, 1, 2)

    assert (len(text), text[:6], text[-2:], caret) == (LONGEST_LINE, "id: xx", "x…", "^^")


def test_a_fault_at_the_end_of_a_long_line_is_shown_with_what_stands_before() -> None:
    text, _ = shown("x" * 200 + " rivr", 202, 4)

    assert (len(text), text[0], text[-5:]) == (LONGEST_LINE, "…", " rivr")
    assert underlined("x" * 200 + " rivr", 202, 4) == "rivr"


def test_a_fault_in_the_middle_of_a_long_line_is_cut_on_both_sides() -> None:
    text, _ = shown("x" * 200 + " rivr " + "y" * 200, 202, 4)

    assert (text[0], text[-1]) == ("…", "…")
    assert underlined("x" * 200 + " rivr " + "y" * 200, 202, 4) == "rivr"


def test_a_line_cut_on_both_sides_is_no_longer_than_the_rule_says() -> None:
    assert len(shown("x" * 200 + " rivr " + "y" * 200, 202, 4)[0]) <= LONGEST_LINE


@PROPERTY
@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from(["a", "\t", "é", "שלום ", "🇺🇦 ", "\u200e", "桥"]))
def test_the_caret_always_stands_under_the_fault(before: int, after: int, filler: str) -> None:
    line = (filler * before)[:before] + "FAULT" + (filler * after)[:after]

    assert underlined(line, before + 1, 5) == "FAULT"


@PROPERTY
@given(st.text(alphabet="ab\t\u200e\u0301שé桥\u2028\x1b ", max_size=260), st.integers(1, 300), st.integers(1, 400))
def test_an_excerpt_never_breaks_its_line_nor_the_terminal(line: str, column: int, width: int) -> None:
    told = str(Problem(Place("a.yaml", 1, column), "wrong.", excerpt=Excerpt(line, width)))

    assert told.count("\n") == 2
    assert all(character.isprintable() for character in told if character != "\n")


# All problems of a run


def test_problems_are_told_from_the_top_of_a_file_down() -> None:
    error = ContentError([problem("a.yaml", 9), problem("a.yaml", 2, 8), problem("a.yaml", 2, 3), problem("a.yaml", 10)])

    assert [(each.place.line, each.place.column) for each in error.problems] == [(2, 3), (2, 8), (9, 1), (10, 1)]


def test_files_keep_the_order_in_which_they_were_read() -> None:
    error = ContentError([problem("z.yaml", 1), problem("a.txt", 1), problem("z.yaml", 5)])

    assert [each.place.file for each in error.problems] == ["z.yaml", "z.yaml", "a.txt"]


def test_problems_at_one_place_keep_the_order_in_which_they_were_found() -> None:
    error = ContentError([problem("a.yaml", 1, message="wrong."), problem("a.yaml", 1, message="missing.")])

    assert [each.message for each in error.problems] == ["wrong.", "missing."]


def test_a_problem_found_twice_is_told_once() -> None:
    assert len(ContentError([problem("a.yaml", 1), problem("a.yaml", 1)]).problems) == 1


def test_two_problems_at_one_place_are_both_told() -> None:
    assert len(ContentError([problem("a.yaml", 1, message="one."), problem("a.yaml", 1, message="two.")]).problems) == 2


@pytest.mark.parametrize(
    ("lines", "summary"),
    [
        (["a.yaml"], "1 problem in a.yaml"),
        (["a.yaml"] * 9 + ["b.txt"], "9 problems in a.yaml, 1 in b.txt"),
        (["a.yaml", "b.txt", "b.txt"], "1 problem in a.yaml, 2 in b.txt"),
        (["a.yaml", "b.txt", "c.txt"], "1 problem in a.yaml, 1 in b.txt, 1 in c.txt"),
    ],
)
def test_the_last_line_counts_the_problems_of_each_file(lines: list[str], summary: str) -> None:
    error = ContentError(problem(file, line) for line, file in enumerate(lines, 1))

    assert str(error).split("\n")[-1] == error.summary() == summary


def test_a_report_parts_its_problems_by_empty_lines() -> None:
    error = ContentError([problem("a.yaml", 1), problem("a.yaml", 2)])

    assert str(error) == "a.yaml:1:1: wrong.\n\na.yaml:2:1: wrong.\n\n2 problems in a.yaml"


def test_an_error_keeps_the_counts_of_the_quotes() -> None:
    assert ContentError([problem("a.yaml", 1)], [("verified", 3), ("not found", 1)]).quotes == (("verified", 3), ("not found", 1))


@PROPERTY
@given(st.lists(st.builds(problem, st.sampled_from(["a", "b", "c"]), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=12))
def test_every_problem_is_told_and_counted(found: list[Problem]) -> None:
    error = ContentError(found)

    assert set(error.problems) == set(found)
    assert sum(int(word) for word in error.summary().split() if word.isdigit()) == len(error.problems)
