"""The quote gate: every quote that passes stands in its source, word for word; typography alone is forgiven."""

import re
import string
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diptych.quotes import LONGEST_GAP, Match, Miss, Quote, Reason, Status, closest, cuts_word, locate, standing
from diptych.text import Folded, Span, fold

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

# The corpus


CASES: Final = Path(__file__).parent / "cases" / "quotes.yaml"
KEYS: Final = {"label", "text", "quote", "prefix", "suffix", "language", "aside", "found", "expected", "defect"}


@dataclass(frozen=True)
class Case:
    """One case of the corpus; `line` is where it begins in the file. The keys are explained at the top of `cases/quotes.yaml`."""

    line: int
    label: str
    text: str
    quote: Quote
    language: str
    aside: tuple[Span, ...]
    found: str
    expected: str
    defect: str


def read_cases(path: Path) -> list[Case]:
    """Read a corpus of quotes. Scalars are taken as written, and an unknown key or outcome is an error."""
    root = yaml.compose(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    cases = [_case(path, node) for node in root.value] if isinstance(root, yaml.SequenceNode) else []
    assert cases, f"{path.name} has no case"
    return cases


def _case(path: Path, node: yaml.Node) -> Case:
    line = node.start_mark.line + 1
    given = {key.value: value.value for key, value in node.value}
    assert given.keys() <= KEYS, f"{path.name}:{line}: unknown key {given.keys() - KEYS}"
    assert given["expected"] in {"verified", "typographic", *Reason}, f"{path.name}:{line}: no such outcome"
    text, aside = given["text"], given.get("aside", "")
    start = text.rindex(aside)
    return Case(
        line=line,
        label=given["label"],
        text=text,
        quote=Quote(given["quote"], given.get("prefix", ""), given.get("suffix", "")),
        language=given.get("language", "en"),
        aside=(Span(start, start + len(aside)),) if aside else (),
        found=given.get("found", ""),
        expected=given["expected"],
        defect=given.get("defect", ""),
    )


def corpus() -> list[object]:
    """The cases as pytest takes them, each named by its line."""
    found: list[object] = []
    for case in read_cases(CASES):
        marks = [pytest.mark.xfail(reason=case.defect, strict=True)] if case.defect else []
        found.append(pytest.param(case, id=f"{CASES.name}:{case.line}: {case.label}", marks=marks))
    return found


def outcome(found: Match | Miss) -> str:
    """What became of a quote, in the word that the corpus uses."""
    return found.status.value if isinstance(found, Match) else found.reason.value


@pytest.mark.parametrize("case", corpus())
def test_the_gate_does_with_a_quote_what_its_case_says(case: Case) -> None:
    found = locate(fold(case.text), case.quote, case.language, case.aside)

    assert outcome(found) == case.expected
    if case.found:
        assert isinstance(found, Match)
        assert found.whole.of(case.text) == case.found


@pytest.mark.parametrize("content", ["", "[]\n", "# only a comment\n"])
def test_a_corpus_without_cases_is_an_error(tmp_path: Path, content: str) -> None:
    empty = tmp_path / "quotes.yaml"
    empty.write_text(content, "utf-8")

    with pytest.raises(AssertionError, match="has no case"):
        read_cases(empty)


def test_the_corpus_knows_every_outcome_of_the_gate() -> None:
    assert {case.expected for case in read_cases(CASES)} == {"verified", "typographic", *Reason}


def test_the_corpus_says_of_every_quote_that_must_not_pass_that_it_is_negative() -> None:
    refused = {case.line for case in read_cases(CASES) if case.expected in set(Reason)}

    assert {case.line for case in read_cases(CASES) if case.label.startswith("Negative:")} == refused


# Texts to search: words that repeat, in several scripts, with every sign that folds


WORDS: Final = [
    "river", "rose", "agree", "disagree", "aid", "said", "can", "can't", "aren’t", "12-point", "1.5", "15", "15,000", "10:30", "-5", "5",
    "not", "He", "he", "it’s", "“Stay”", "«так»", "oﬃce", "cafe\u0301", "café", "x\u0304", "\u1112\u1161\u11ab", "한강", "Weiß",
    "שלום", "مرحبا", "ще", "п’ять", "桥", "泽连斯基", "👩‍👩‍👧", "🇺🇦", "<b>", "&amp;", "A&B", "5%", "so…", "so...", "gov\u00adern", "(so)",
]  # fmt: skip
GAPS: Final = [" ", " ", " ", " ", ", ", ". ", "\n", "\n\n", "\u00a0", "  ", " — ", " - ", "–", "…", "\u200b ", "\u2028", "; ", "\u00ad"]


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A text of words and gaps; some words stand in it more than once."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10))
    return "".join(word + draw(st.sampled_from(GAPS)) for word in words)


def _boundary(folded: Folded, at: int) -> bool:
    """Whether a quote may begin or end at `at`: outside of a word, and not inside what folded as one."""
    inside = 0 < at < len(folded.text) and folded.starts[at] == folded.starts[at - 1]
    return not inside and not cuts_word(folded.text, at)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span]:
    """A text and a span of it that begins and ends with whole words that stand there once."""
    text = draw(sources())
    folded = fold(text)
    edges = [at for at in range(len(folded.text) + 1) if _boundary(folded, at)]
    starts = [at for at in edges if folded.text[at : at + 1].strip()]
    ends = [at for at in edges if folded.text[max(0, at - 1) : at].strip()]
    start = draw(st.sampled_from(starts))
    longer = [end for end in ends if end > start]
    at = draw(st.integers(0, len(longer) - 1)) if longer else 0
    once = next((end for end in longer[at:] if len(list(standing(folded.text, folded.text[start:end]))) == 1), None)
    assume(once)
    return text, folded.span(start, once or 0)


@PROPERTY
@given(quoted())
def test_words_that_stand_once_are_found_where_they_stand(given_: tuple[str, Span]) -> None:
    text, span = given_

    assert locate(fold(text), Quote(span.of(text))) == Match((span,), Status.VERIFIED)


VARIANTS: Final = [
    " \u00a0\n\u2003\u202f\u2028\t",
    "'‘’‛‹›′`´ʼ",
    '"“”„‟«»″〝＂',
    "-‐‑‒–—―−－",
]
INVISIBLE: Final = "\u00ad\u200b\u200d\u2060\ufeff\u200e\ufe0f"
CLASS: Final = {sign: variants for variants in VARIANTS for sign in variants}


def retyped(draw: st.DrawFn, words: str) -> str:
    """The same words in another typography: each sign may become any other of its class."""
    words = words.replace("...", "…") if draw(st.booleans()) else words.replace("…", "...")
    words = words.replace("ﬃ", "ffi") if draw(st.booleans()) else words.replace("ffi", "ﬃ")
    words = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), words)
    signs = [draw(st.sampled_from(CLASS[sign])) if sign in CLASS and draw(st.booleans()) else sign for sign in words]
    at = draw(st.integers(1, len(signs)))
    return "".join([*signs[:at], draw(st.sampled_from(["", *INVISIBLE])), *signs[at:]])


@st.composite
def retyped_quotes(draw: st.DrawFn) -> tuple[str, Span, str]:
    text, span = draw(quoted())
    variant = retyped(draw, span.of(text))
    assume(variant.strip() != span.of(text))
    return text, span, variant


@PROPERTY
@given(retyped_quotes())
def test_another_typography_is_found_at_the_same_place_and_called_so(given_: tuple[str, Span, str]) -> None:
    text, span, variant = given_

    assert locate(fold(text), Quote(variant)) == Match((span,), Status.TYPOGRAPHIC)


@PROPERTY
@given(retyped_quotes())
def test_it_does_not_matter_which_side_has_which_typography(given_: tuple[str, Span, str]) -> None:
    text, span, variant = given_
    source = text[: span.start] + variant + text[span.end :]

    assert isinstance(locate(fold(source), Quote(span.of(text))), Match)


# Damage: what is not in the source never passes


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and words of it in which one letter has become one that the text does not have."""
    text, span = draw(quoted())
    words = span.of(text)
    places = [at for at, letter in enumerate(words) if letter.isalpha()]
    assume(places)
    at = draw(st.sampled_from(places))
    absent = [letter for letter in string.ascii_letters + "жїßéöط字" if letter not in fold(text).text]
    return text, words[:at] + draw(st.sampled_from(absent)) + words[at + 1 :]


@PROPERTY
@given(misspelt())
def test_one_wrong_letter_is_enough_to_fail(given_: tuple[str, str]) -> None:
    text, quote = given_

    assert outcome(locate(fold(text), Quote(quote))) == "absent"


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and words of it with one fault an editor may make, such that the outcome stands nowhere in the text."""
    text, span = draw(quoted())
    words = span.of(text).split()
    at = draw(st.integers(0, len(words) - 1))
    after = words[at + 1 :]
    faults = [
        [*words[:at], *after],
        [*words[:at], *after[:1], words[at], *after[1:]],
        [*words[:at], words[at].swapcase(), *after],
        [*words[:at], words[at][1:], *after],
        [*words[:at], words[at] + words[at][-1], *after],
        [*words[:at], words[at], "almost", *after],
        [*words[:at], re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), words[at]), *after],
    ]
    quote = " ".join(draw(st.sampled_from(faults)))
    assume(quote.strip() and fold(quote).text.strip() not in fold(text).text)
    return text, quote


@PROPERTY
@given(damaged())
def test_a_damaged_quote_matches_nothing_else_instead(given_: tuple[str, str]) -> None:
    text, quote = given_

    assert isinstance(locate(fold(text), Quote(quote)), Miss)


@st.composite
def scraps(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and any words at all, most of them from it, perhaps with elisions."""
    text = draw(sources())
    parts = st.lists(st.sampled_from([*text.split(), *WORDS[:6], "[...]", "[…]"]), min_size=1, max_size=5)
    return text, " ".join(draw(parts))


@PROPERTY
@given(scraps())
def test_whatever_passes_has_the_words_of_the_quote_and_no_others(given_: tuple[str, str]) -> None:
    text, quote = given_
    found = locate(fold(text), Quote(quote))
    parts = [fold(part).text.strip() for part in re.split(r"\[(?:\.\.\.|…)\]", quote)]

    if isinstance(found, Match):
        assert [fold(span.of(text)).text.strip() for span in found.spans] == [part for part in parts if part]


@PROPERTY
@given(scraps())
def test_whatever_passes_begins_and_ends_with_whole_words(given_: tuple[str, str]) -> None:
    text, quote = given_
    folded = fold(text)
    found = locate(folded, Quote(quote))

    if isinstance(found, Match):
        edges = [at for span in found.spans for at in folded.range(span)]
        assert not any(cuts_word(folded.text, at) for at in edges)


@PROPERTY
@given(scraps())
def test_a_miss_names_places_inside_the_source(given_: tuple[str, str]) -> None:
    text, quote = given_
    found = locate(fold(text), Quote(quote))

    if isinstance(found, Miss):
        assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


@PROPERTY
@given(sources(), st.sampled_from(["river", "agree", "aid", "can", "5", "5.1", "000", "15", "桥", "he"]))
def test_words_are_found_as_whole_words_only(text: str, words: str) -> None:
    folded = fold(text).text

    for at in standing(folded, words):
        assert folded[at : at + len(words)] == words
        assert not cuts_word(folded, at)
        assert not cuts_word(folded, at + len(words))


# Elision, to the code point


def skipping(length: int) -> str:
    """A text in which exactly `length` code points stand between the two parts of a quote."""
    return "The mayor" + (" and the clerk" * 40)[: length - 2] + ". " + "left the city."


def test_an_elision_may_skip_as_much_as_the_rule_says() -> None:
    text = skipping(LONGEST_GAP)

    assert outcome(locate(fold(text), Quote("The mayor [...] left the city"))) == "verified"


def test_an_elision_may_skip_no_code_point_more() -> None:
    text = skipping(LONGEST_GAP + 1)

    assert outcome(locate(fold(text), Quote("The mayor [...] left the city"))) == "far"


def test_a_gap_that_is_too_wide_is_shown() -> None:
    text = skipping(LONGEST_GAP + 1)
    found = locate(fold(text), Quote("The mayor [...] left the city"))

    assert isinstance(found, Miss)
    assert found.spans == (Span(len("The mayor"), len("The mayor") + LONGEST_GAP + 1),)


def test_a_skipped_negation_is_shown() -> None:
    text = "The mayor, we learned, did not leave the city."
    found = locate(fold(text), Quote("The mayor [...] leave the city"))

    assert isinstance(found, Miss)
    assert [span.of(text) for span in found.spans] == ["not"]


def test_the_parts_of_an_elision_each_have_their_span() -> None:
    text = "The mayor, tired, left."
    found = locate(fold(text), Quote("The mayor [...] left"))

    assert isinstance(found, Match)
    assert [span.of(text) for span in found.spans] == ["The mayor", "left"]


def test_the_part_of_an_elision_that_is_not_there_is_named() -> None:
    found = locate(fold("The mayor left the city."), Quote("The mayor [...] burned the city"))

    assert found == Miss(Reason.ABSENT, "burned the city")


def test_every_place_of_an_ambiguous_quote_is_shown() -> None:
    text = "It rose on Monday. It rose on Friday."
    found = locate(fold(text), Quote("It rose"))

    assert isinstance(found, Miss)
    assert found.spans == (Span(0, 7), Span(19, 26))


def test_a_quote_whose_context_fits_nowhere_shows_where_its_words_stand() -> None:
    found = locate(fold("It rose on Monday."), Quote("It rose", suffix="on Friday"))

    assert found == Miss(Reason.CONTEXT, "It rose", (Span(0, 7),))


def test_words_outside_of_the_article_are_shown_where_they_stand() -> None:
    text = "The river rose.\n\nRead also: The bridge is shut"
    found = locate(fold(text), Quote("The bridge is shut"), aside=(Span(17, len(text)),))

    assert found == Miss(Reason.ASIDE, "The bridge is shut", (Span(28, 46),))


def test_a_part_that_stands_twice_may_take_the_place_that_keeps_both_gaps_short() -> None:
    filler = " and the clerk" * 15
    text = f"The mayor spoke, again{filler}, again{filler}, and left."

    assert outcome(locate(fold(text), Quote("The mayor [...] again [...] and left"))) == "verified"


# The nearest passage


def test_a_misspelt_quote_is_led_to_the_words_it_meant() -> None:
    text = "On Monday the river rose by two metres.\nOn Friday it fell."
    found = closest(fold(text), "the rivr rose by too metres")

    assert found is not None
    assert found.of(text) == "the river rose by two metres"


def test_capitals_do_not_hide_the_nearest_passage() -> None:
    text = "On Monday THE RIVER ROSE by two metres."
    found = closest(fold(text), "the river rose")

    assert found is not None
    assert found.of(text) == "THE RIVER ROSE"


def test_a_letter_whose_small_form_is_two_does_not_shift_the_nearest_passage() -> None:
    text = "İİİİ İzmir: the river rose."
    found = closest(fold(text), "the rivr rose")

    assert found is not None
    assert found.of(text) == "the river rose"


def test_nothing_is_called_near_that_is_not() -> None:
    assert closest(fold("The river rose."), "87 votes, 12 against") is None


@pytest.mark.parametrize(("text", "words"), [("", "river"), ("The river rose.", ""), ("The river rose.", " \u200b")])
def test_nothing_is_near_to_nothing(text: str, words: str) -> None:
    assert closest(fold(text), words) is None


@PROPERTY
@given(sources(), sources())
def test_the_nearest_passage_stands_inside_the_source_in_whole_words(text: str, words: str) -> None:
    folded = fold(text)
    found = closest(folded, words)

    if found is not None:
        assert found.of(text).strip()
        assert not any(cuts_word(folded.text, at) for at in folded.range(found))


@pytest.mark.parametrize("end", ["", ".", ".\n", "!”\n", ". The ferry ran.\n"])
def test_the_hint_ends_in_a_word_where_the_quote_does_wherever_the_passage_stands(end: str) -> None:
    folded = fold(f"The bridge was shut for an hour{end}")
    found = closest(folded, "for an houre")

    assert found is not None
    assert found.of(folded.original) == "for an hour"


def test_the_hint_keeps_a_mark_that_the_quote_ends_in() -> None:
    folded = fold("The bridge was shut for an hour. Why?")
    found = closest(folded, "for an houre.")

    assert found is not None
    assert found.of(folded.original) == "for an hour."
