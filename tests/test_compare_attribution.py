"""In whose voice a source speaks; the first half of the cases was written with the rules, the second after them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych.compare import Attribution, attribution
from diptych.text import Span

HALVES = yaml.safe_load((Path(__file__).parent / "cases" / "attribution.yaml").read_text("utf-8"))
CASES = [case for half in ("first", "second") for case in HALVES[half]]
KNOWN_LIMITS = {"is thawing": "“she” stands for a surname that opens its sentence, where a capital says nothing"}


def guess(case: dict[str, Any]) -> Attribution:
    start = case["text"].index(case["statement"])
    return attribution(case["text"], Span(start, start + len(case["statement"])))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["statement"])
def test_the_voice_of_a_statement_is_seen_from_the_text_around_it(case: dict[str, Any]) -> None:
    assert guess(case).voice == case["voice"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["statement"],
            marks=[pytest.mark.xfail(reason=KNOWN_LIMITS[case["statement"]])] if case["statement"] in KNOWN_LIMITS else [],
        )
        for case in CASES
    ],
)
def test_the_speaker_is_named_where_the_text_names_one(case: dict[str, Any]) -> None:
    assert guess(case).speaker == case.get("speaker")


def test_there_are_cases_enough_to_mean_something() -> None:
    assert len(HALVES["first"]) >= 20
    assert len(HALVES["second"]) >= 20
