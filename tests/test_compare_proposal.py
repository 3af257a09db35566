"""Proposals for two sources and more, their reasons, and warnings about curated relations."""

import pytest

from diptych.compare import Said, relate, variant, warnings


def test_one_source_alone_says_it() -> None:
    assert relate([Said("wire", "Nine were saved.")]).relation == "only"


def test_three_sources_fall_into_those_that_agree_and_the_one_that_does_not() -> None:
    found = relate([Said("wire", "Nine were saved."), Said("blog", "Twelve were saved."), Said("post", "9 were saved.")])

    assert found.relation == "conflict"
    assert found.groups == (("wire", "post"), ("blog",))


def test_the_sources_that_add_the_same_detail_are_the_specific_ones() -> None:
    found = relate([
        Said("wire", "The bridge was shut on Monday."),
        Said("blog", "The bridge was shut."),
        Said("post", "On Monday the bridge was closed."),
    ])  # fmt: skip

    assert (found.relation, found.specific) == ("more-specific", ("wire", "post"))


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("The hour-long call went well.", "The long call went well.", "A says “hour-long”; B only “long”."),
        ("Twelve miners were saved.", "Nine miners were saved.", "A says “Twelve”; B says “Nine”: both cannot be true."),
        ("The dam is safe, police said.", "The dam is safe.", "A attributes it to “police”; B does not."),
        ("The dam is safe, police said.", "The dam is safe, Ana Ruiz said.", "A attributes it to police; B attributes it to Ana Ruiz."),
        ("The bridge was shut on Monday.", "The bridge was shut.", "A adds “Monday”; B does not say it."),
        ("The minister quit.", "The minister quit.", "A and B say the same."),
    ],
)
def test_the_reason_is_one_plain_sentence(a: str, b: str, reason: str) -> None:
    assert relate([Said("A", a), Said("B", b)]).reason == reason


def test_speakers_on_record_are_not_told_as_words_of_the_sources() -> None:
    found = relate([
        Said("wire", "“We will hold talks.”", attribution="quote", speaker="Ana Ruiz"),
        Said("blog", "“We will hold talks.”", attribution="quote", speaker="the ministry"),
    ])  # fmt: skip

    assert found.reason == "wire attributes it to Ana Ruiz; blog attributes it to the ministry."


def test_a_curated_agree_over_an_excluding_number_is_warned_about_and_kept() -> None:
    found = relate([Said("A", "Twelve miners were saved."), Said("B", "Nine miners were saved.")])

    assert warnings("agree", found) == ("The claim says agree, but A says “Twelve”; B says “Nine”: both cannot be true.",)
    assert warnings("more-specific", found) != ()
    assert warnings("conflict", found) == ()
    assert warnings("differ", found) == ()


def test_a_curated_conflict_without_two_such_values_is_warned_about() -> None:
    found = relate([Said("A", "The bridge is shut."), Said("B", "The bridge is closed.")])

    assert warnings("conflict", found) == ("The claim says conflict, but no two values that exclude each other were found.",)


def test_the_wrong_specific_source_is_warned_about() -> None:
    found = relate([Said("A", "The bridge was shut on Monday."), Said("B", "The bridge was shut.")])

    assert warnings("more-specific", found, specific=("A",)) == ()
    assert warnings("more-specific", found, specific=("B",)) == (
        "The claim says that B is more specific, but A adds “Monday”; B does not say it.",
    )


def test_renderings_of_one_utterance_are_variants() -> None:
    one = Said("A", "We note the readiness of the other side to open talks", speaker="Ada Moro")
    two = Said("B", "We take note of the other side's readiness to begin talks", speaker="Moro")

    assert variant(one, two)
    assert not variant(one, Said("B", two.words, speaker="Ben Ilk"))
    assert not variant(one, Said("B", "The harvest was poor this year", speaker="Moro"))


def test_a_speaker_on_record_counts_like_one_in_the_words() -> None:
    a = Said("A", "Forty people were hurt.", attribution="paraphrase", speaker="the mayor")
    b = Said("B", "Ninety people were hurt.", attribution="paraphrase", speaker="the rebels")

    assert relate([a, b]).relation == "differ"
