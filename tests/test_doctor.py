"""`diptych doctor`: what is missing before publication, where, and the way out."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from diptych.bring.example import left
from diptych.cli import main
from diptych.read import lacking

Printed = pytest.CaptureFixture[str]
TEXT = "The bridge was closed on Tuesday.\n"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
READY = f"""\
site:
  title: Papers
  url: https://paper.example/bridge/
  language: en
  description: Two papers on one bridge.
stories:
  - id: bridge
    title: The bridge closes
    sources:
      - id: courier
        file: courier.txt
        published: 2024-05-07
        url: https://courier.example/bridge
        archive_url: https://archive.example/courier
        licence: by permission
        sha256: {HASH}
    claims:
      - id: closure
        claim: The bridge is closed
        statements: {{courier: closed on Tuesday}}
        relation: only
        reviewed_by: A. Reviewer
"""
MISSING = {
    "the site's address": ("  url: https://paper.example/bridge/\n", "", "claims.yaml:2:3", "the site has no `url`"),
    "an address for examples": ("paper.example/bridge", "example.org", "claims.yaml:3:8", "`url` is at example.org"),
    "the site's language": ("  language: en\n", "", "claims.yaml:2:3", "the site names no `language`"),
    "the site's description": ("  description: Two papers on one bridge.\n", "", "claims.yaml:2:3", "the site has no `description`"),
    "a licence": ("        licence: by permission\n", "", "claims.yaml:10:9", "source `courier` is published in full without a `licence`"),
    "an archived copy": ("        archive_url: https://archive.example/courier\n", "", "claims.yaml:10:9", "has no `archive_url`"),
    "an address": ("        url: https://courier.example/bridge\n", "", "claims.yaml:10:9", "source `courier` has no address (`url`)"),
    "a date": ("        published: 2024-05-07\n", "", "claims.yaml:10:9", "source `courier` has no date (`published`)"),
    "a pin": (f"        sha256: {HASH}\n", "", "claims.yaml:10:9", "source `courier` is not pinned"),
    "a reviewer": ("        reviewed_by: A. Reviewer\n", "", "claims.yaml:18:9", "1 claim of `bridge` without `reviewed_by`"),
    "the review of a claim": ("reviewed_by: A. Reviewer", "status: draft", "claims.yaml:22:17", "claim `closure` is a draft"),
    "the review of a story": ("    sources:\n", "    status: draft\n    sources:\n", "claims.yaml:9:13", "story `bridge` is a draft"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that is ready to be published."""
    (tmp_path / "courier.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(READY, encoding="utf-8")
    return tmp_path


def test_a_site_that_lacks_nothing_is_ready(root: Path, capsys: Printed) -> None:
    assert main(["doctor"], root=root) == 0
    assert capsys.readouterr().out == "Nothing is missing: the site is ready to be published.\n"


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_told_once_at_its_place_with_the_way_out(root: Path, name: str, capsys: Printed) -> None:
    old, new, place, message = MISSING[name]
    (root / "claims.yaml").write_text(READY.replace(old, new), encoding="utf-8")
    status = main(["doctor"], root=root)
    told = capsys.readouterr().out
    (found,) = lacking(root)

    assert status == 1
    assert (str(found.place), message in found.message, bool(found.hints[0])) == (place, True, True)
    assert place in told
    assert found.message in told
    assert found.hints[0] in told
    assert told.endswith("1 thing to mend before publication\n")


def test_a_missing_pin_comes_with_the_hash_to_write(root: Path, capsys: Printed) -> None:
    (root / "claims.yaml").write_text(READY.replace(f"        sha256: {HASH}\n", ""), encoding="utf-8")
    main(["doctor"], root=root)

    assert f"Write `sha256: {HASH}`." in capsys.readouterr().out


def test_quotes_alone_need_no_licence(root: Path) -> None:
    (root / "claims.yaml").write_text(READY.replace("licence: by permission", "publish: quotes"), encoding="utf-8")

    assert lacking(root) == ()


def test_a_note_on_where_a_source_came_from_stands_for_what_is_not_known(root: Path) -> None:
    claims = READY.replace("        published: 2024-05-07\n        url: https://courier.example/bridge\n", "        note: A leaflet.\n")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")

    assert lacking(root) == ()


def test_reviewers_of_the_story_are_enough(root: Path) -> None:
    claims = READY.replace("        reviewed_by: A. Reviewer\n", "").replace("    sources:", "    reviewed_by: A. Reviewer\n    sources:")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")

    assert lacking(root) == ()


def test_a_relation_that_is_only_proposed_is_told(root: Path) -> None:
    only = "statements: {courier: closed on Tuesday}\n        relation: only"
    claims = READY.replace(only, "statements: {courier: closed, herald: shut}")
    pin = hashlib.sha256(b"It is shut.").hexdigest()
    herald = f"      - {{id: herald, file: herald.txt, note: A leaflet., publish: quotes, sha256: {pin}}}\n"
    (root / "herald.txt").write_text("It is shut.", encoding="utf-8")
    (root / "claims.yaml").write_text(claims.replace("    claims:\n", f"{herald}    claims:\n"), encoding="utf-8")

    assert [problem.message for problem in lacking(root)] == ["the relation of `closure` is only proposed"]


def test_suggestions_on_the_site_are_told_until_they_are_hidden(root: Path, capsys: Printed) -> None:
    words = "The engineer Maja Kovač saw it at 07:15.\n"
    (root / "courier.txt").write_text(TEXT + words, encoding="utf-8")
    (root / "herald.txt").write_text("It is shut. " + words, encoding="utf-8")
    claims = READY.replace(HASH, hashlib.sha256((TEXT + words).encode()).hexdigest())
    claims = claims.replace("    claims:\n", "      - {id: herald, file: herald.txt}\n    claims:\n")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")
    main(["doctor"], root=root)
    shown = capsys.readouterr().out
    (root / "claims.yaml").write_text(claims.replace("site:\n", "site:\n  suggestions: hide\n"), encoding="utf-8")
    main(["doctor"], root=root)

    assert re.search("`bridge` shows \\d suggestions? that nobody has reviewed", shown)
    assert "suggestion" not in capsys.readouterr().out


def test_what_is_left_of_the_invented_example_is_told(tmp_path: Path, capsys: Printed) -> None:
    main(["new", str(tmp_path)])
    capsys.readouterr()
    main(["doctor"], root=tmp_path)
    told = capsys.readouterr().out

    assert re.search(r"claims\.yaml:14:16 +the `description` is still that of the invented example", told)
    assert re.search(r"claims\.yaml:17:5 +`lighthouse` is the invented story that came with the site", told)


def test_a_site_of_its_own_has_nothing_left_of_the_example(root: Path) -> None:
    assert list(left(root)) == []


WHEEL = "./wheels/diptych-9.9-py3-none-any.whl"


def test_a_wheel_that_requirements_name_and_that_is_not_there_is_told_at_its_line(root: Path, capsys: Printed) -> None:
    (root / "requirements.txt").write_text(f"# what it takes\n  {WHEEL}[share]\n", encoding="utf-8")
    status = main(["doctor"], root=root)
    told = capsys.readouterr().out

    assert status == 1
    assert f"requirements.txt:2:3  there is no {WHEEL} to install from" in told
    assert "pip wheel --no-deps --wheel-dir wheels" in told
    assert told.endswith("1 thing to mend before publication\n")


def test_a_wheel_that_is_there_lacks_nothing(root: Path) -> None:
    (root / "wheels").mkdir()
    (root / WHEEL).write_bytes(b"a wheel")
    (root / "requirements.txt").write_text(f"{WHEEL}\n", encoding="utf-8")

    assert main(["doctor"], root=root) == 0


@pytest.mark.parametrize(
    "line", ["diptych==1.2", "diptych @ https://example.org/d.whl", "https://example.org/d.whl", "-r more.txt", "# ./a.whl"]
)
def test_requirements_that_name_no_file_lack_none(root: Path, line: str) -> None:
    (root / "requirements.txt").write_text(f"{line}\n", encoding="utf-8")

    assert main(["doctor"], root=root) == 0


@pytest.mark.parametrize(("host", "lacks"), [("example.org", 1), ("www.example.org", 1), ("counterexample.org", 0), ("example.org.uk", 0)])
def test_only_hosts_that_nobody_can_have_are_addresses_for_examples(root: Path, host: str, lacks: int) -> None:
    (root / "claims.yaml").write_text(READY.replace("https://paper.example/", f"https://{host}/"), encoding="utf-8")

    assert len(lacking(root)) == lacks


def test_a_rejected_story_lacks_nothing(root: Path) -> None:
    more = "  - {id: fair, title: The fair, status: rejected, sources: [{id: courier, file: courier.txt}]}\n"
    (root / "claims.yaml").write_text(READY + more, encoding="utf-8")

    assert lacking(root) == ()


def test_an_address_from_outside_the_file_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "claims.yaml").write_text(READY.replace("  url: https://paper.example/bridge/\n", ""), encoding="utf-8")
    monkeypatch.setenv("DIPTYCH_URL", "https://paper.example/")

    assert main(["doctor"], root=root) == 0


def test_programs_get_what_is_missing_as_json(root: Path, capsys: Printed) -> None:
    (root / "claims.yaml").write_text(READY.replace("  description: Two papers on one bridge.\n", ""), encoding="utf-8")
    status = main(["doctor", "--json"], root=root)
    told: Any = json.loads(capsys.readouterr().out)

    assert status == 1
    assert (told["ready"], [(each["file"], each["line"], each["message"]) for each in told["missing"]]) == (
        False,
        [("claims.yaml", 2, "the site has no `description`")],
    )


def test_a_site_that_cannot_be_built_has_its_problems_told_first(root: Path, capsys: Printed) -> None:
    (root / "claims.yaml").write_text(READY.replace("courier: closed on Tuesday", "courier: closed on Monday"), encoding="utf-8")

    assert main(["doctor"], root=root) == 1
    assert "quote not found in courier.txt" in capsys.readouterr().err
