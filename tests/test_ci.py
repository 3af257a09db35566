"""What runs without a person: annotations in GitHub Actions, the pre-commit hook, the workflow that publishes."""

import json
import re
import shlex
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from diptych.annotations import annotation
from diptych.cli import diptych, main
from diptych.errors import Place, Problem
from tests.conftest import REPOSITORY
from tests.test_cli import CLAIMS, break_quote, root

__all__ = ["root"]  # the fixture

Printed = pytest.CaptureFixture[str]
WARNED = CLAIMS.replace("It's shut since Tuesday", "with 214 people on board").replace(
    "[The bridge is closed, since Tuesday]", "with 241 people on board"
)


@pytest.fixture
def in_actions(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a folder of a checkout that GitHub Actions works on."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    return root


@pytest.fixture
def warned(in_actions: Path) -> Path:
    """A site with a relation that the comparison contradicts."""
    (in_actions / "claims.yaml").write_text(WARNED, encoding="utf-8")
    (in_actions / "seeds/courier.txt").write_text("The ship sank with 214 people on board.\n", encoding="utf-8")
    (in_actions / "seeds/herald.txt").write_text("The ship sank with 241 people on board. A crack was found.\n", encoding="utf-8")
    return in_actions


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in a log, read as GitHub's runner reads them: name, properties, message."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        if match:
            properties = dict(each.split("=", 1) for each in match[2].split(","))
            found.append((match[1], {key: decoded(value) for key, value in properties.items()}, decoded(match[3])))
    return found


def decoded(text: str) -> str:
    for sign, code in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def test_a_problem_is_an_annotation_at_its_line_counted_from_the_checkout(in_actions: Path, capsys: Printed) -> None:
    break_quote(in_actions)
    status = main(["check", "--strict"], root=in_actions)
    (found,) = commands(capsys.readouterr().out)

    assert status == 1
    assert found[:2] == ("error", {"file": "site/claims.yaml", "line": "19", "col": "30", "title": "Diptych"})
    assert found[2] == "quote not found in seeds/herald.txt. Nearest, at seeds/herald.txt:1:37: “A crack was found”"


def test_root_names_the_folder_of_annotations_too(in_actions: Path, capsys: Printed) -> None:
    break_quote(in_actions)
    main(["--root", str(in_actions), "check"])

    assert commands(capsys.readouterr().out)[0][1]["file"] == "site/claims.yaml"


def test_a_warning_is_a_warning_and_with_strict_an_error(warned: Path, capsys: Printed) -> None:
    assert main(["check"], root=warned) == 0
    assert [name for name, _, _ in commands(capsys.readouterr().out)] == ["warning"]
    assert main(["check", "--strict"], root=warned) == 1
    assert [name for name, _, _ in commands(capsys.readouterr().out)] == ["error"]


def test_a_build_annotates_its_warnings_too(warned: Path, capsys: Printed) -> None:
    main(["build"], root=warned)

    assert [(name, at["line"]) for name, at, _ in commands(capsys.readouterr().out)] == [("warning", "11")]


def test_programs_still_get_one_object_and_nothing_else(in_actions: Path, capsys: Printed) -> None:
    break_quote(in_actions)
    main(["check", "--json"], root=in_actions)
    shown = capsys.readouterr()

    assert len(json.loads(shown.out)["problems"]) == 1
    assert len(commands(shown.err)) == 1


def test_elsewhere_there_are_no_annotations(root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    break_quote(root)
    main(["check"], root=root)

    assert "::" not in "".join(capsys.readouterr())


def test_what_would_end_an_annotation_early_is_escaped() -> None:
    problem = Problem(Place("a,b:c%.yaml", 2, 3), "100 %, two:\r\nlines", ("::error::no",))
    line = annotation(problem, "error")

    assert line.count("\n") == 0
    assert commands(line) == [
        ("error", {"file": "a,b:c%.yaml", "line": "2", "col": "3", "title": "Diptych"}, "100 %, two:\r\nlines ::error::no")
    ]


def test_a_problem_of_a_whole_file_names_no_line() -> None:
    ((_, properties, _),) = commands(annotation(Problem(Place("claims.yaml", 0, 0), "x"), "error"))

    assert properties == {"file": "claims.yaml", "title": "Diptych"}


# pre-commit


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


def test_the_hook_has_what_pre_commit_asks_for() -> None:
    known = {"id", "name", "description", "entry", "language", "minimum_pre_commit_version", "pass_filenames", "files"}
    (hook,) = hooks()

    assert {"id", "name", "entry", "language"} <= hook.keys() <= known
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


def test_the_hook_runs_a_command_that_there_is() -> None:
    first, command, *options = shlex.split(hooks()[0]["entry"])
    context = diptych.make_context(first, [command])

    diptych.commands[command].make_context(command, options, parent=context)


@pytest.mark.parametrize("path", ["claims.yaml", "stories/bridge.yml", "seeds/courier.txt", "seeds/herald.md", "site_src/pages/about.md"])
def test_the_hook_runs_when_what_a_site_is_made_of_changes(path: str) -> None:
    assert re.search(hooks()[0]["files"], path)


def test_the_hook_does_not_run_for_a_picture() -> None:
    assert not re.search(hooks()[0]["files"], str(PurePosixPath("docs/story.png")))


# The workflow that publishes


def test_the_workflow_checks_strictly_builds_for_its_own_address_and_deploys() -> None:
    flow = yaml.safe_load((REPOSITORY / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = flow["jobs"]["publish"]["steps"]
    pages = next(at for at, step in enumerate(steps) if str(step.get("uses", "")).startswith("actions/configure-pages"))
    runs = "\n".join(step.get("run", "") for step in steps[pages:])

    assert steps[pages]["id"] == "pages"
    assert runs.index("build.py check --strict") < runs.index("build.py build")
    assert "DIPTYCH_URL: ${{ steps.pages.outputs.base_url }}" in (REPOSITORY / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "deploy-pages" in str(steps[-1])
