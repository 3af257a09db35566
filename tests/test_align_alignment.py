"""What `align` promises: exact spans, the same answer whatever the order, many-to-many claims, reasons, and nothing imported unasked."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise, permutations
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.align import Passage, Settings, Text, align, scores
from diptych.align.claims import Link, claims
from diptych.align.clauses import clauses
from diptych.align.rules import Rules, rules
from diptych.align.score import excess
from diptych.align.units import units
from diptych.text import Span, segments

Maker = Callable[..., Text]

ONE = (
    "Bridge over the Arun closed",
    "The council closed the Arun bridge on Tuesday after engineers found cracks in two of its pillars.",
    "Repairs will cost 4 million pounds, the mayor, Ann Lee, said.",
    "“We could not wait for another winter,” she said.",
    "Buses take a detour through Ford.",
)
TWO = (
    "Cracks shut Arun bridge",
    "Engineers discovered cracks in two pillars of the Arun bridge, and the council shut it on Tuesday.",
    "The repair is expected to take a year.",
    "Mayor Ann Lee put the cost of the repairs at £4 million.",
    "Asked why now, Ann Lee said: “We could not wait for another winter.”",
)
THREE = (
    "Commuters face a year of detours",
    "The Arun bridge has been closed since Tuesday because its pillars have cracks.",
    "Shops in Ford hope for more customers.",
    "The repairs will cost £4m.",
)
WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "bridge",
            "“we",
            "could”",
            "12",
            "million",
            "£4m",
            "Ann",
            "Lee",
            "said,",
            "but",
            "—",
            "é\u0301",
            "會談",
            "🇨🇳",
            "fell.",
            "?",
            "\n\n",
        ]
    ),
    max_size=40,
).map(" ".join)


def test_the_claims_of_three_accounts_are_found(text: Maker) -> None:
    sources = [text("courier", *ONE), text("herald", *TWO), text("post", *THREE)]
    written = {source.id: source.text for source in sources}
    found = align(sources).suggestions
    stated = [{p.span.of(written[p.source]) for p in each.passages} for each in found]

    assert {ONE[2], TWO[3], THREE[3]} in stated
    assert {ONE[3], "“We could not wait for another winter.”"} in stated
    assert any({ONE[1], TWO[1], THREE[1]} <= claim for claim in stated)


def test_the_order_of_the_sources_changes_nothing(text: Maker) -> None:
    sources = [text("courier", *ONE), text("herald", *TWO), text("post", *THREE)]

    assert len({repr(align(order)) for order in permutations(sources)}) == 1


def test_two_runs_with_other_hash_seeds_give_the_same_bytes() -> None:
    script = (
        "from diptych.align import *; from diptych.text import segments;"
        f"print(align([Text(str(k), t, segments(t)) for k, t in enumerate({[chr(10).join(each) for each in (ONE, TWO, THREE)]!r})]))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(runs) == 1


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_spans_are_exact_for_any_text(one: str, two: str) -> None:
    texts = [Text("a", one, segments(one)), Text("b", two, segments(two))]
    written = {text.id: text.text for text in texts}
    found = align(texts, Settings(least=0.0))

    for unit in (unit for part in units(texts, {}) for unit in part):
        assert all(unit.span.holds(Span(word.start, word.end)) for word in unit.words)
        assert all(unit.span.holds(quote) for quote in unit.said.quotes)
    for suggestion in found.suggestions:
        for passage in suggestion.passages:
            segment = next(t.segments[passage.segment] for t in texts if t.id == passage.source)
            assert segment.holds(passage.span)
            assert passage.span.of(written[passage.source]).strip() == passage.span.of(written[passage.source]) != ""
        for reason in suggestion.reasons:
            for one_reason in reason.evidence:
                assert one_reason.kind in ("speaker", "speaker clash") or one_reason.left in one_reason.left_span.of(
                    written[reason.left.source]
                )


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_clauses_and_the_white_space_between_them_rebuild_the_segment(line: str) -> None:
    line = line.replace("\n", " ").strip()
    cut = clauses(line, Span(0, len(line)), rules("en"))

    assert "".join(line.split()) == "".join("".join(clause.of(line).split()) for clause in cut)
    assert all(one.end <= other.start for one, other in pairwise(cut))


@given(WORDS, WORDS)
@settings(max_examples=30, deadline=None)
def test_scores_are_probabilities(one: str, two: str) -> None:
    texts = [Text("a", one, segments(one)), Text("b", two, segments(two))]

    assert all(0.0 <= score <= 1.0 for *_, score in scores(texts))


def _passage(source: str, segment: int, start: int = 0) -> Passage:
    return Passage(source, segment, Span(start, start + 10))


def test_two_sentences_of_one_source_that_say_the_same_make_one_claim() -> None:
    links = [
        Link(_passage("a", 1), _passage("b", 1), 0.9, {"crack": 3.0, "pillar": 3.0}),
        Link(_passage("a", 1), _passage("b", 7), 0.8, {"crack": 3.0, "pillar": 3.0}),
    ]

    assert [[p.segment for p in claim.passages] for claim in claims(links)] == [[1, 1, 7]]


def test_two_clauses_of_one_sentence_are_two_claims() -> None:
    links = [
        Link(_passage("a", 1, 0), _passage("b", 1), 0.9, {"crack": 3.0}),
        Link(_passage("a", 1, 20), _passage("b", 2), 0.8, {"year": 3.0}),
    ]

    assert len(claims(links)) == 2


def test_one_passage_may_state_two_claims() -> None:
    links = [
        Link(_passage("a", 1), _passage("b", 1), 0.9, {"crack": 3.0}),
        Link(_passage("a", 1), _passage("b", 2), 0.8, {"year": 3.0}),
    ]

    assert [len(claim.passages) for claim in claims(links)] == [2, 2]


def test_sources_that_are_not_linked_with_each_other_do_not_meet_in_one_claim() -> None:
    links = [
        Link(_passage("a", 1), _passage("b", 1), 0.9, {"crack": 3.0}),
        Link(_passage("b", 1), _passage("c", 1), 0.9, {"crack": 3.0}),
    ]

    assert [[p.source for p in claim.passages] for claim in claims(links)] == [["a", "b"], ["b", "c"]]


def test_a_suggestion_keeps_its_id_when_the_source_changes_elsewhere(text: Maker) -> None:
    before = align([text("courier", *ONE), text("herald", *TWO)]).suggestions
    after = align([text("courier", *ONE, "The town waits."), text("herald", *TWO)]).suggestions

    unmoved = {each.id for each in before} & {each.id for each in after}

    assert len(unmoved) >= len(before) - 1


def test_every_suggestion_says_why(text: Maker) -> None:
    found = align([text("courier", *ONE), text("herald", *TWO)]).suggestions

    assert found
    assert all(reason.words for each in found for reason in each.reasons)


def test_confidence_is_that_of_the_least_sure_source(text: Maker) -> None:
    found = align([text("courier", *ONE), text("herald", *TWO), text("post", *THREE)]).suggestions
    three = next(each for each in found if len({p.source for p in each.passages}) == 3)

    best = [
        max(r.probability for r in three.reasons if source in (r.left.source, r.right.source)) for source in ("courier", "herald", "post")
    ]

    assert three.confidence == min(best)


def test_a_language_without_rules_works_from_the_texts_alone(text: Maker) -> None:
    eins = text(
        "a",
        "Brücke über die Arun gesperrt",
        "Der Rat sperrte die Arunbrücke am Dienstag, weil zwei Pfeiler Risse haben.",
        "Die Reparatur kostet 4 Millionen Euro.",
        language="de",
    )
    zwei = text(
        "b",
        "Risse in der Arunbrücke",
        "Ingenieure fanden Risse an zwei Pfeilern der Arunbrücke; am Dienstag wurde sie gesperrt.",
        "Man rechnet für die Reparaturen mit Kosten von 4 Millionen Euro.",
        language="de",
    )
    found = {(i, j): p for _, i, _, j, p in scores([eins, zwei])}

    assert rules("de") == Rules()
    assert found[1, 1] > found[1, 2]
    assert found[2, 2] > found[2, 1]
    assert align([eins, zwei]).suggestions


def test_scripts_without_spaces_are_compared_by_their_signs(text: Maker) -> None:
    one = text("a", "桥梁关闭", "市议会周二关闭了大桥。", "维修费用为四百万。", language="zh")
    two = text("b", "大桥因裂缝关闭", "大桥周二被市议会关闭。", "预计维修费用四百万。", language="zh")
    found = {(i, j): p for _, i, _, j, p in scores([one, two])}

    assert found[1, 1] > found[1, 2]


def test_a_quotation_of_several_sentences_is_quoted_throughout_and_a_stray_mark_ends_with_its_paragraph(text: Maker) -> None:
    long = text("a", "Head", "“We wait. We hope,” she said.", 'He is 6" tall and smiles.', "Nobody is quoted here.")
    found = [tuple(quote.of(long.text) for quote in unit.said.quotes) for unit in units([long], {})[0]]

    assert found == [(), ("We wait.",), ("We hope,",), (" tall and smiles.",), ()]


def test_who_speaks_is_carried_to_the_next_quotation(text: Maker) -> None:
    spoken = text(
        "a",
        "Head",
        "The mayor, Ann Lee, said it would rain.",
        "“We have umbrellas.”",
        "She added that Spain has more.",
        "They saw Ann Lee go.",
        "Mr. Cowan of Third Way waved, saying Ann Lee would win.",
        "“It is over,” said Cowan, who left Spain.",
    )
    found = [unit.said.speaker.written for unit in units([spoken], {})[0]]

    assert found == ["", "Ann Lee", "Ann Lee", "Ann Lee", "", "Cowan Third Way", "Cowan"]


def test_empty_and_lonely_sources_give_no_suggestion() -> None:
    assert align([]).suggestions == ()
    assert align([Text("a", "", ()), Text("b", "One line", (Span(0, 8),))]).suggestions == ()
    assert align([Text("a", "One line", (Span(0, 8),))]).suggestions == ()


def test_texts_whose_order_says_nothing_have_weights_of_their_own(text: Maker) -> None:
    sources = [text("courier", *ONE), text("herald", *TWO)]
    turned = Text("herald", sources[1].text, sources[1].segments[::-1])
    news = {(i, j): p for _, i, _, j, p in scores(sources, Settings(ordered=False))}
    backward = {(i, len(TWO) - 1 - j): p for _, i, _, j, p in scores([sources[0], turned], Settings(ordered=False))}

    assert news[4, 2] == pytest.approx(backward[4, 2], abs=0.2)


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers", "numpy", "urllib.request", "sentencex"])
def test_aligning_imports_nothing_heavy(name: str) -> None:
    script = (
        "import sys; from diptych.align import *; from diptych.text.span import Span;"
        "before = set(sys.modules); align([Text('a', 'One line', (Span(0, 8),)), Text('b', 'One line', (Span(0, 8),))]);"
        f"sys.exit({name!r} in sys.modules and {name!r} != 'sentencex' or {name!r} in set(sys.modules) - before)"
    )

    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": ":".join(sys.path)}, check=True)


def test_headlines_that_share_nothing_are_no_suggestion(text: Maker) -> None:
    assert align([text("north", "Harbour lights", "A ferry sank."), text("sharq", "أضواء الميناء", "غرقت العبارة.")]).suggestions == ()


def test_headlines_that_share_letters_but_no_word_are_no_suggestion(text: Maker) -> None:
    one = text("gazette", "Lighthouse lamp fails at Quillhaven", "No ship was in danger.")
    other = text("messenger", "A gull, a cable, and a night without a light", "Two trawlers waited at sea until daybreak.")

    assert align([one, other]).suggestions == ()


@pytest.mark.parametrize("limit", [" before we know that it is safe", ", unless the council pays for it", ", if the river keeps on rising"])
def test_nothing_is_quoted_without_what_limits_it(text: Maker, limit: str) -> None:
    said = f"“We will not reopen the bridge{limit},” she said."
    one = text("a", "Bridge shut", "The bridge over the river was shut on Monday.", said)
    other = text("b", "Bridge", "The bridge over the river was shut.", "The town will not reopen the bridge this year.")
    quoted = [at.span.of(one.text) for claim in align([one, other]).suggestions for at in claim.passages if at.source == "a"]

    assert any("not reopen" in words for words in quoted)
    assert all(limit in words for words in quoted if "not reopen" in words)


def test_one_speaker_does_not_join_two_things_that_are_said(text: Maker) -> None:
    lead = "The ferry Osprey ran aground off Sedge Point on Tuesday evening."
    sheet = text("a", "Ferry aground", lead, "The engine had failed, said the captain, Lena Brook.", "“We dropped the anchor,” she said.")
    other = text("b", "Anchor fails", lead, "Captain Lena Brook said that the engine had failed.", "“We dropped the anchor,” said Brook.")
    found = [{at.span.of({"a": sheet, "b": other}[at.source].text) for at in claim.passages} for claim in align([sheet, other]).suggestions]

    assert any("engine" in " ".join(each) for each in found)
    assert any("anchor" in " ".join(each) for each in found)
    assert not any("engine" in " ".join(each) and "anchor" in " ".join(each) for each in found)


def test_who_said_it_is_never_quoted_without_what_was_said(text: Maker) -> None:
    one = text(
        "one", "Call held", "Despite the doubts of many, the White House said Tuesday that it was a “good thing” the two leaders spoke."
    )
    other = text(
        "other", "Leaders talk", "The call was welcomed by the White House on Tuesday, but it is too soon to tell whether it will help."
    )
    found = [p.span.of(one.text) for each in align([one, other]).suggestions for p in each.passages if p.source == "one"]

    assert "the White House said Tuesday that it was a “good thing” the two leaders spoke." in found
    assert "the White House said Tuesday" not in found


def test_what_is_less_than_even_and_repeats_surer_claims_is_left_out() -> None:
    def link(left: int, right: int, probability: float, word: str) -> Link:
        return Link(Passage("a", left, Span(left, left + 1)), Passage("b", right, Span(right, right + 1)), probability, {word: 1.0})

    sure = [link(0, 0, 0.9, "bridge"), link(1, 1, 0.8, "ferry")]

    assert len(claims([*sure, link(0, 1, 0.4, "mayor")])) == 2
    assert len(claims([*sure, link(0, 1, 0.6, "mayor")])) == 3
    assert len(claims([*sure, link(0, 2, 0.4, "mayor")])) == 3


def test_odds_are_lowered_only_where_they_promise_more_pairs_than_sentences() -> None:
    modest, bold = [[3.0, -3.0], [-3.0, 3.0]], [[3.0, 2.0] * 4] * 8

    assert excess(modest) == 0.0
    assert excess(bold) < 0.0
    assert sum(1 / (1 + exp(-value - excess(bold))) for row in bold for value in row) == pytest.approx(8 + 4, abs=1e-4)


def test_two_texts_whose_best_sentences_are_hardly_alike_lose_odds(text: Maker) -> None:
    bridge = text("a", *ONE)
    bakery = text(
        "b",
        "A bakery wins a prize for its bread",
        "The judges liked a loaf of rye that a baker from Petworth brought along.",
        "She had baked it with two of her sons.",
        "“It was the best crust of the day,” the head of the jury said.",
        "Nobody expected a winner so small.",
    )
    alike = [probability for *_, probability in scores([bridge, text("b", *TWO)])]
    strange = [probability for *_, probability in scores([bridge, bakery])]

    assert max(strange) < 0.5 < max(alike)


def test_what_a_land_has_tells_more_than_the_same_words_apart(text: Maker) -> None:
    lines = ("Spain and Rome meet", "Spain sent an envoy.", "Spain paid for the hall.", "Nobody in Spain was asked.")
    one = text("a", *lines, "The Spanish finance ministry rejected it.")
    two = text("b", *lines[::-1], "Spain’s finance ministry was cool.", "A ministry gave finance to Spain.")
    known = {(i, j): probability for _, i, _, j, probability in scores([one, two])}

    assert known[4, 4] > known[4, 5]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("If the river keeps on rising, the council will not reopen the bridge.", True),
        ("It is too soon for anybody here to tell whether the council will reopen the bridge.", True),
        ("The baker sells bread and cake; the council will not reopen the bridge.", False),
    ],
)
def test_a_passage_keeps_the_condition_that_opens_or_ends_its_sentence(text: Maker, line: str, whole: bool) -> None:
    one = text("a", "Bridge shut", "A walker saw a crack.", line, "Buses take a detour.")
    two = text("b", "Bridge shut", "Soup was served.", "The council will not reopen the bridge.", "Shops hope.")
    found = [p.span.of(one.text) for each in align([one, two]).suggestions for p in each.passages if (p.source, p.segment) == ("a", 2)]

    assert found
    assert all((words == line) is whole for words in found)


def test_who_says_it_is_quoted_with_what_is_said(text: Maker) -> None:
    said = "At the meeting with Rome on Monday the foreign minister of Malta argued that it was worth a look."
    one = text("a", "Malta answers Rome", "Buses run.", said)
    two = text("b", "Malta answers Rome", "Soup was served.", "The foreign minister of Malta was cool at the meeting on Monday.")
    found = [p.span.of(one.text) for each in align([one, two]).suggestions for p in each.passages if (p.source, p.segment) == ("a", 2)]

    assert found
    assert all(words.endswith("that it was worth a look.") for words in found)


def test_a_name_that_half_the_sentences_have_is_no_reason_for_a_suggestion_that_is_less_than_even(text: Maker) -> None:
    one = text("a", "Lee opens a bridge", "Lee cut a ribbon at noon.", "The engineers got flowers.", "Later Lee slept.")
    two = text("b", "Lee opens the season", "Lee wore a blue coat.", "Shops had closed early.", "Soup for Lee was served.")
    likely = {(i, j) for _, i, _, j, probability in scores([one, two]) if probability >= 0.1}
    found = align([one, two], Settings(least=0.1)).suggestions

    assert {(0, 0), (0, 1), (1, 0)} <= likely
    assert [[passage.segment for passage in each.passages] for each in found] == [[0, 0]]


def test_a_name_that_nearly_all_sentences_have_is_no_reason_however_likely_the_place_makes_a_pair(text: Maker) -> None:
    same = ("A boat waited for the engineers at noon.", "Soup was served in the old town hall.")
    one = text("a", "Lee opens a bridge", "Lee cut ribbons.", "Lee slept.", *same)
    two = text("b", "Lee sings tonight", "Lee wore blue.", "Lee ate.", *same)
    likely = {(i, j): probability for _, i, _, j, probability in scores([one, two])}
    found = align([one, two]).suggestions

    assert likely[0, 0] >= 0.5
    assert [[passage.segment for passage in each.passages] for each in found] == [[3, 3], [4, 4]]
