"""A language without a file: digits, names and words are compared all the same."""

from datetime import date

from diptych.compare import Said, between


def relation(a: str, b: str) -> str:
    day = date(2024, 3, 14)
    return between(Said("a", a, day, language="de"), Said("b", b, day, language="de")).relation


def test_without_a_language_file_the_same_words_agree() -> None:
    assert relation("Die Brücke bleibt geschlossen.", "Die Brücke bleibt geschlossen!") == "agree"


def test_without_a_language_file_digits_are_still_compared() -> None:
    assert relation("Das Feuer zerstörte 12 Häuser.", "Das Feuer zerstörte 17 Häuser.") == "conflict"
    assert relation("Das Feuer zerstörte 12 Häuser.", "Das Feuer zerstörte 12 Häuser.") == "agree"


def test_without_a_language_file_added_words_make_a_side_more_specific() -> None:
    assert relation("Die Brücke bleibt geschlossen.", "Die Brücke bleibt wegen starker Stürme geschlossen.") == "more-specific"
