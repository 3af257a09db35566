"""`diptych new`: a site that builds at once and hides nothing, and folders that are left alone."""

import os
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from diptych import __version__
from diptych.bring.new import new
from diptych.bring.origin import origin, origin_of
from diptych.build import check
from diptych.cli import diptych, main
from diptych.model import Relation
from diptych.read import schema
from tests.conftest import REPOSITORY

STARTER = REPOSITORY / "starter"
SEEDS = sorted((STARTER / "seeds").glob("*.txt"))

Printed = pytest.CaptureFixture[str]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# The site that is made


def test_a_new_site_is_sound_and_builds(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "site")]) == 0
    assert main(["check", "--strict"], root=tmp_path / "site") == 0
    assert main(["build"], root=tmp_path / "site") == 0
    assert (tmp_path / "site/_site/lighthouse/index.html").is_file()


def test_every_file_is_told_and_what_comes_next(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "my site"])
    shown = capsys.readouterr().out

    assert re.findall(r"^  (\S+)$", shown, re.MULTILINE) == sorted(tree(tmp_path / "my site"), key=Path)
    assert "\nMade a site of " in shown
    assert re.findall(r"^  (.+?)  +\S", shown.partition("Next:")[2], re.MULTILINE) == [
        "cd 'my site'",
        "diptych serve --open",
        "diptych add URL --story ID --title …",
    ]


def test_the_example_has_all_five_relations_and_little_left_to_suggest() -> None:
    checked = check(STARTER)
    (story,) = checked.site.stories

    assert [claim.relation for claim in story.claims] == [
        Relation.AGREE,
        Relation.CONFLICT,
        Relation.MORE_SPECIFIC,
        Relation.DIFFER,
        Relation.ONLY,
    ]
    assert len(story.sources) == 3
    assert checked.warnings == ()
    assert len(checked.findings[0].suggestions) <= 2
    assert checked.findings[0].origins == ()


def test_the_example_is_labelled_as_invented_wherever_it_shows() -> None:
    site = check(STARTER).site
    (story,) = site.stories

    assert "invented example" in story.title
    assert story.summary.startswith("**This story is invented**")
    assert "invented" in site.description
    for source in story.sources:
        assert "(invented)" in source.title
        assert source.text.endswith("This text is invented. It was written as an example for Diptych.\n")
        assert re.search(r"Invented|Made-Up|Fictional", source.provenance.publisher)
        assert source.provenance.url == ""
        assert source.provenance.sha256 in (STARTER / "claims.yaml").read_text(encoding="utf-8")


def test_the_claims_file_teaches_and_points_to_the_schema_that_lies_beside_it(tmp_path: Path) -> None:
    main(["new", str(tmp_path)])
    written = (tmp_path / "claims.yaml").read_text(encoding="utf-8")

    assert written.startswith("# yaml-language-server: $schema=claims.schema.json\n")
    assert (tmp_path / "claims.schema.json").read_text(encoding="utf-8") == schema()
    assert all(re.search(rf"^ +# {relation.value}: \S", written, re.MULTILINE) for relation in Relation)
    assert max(map(len, written.splitlines())) <= 125


def test_the_workflow_is_that_of_this_repository_with_another_installation() -> None:
    flows = [yaml.safe_load((root / ".github/workflows/pages.yml").read_text(encoding="utf-8")) for root in (REPOSITORY, STARTER)]
    ours, theirs = ([step["uses"] for step in flow["jobs"]["publish"]["steps"] if "uses" in step] for flow in flows)
    run = [step["run"] for step in flows[1]["jobs"]["publish"]["steps"] if "run" in step]

    assert ours == theirs
    assert run == ["python -m pip install -r requirements.txt", "diptych check --strict", "diptych build"]


def usage(line: str) -> str:
    """What is wrong with a command line of Diptych, or nothing; no command is run."""
    _, *args = shlex.split(line.partition(" > ")[0])
    try:
        context = diptych.make_context("diptych", list(args[:1]))
        diptych.commands[args[0]].make_context(args[0], args[1:], parent=context)
    except KeyError:
        return f"no command {args[0]}"
    except click.UsageError as error:
        return error.format_message()
    return ""


def test_every_command_of_its_readme_is_there_and_takes_what_it_is_given() -> None:
    readme = (STARTER / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"(?:^ *|`)(diptych [a-z][^`\n]*)", readme, re.MULTILINE)

    assert {line.split()[1] for line in lines} == {"add", "check", "doctor", "schema", "serve", "suggest"}
    assert [(line, usage(line)) for line in lines if line != "diptych add" and usage(line)] == []  # that one is named in a sentence


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("diptych suggets", "no command suggets"),
        ("diptych add a.txt --name x", "No such option"),
        ("diptych add", "Missing argument 'URL|FILE...'."),
    ],
)
def test_a_command_that_there_is_not_would_be_found(line: str, told: str) -> None:
    assert usage(line).startswith(told)


def test_git_leaves_the_bytes_of_the_sources_alone() -> None:
    assert "\n/seeds/** -text\n" in (STARTER / ".gitattributes").read_text(encoding="utf-8")


def test_originals_stay_out_of_the_repository_and_their_hashes_do_not() -> None:
    assert "/seeds/originals/*\n!/seeds/originals/SHA256SUMS\n" in (STARTER / ".gitignore").read_text(encoding="utf-8")


def test_two_new_sites_are_the_same_to_the_byte(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "a")])
    main(["new", str(tmp_path / "b")])

    assert tree(tmp_path / "a") == tree(tmp_path / "b")


# Where Diptych comes from


def test_a_wheel_on_this_disk_goes_with_the_site(tmp_path: Path) -> None:
    wheel = tmp_path / "diptych-1.2-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    found = origin_of({"url": wheel.as_uri(), "archive_info": {}})
    made = new(tmp_path / "site", found)

    assert (tmp_path / "site/requirements.txt").read_text() == "./wheels/diptych-1.2-py3-none-any.whl[search,share]\n"
    assert (tmp_path / "site/wheels/diptych-1.2-py3-none-any.whl").read_bytes() == b"a wheel"
    assert "a copy of the wheel was put" in made.notes[0]


def test_from_a_checkout_the_command_that_makes_the_wheel_is_told(tmp_path: Path) -> None:
    made = new(tmp_path / "site", origin_of({"url": (tmp_path / "my code").as_uri(), "dir_info": {"editable": True}}))

    assert (tmp_path / "site/requirements.txt").read_text() == f"./wheels/diptych-{__version__}-py3-none-any.whl[search,share]\n"
    assert made.notes[0].endswith(f"python -m pip wheel --no-deps --wheel-dir wheels '{tmp_path}/my code'")
    assert str(tmp_path).encode() not in b"".join(tree(tmp_path / "site").values())


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        ({}, f"diptych[search,share]=={__version__}"),
        (
            {"url": "https://example.org/diptych.git", "vcs_info": {"vcs": "git", "commit_id": "ab"}},
            "diptych[search,share] @ git+https://example.org/diptych.git@ab",
        ),
        ({"url": "https://example.org/diptych-1.whl", "archive_info": {}}, "diptych[search,share] @ https://example.org/diptych-1.whl"),
    ],
)
def test_from_elsewhere_the_site_is_told_the_same_place(record: dict[str, object], requirement: str, tmp_path: Path) -> None:
    new(tmp_path / "site", origin_of(record))

    assert (tmp_path / "site/requirements.txt").read_text() == f"{requirement}\n"
    assert not (tmp_path / "site/wheels").exists()


# Folders that are left alone


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path, capsys: Printed) -> None:
    for name in "abcd":
        (tmp_path / name).write_text(name)
    before = tree(tmp_path)

    assert main(["new", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}: this folder is not empty, so it is left as it is: it holds a, b, c and 1 more. "
        f"Name a folder that does not exist yet.\n\n1 problem in {tmp_path}\n"
    )
    assert tree(tmp_path) == before


def test_an_empty_folder_and_a_fresh_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "claims.yaml").is_file()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("file", "this is a file, not a folder. Name a folder that does not exist yet."),
        ("file/site", "no site can be made here: not a directory. Name another folder."),
        ("x" * 300, "no site can be made here: file name too long. Name another folder."),
    ],
)
def test_a_path_that_cannot_be_a_site_is_told_plainly(path: str, told: str, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "file").write_text("mine")

    assert main(["new", str(tmp_path / path)]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / path}: {told}\n")
    assert tree(tmp_path) == {"file": b"mine"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, capsys: Printed) -> None:
    tmp_path.chmod(0o500)

    assert main(["new", str(tmp_path / "site")]) == 1
    assert "no site can be made here: permission denied." in capsys.readouterr().err


def test_a_disk_that_fails_leaves_no_claims_file(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: bytes) -> None:
        if path.name == "claims.yaml":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("diptych.bring.new.write_bytes", full)

    assert main(["new", str(tmp_path / "site")]) == 1
    assert "no site can be made here: no space left on device." in capsys.readouterr().err
    assert not (tmp_path / "site/claims.yaml").exists()


def test_this_installation_is_known_as_the_checkout_that_it_is() -> None:
    found = origin()

    assert (found.requirement, found.wheel) == (f"./wheels/diptych-{__version__}-py3-none-any.whl[search,share]", None)
    assert Path(found.checkout).samefile(REPOSITORY)
