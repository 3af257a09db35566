"""Shell completion: commands, options and the ids of stories."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from diptych.cli import main
from tests.test_cli import root

__all__ = ["root"]  # the fixture


def completed(words: str, folder: Path) -> list[str]:
    """What bash would offer for a line that ends where the cursor is."""
    env = {**os.environ, "_DIPTYCH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    done = subprocess.run([sys.executable, "-m", "diptych"], cwd=folder, env=env, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_asks_diptych(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert f"_DIPTYCH_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_commands_are_completed(root: Path) -> None:
    assert completed("diptych s", root) == ["schema", "serve", "suggest"]


def test_a_site_that_is_built_completes_too(root: Path) -> None:
    assert main(["--root", str(root)]) == 0

    assert completed("diptych s", root) == ["schema", "serve", "suggest"]


def test_options_are_completed(root: Path) -> None:
    assert "--drafts" in completed("diptych build --", root)


def test_the_ids_of_stories_are_completed(root: Path) -> None:
    assert completed("diptych suggest --story b", root) == ["bridge"]


def test_a_claims_file_that_cannot_be_read_completes_nothing_and_says_nothing(root: Path) -> None:
    (root / "claims.yaml").write_text("site: [", encoding="utf-8")

    assert completed("diptych suggest --story b", root) == []


def test_a_rejected_story_is_not_completed(root: Path) -> None:
    claims = (root / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(claims.replace("id: bridge", "id: bridge\n    status: rejected", 1), encoding="utf-8")

    assert completed("diptych suggest --story b", root) == []
