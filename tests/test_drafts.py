"""Drafts: work that nobody has reviewed never reaches a published site, and says what it is where it was asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from diptych.build import build, check
from diptych.cli import main
from diptych.read import Asked

CLAIMS = """\
site: {title: Papers, url: "https://example.org/papers/"}
stories:
  - id: bridge
    title: The bridge closes
    reviewed_by: A. Reviewer
    sources: [{id: courier, file: courier.txt}, {id: herald, file: herald.txt}]
    claims:
      - {id: closure, claim: The bridge is closed, statements: {courier: closed on Tuesday, herald: shut on Tuesday}, relation: agree}
      - {id: crack, claim: A crack, statements: {herald: A crack was found}, relation: only, reviewed_by: [B. Reviewer, C. Reviewer]}
      - id: engineer
        claim: UNFINISHED CLAIM
        status: draft
        statements: {courier: engineer Maja Kovač saw it at 07:15, herald: engineer Maja Kovač saw it at 07:15}
        relation: agree
  - id: harbour
    title: UNFINISHED STORY
    status: draft
    summary: It is told [here](/harbour/claims/crane/).
    sources: [{id: courier, file: courier.txt}]
    claims: [{id: crane, claim: The crane, statements: {courier: closed on Tuesday}, relation: only}]
  - id: fair
    title: REJECTED STORY
    status: rejected
    sources: [{id: courier, file: courier.txt}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a draft claim, a draft story, and a rejected one."""
    (tmp_path / "courier.txt").write_text("The bridge was closed on Tuesday. The engineer Maja Kovač saw it at 07:15.\n", encoding="utf-8")
    herald = "The bridge was shut on Tuesday. A crack was found. The engineer Maja Kovač saw it at 07:15.\n"
    (tmp_path / "herald.txt").write_text(herald, encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    return tmp_path


def built(root: Path, drafts: bool = False) -> dict[str, str]:
    """The text files of the site, as a build writes them."""
    build(root, root / "_site", asked=Asked(drafts))
    pages = (root / "_site").rglob("*.html")
    return {path.relative_to(root / "_site").as_posix(): path.read_text(encoding="utf-8") for path in pages}


def suggested(root: Path) -> str:
    """The words of all suggestions."""
    found = (each.claim for each in check(root).findings[0].suggestions)
    return " ".join(passage.quote.exact for claim in found for statement in claim.statements for passage in statement.passages)


def test_drafts_are_nowhere_in_a_published_site(root: Path) -> None:
    files = built(root)

    assert "bridge/claims/closure/index.html" in files
    assert [path for path, text in files.items() if "UNFINISHED" in text or "harbour" in path] == []


def test_what_an_editor_has_taken_up_as_a_draft_is_not_suggested_in_its_place(root: Path) -> None:
    with_draft = suggested(root)
    without = CLAIMS[: CLAIMS.index("      - id: engineer")] + CLAIMS[CLAIMS.index("  - id: harbour") :]
    (root / "claims.yaml").write_text(without, encoding="utf-8")

    assert "07:15" in suggested(root)
    assert "07:15" not in with_draft


def test_drafts_that_are_asked_for_are_built_and_marked(root: Path) -> None:
    files = built(root, drafts=True)

    assert "A draft: nobody has reviewed this story, and it is not published." in files["harbour/index.html"]
    assert '<meta name="robots" content="noindex">' in files["harbour/claims/crane/index.html"]
    assert "A draft: nobody has reviewed this claim" in files["bridge/claims/engineer/index.html"]
    assert "The program found these passages by itself" not in files["bridge/claims/engineer/index.html"]
    assert "a draft" in files["index.html"]


def test_a_reviewed_story_is_not_marked_as_a_draft_beside_one(root: Path) -> None:
    files = built(root, drafts=True)

    assert "nobody has reviewed this" not in files["bridge/claims/closure/index.html"]
    assert "noindex" not in files["bridge/index.html"]


@pytest.mark.parametrize("drafts", [False, True])
def test_a_rejected_story_is_never_built(root: Path, drafts: bool) -> None:
    files = built(root, drafts)

    assert "index.html" in files
    assert [path for path, text in files.items() if "REJECTED STORY" in text or path.startswith("fair/")] == []


def test_a_build_after_one_with_drafts_takes_them_away_again(root: Path) -> None:
    built(root, drafts=True)

    assert "harbour/index.html" not in built(root)


def test_a_published_page_may_not_link_to_a_draft(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = CLAIMS.replace("title: The bridge closes\n", "title: The bridge closes\n    summary: See [there](/harbour/).\n")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")

    assert main(["build"], root=root) == 1
    assert "links to `/harbour/`, but the site has no such page" in capsys.readouterr().err
    assert main(["build", "--drafts"], root=root) == 0


def test_a_quote_in_a_draft_must_stand_too(root: Path) -> None:
    (root / "claims.yaml").write_text(CLAIMS.replace("courier: engineer Maja", "courier: engineer Mara"), encoding="utf-8")

    assert main(["build"], root=root) == 1


def test_the_build_says_what_it_left_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build"], root=root)
    told = capsys.readouterr().out
    main(["build", "--json"], root=root)
    report: Any = json.loads(capsys.readouterr().out)

    assert "Left out, not reviewed or rejected: 2 stories and 1 draft claim (--drafts shows the drafts)\n" in told
    assert (report["drafts"], report["hidden"]) == (1, ["harbour", "fair"])


def test_a_site_of_drafts_alone_is_built_without_a_story(root: Path) -> None:
    drafts = CLAIMS.replace("title: The bridge closes\n    reviewed_by: A. Reviewer", "title: X\n    status: draft")
    (root / "claims.yaml").write_text(drafts, encoding="utf-8")

    assert "bridge/index.html" not in built(root)


# Who reviewed it


def test_the_reviewers_of_a_claim_are_named_on_its_page(root: Path) -> None:
    assert "Reviewed by <bdi>B. Reviewer</bdi> and <bdi>C. Reviewer</bdi>." in built(root)["bridge/claims/crack/index.html"]


def test_the_reviewers_of_a_story_stand_behind_the_claims_that_name_nobody(root: Path) -> None:
    files = built(root, drafts=True)

    assert "Reviewed by <bdi>A. Reviewer</bdi>." in files["bridge/index.html"]
    assert "Reviewed by <bdi>A. Reviewer</bdi>." in files["bridge/claims/closure/index.html"]
    assert "Reviewed by" not in files["bridge/claims/engineer/index.html"]


# The site's address


def test_an_address_that_is_given_takes_the_place_of_the_one_in_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["build", "--url", "https://paper.example/news"], root=root)
    given = (root / "_site/bridge/index.html").read_text(encoding="utf-8")
    monkeypatch.setenv("DIPTYCH_URL", "https://other.example")
    main(["build"], root=root)
    from_environment = (root / "_site/bridge/index.html").read_text(encoding="utf-8")

    assert '<link rel="canonical" href="https://paper.example/news/bridge/">' in given
    assert '<link rel="canonical" href="https://other.example/bridge/">' in from_environment


def test_an_address_that_is_none_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--url", "paper.example"], root=root) == 2
    assert "'paper.example' is no web address" in capsys.readouterr().err


# Incremental builds


def test_a_draft_in_a_file_of_its_own_is_seen_when_it_is_reviewed(root: Path) -> None:
    (root / "stories").mkdir()
    story = "id: fire\ntitle: The fire\nstatus: draft\nsources: [{id: courier, file: courier.txt}]\n"
    (root / "stories/fire.yaml").write_text(story, encoding="utf-8")
    (root / "claims.yaml").write_text(CLAIMS + "  - stories/*.yaml\n", encoding="utf-8")
    before = built(root)
    (root / "stories/fire.yaml").write_text(story.replace("status: draft\n", ""), encoding="utf-8")

    assert "fire/index.html" not in before
    assert "fire/index.html" in built(root)


def test_a_build_that_was_asked_for_the_same_has_nothing_to_do(root: Path) -> None:
    build(root, root / "_site", asked=Asked(drafts=True))
    again = build(root, root / "_site", asked=Asked(drafts=True))
    plain = build(root, root / "_site")

    assert [stage for stage, _ in again.seconds] == ["look"]
    assert [stage for stage, _ in plain.seconds] != ["look"]
    assert (again.drafts, plain.drafts, plain.hidden) == (0, 1, ("harbour", "fair"))
    assert build(root, root / "_site").hidden == ("harbour", "fair")
