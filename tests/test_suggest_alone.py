"""`diptych suggest --story x` is about x alone: what is wrong with other stories does not matter, what is wrong with x does."""

from pathlib import Path

import pytest

from diptych.build import findings
from diptych.cli import main
from diptych.errors import ContentError
from diptych.read import read_site
from diptych.review import review
from tests.test_review import Screen, person
from tests.test_suggest import HEAD, ITEM, site

FERRY = HEAD + "    claims:\n" + ITEM
SOURCES = "[{id: one, file: one.txt}, {id: two, file: two.txt}]"
BROKEN = {
    "a source that is not there": "  - {id: wreck, title: The wreck, sources: [{id: a, file: gone.txt}]}\n",
    "a key that there is not": f"  - {{id: wreck, titel: The wreck, sources: {SOURCES}}}\n",
    "no title": f"  - {{id: wreck, sources: {SOURCES}}}\n",
    "a quote that is not there": f"  - id: wreck\n    title: The wreck\n    sources: {SOURCES}\n    claims:\n"
    "      - {id: a, claim: A, statements: {one: nobody wrote this}}\n",
    "one id for two others": f"  - {{id: wreck, title: A, sources: {SOURCES}}}\n  - {{id: wreck, title: B, sources: {SOURCES}}}\n",
    "a note that leads nowhere": f'  - {{id: wreck, title: The wreck, summary: "[x](/nowhere/)", sources: {SOURCES}}}\n',
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_another_story_does_not_matter(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FERRY + BROKEN[name])

    assert main(["suggest", "--story", "ferry"], root=root) == 0
    assert "# wreck" not in capsys.readouterr().out
    assert main(["suggest"], root=root) == 1


@pytest.mark.parametrize("name", BROKEN)
def test_suggestions_are_written_beside_a_story_that_is_wrong(name: str, tmp_path: Path) -> None:
    root = site(tmp_path, FERRY + BROKEN[name])

    assert main(["suggest", "--story", "ferry", "--write"], root=root) == 0
    assert (root / "claims.yaml").read_text(encoding="utf-8").endswith(BROKEN[name])
    assert not any(item.hint for item in findings(root, "ferry")[0].suggestions)


@pytest.mark.parametrize("name", BROKEN)
def test_a_person_decides_beside_a_story_that_is_wrong(name: str, tmp_path: Path) -> None:
    root, screen = site(tmp_path, FERRY + BROKEN[name]), Screen()
    suggested = [(each.story, item) for each in findings(root, "ferry") for item in each.suggestions if item.hint]
    tally = review(root, suggested[:1], person(screen, "a"))

    assert tally.accepted == 1
    assert len(findings(root, "ferry")[0].story.claims) == 2


def test_a_file_of_another_story_that_is_wrong_does_not_matter(tmp_path: Path) -> None:
    root = site(tmp_path, FERRY + '  - "more/*.yaml"\n')
    (root / "more").mkdir()
    (root / "more" / "wreck.yaml").write_text("id: [", encoding="utf-8")

    assert main(["suggest", "--story", "ferry"], root=root) == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (FERRY.replace("title: The ferry", "titel: The ferry"), "unknown key `titel`"),
        (FERRY.replace("with 214 people on board", "with 999 people on board"), "999"),
        (FERRY + f"  - {{id: ferry, title: Again, sources: {SOURCES}}}\n", "duplicate story id `ferry`"),
    ],
)
def test_what_is_wrong_with_the_story_itself_is_told_and_nothing_of_others(written: str, told: str, tmp_path: Path) -> None:
    root = site(tmp_path, written + BROKEN["a key that there is not"].replace("titel", "headlin"))
    with pytest.raises(ContentError) as caught:
        findings(root, "ferry")

    assert told in str(caught.value)
    assert "headlin" not in str(caught.value)


def test_a_story_whose_own_file_cannot_be_read_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FERRY + '  - "more/*.yaml"\n')
    (root / "more").mkdir()
    (root / "more" / "wreck.yaml").write_text("id: wreck\ntitle: [", encoding="utf-8")

    assert main(["suggest", "--story", "wreck"], root=root) == 1
    assert "more/wreck.yaml:2" in capsys.readouterr().err


REJECTED = f"  - {{id: wreck, status: rejected, title: The wreck, sources: {SOURCES}}}\n"


def test_a_rejected_story_is_named_to_nobody_who_asks_for_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, FERRY + REJECTED)

    assert main(["suggest", "--story", "wrek"], root=root) == 2
    assert "There is no story `wrek`. The only one is `ferry`." in capsys.readouterr().err


def test_reading_one_story_leaves_the_whole_site_as_strict_as_it_was(tmp_path: Path) -> None:
    assert read_site(site(tmp_path, FERRY + BROKEN["no title"])).problems
