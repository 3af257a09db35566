"""What README and CONTRIBUTING tell people to run is what there is."""

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from click.testing import CliRunner

from diptych.cli import diptych
from diptych.read import read_site
from tests.conftest import REPOSITORY
from tests.test_new import usage

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CI = (REPOSITORY / ".ci/run").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_first_command_installs_and_builds_and_the_second_runs_the_tests() -> None:
    first, second = code_blocks("sh")[:2]

    assert first == "python -m pip install -e . && python build.py\n"
    assert second == "python -m pip install -e '.[test]' && python -m pytest\n"


def test_the_build_command_of_the_readme_builds_the_site(tmp_path: Path) -> None:
    command = [sys.executable, "build.py", "--out", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_continuous_integration_calls_the_very_test_command_of_the_readme() -> None:
    assert code_blocks("sh")[1].strip() in CI.replace('"$python"', "python")


def test_every_command_that_the_readme_names_exists_and_every_command_is_named() -> None:
    named = set(re.findall(r"`(?:python build\.py|diptych) ([a-z]+)", README))

    assert named == set(diptych.commands)


def test_every_command_has_help() -> None:
    for name in diptych.commands:
        told = CliRunner().invoke(diptych, [name, "--help"])

        assert told.exit_code == 0
        assert len(told.output.splitlines()) > 4


@pytest.mark.parametrize("file", ["README.md", "site_src/guide/tutorial.md", "starter/README.md"])
def test_every_command_line_that_is_shown_is_one_that_diptych_takes(file: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (REPOSITORY / file).read_text(encoding="utf-8"), re.DOTALL)
    lines = [
        part.strip() for block in blocks for line in block.splitlines() for part in line.split("&&") if part.strip().startswith("diptych ")
    ]

    assert lines
    assert [(line, usage(line)) for line in lines if usage(line)] == []


def test_suggestions_written_as_drafts_are_shown_by_the_command_that_comes_next() -> None:
    (block,) = (block for block in code_blocks("sh") if "diptych suggest --write" in block)
    _, *options = block.splitlines()[-1].split()[1:]

    assert block.splitlines()[-1].startswith("diptych serve ")
    assert "--drafts" in options


def shown_story(folder: Path, slip: tuple[str, str] = ("", "")) -> Path:
    """Write the story that the README shows, with one slip if one is given."""
    (example,) = code_blocks("yaml")
    (folder / "claims.yaml").write_text(dedent(f"   {example.strip()}\n").replace(*slip), encoding="utf-8")
    (folder / "seeds").mkdir()
    for name, text in re.findall(r"`(seeds/[a-z]+\.txt)`: “([^”]+)”", README):
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


def test_a_slip_in_the_story_of_the_readme_is_told_as_the_readme_shows_it(tmp_path: Path) -> None:
    reading = read_site(shown_story(tmp_path, ("for an hour", "for an houre")))
    (told,) = code_blocks("text")

    assert [str(problem) for problem in reading.problems] == [dedent(f"   {told.strip()}")]


def test_the_story_that_the_readme_shows_builds(tmp_path: Path) -> None:
    reading = read_site(shown_story(tmp_path))

    assert [str(problem) for problem in reading.problems] == []
    assert reading.site is not None
    assert len(reading.site.stories[0].claims) == 2


def test_every_file_and_picture_that_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if "://" not in link]

    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_the_workflows_are_yaml_and_test_the_oldest_and_the_newest_python() -> None:
    flows = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (REPOSITORY / ".github/workflows").glob("*.yml")}

    assert flows["test.yml"]["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.14"]
    assert "actions/deploy-pages" in str(flows["pages.yml"])
