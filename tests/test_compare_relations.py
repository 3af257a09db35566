"""Relations of pairs of statements; the cases stand in `cases/relations*.yaml`, with more of them always welcome."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych.compare import Effect, Said, between

FILES = sorted((Path(__file__).parent / "cases").glob("relations*.yaml"))
CASES = [case for path in FILES for case in yaml.safe_load(path.read_text("utf-8"))]
KNOWN_LIMITS = {
    "long-49": "that a first time excludes an earlier one needs knowledge of events",
    "h3": "“every second” is not read as a half",
    "h23": "no list of opposites is complete: harmless, dangerous",
    "h36": "“lay off workers” and “cut jobs” share no group",
    "h39": "a Swiss and a Canadian company may both own it; we say that they differ",
    "f17": "two accounts of one event that share no word but its subject are not seen to be of one claim",
    "f22": "“a matter of minutes” and “tickets” read as detail",
    "g43": "that all five and three of the five exclude each other is not seen",
    "f39": "days of the week that come again are not dates",
}


def said(source: str, words: str, published: str = "2024-03-14") -> Said:
    return Said(source, words, date.fromisoformat(published))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(reason=KNOWN_LIMITS[case["id"]])] if case["id"] in KNOWN_LIMITS else [])
        for case in CASES
    ],
)
def test_two_statements_relate_as_a_person_says(case: dict[str, Any]) -> None:
    found = between(said("a", case["a"]), said("b", case["b"]))

    assert found.relation == case["relation"]
    assert found.specific == case.get("specific", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_swapping_the_two_statements_mirrors_the_result(case: dict[str, Any]) -> None:
    forth = between(said("a", case["a"]), said("b", case["b"]))
    back = between(said("b", case["b"]), said("a", case["a"]))

    assert back.relation == forth.relation
    assert back.specific == {"a": "b", "b": "a", "": ""}[forth.specific]
    assert back.differences == tuple(each.mirrored() for each in forth.differences)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_statement_agrees_with_itself(case: dict[str, Any]) -> None:
    assert between(said("a", case["a"]), said("b", case["a"])).relation == "agree"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_value_is_the_words_at_its_span(case: dict[str, Any]) -> None:
    for found in between(said("a", case["a"]), said("b", case["b"])).differences:
        assert found.a == (found.a_span and found.a_span.of(case["a"]))
        assert found.b == (found.b_span and found.b_span.of(case["b"]))
        assert found.a is not None or found.b is not None
        assert (found.effect is Effect.A_ADDS) <= (found.a is not None)


def test_only_effects_that_exclude_make_a_conflict() -> None:
    conflicts = [between(said("a", case["a"]), said("b", case["b"])) for case in CASES if case["relation"] == "conflict"]

    assert all(Effect.EXCLUDES in {each.effect for each in found.differences} for found in conflicts if found.relation == "conflict")
