"""A quoted point begins and ends where a reader sees words begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.compare import Said, between, differences
from diptych.compare.edges import whole_words
from diptych.text import Span


def widened(text: str, part: str, language: str = "en") -> str:
    """What becomes of a part of a text that is cut out of it."""
    start = text.index(part)
    return whole_words(text, Span(start, start + len(part)), language).of(text)


def test_a_point_is_never_cut_out_of_a_compound() -> None:
    found = between(Said("wire", "They will hold talks."), Said("blog", "They will have in-depth communication."))

    assert [each.b for each in found.differences] == ["in-depth communication"]


def test_a_negation_is_quoted_with_its_verb() -> None:
    found = differences(Said("wire", "Officials have apologized for the delay"), Said("blog", "Officials haven’t apologized for the delay"))

    assert [(each.kind, each.b) for each in found] == [("negation", "haven’t apologized for the delay")]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("a well-known state-of-the-art site", "known state", "well-known state-of-the-art"),
        ("the non\u2011profit society", "profit", "non\u2011profit"),
        ("a 225-page report", "225", "225-page"),
        ("the COVID-19 ward", "19", "COVID-19"),
        ("a U.S.-led force", "led force", "U.S.-led force"),
        ("on Antiwar.com today", "com", "Antiwar.com"),
        ("in the 20s", "20", "20s"),
        ("at five o'clock", "clock", "o'clock"),
        ("з м’яким знаком", "яким", "м’яким"),
        ("हिन्दी में", "हिन", "हिन्दी"),
    ],
)
def test_what_a_reader_sees_as_one_word_is_quoted_whole(text: str, part: str, whole: str) -> None:
    assert widened(text, part) == whole


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("the bridge - a new one - is shut", "a new one"),
        ("the bridge – a new one – is shut", "a new one"),
        ("the bridge—a new one—is shut", "a new one"),
        ("the bridge--a new one--is shut", "a new one"),
        ("it lasted 10-12 days", "10"),
        ("it lasted 10-12 days", "12"),
        ("Moscow–Kyiv talks", "Kyiv"),
        ("two- and three-day talks", "two"),
        ("Xi’s call", "Xi"),
        ("the ministers' call", "ministers"),
        ("he said 'talks' were on", "talks"),
        ("It ended.Then it rained", "Then"),
        ("该部门宣布35人获救", "35"),
    ],
)
def test_what_a_reader_sees_as_words_of_their_own_is_left_alone(text: str, part: str) -> None:
    assert widened(text, part) == part


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [("fr", "selon l’accord signé", "accord"), ("fr-CA", "selon l'accord", "accord"), ("it", "dell’arte", "arte")],
)
def test_an_article_that_lost_its_end_is_a_word_of_its_own(language: str, text: str, part: str) -> None:
    assert widened(text, part, language) == part


def test_a_word_that_only_looks_as_if_it_had_an_article_is_quoted_whole() -> None:
    assert widened("il parle aujourd’hui", "hui", "fr") == "aujourd’hui"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aA1 .,'’-–\u0301é\u00ad中", max_size=30), st.integers(0, 30), st.integers(1, 30), st.sampled_from(["en", "fr"]))
def test_a_point_only_ever_grows_by_what_is_no_space(text: str, start: int, length: int, language: str) -> None:
    given_span = Span(min(start, len(text)), min(start + length, len(text)))
    found = whole_words(text, given_span, language)

    assert found.holds(given_span)
    assert not any(character.isspace() for character in text[found.start : given_span.start] + text[given_span.end : found.end])
    assert whole_words(text, found, language) == found
