"""Dates are looked for only where one may stand, and that changes nothing."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.compare import dates as dating
from diptych.compare.dates import When, dates
from diptych.compare.tokens import Line, line, tokens
from diptych.text import Span

_WORDS = """\
the a an last this next past on of in by before after late early mid first second third 17th th century centuries week month year weekend
Monday Friday May Jan March april spring summer yesterday today tonight tomorrow morning night day days weeks years ago two three 26 4 31
1999 2023 2000 1990 s 's - , . ship said evening end $ half dozen"""
_LINES = st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join)
_DAYS = st.sampled_from([None, date(2023, 4, 27), date(1, 1, 1)])


def thoroughly(read: Line, published: date | None) -> list[When]:
    """The dates of a line when every rule looks at every token."""
    found, at = [], 0
    while at < len(read):
        when = next((when for rule in dating._RULES if (when := rule(read, at, published))), None)
        if when:
            when = dating._sided(read, dating._with_part_of_day(read, when))
            found.append(when)
        at = when.last if when else at + 1
    return found


@settings(deadline=None)
@given(_LINES, _DAYS)
def test_a_quick_look_finds_what_a_thorough_one_does(words: str, published: date | None) -> None:
    read = line(words)

    assert list(dates(read, published)) == thoroughly(read, published)


@settings(deadline=None)
@given(st.text(st.sampled_from("aB é'’n.t5,-–“ \u00ad\ufb01\u0301\n"), max_size=20))
def test_the_span_of_tokens_goes_from_the_first_to_the_last(text: str) -> None:
    found, read = tokens(text), line(text)

    assert list(read.words) == [token.word for token in found]
    assert all(token.span.of(text) for token in found)
    assert all(read.span(at, len(found)) == Span(found[at].span.start, found[-1].span.end) for at in range(len(found)))
