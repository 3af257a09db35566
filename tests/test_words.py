"""The word difference of two or more versions of one utterance."""

from collections import Counter
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.compare import Word, word_difference
from diptych.model import Name
from diptych.text import fold

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

PIECES: Final = [
    "a", "long", "call", "Xi", "xi", "12-point", "it’s", "it's", "don't", "n't", "“", "”", '"', "…", "...", "—", ",", ".", "<b>", "&", "%",
    "5", "1.5", "café", "cafe\u0301", "한강", "שלום", "مرحبا", "हिन्दी", "桥", "👩‍👩‍👧", "🇺🇦", "🇨🇳", "\u200b", "\u00ad", "_",
    " ", " ", " ", "\n", "\u00a0", "\u2028", "  ",
]  # fmt: skip
versions: Final = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


ZELENSKY: Final = Name("Volodymyr Zelensky", ("Zelenskyy", "Zelenskiy", "Володимир Зеленський"))


def only_here(*said: str, names: tuple[Name, ...] = ()) -> list[list[str]]:
    """For each version the words that not all the others have."""
    return [[word.text for word in words if not word.shared] for words in word_difference(said, names)]


def rebuilt(words: tuple[Word, ...]) -> str:
    return "".join(word.before + word.text for word in words)


@PROPERTY
@given(st.lists(versions, min_size=1, max_size=4))
def test_the_words_of_a_version_rebuild_it(said: list[str]) -> None:
    for words, version in zip(word_difference(said), said, strict=True):
        whole = rebuilt(words)

        assert version.startswith(whole)
        assert fold(version[len(whole) :]).text.strip() == ""


@PROPERTY
@given(versions, st.integers(2, 4))
def test_equal_versions_share_every_word(version: str, count: int) -> None:
    found = word_difference([version] * count)

    assert len(found) == count
    assert all(word.shared for words in found for word in words)


@PROPERTY
@given(versions)
def test_a_version_alone_shares_every_word(version: str) -> None:
    assert all(word.shared for words in word_difference([version]) for word in words)


@PROPERTY
@given(st.lists(versions, min_size=2, max_size=4))
def test_between_words_stands_only_what_nobody_sees(said: list[str]) -> None:
    assert all(not fold(word.before).text.strip() and word.text.strip() for words in word_difference(said) for word in words)


@PROPERTY
@given(versions, versions)
def test_two_versions_share_the_same_words_of_each_other(one: str, other: str) -> None:
    plain = [" ".join(character for character in version if character.isascii() and character.isalpha()) for version in (one, other)]
    first, second = (Counter(word.text.lower() for word in words if word.shared) for words in word_difference(plain))

    assert first == second


@PROPERTY
@given(versions)
def test_a_version_of_other_words_shares_none(version: str) -> None:
    letters = " ".join(character for character in version if character.isalpha())
    found = word_difference([f"river {letters}", "§12 ÷ 34"])

    assert not any(word.shared for word in found[0])


def test_a_word_put_in_is_a_difference() -> None:
    assert only_here("I had a long call", "I had a call") == [["long"], []]


def test_a_word_exchanged_is_a_difference_on_both_sides() -> None:
    assert only_here("a long call", "a short call") == [["long"], ["short"]]


def test_a_flag_is_a_word_of_its_own() -> None:
    assert only_here("with 🇨🇳🇺🇦 Xi", "with 🇺🇦 Xi") == [["🇨🇳"], []]


def test_no_version_is_the_base_of_the_others() -> None:
    assert only_here("a long call", "a call", "a long call today") == [["long"], [], ["long", "today"]]


def test_case_is_no_difference() -> None:
    assert only_here("The River rose", "the river ROSE") == [[], []]


def test_curly_marks_are_no_difference() -> None:
    assert only_here("“It’s over,” he said", '"It\'s over," he said') == [[], []]


def test_punctuation_is_no_difference() -> None:
    assert only_here("It rose, then fell.", "It rose then fell") == [[], []]


def test_the_white_space_of_a_line_wrap_is_no_difference() -> None:
    assert only_here("late on\nFriday", "late on Friday") == [[], []]


def test_another_digit_is_a_difference() -> None:
    assert only_here("15 people", "16 people") == [["15"], ["16"]]


def test_a_negation_in_a_word_is_a_difference() -> None:
    assert only_here("He can go", "He can't go") == [["can"], ["can't"]]


def test_another_order_is_a_difference() -> None:
    assert only_here("rose and fell", "fell and rose") != [[], []]


def test_another_spelling_of_a_name_is_no_difference() -> None:
    assert only_here("Xi called Zelensky", "Xi called Zelenskyy", names=(ZELENSKY,)) == [[], []]


def test_another_script_of_a_name_is_no_difference() -> None:
    assert only_here("Volodymyr Zelensky spoke", "Володимир Зеленський spoke", names=(ZELENSKY,)) == [[], []]


def test_two_spellings_neither_of_them_the_name_itself_are_no_difference() -> None:
    assert only_here("Zelenskiy spoke", "Zelenskyy spoke", names=(ZELENSKY,)) == [[], []]


def test_a_spelling_that_no_editor_gave_is_a_difference() -> None:
    assert only_here("Zelensky spoke", "Zelenski spoke", names=(ZELENSKY,)) == [["Zelensky"], ["Zelenski"]]


def test_a_first_name_that_only_one_version_has_is_a_difference() -> None:
    assert only_here("Volodymyr Zelensky spoke", "Zelenskyy spoke", names=(ZELENSKY,)) == [["Volodymyr"], []]


def test_another_name_is_a_difference() -> None:
    assert only_here("Zelensky spoke", "Xi spoke", names=(ZELENSKY,)) == [["Zelensky"], ["Xi"]]


def test_versions_of_nothing_have_no_words() -> None:
    assert word_difference(["", " \n"]) == ((), ())


def test_an_accent_typed_apart_is_no_difference() -> None:
    assert only_here("the caf\u00e9 shut", "the cafe\u0301 shut") == [[], []]


def test_a_soft_hyphen_is_no_difference() -> None:
    assert only_here("the govern\u00adment fell", "the government fell") == [[], []]


def test_a_no_break_hyphen_is_no_difference() -> None:
    assert only_here("the 12‑point plan", "the 12-point plan") == [[], []]


def test_a_zero_width_space_is_no_difference() -> None:
    assert only_here("the \u200briver", "the river") == [[], []]


def test_a_backtick_for_an_apostrophe_is_no_difference() -> None:
    assert only_here("it`s over", "it's over") == [[], []]


def test_a_minus_sign_is_a_difference() -> None:
    assert only_here("It was -5 degrees", "It was 5 degrees") != [[], []]


def test_a_percent_sign_is_a_difference() -> None:
    assert only_here("a rise of 5%", "a rise of 5") != [[], []]


def test_a_hindi_word_is_one_word() -> None:
    assert [word.text for word in word_difference(["हिन्दी में"])[0]] == ["हिन्दी", "में"]


def test_the_possessive_of_another_spelling_is_no_difference() -> None:
    assert only_here("Zelensky’s envoy", "Zelenskyy’s envoy", names=(ZELENSKY,)) == [[], []]


def test_a_spelling_of_fewer_words_is_no_difference() -> None:
    states = Name("United States", ("U.S.", "US"))

    assert only_here("The United States left", "The U.S. left", names=(states,)) == [[], []]


def test_the_order_of_the_versions_changes_nothing() -> None:
    one, other = "Kyiv agreed Kyiv", "today agreed and agreed today Kyiv and"

    assert only_here(one, other) == list(reversed(only_here(other, one)))


def test_three_versions_share_the_same_words() -> None:
    found = word_difference(["Hale Osei sat Osei Hale", "sat Osei Osei sat left", "sat Osei"])
    shared = [[word.text for word in words if word.shared] for words in found]

    assert shared[0] == shared[1] == shared[2]
