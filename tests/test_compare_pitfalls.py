"""The pitfalls of shared/anchors/alignment.md that a comparison must not fall into, each in sentences of our own."""

from datetime import date

from diptych.compare import Kind, Said, between, differences

TUESDAY = date(2024, 3, 12)


def relation(a: str, b: str, published: date | None = TUESDAY) -> str:
    return between(Said("a", a, published), Said("b", b, published)).relation


def test_pitfall_2_a_count_of_the_same_thing_that_clashes_is_a_conflict() -> None:
    assert relation("The patrol seized 14 boats.", "The patrol seized 19 boats.") == "conflict"


def test_pitfall_3_who_beat_whom_is_not_lost_in_the_words_they_share() -> None:
    assert relation("Riga beat Tartu in the final.", "Tartu beat Riga in the final.") == "conflict"


def test_pitfall_6_two_speakers_differ_even_in_the_same_words() -> None:
    assert relation("The talks failed, the ministry said.", "The talks failed, the union said.") == "differ"


def test_pitfall_8_a_bound_agrees_with_what_lies_inside_it_and_not_with_what_does_not() -> None:
    assert relation("More than 34 barges were stuck.", "35 barges were stuck.") == "agree"
    assert relation("More than 240 barges were stuck.", "232 barges were stuck.") == "conflict"


def test_pitfall_8_each_number_is_bound_to_its_noun_first() -> None:
    a, b = "The flood hit 12 villages and killed 3 cows.", "Three cows were killed when the flood hit 12 villages."

    assert [found for found in differences(Said("a", a), Said("b", b)) if found.kind is Kind.NUMBER] == []


def test_pitfall_9_a_bound_on_a_date_agrees_with_a_day_inside_it() -> None:
    assert relation("She was born before 1970.", "She was born on July 2, 1968.") in ("agree", "more-specific")
    assert relation("She was born before 1970.", "She was born on July 2, 1971.") == "conflict"


def test_pitfall_9_relative_dates_need_the_day_of_their_own_source() -> None:
    monday, friday = Said("a", "The ferry sank yesterday.", date(2024, 3, 11)), Said("b", "The ferry sank on Sunday.", date(2024, 3, 15))

    assert between(monday, friday).relation == "agree"
    assert relation("The mine closed last year.", "The mine closed in 2023.") == "agree"
    assert relation("The mine closed last month.", "The mine closed in December.") == "conflict"


def test_pitfall_9_without_a_day_of_publication_a_weekday_excludes_nothing() -> None:
    assert relation("The ferry sank on Monday.", "The ferry sank on 3 March.", published=None) != "conflict"


def test_dates_of_different_things_are_not_set_against_each_other() -> None:
    report = Said("a", "Prosecutors lead the inquiry, with a first report due in October.", TUESDAY)
    hearings = Said("b", "Prosecutors lead the inquiry; hearings open on Monday.", TUESDAY)
    found = [(each.a, each.b) for each in differences(report, hearings) if each.kind is Kind.DATE]

    assert found == [("October", None), (None, "Monday")]


def test_dates_that_stand_alone_are_set_against_each_other() -> None:
    found = differences(Said("a", "March 2024", TUESDAY), Said("b", "in May 2024", TUESDAY))

    assert [(each.a, each.b) for each in found if each.kind is Kind.DATE] == [("March 2024", "May 2024")]
    assert relation("3 May", "The works begin on 5 June.") == "differ"


def test_pitfall_10_no_and_zero_are_one() -> None:
    assert relation("There were no arrests.", "Zero arrests were made.") == "agree"
    assert relation("No arrests were made.", "0 arrests were made.") == "agree"


def test_a_figure_that_somebody_else_gives_conflicts_with_nothing() -> None:
    assert relation("The army put its losses at 40 men.", "Rebels said the army lost 300 men.") == "differ"


def test_a_change_of_mind_from_one_day_to_the_next_is_no_conflict() -> None:
    assert relation("On Monday she said that she would run.", "On Tuesday she said that she would not run.") == "differ"


def test_few_words_in_common_are_not_yet_a_difference() -> None:
    assert relation("The minister stepped down.", "The minister resigned.") == "agree"
