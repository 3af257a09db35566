"""Sources of one origin are found alone just as the aligner finds them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.align import Text, align, reprints
from diptych.text import segments

_WORDS = st.lists(st.sampled_from(["river", "rose", "The", "U.S.", "said", "“", "”", ".", "\n", "12", "it’s", "Ana"]), max_size=40)
_SHARED = "Firefighters from three towns brought the old warehouse fire under control late on Monday evening."


def text(source_id: str, written: str) -> Text:
    return Text(source_id, written, segments(written))


@settings(deadline=None)
@given(_WORDS, _WORDS, _WORDS, st.booleans())
def test_reprints_alone_are_those_of_the_aligner(before: list[str], after: list[str], other: list[str], shared: bool) -> None:
    one = " ".join([*before, _SHARED if shared else "", *after])
    two = " ".join([*other, _SHARED, *before])
    texts = [text("b", one), text("a", two), text("c", " ".join(after))]

    assert reprints(texts) == align(texts).origins


def test_accounts_written_apart_have_no_origin_in_common() -> None:
    assert reprints([text("a", _SHARED), text("b", "On Monday evening three towns sent firefighters to the warehouse.")]) == ()


def test_a_shared_quotation_is_no_shared_origin() -> None:
    quoted = f"“{_SHARED}”"

    assert reprints([text("a", quoted), text("b", quoted)]) == ()
    assert [origin.sources for origin in reprints([text("a", _SHARED), text("b", _SHARED)])] == [("a", "b")]
