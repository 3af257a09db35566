"""Every mistake an editor can make, one folder each: what the command prints is compared to the character.

A folder holds a small site with one mistake in it and `expected.txt`. To add one, add a folder and run `pytest --update-golden`; then
read what was written as an editor would. Mistakes that a repository cannot hold (a huge file, a link out of the site) are made here.
"""

from functools import cache
from pathlib import Path

import pytest

from diptych.build import check
from diptych.cli import main
from diptych.errors import ContentError, Problem
from diptych.read.files import LARGEST

MISTAKES = Path(__file__).parent / "mistakes"
NAMES = sorted(path.name for path in MISTAKES.iterdir() if path.is_dir())

SITE = """\
site:
  title: Two Papers

stories:
  - id: bridge
    title: The bridge closes
    sources:
      - id: courier
        file: seeds/courier.txt
    claims:
      - id: closure
        claim: The bridge is closed
        statements: {courier: The bridge was closed}
        relation: only
"""


def site(folder: Path, claims: str = SITE) -> Path:
    """Make a small site without a mistake."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "claims.yaml").write_text(claims, encoding="utf-8")
    (folder / "seeds/courier.txt").write_text("The bridge was closed on Tuesday.\n", encoding="utf-8")
    return folder


def printed(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Check the site of `root`, which must fail, and return everything that was printed."""
    status = main(["check"], root=root)
    shown = capsys.readouterr()

    assert status == 1
    assert shown.out == ""
    return shown.err


def wrong(root: Path) -> ContentError:
    with pytest.raises(ContentError) as raised:
        check(root)
    return raised.value


def problems(root: Path) -> tuple[Problem, ...]:
    return wrong(root).problems


@cache
def mistake(name: str) -> ContentError:
    """What is wrong in a folder of MISTAKES, found once for all the tests of it."""
    return wrong(MISTAKES / name)


def lines_of(root: Path, file: str) -> list[str]:
    """Return the lines of a file as an editor's program numbers them."""
    return (root / file).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")


def test_there_are_mistakes_to_test_and_each_folder_holds_one() -> None:
    assert NAMES
    assert [name for name in NAMES if not any((MISTAKES / name).iterdir())] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_to_the_character(name: str, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    shown = printed(MISTAKES / name, capsys)
    expected = MISTAKES / name / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_bytes(shown.encode())

    assert shown == expected.read_bytes().decode(), "the message changed; look at it, then run: python -m pytest --update-golden"


@pytest.mark.parametrize("name", NAMES)
def test_the_line_shown_below_a_mistake_is_the_line_it_stands_on(name: str) -> None:
    shown = [problem for problem in mistake(name).problems if problem.excerpt]

    elsewhere = [
        str(problem)
        for problem in shown
        if problem.excerpt and problem.excerpt.line != lines_of(MISTAKES / name, problem.place.file)[problem.place.line - 1]
    ]
    assert elsewhere == []


@pytest.mark.parametrize("name", NAMES)
def test_the_carets_below_a_mistake_stay_under_the_line(name: str) -> None:
    shown = [(problem.place.column, problem.excerpt) for problem in mistake(name).problems if problem.excerpt]

    assert [column for column, excerpt in shown if not 1 <= column <= max(1, len(excerpt.line) + 1)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_last_line_counts_every_problem(name: str) -> None:
    told = str(mistake(name)).splitlines()
    counts = [int(word) for word in told[-1].replace(",", "").split() if word.isdigit()]

    assert sum(counts) == len(mistake(name).problems) > 0


PROGRAMMERS_WORDS = ("ClaimsFile", "Entry", "did not find", "alphabetic or numeric", "another document", "violates")
PLACES = {
    "broken-link-in-a-note": "claims.yaml:19:",
    "broken-link-in-a-summary": "claims.yaml:7:",
    "claims-file-not-utf-8": "claims.yaml:6:15:",
    "claims-file-with-bom": "claims.yaml:1:1:",
    "claims-file-with-bom-not-utf-8": "claims.yaml:1:10:",
    "claims-file-with-crlf": "claims.yaml:18:19:",
    "columns-count-code-points": "claims.yaml:16:55:",
    "long-line": "claims.yaml:16:245:",
    "page-with-a-broken-link": "site_src/pages/team.md:4:",
    "quote-not-found-in-list": "claims.yaml:18:15:",
    "relative-link-in-a-note": "claims.yaml:19:",
    "source-file-not-utf-8": "seeds/herald.txt:3:69:",
    "story-file-with-bad-yaml": "stories/bridge.yaml:2:8:",
    "yaml-control-character": "claims.yaml:6:16:",
    "yaml-indentation": "claims.yaml:14:8:",
    "yaml-missing-colon": "claims.yaml:14:",
    "yaml-missing-space-after-colon": "claims.yaml:14:",
    "yaml-second-colon": "claims.yaml:16:34:",
    "yaml-tab": "claims.yaml:14:1:",
    "yaml-unclosed-quotation-mark": "claims.yaml:14:16:",
}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("many-")])
def test_one_mistake_is_told_once(name: str) -> None:
    assert len(mistake(name).problems) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_in_an_editors_words(name: str) -> None:
    told = " ".join(" ".join((problem.message, *problem.hints)) for problem in mistake(name).problems)

    assert [words for words in PROGRAMMERS_WORDS if words in told] == []


@pytest.mark.parametrize("name", PLACES)
def test_a_mistake_is_told_where_it_was_made(name: str) -> None:
    assert str(mistake(name).problems[0]).startswith(PLACES[name])


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    found = problems(MISTAKES / "many-mistakes-in-two-files")
    places = [(problem.place.file != "claims.yaml", problem.place.line, problem.place.column) for problem in found]

    assert len(found) > 5
    assert places == sorted(places)


# Mistakes that a repository cannot hold


def test_an_oversized_source_is_refused_at_the_line_that_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    with (root / "seeds/courier.txt").open("wb") as file:
        file.truncate(LARGEST + 1)  # a sparse file: it takes no room on the disk
    shown = printed(root, capsys)

    assert shown == (
        "claims.yaml:9:15: seeds/courier.txt has 20,000,001 bytes; Diptych reads up to 20,000,000.\n"
        "    9 |         file: seeds/courier.txt\n"
        "      |               ^^^^^^^^^^^^^^^^^\n"
        "\n"
        "1 problem in claims.yaml\n"
        "1 quote: 0 verified, 0 typographic, 0 not found, 1 uncheckable\n"
    )


def test_a_source_that_is_a_link_out_of_the_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    outside = (root / "seeds/courier.txt").rename(tmp_path / "elsewhere.txt")
    (root / "seeds/courier.txt").symlink_to(outside)
    shown = printed(root, capsys)

    assert shown == (
        "claims.yaml:9:15: seeds/courier.txt lies outside the site's folder; paths begin there, such as `seeds/courier.txt`.\n"
        "    9 |         file: seeds/courier.txt\n"
        "      |               ^^^^^^^^^^^^^^^^^\n"
        "\n"
        "1 problem in claims.yaml\n"
        "1 quote: 0 verified, 0 typographic, 0 not found, 1 uncheckable\n"
    )


def test_a_story_file_that_is_a_link_out_of_the_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site", "site:\n  title: Two Papers\nstories: [bridge.yaml]\n")
    (tmp_path / "elsewhere.yaml").write_text("id: bridge\n", encoding="utf-8")
    (root / "bridge.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    assert printed(root, capsys).startswith(
        "bridge.yaml:1:1: bridge.yaml lies outside the site's folder; paths begin there, such as `seeds/courier.txt`.\n"
    )


def test_a_loop_of_links_is_a_problem_and_not_a_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    (root / "seeds/courier.txt").unlink()
    (root / "seeds/courier.txt").symlink_to(root / "seeds/courier.txt")

    assert printed(root, capsys).startswith("claims.yaml:9:15: ")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
def test_a_line_separator_of_unicode_moves_no_place(separator: str, tmp_path: Path) -> None:
    claims = SITE.replace("title: The bridge closes", f'title: "The{separator}bridge"').replace("relation: only", "relation: onyl")

    assert str(problems(site(tmp_path / "site", claims))[0].place) == "claims.yaml:14:19"


def test_line_separators_of_unicode_never_crash(tmp_path: Path) -> None:
    claims = SITE.replace("title: The bridge closes", 'title: "The\u2028\u2028\u2028bridge"').replace("relation: only", "relation: onyl")

    assert problems(site(tmp_path / "site", claims))


def test_an_id_that_is_too_long_for_a_file_name_is_a_problem(tmp_path: Path) -> None:
    assert problems(site(tmp_path / "site", SITE.replace("id: closure", f"id: {'a' * 300}")))


def test_a_broken_link_is_told_in_the_same_run_as_a_wrong_quote(tmp_path: Path) -> None:
    claims = SITE.replace("The bridge was closed}", "The bridge was shut}") + "        note: See [how](/methods/).\n"

    assert len(problems(site(tmp_path / "site", claims))) == 2


@pytest.mark.parametrize("command", [["check"], ["build"], ["doctor"], ["suggest"], ["add", "a.txt"]])
def test_a_folder_without_a_claims_file_is_told_by_its_name_with_both_ways_out(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claim.png").write_bytes(b"a picture of a name that is near")
    (tmp_path / "a.txt").write_text("The bridge was closed.\n", encoding="utf-8")

    assert main(command, root=tmp_path) == 1
    assert capsys.readouterr().err.startswith(
        f"claims.yaml:1:1: there is no file claims.yaml in {tmp_path}, so this is no site of Diptych. "
        "Name the site's folder, as in diptych --root FOLDER, or make a site: diptych new FOLDER.\n\n1 problem in claims.yaml\n"
    )
    assert not (tmp_path / "_site").exists()


def test_a_claims_file_of_another_ending_is_to_be_renamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site(tmp_path / "site") / "claims.yaml").rename(tmp_path / "site/claims.yml")

    assert "so this is no site of Diptych. Rename claims.yml to claims.yaml.\n" in printed(tmp_path / "site", capsys)


def test_a_missing_claims_file_is_told_by_the_whole_name_of_the_current_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert f"no file claims.yaml in {tmp_path}, so" in printed(Path(), capsys)
