"""`diptych suggest` in a terminal: one key decides, and every decision is in the file before the next is asked for."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from wcwidth import width as columns

from diptych.build import findings
from diptych.cli import main
from diptych.findings import Finding
from diptych.model import Story
from diptych.read import read_site
from diptych.review import HELP, KEYS, Person, Tally, card, review
from diptych.terminal import panels
from tests.test_suggest import FILES, HEAD, ITEM, left_out, site

ONE_MORE = "\nThe lighthouse at Gull Point was dark from Monday night.\n\nCaptain Orla Finch had sailed the route since 1998.\n"
TWO_MORE = "\nOn Monday night the lighthouse at Gull Point was dark.\n\nOrla Finch, the captain, had known the route since 1998.\n"
WRITTEN = HEAD + "    claims:\n" + ITEM + "\n      # Next: the wreck.\n\n# the end\n"


@dataclass(slots=True)
class Screen:
    """What a person would have seen, and what the editor was given."""

    lines: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def suggested(root: Path) -> list[tuple[Story, Finding]]:
    return [(each.story, item) for each in findings(root) for item in each.suggestions if item.hint]


def person(screen: Screen, keys: str, edit: Callable[[str], str | None] = lambda text: text, width: int = 100) -> Person:
    pressed: Iterator[str] = iter(keys)

    def edited(text: str) -> str | None:
        screen.opened.append(text)
        return edit(text)

    return Person(lambda: next(pressed), edited, lambda words: screen.lines.append(words), lambda words: words, width)


def run(root: Path, keys: str, edit: Callable[[str], str | None] = lambda text: text) -> tuple[Tally, Screen]:
    screen = Screen()
    return review(root, suggested(root), person(screen, keys, edit)), screen


def ids(root: Path, kind: str) -> list[str]:
    reading = read_site(root)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.site is not None
    return [claim.id for claim in getattr(reading.site.stories[0], kind)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A story of two accounts with one claim written and more to find."""
    made = site(tmp_path, WRITTEN)
    for name, more in (("one", ONE_MORE), ("two", TWO_MORE)):
        (made / f"{name}.txt").write_text((made / f"{name}.txt").read_text(encoding="utf-8") + more, encoding="utf-8")
    assert len(suggested(made)) > 2
    return made


# Keys


def test_what_is_accepted_is_a_reviewed_claim(root: Path) -> None:
    first = suggested(root)[0][1].claim.id
    tally, _ = run(root, "aq")

    assert ids(root, "claims") == ["people", first]
    assert tally.accepted == 1


def test_what_is_rejected_is_written_as_rejected_and_not_suggested_again(root: Path) -> None:
    first = suggested(root)[0][1].claim.id
    run(root, "rq")

    assert ids(root, "rejected") == [first]
    assert first not in [finding.claim.id for _, finding in suggested(root)]


def test_what_is_skipped_is_not_written_and_comes_back_next_time(root: Path) -> None:
    before = [finding.claim.id for _, finding in suggested(root)]
    run(root, "sq")

    assert (root / "claims.yaml").read_bytes().decode() == WRITTEN
    assert [finding.claim.id for _, finding in suggested(root)] == before


def test_the_counts_add_up_to_all_suggestions(root: Path) -> None:
    total = len(suggested(root))
    tally, _ = run(root, "ars" + "q")

    assert (tally.accepted, tally.rejected, tally.accepted + tally.rejected + tally.left) == (1, 1, total)


def test_each_decision_is_in_the_file_before_the_next_one_is_asked_for(root: Path) -> None:
    seen: list[int] = []

    def key() -> str:
        seen.append(len(ids(root, "claims")))
        return "a" if len(seen) < 3 else "q"

    review(root, suggested(root), Person(key, lambda text: text, lambda _: None, lambda words: words, 80))

    assert seen == [1, 2, 3]


def test_breaking_off_loses_nothing_and_the_rest_is_asked_for_next_time(root: Path) -> None:
    before = [finding.claim.id for _, finding in suggested(root)]

    def key() -> str:
        if len(ids(root, "claims")) == 1:
            return "a"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        review(root, suggested(root), Person(key, lambda text: text, lambda _: None, lambda words: words, 80))

    assert [finding.claim.id for _, finding in suggested(root)] == before[1:]


def test_help_tells_every_key_and_asks_again(root: Path) -> None:
    _, screen = run(root, "?q")
    keys = re.findall(r"\[(.)\]", KEYS)

    assert HELP in screen.text
    assert [line[0] for line in HELP.splitlines()] == [key for key in keys if key != "?"]
    assert screen.lines.count(KEYS) == 2


def test_a_key_that_means_nothing_decides_nothing(root: Path) -> None:
    run(root, "xq")

    assert (root / "claims.yaml").read_bytes().decode() == WRITTEN


@pytest.mark.parametrize("name", FILES)
def test_every_other_character_of_the_file_stays_whatever_is_decided(tmp_path: Path, name: str) -> None:
    made = site(tmp_path, FILES[name])
    run(made, "are" + "q")
    written = (made / "claims.yaml").read_bytes().decode()

    assert len(written) > len(FILES[name])
    assert left_out(written, FILES[name].replace("claims: []", "claims: ", 1) if "an empty list" in name else FILES[name])


# What is shown


def test_both_quotes_stand_side_by_side_with_confidence_and_reasons(root: Path) -> None:
    story, finding = suggested(root)[0]
    lines = card(story, finding, "1 of 3", person(Screen(), "", width=110))
    first, second = (statement.spans[0].of(story.source(statement.source_id).text).split()[0] for statement in finding.claim.statements)

    assert finding.hint is not None
    assert any(first in line.partition("│")[0] and second in line.partition("│")[2] for line in lines)
    assert f"{min(99, round(finding.hint.confidence * 100))} % sure, because:" in lines
    assert " ".join(finding.hint.reasons[0].split()) in " ".join(" ".join(lines).split())
    assert f"Relation: {finding.relation.value}" in "\n".join(lines)


def test_in_a_narrow_terminal_one_quote_stands_under_the_other(root: Path) -> None:
    story, finding = suggested(root)[0]
    lines = card(story, finding, "1 of 3", person(Screen(), "", width=50))

    assert not any("│" in line for line in lines)
    assert max(columns(line) for line in lines) <= 50


def test_wide_characters_take_two_columns_and_the_hinge_stays_in_line() -> None:
    chinese = "习近平同泽连斯基通电话，双方就乌克兰危机交换意见，通话时间约一个小时，气氛友好。"
    lines = panels([[chinese], ["They talked for an hour, it was said."]], 80)

    assert len(lines) > 1
    assert {columns(line.partition("│")[0]) for line in lines if "│" in line} == {columns(lines[0].partition("│")[0])}
    assert max(columns(line) for line in lines) <= 80


def test_a_text_that_runs_from_right_to_left_stands_alone_on_its_lines() -> None:
    lines = panels([["They talked for an hour."], ["تحدثا لمدة ساعة"]], 120)

    assert lines == ["They talked for an hour.", "", "تحدثا لمدة ساعة"]


def test_a_source_cannot_steer_the_terminal(root: Path) -> None:
    story, finding = suggested(root)[0]
    lines = card(story, finding, "1 of 3\x1b[2J", person(Screen(), "", width=110))

    assert not any("\x1b" in line for line in lines[1:])


# Editing


def test_an_edited_claim_is_written_as_it_was_saved(root: Path) -> None:
    run(root, "eq", lambda text: re.sub(r"claim: .*", "claim: What the ferry did  # said neutrally", text))
    written = (root / "claims.yaml").read_text(encoding="utf-8")

    assert "        claim: What the ferry did  # said neutrally\n" in written
    assert len(ids(root, "claims")) == 2
    assert "take away what is not meant" not in written


def test_an_edit_that_is_not_saved_changes_nothing_and_asks_again(root: Path) -> None:
    _, screen = run(root, "eq", lambda _: None)

    assert (root / "claims.yaml").read_bytes().decode() == WRITTEN
    assert screen.lines.count(KEYS) == 2


BROKEN = {
    "a quote that does not stand": (r'quote: "', 'quote: "not said ', "quote not found in"),
    "an unclosed quotation mark": (r'claim: ".*', 'claim: "unclosed', "quotation mark"),
    "a tab": (r"  claim:", "\tclaim:", "tab"),
    "a relation that there is not": (r"relation: .*", "relation: agrees", "unknown relation `agrees`"),
    "an id that is taken": (r"id: .*", "id: people", "duplicate id `people`"),
    "nothing left": (r"(?s).*", "# nothing", "this adds no claim"),
    "another document": (r"(?s)\Z", "---\n- id: other\n", ""),
    "a key of the story": (r"(?s)\A", "title: Another\n", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_edit_that_cannot_stand_is_shown_with_its_problem_and_the_file_stays(root: Path, name: str) -> None:
    pattern, replacement, message = BROKEN[name]
    _, screen = run(root, "eq", lambda text: re.sub(pattern, lambda _: replacement, text, count=1))

    assert (root / "claims.yaml").read_bytes().decode() == WRITTEN
    assert message in screen.text
    assert screen.lines.count(KEYS) == 2


def test_the_place_of_a_problem_counts_inside_the_edit(root: Path) -> None:
    _, screen = run(root, "eq", lambda text: re.sub(r"relation: .*", "relation: agrees", text))
    line = next(at for at, words in enumerate(screen.opened[0].splitlines()[2:], 1) if "relation:" in words)

    assert f"edit:{line}:13: unknown relation `agrees`" in screen.text


def test_the_editor_opens_again_with_what_was_written_in_it(root: Path) -> None:
    edits = iter([(r"relation: .*", "relation: agrees"), ("agrees", "differ")])
    tally, screen = run(root, "eeq", lambda text: re.sub(*next(edits), text))

    assert "relation: agrees" in screen.opened[1]
    assert screen.opened[1].count("take away what is not meant") == 1
    assert tally.accepted == 1


# The command itself


def test_outside_a_terminal_suggestions_are_printed_and_nothing_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest"], root=root) == 0
    assert "      - id: suggested-" in capsys.readouterr().out


def with_a_second_story(root: Path) -> Path:
    """The same site with another story of the same texts, so with suggestions of its own, and with a rejected one."""
    sources = "sources: [{id: one, file: one.txt}, {id: two, file: two.txt}]"
    more = f"  - {{id: wreck, title: The wreck, {sources}}}\n  - {{id: fair, title: The fair, status: rejected, {sources}}}\n"
    (root / "claims.yaml").write_text(WRITTEN.replace("\n# the end\n", more), encoding="utf-8")
    return root


def test_one_story_may_be_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_second_story(root)
    stories = [suggested_story(root, name, capsys) for name in ("", "ferry", "wreck")]

    assert stories == [{"ferry", "wreck"}, {"ferry"}, {"wreck"}]


def suggested_story(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The stories of which `suggest --json` tells, asked for one of them or for all."""
    assert main(["suggest", "--json", *(["--story", name] if name else [])], root=root) == 0
    return {each["story"] for each in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("args", [[], ["--write"], ["--json"]])
def test_a_story_that_there_is_not_is_wrong_usage_with_the_nearest_one(
    args: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (with_a_second_story(root) / "claims.yaml").read_bytes()
    code = main(["suggest", "--story", "feryr", *args], root=root)
    shown = capsys.readouterr()

    assert (code, shown.out) == (2, "")
    assert "Error: There is no story `feryr`. Did you mean `ferry`?" in shown.err
    assert (root / "claims.yaml").read_bytes() == before


def test_where_no_story_is_near_all_that_are_not_rejected_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_second_story(root)

    assert main(["suggest", "--story", "x"], root=root) == 2
    assert "There are `ferry`, `wreck`." in capsys.readouterr().err


def test_a_rejected_story_has_nothing_to_suggest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_second_story(root)

    assert main(["suggest", "--story", "fair"], root=root) == 0
    assert "Nothing to suggest" in capsys.readouterr().err


def in_terminal(root: Path, keys: bytes, *args: str, **environment: str) -> tuple[str, int]:
    """Run `diptych suggest` in a terminal of its own, press keys as they are asked for, and return what it showed and its exit code."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "diptych", "--root", str(root), "suggest", *args]
    env = {**os.environ, "COLUMNS": "110", "TERM": "xterm", **environment}
    shown, pressed = b"", 0
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=env, start_new_session=True) as process:
        os.close(follower)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([leader], [], [], 0.05)[0]:
                asked = shown.count(b"[?] help") > pressed and pressed < len(keys)
                if asked and not termios.tcgetattr(leader)[3] & termios.ICANON:  # it waits for a key, and not for a line
                    os.write(leader, keys[pressed : pressed + 1])
                    pressed += 1
                continue
            try:
                found = os.read(leader, 4096)
            except OSError:  # how Linux says that nobody is at the other end any more
                break
            if not found:
                break
            shown += found
        os.close(leader)
        try:
            code = process.wait(timeout=20)
        finally:
            process.kill()
    return shown.decode().replace("\r\n", "\n"), code


def test_in_a_real_terminal_keys_decide(root: Path) -> None:
    total = len(suggested(root))
    shown, code = in_terminal(root, b"arq")

    assert code == 0
    assert f"1 accepted, 1 rejected, {total - 2} left for another time" in shown
    assert (len(ids(root, "claims")), len(ids(root, "rejected"))) == (2, 1)


def test_in_a_real_terminal_the_editor_is_the_one_of_the_environment(root: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import os, pathlib, re, sys\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(re.sub('claim: .*', 'claim: As edited', path.read_text(encoding='utf-8')), encoding='utf-8')\n"
        "os.utime(path, (1, 1))\n",
        encoding="utf-8",
    )
    _, code = in_terminal(root, b"eq", EDITOR=f"{sys.executable} {editor}", VISUAL="")

    assert code == 0
    assert "        claim: As edited\n" in (root / "claims.yaml").read_text(encoding="utf-8")


def test_a_terminal_has_colour_and_no_color_takes_it_away(root: Path) -> None:
    assert "\x1b[1m" in in_terminal(root, b"q", NO_COLOR="")[0]
    assert "\x1b[1m" not in in_terminal(root, b"q", NO_COLOR="1")[0]


def test_ctrl_c_in_a_terminal_is_quiet_and_keeps_what_was_decided(root: Path) -> None:
    shown, code = in_terminal(root, b"a\x03")

    assert "Traceback" not in shown
    assert code == 130
    assert len(ids(root, "claims")) == 2


def test_where_there_is_one_story_alone_it_is_named_as_that(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "--story", "x"], root=root) == 2
    assert "There is no story `x`. The only one is `ferry`." in capsys.readouterr().err


def test_of_many_stories_a_few_are_named_and_the_rest_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = "".join(f"  - {{id: s{at}, title: S, status: draft, sources: [{{id: one, file: one.txt}}]}}\n" for at in range(100))
    (root / "claims.yaml").write_text(WRITTEN.replace("\n# the end\n", more), encoding="utf-8")

    assert main(["suggest", "--story", "wreck"], root=root) == 2
    assert "There are `ferry`, `s0`, `s1`, `s2`, `s3` and 96 more." in capsys.readouterr().err
