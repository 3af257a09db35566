"""What holds for any two texts: spans fit, a swap mirrors, nothing raises."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.compare import Said, between, differences, relate

VOCABULARY = (
    "more than 30 people the minister said “ ” on Monday not killed Zelenskyy Zelensky $2.5 million percent hour-long two of five , . "
    "may will President Xi before after 3-2 half a year ago last week no one never according to police Beijing’s — 1990s Jan 5 und naïve"
)
WORDS = VOCABULARY.split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(alphabet="aA1 .,“”\"'’-–$%\n\r\u2028\u0301éß中א😀<&", max_size=40))
DAYS = st.sampled_from([None, date(2024, 3, 14), date(1, 1, 1), date(9999, 12, 31)])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, DAYS, st.sampled_from(["en", "xx"]))
def test_every_reported_span_slices_to_the_value_given(a: str, b: str, day: date | None, language: str) -> None:
    for found in differences(Said("a", a, day, language=language), Said("b", b, day, language=language)):
        assert found.a == (found.a_span and found.a_span.of(a))
        assert found.b == (found.b_span and found.b_span.of(b))


@settings(max_examples=100, deadline=None)
@given(SENTENCES, SENTENCES)
def test_swapping_a_and_b_mirrors_the_result(a: str, b: str) -> None:
    forth, back = between(Said("a", a), Said("b", b)), between(Said("b", b), Said("a", a))

    assert back.differences == tuple(each.mirrored() for each in forth.differences)
    assert back.relation == forth.relation


@settings(max_examples=50, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_any_number_of_statements_gets_a_relation_and_a_reason(texts: list[str]) -> None:
    found = relate([Said(f"source {number}", text) for number, text in enumerate(texts)])

    assert found.reason.endswith(".")
    assert sorted(source for group in found.groups for source in group) == sorted(f"source {number}" for number in range(len(texts)))
