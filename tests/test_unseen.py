"""What does not show in a text of claims.yaml is told at its place and by its name; what a script needs is left alone."""

import json
from pathlib import Path

import pytest

from diptych.build import check
from diptych.cli import main
from diptych.read import read_site
from diptych.text import seen, shows, unseen
from tests.test_findings import ONE, TWO
from tests.test_mistakes import SITE, problems, site
from tests.test_suggest import HEAD

NAMES = {
    "\u200b": "U+200B ZERO WIDTH SPACE",
    "\ufeff": "U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "\u202a": "U+202A LEFT-TO-RIGHT EMBEDDING",
    "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "U+2066 LEFT-TO-RIGHT ISOLATE",
    "\u2069": "U+2069 POP DIRECTIONAL ISOLATE",
    "\u2063": "U+2063 INVISIBLE SEPARATOR",
    "\U000e0041": "U+E0041 TAG LATIN CAPITAL LETTER A",
}


@pytest.mark.parametrize("character", NAMES)
def test_what_does_not_show_in_a_title_is_told_where_it_stands(character: str, tmp_path: Path) -> None:
    root = site(tmp_path / "site", SITE.replace("title: The bridge closes", f"title: The {character}bridge closes"))
    (found,) = problems(root)

    assert str(found.place) == "claims.yaml:6:16"
    assert found.message == f"`title` holds {NAMES[character]}, which readers cannot see."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("title: Two Papers", "title: Two\u200b Papers"),
        ("claim: The bridge is closed", "claim: The\u200b bridge is closed"),
        ("id: courier\n", "id: courier\n        publisher: The\u200b Courier\n"),
        ("id: courier\n", "id: courier\n        title: The\u200b headline\n"),
        ("id: courier\n", "id: courier\n        url: https://example.org/\u200ba\n"),
        ("id: bridge\n", "id: bridge\n    summary: |\n      One.\n\n      Two\u200b.\n"),
        ("id: bridge\n", "id: bridge\n    names: {Orla Finch: [O. Fin\u200bch]}\n"),
        ("id: bridge\n", "id: bridge\n    names: {Orla Fin\u200bch: [O. Finch]}\n"),
        ("id: bridge\n", "id: bridge\n    reviewed_by: [Hale Osei, Jo\u200b Reyes]\n"),
    ],
)
def test_every_text_that_an_editor_writes_is_looked_at(written: str, told: str, tmp_path: Path) -> None:
    whole = SITE.replace(written, told, 1)
    (found,) = problems(site(tmp_path / "site", whole))
    line, column = found.place.line, found.place.column

    assert "U+200B ZERO WIDTH SPACE" in found.message
    assert whole.split("\n")[line - 1][column - 1] == "\u200b"


def test_it_is_told_with_all_other_problems_of_the_run(tmp_path: Path) -> None:
    claims = SITE.replace("title: Two Papers", "title: Two\u200b Pa\ufeffpers\u200b").replace("relation: only", "relation: onyl")
    first, second = problems(site(tmp_path / "site", claims))

    assert "holds U+200B ZERO WIDTH SPACE and U+FEFF ZERO WIDTH NO-BREAK SPACE, which" in first.message
    assert "unknown relation" in second.message


@pytest.mark.parametrize("title", ["\u200b", "\u200d \u200e", "\u3164", "\u00ad"])
def test_a_title_of_which_nothing_shows_is_empty(title: str, tmp_path: Path) -> None:
    (found,) = problems(site(tmp_path / "site", SITE.replace("The bridge closes", f'"{title}"')))

    assert found.message.startswith("`title` is empty: it holds U+")


def test_an_escape_that_makes_one_is_told_where_its_value_begins(tmp_path: Path) -> None:
    (found,) = problems(site(tmp_path / "site", SITE.replace("The bridge closes", '"The\\u202e bridge"')))

    assert str(found.place) == "claims.yaml:6:12"


@pytest.mark.parametrize(
    "written",
    [
        "او می\u200cرود",
        "क्\u200dष and क्\u200cष",
        "the family 👩\u200d👩\u200d👧",
        "England 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won",
        "\u200fשלום, OK\u200e!",
        "\u061cسلام",
        "Donau\u00addampfschiff",
        "ภาษา\u200bไทย",
        "10\u00a0000 km",
        "❤\ufe0f",
        "naïve e\u0301",
    ],
)
def test_what_a_script_needs_is_left_as_it_is(written: str, tmp_path: Path) -> None:
    read = read_site(site(tmp_path / "site", SITE.replace("The bridge closes", written)))

    assert (unseen(written), seen(written), shows(written)) == ((), written, True)
    assert read.problems == ()
    assert read.site is not None
    assert read.site.stories[0].title == written


def test_the_words_of_a_source_may_hold_what_the_source_holds(tmp_path: Path) -> None:
    root = site(
        tmp_path / "site", SITE.replace("{courier: The bridge was closed}", "{courier: {quote: The bri\u200bdge was\u00ad closed}}")
    )
    (root / "seeds/courier.txt").write_text("The bri\u200bdge was\u00ad closed on Tuesday.\n", encoding="utf-8")

    assert check(root).site.stories[0].claims[0].statements


def test_what_is_suggested_from_such_a_source_reads_back(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ONE.replace(" the ", " the\u200b "), encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO.replace(" the ", " the\u200b "), encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(HEAD, encoding="utf-8")

    assert main(["suggest", "--write"], root=tmp_path) == 0
    assert "\u200b" in (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    assert main(["check"], root=tmp_path) == 0


def test_what_is_added_from_a_page_reads_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    head = "<html><head><title>The\u200b ferry\ufeff</title></head>"
    page = f"{head}<body><article><h1>The\u200b ferry</h1><p>The ferry sank off Gull Point.</p>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    assert main(["add", str(tmp_path / "page.html"), "--story", "ferry", "--title", "The\u200b ferry"], root=root) == 0
    assert "title: The ferry" in (root / "claims.yaml").read_text(encoding="utf-8").replace('"', "")
    assert main(["check", "--json"], root=root) == 0, json.loads(capsys.readouterr().out)
