"""The commands: what they print, how they end, and that a build that fails changes nothing."""

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from diptych import __version__
from diptych.cli import diptych, main
from diptych.options import with_command

REPOSITORY = Path(__file__).parent.parent
CLAIMS = """\
site:
  title: Two Papers
  url: https://example.org/papers/
stories:
  - id: bridge
    title: The bridge closes
    sources:
      - {id: courier, file: seeds/courier.txt}
      - {id: herald, file: seeds/herald.txt}
    claims:
      - id: closure
        claim: The bridge is closed
        statements:
          courier: It's shut since Tuesday
          herald: [The bridge is closed, since Tuesday]
        relation: agree
      - id: crack
        claim: A crack was found
        statements: {herald: A crack was found}
        absent: {courier: [crack]}
        relation: only
"""

COMMANDS = sorted(diptych.commands)
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small site without a mistake."""
    folder = tmp_path / "site"
    (folder / "seeds").mkdir(parents=True)
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (folder / "seeds/courier.txt").write_text("The bridge: It’s shut since Tuesday.\n", encoding="utf-8")
    (folder / "seeds/herald.txt").write_text("The bridge is closed since Tuesday. A crack was found.\n", encoding="utf-8")
    return folder


def break_quote(root: Path) -> None:
    (root / "claims.yaml").write_text(CLAIMS.replace("A crack was found}", "A crack was fount}"), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def numbers(line: str) -> list[int]:
    return [int(word) for word in re.findall(r"(?<![\w.])\d+(?![\w.])", line)]


def as_json(args: list[str], root: Path, capsys: Printed) -> Any:
    main(args, root=root)
    return json.loads(capsys.readouterr().out)


# build


def test_build_counts_the_quotes_and_the_counts_add_up(root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    line = capsys.readouterr().out.splitlines()[0]

    assert line == "Read 1 story, 2 sources, 4 quotes: 3 verified, 1 typographic, 0 not found, 0 uncheckable"


def test_build_counts_the_claims_by_relation(root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    line = capsys.readouterr().out.splitlines()[1]

    assert line == "Claims: 1 agree, 0 more-specific, 0 differ, 0 conflict, 1 only"


def test_build_counts_the_files_and_the_counts_add_up(root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    head, _, tail = capsys.readouterr().out.splitlines()[-1].rpartition(": ")
    pages, (changed, unchanged, removed) = numbers(head)[0], numbers(tail)[:3]

    assert changed == len(tree(root / "_site")) - 1  # the list of the files is not one of them
    assert pages == len([path for path in tree(root / "_site") if path.endswith(".html")])
    assert (unchanged, removed) == (0, 0)


def test_a_second_build_reports_0_changed(root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    capsys.readouterr()
    main(["build"], root=root)

    assert ": 0 changed, " in capsys.readouterr().out.splitlines()[-1]


def test_without_a_command_the_site_is_built(root: Path) -> None:
    assert main([], root=root) == 0
    assert (root / "_site/index.html").is_file()


def test_the_site_is_written_where_out_says(root: Path, tmp_path: Path) -> None:
    main(["--out", str(tmp_path / "public")], root=root)

    assert (tmp_path / "public/index.html").is_file()
    assert not (root / "_site").exists()


@pytest.mark.parametrize("args", [["--root", "{}"], ["--root", "{}", "build"]])
def test_root_names_the_folder_of_the_site(args: list[str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert main([arg.format(root) for arg in args]) == 0
    assert (root / "_site/index.html").is_file()


@pytest.mark.parametrize("args", [["--root={}"], ["--root={}", "check"], ["--root", "{}", "--json"]])
def test_root_may_be_written_in_every_way_that_options_are(args: list[str], root: Path) -> None:
    assert main([arg.format(root) for arg in args]) == 0


def test_a_root_that_names_no_folder_is_told_as_such(root: Path, capsys: Printed) -> None:
    assert main(["--root"], root=root) == 2
    assert "Option '--root' requires an argument." in capsys.readouterr().err
    assert not (root / "_site").exists()


def test_a_build_that_fails_leaves_the_former_output_as_it_was(root: Path) -> None:
    main(["build"], root=root)
    before = tree(root / "_site")
    break_quote(root)

    assert main(["build"], root=root) == 1
    assert tree(root / "_site") == before


def test_a_first_build_that_fails_makes_no_output(root: Path) -> None:
    break_quote(root)
    main(["build"], root=root)

    assert not (root / "_site").exists()


def test_a_build_that_fails_prints_the_problem_and_nothing_on_standard_output(root: Path, capsys: Printed) -> None:
    break_quote(root)
    main(["build"], root=root)
    shown = capsys.readouterr()

    assert shown.out == ""
    assert shown.err.startswith(
        "claims.yaml:19:30: quote not found in seeds/herald.txt. Nearest, at seeds/herald.txt:1:37: “A crack was found”\n"
    )


def test_a_build_that_fails_counts_every_quote_all_the_same(root: Path, capsys: Printed) -> None:
    break_quote(root)
    main(["build"], root=root)

    assert capsys.readouterr().err.splitlines()[-1] == "4 quotes: 2 verified, 1 typographic, 1 not found, 0 uncheckable"


# --json


def test_build_prints_one_json_object_with_the_counts_that_programs_need(root: Path, capsys: Printed) -> None:
    report = as_json(["build", "--json"], root, capsys)

    assert {"quotes", "claims", "pages", "changed", "seconds"} <= report.keys()


def test_the_counts_in_json_add_up(root: Path, capsys: Printed) -> None:
    report = as_json(["build", "--json"], root, capsys)

    assert report["quotes"] == {"verified": 3, "typographic": 1, "not found": 0, "uncheckable": 0}
    assert report["claims"] == {"agree": 1, "more-specific": 0, "differ": 0, "conflict": 0, "only": 1}
    assert sorted(report["changed"]) == sorted(tree(root / "_site").keys() - {".diptych-files"})
    assert report["files"] == {"changed": len(report["changed"]), "unchanged": 0, "removed": 0}


def test_the_seconds_in_json_are_given_by_stage(root: Path, capsys: Printed) -> None:
    seconds = as_json(["build", "--json"], root, capsys)["seconds"]

    assert list(seconds) == ["look", "read", "align", "compare", "render", "write", "site"]
    assert all(isinstance(each, float) and each >= 0 for each in seconds.values())


def test_a_second_build_reports_an_empty_list_of_changes_in_json(root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    capsys.readouterr()

    assert as_json(["build", "--json"], root, capsys)["changed"] == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_are_json_too(command: str, root: Path, capsys: Printed) -> None:
    break_quote(root)
    status = main([command, "--json"], root=root)
    shown = capsys.readouterr()
    report = json.loads(shown.out)

    assert (status, shown.err) == (1, "")
    assert [(each["file"], each["line"], each["column"], each["message"]) for each in report["problems"]] == [
        ("claims.yaml", 19, 30, "quote not found in seeds/herald.txt.")
    ]
    assert report["quotes"]["not found"] == 1


# check


def test_check_says_that_all_is_well_and_writes_nothing(root: Path, capsys: Printed) -> None:
    before = tree(root)

    assert main(["check"], root=root) == 0
    assert capsys.readouterr().out == "No problems: 4 quotes: 3 verified, 1 typographic, 0 not found, 0 uncheckable\n"
    assert tree(root) == before


def test_check_in_json_says_that_there_are_no_problems(root: Path, capsys: Printed) -> None:
    report = as_json(["check", "--json"], root, capsys)

    assert report["problems"] == []
    assert sum(report["quotes"].values()) == 4


# schema


@pytest.mark.parametrize(("args", "title"), [(["schema"], "claims.yaml"), (["schema", "--story"], "a story file")])
def test_schema_prints_a_schema(args: list[str], title: str, capsys: Printed) -> None:
    assert main(args) == 0
    assert json.loads(capsys.readouterr().out)["title"] == title


# Exit codes and usage


def test_a_build_that_goes_well_exits_with_0(root: Path) -> None:
    assert main(["build"], root=root) == 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_in_the_content_exit_with_1(command: str, root: Path) -> None:
    break_quote(root)

    assert main([command], root=root) == 1


@pytest.mark.parametrize(
    "args",
    [["bild"], ["build", "--nope"], ["check", "extra"], ["serve", "--port", "0"], ["serve", "--port", "x"], ["--root", "/no/such/folder"]],
)
def test_wrong_usage_exits_with_2(args: list[str], root: Path) -> None:
    assert main(args, root=root) == 2


def test_an_unknown_command_names_the_way_to_help(root: Path, capsys: Printed) -> None:
    main(["chek"], root=root)
    shown = capsys.readouterr().err

    assert shown.startswith("Usage: diptych [OPTIONS] COMMAND [ARGS]...\nTry 'diptych --help' for help.\n")
    assert "No such command 'chek'." in shown


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_every_command(flag: str, capsys: Printed) -> None:
    assert main([flag]) == 0
    assert re.findall(r"^  (\w+)  +\S", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE) == [
        "add",
        "build",
        "check",
        "completion",
        "doctor",
        "new",
        "schema",
        "serve",
        "suggest",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(command: str, capsys: Printed) -> None:
    main([command, "--help"])
    shown = capsys.readouterr().out

    assert re.search(r"\n\n  [A-Z][^\n]+\.\n", shown)
    assert [line for line in shown.splitlines() if re.fullmatch(r"  --\S+( [A-Z]+)?\s*", line)] == []


def shown_examples(command: click.Command) -> list[str]:
    """The lines that the help of a command gives as examples."""
    return [line.strip() for line in (command.epilog or "").partition("Examples:\n")[2].splitlines()]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_shows_examples_and_they_are_right(name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.chdir(root.parent)
    (root.parent / "bridge-reports").mkdir()
    found = shown_examples(diptych.commands[name] if name else diptych)
    main([*filter(None, [name]), "--help"])
    shown = capsys.readouterr().out

    assert found
    for line in found:
        assert f"  {line}\n" in shown
        first, *args = shlex.split(line.partition(">")[0])
        given = with_command(args)
        at = next(at for at, word in enumerate(given) if word in COMMANDS)
        context = diptych.make_context(first, given[: at + 1])

        assert (first, given[at] if name else "") == ("diptych", name)
        diptych.commands[given[at]].make_context(given[at], given[at + 1 :], parent=context)


# What the system refuses


def test_a_full_disk_is_one_line_and_the_former_site_stays(root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["build"], root=root)
    before = tree(root / "_site")
    (root / "claims.yaml").write_text(CLAIMS.replace("Two Papers", "Two Other Papers"), encoding="utf-8")
    capsys.readouterr()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        code = main(["build"], root=root)

    assert (code, capsys.readouterr()) == (2, ("", "error: no space left on device\n"))
    assert tree(root / "_site") == before


@pytest.mark.parametrize("command", [["build"], ["serve"]])
def test_an_output_that_may_not_be_written_is_one_line_that_names_it(
    command: list[str], root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def refused(path: Path, *args: Any, **more: Any) -> None:
        if path.name.startswith(".diptych-new"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        made(path, *args, **more)

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr("diptych.serve.serve", lambda *_: None)
    monkeypatch.chdir(root)
    code, shown = main(command), capsys.readouterr().err

    assert (code, shown) == ((2, "error: _site: permission denied\n") if command == ["build"] else (0, "_site: permission denied\n"))


@pytest.mark.parametrize(("name", "command"), [("seeds", ["add", "{}/text.txt", "--story", "bridge"])])
def test_a_stray_file_where_a_folder_must_go_is_one_line(name: str, command: list[str], root: Path, capsys: Printed) -> None:
    shutil.rmtree(root / name)
    (root / name).write_text("mine", encoding="utf-8")
    (root.parent / "text.txt").write_text("The bridge is shut, says a third paper.\n", encoding="utf-8")
    before = tree(root)
    code = main([word.format(root.parent) for word in command], root=root)
    shown = capsys.readouterr().err

    assert code == 2
    assert re.fullmatch(r"error: \S*seeds\S*: (not a directory|file exists)\n", shown)
    assert tree(root) == before


def test_a_stray_file_in_place_of_the_cache_does_not_stop_a_build(root: Path) -> None:
    (root / ".diptych").write_text("mine", encoding="utf-8")

    assert main(["build"], root=root) == 0
    assert main(["build"], root=root) == 0
    assert (root / ".diptych").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize("folder", ["static", "static/pictures"])
def test_a_static_file_whose_name_no_address_can_hold_is_told_by_name(folder: str, root: Path, capsys: Printed) -> None:
    main(["build"], root=root)
    before = tree(root / "_site")
    (root / "site_src" / folder).mkdir(parents=True)
    for name in (b"caf\xe9.png", b"\xff.png"):
        Path(os.fsdecode(os.fsencode(root / "site_src" / folder) + b"/" + name)).write_bytes(b"a picture")
    capsys.readouterr()

    assert main(["check"], root=root) == 1
    assert "the name of this file is not UTF-8" in capsys.readouterr().err
    assert main(["build"], root=root) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("site_src")] == [
        f"site_src/{folder}/caf\\xe9.png: the name of this file is not UTF-8, so no address can name it. Rename it.",
        f"site_src/{folder}/\\xff.png: the name of this file is not UTF-8, so no address can name it. Rename it.",
    ]
    assert tree(root / "_site") == before


def test_who_reads_no_further_is_no_error(root: Path) -> None:
    main(["build"], root=root)
    command = f"{shlex.quote(sys.executable)} -m diptych --root {shlex.quote(str(root))} schema --reference | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert "Traceback" not in done.stderr
    assert "error" not in done.stderr.lower()


def test_an_interruption_is_quiet(root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("diptych.build.plan.read_top", interrupted)

    assert main(["build"], root=root) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_keeps_its_traceback(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("diptych.build.plan.read_top", bug)

    with pytest.raises(ZeroDivisionError):
        main(["build"], root=root)


# The doors


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, args)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_package_runs_as_a_module(tmp_path: Path) -> None:
    done = run("-m", "diptych", "--version", cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, f"diptych, version {__version__}\n", "")


def test_build_py_builds_the_folder_it_stands_in_from_anywhere(root: Path, tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "build.py", root / "build.py")
    (tmp_path / "elsewhere").mkdir()
    done = run(root / "build.py", cwd=tmp_path / "elsewhere")

    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "_site/index.html").is_file()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_build_py_takes_the_other_commands_too(root: Path) -> None:
    shutil.copy(REPOSITORY / "build.py", root / "build.py")
    done = run("build.py", "check", cwd=root)

    assert (done.returncode, done.stdout[:12]) == (0, "No problems:")


def test_build_py_exits_with_1_for_problems(root: Path) -> None:
    shutil.copy(REPOSITORY / "build.py", root / "build.py")
    break_quote(root)

    assert run("build.py", cwd=root).returncode == 1


def test_build_py_names_the_one_command_that_installs_the_package(root: Path) -> None:
    shutil.copy(REPOSITORY / "build.py", root / "build.py")
    done = run("-I", "-S", "build.py", cwd=root)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("    python -m pip install -e .\n") == 1
    assert "Traceback" not in done.stderr


def test_output_in_a_terminal_that_knows_no_unicode_does_not_fail(root: Path) -> None:
    break_quote(root)
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "check"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert done.returncode == 1
    assert b"Nearest, at seeds/herald.txt:1:37: ?A crack was found?" in done.stderr
