"""`diptych suggest`: suggestions as YAML, and their way into the claims file without touching another byte."""

import json
from pathlib import Path

import pytest

from diptych.build import check
from diptych.cli import main
from diptych.read import read_site
from tests.test_findings import CLAIMS, ONE, TWO

HEAD, _, _ = CLAIMS.partition("    claims: CLAIMS\n")
ITEM = """\
      # People first.
      - id: people
        claim: How many people were on board
        statements: {one: with 214 people on board, two: 241 people were on board}   # the figures
        relation: conflict
        note: |
          Two figures.

          They cannot both be true.
"""
FILES = {
    "no claims": HEAD,
    "no claims and no newline at the end": HEAD.rstrip("\n"),
    "claims with nothing after it": HEAD + "    claims:\n",
    "an empty list": HEAD + "    claims: []\n",
    "an empty list and a comment": HEAD + "    claims: []   # none so far\n# the end\n",
    "one claim": HEAD + "    claims:\n" + ITEM,
    "one claim and a comment after it": HEAD + "    claims:\n" + ITEM + "\n      # Next: the wreck.\n\n# the end\n",
    "claims in the middle of a story": HEAD + "    claims:\n" + ITEM + "    summary: What happened.\n",
    "a list that is not indented": HEAD + "    claims:\n" + ITEM.replace("      ", "    ", 3).replace("\n        ", "\n      "),
    "line ends of Windows": (HEAD + "    claims:\n" + ITEM).replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + HEAD + "    claims:\n" + ITEM,
    "another story after it": HEAD
    + "    claims:\n"
    + ITEM
    + "  - id: other\n    title: Other\n    sources: [{id: one, file: one.txt}]\n    claims: []\n",
}


def site(folder: Path, claims: str) -> Path:
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "claims.yaml").write_bytes(claims.encode())
    return folder


def left_out(whole: str, part: str) -> bool:
    """Tell whether `part` is `whole` with one run of characters left out."""
    start = next((at for at, (a, b) in enumerate(zip(whole, part, strict=False)) if a != b), len(part))
    return whole.endswith(part[start:])


@pytest.mark.parametrize("name", FILES)
def test_every_character_of_the_file_stays_in_its_place(tmp_path: Path, name: str) -> None:
    root = site(tmp_path, FILES[name])
    assert main(["suggest", "--write"], root=root) == 0

    written = (root / "claims.yaml").read_bytes().decode()
    assert len(written) > len(FILES[name])
    assert left_out(written, FILES[name].replace("claims: []", "claims: ", 1) if "an empty list" in name else FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_what_was_added_reads_back_without_a_problem_and_nothing_is_left_to_suggest(tmp_path: Path, name: str) -> None:
    root = site(tmp_path, FILES[name])
    before = {each.claim.id for each in check(root).findings[0].suggestions}
    main(["suggest", "--write"], root=root)
    reading = read_site(root)

    assert reading.problems == ()
    assert reading.site is not None
    assert {claim.id for claim in reading.site.stories[0].drafts} == before
    assert [claim.id for claim in reading.site.stories[0].claims] == (["people"] if "id: people" in FILES[name] else [])
    assert all(each.hint is None for each in check(root).findings[0].suggestions)


def test_writing_twice_adds_nothing_the_second_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FILES["one claim"])
    main(["suggest", "--write"], root=root)
    once = (root / "claims.yaml").read_bytes()
    main(["suggest", "--write"], root=root)

    assert (root / "claims.yaml").read_bytes() == once
    assert "Nothing to suggest" in capsys.readouterr().err


def test_without_write_the_file_is_left_alone_and_the_yaml_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FILES["no claims"])
    main(["suggest"], root=root)
    shown = capsys.readouterr().out

    assert (root / "claims.yaml").read_bytes().decode() == FILES["no claims"]
    assert "      - id: suggested-" in shown
    assert "        status: draft\n" in shown
    assert "# Suggested with confidence 0." in shown


def test_claims_inside_brackets_are_told_and_the_file_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = HEAD + "    claims: [{id: yard, claim: The yard, statements: {two: has no orders left}, relation: only}]\n"
    root = site(tmp_path, flow)

    assert main(["suggest", "--write"], root=root) == 1
    assert "claims.yaml:8:13: these claims are written inside `[ ]`, so none can be added." in capsys.readouterr().err
    assert (root / "claims.yaml").read_bytes().decode() == flow


def test_programs_get_the_suggestions_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["suggest", "--json"], root=site(tmp_path, FILES["no claims"]))
    told = json.loads(capsys.readouterr().out)

    assert told
    assert {"story", "id", "confidence", "reasons", "relation", "statements"} <= told[0].keys()
    assert all(ONE[start:end] for start, end in told[0]["statements"]["one"]["spans"])


def test_suggestions_go_to_the_file_that_their_story_stands_in(tmp_path: Path) -> None:
    root = site(tmp_path, "site: {title: Toy}\nstories: [stories/*.yaml]\n")
    (root / "stories").mkdir()
    story = "id: ferry\ntitle: The ferry\nsources:\n- {id: one, file: one.txt}\n- {id: two, file: two.txt}\n"
    (root / "stories/ferry.yaml").write_text(story, encoding="utf-8")
    main(["suggest", "--write"], root=root)

    assert (root / "stories/ferry.yaml").read_text(encoding="utf-8").startswith(story + "claims:\n  - id: suggested-")
    assert read_site(root).problems == ()


def test_lines_that_are_no_part_of_the_article_are_proposed_with_their_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FILES["no claims"])
    (root / "one.txt").write_text("Home > News > Ferry sinks off the cape\n\n" + ONE + "\nLeave a Reply\n", encoding="utf-8")
    main(["suggest"], root=root)

    assert capsys.readouterr().out.startswith(
        "# one: these lines look like no part of the article. If so, add them to its `not_article`:\n"
        '#   - "Home > News > Ferry sinks off the cape"  # breadcrumb\n'
        '#   - "Leave a Reply"  # page furniture\n'
    )


def test_what_is_set_aside_already_is_not_proposed_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FILES["no claims"].replace("file: one.txt,", "file: one.txt, not_article: [Leave a Reply],"))
    (root / "one.txt").write_text(ONE + "\nLeave a Reply\n", encoding="utf-8")
    main(["suggest"], root=root)

    assert "not_article" not in capsys.readouterr().out
