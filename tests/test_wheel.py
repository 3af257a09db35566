"""The wheel, installed in an empty environment, builds a site too: with the templates and pages it bundles."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

EXAMPLE, GOLDEN = REPOSITORY / "tests" / "example", REPOSITORY / "tests" / "golden"


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip(python: Path, *words: str, cwd: Path) -> str:
    """Run this environment's pip for that of `python`, which has none of its own: to put one there takes longer than all it would do."""
    return run(sys.executable, "-m", "pip", "--python", python, *words, cwd=cwd)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `diptych` command of an environment that holds nothing but the wheel, its extras for a whole site, and what these need."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, REPOSITORY, cwd=folder)
    venv.create(folder / "empty")
    scripts = folder / "empty" / ("Scripts" if os.name == "nt" else "bin")
    [wheel] = folder.glob("*.whl")
    pip(scripts / "python", "install", "-q", "--no-compile", f"{wheel}[search,share]", cwd=folder)
    return scripts / "diptych"


def test_the_installed_command_builds_the_toy_site_as_stored(installed: Path, tmp_path: Path) -> None:
    said = run(installed, "--root", EXAMPLE, "build", "--out", tmp_path / "site", cwd=tmp_path)
    stored = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}
    del stored["model.json"]

    assert "0 not found, 0 uncheckable" in said
    assert {path: (tmp_path / "site" / path).read_bytes() for path in stored} == stored
    assert (tmp_path / "site/static/style.css").read_bytes() == (REPOSITORY / "site_src/static/style.css").read_bytes()


def test_an_editor_overrides_one_template_by_its_name(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html.j2").write_text("{% extends 'base.html.j2' %}{% block main %}<h1>Lost?</h1>{% endblock %}")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("The river rose.\n")
    (tmp_path / "claims.yaml").write_text(
        "site: {title: Own}\nstories:\n  - id: flood\n    title: Flood\n    sources: [{id: a, file: seeds/a.txt}]\n"
        "    claims: [{id: rise, claim: The river rose, statements: {a: The river rose}, relation: only}]\n"
    )
    run(installed, "build", cwd=tmp_path)

    assert "<h1>Lost?</h1>" in (tmp_path / "_site/404.html").read_text(encoding="utf-8")
    assert "The river rose" in (tmp_path / "_site/flood/index.html").read_text(encoding="utf-8")


def test_a_new_site_needs_nothing_but_the_wheel_and_installs_it_again_from_its_own_folder(installed: Path, tmp_path: Path) -> None:
    said = run(installed, "new", "site", cwd=tmp_path)
    run(installed, "check", "--strict", cwd=tmp_path / "site")
    run(installed, "build", cwd=tmp_path / "site")
    (wheel,) = (tmp_path / "site/wheels").iterdir()
    asked = pip(installed.with_name("python"), "install", "--dry-run", "--no-deps", "-r", "requirements.txt", cwd=tmp_path / "site")

    assert "Made a site of 11 files in site" in said
    assert (tmp_path / "site/_site/lighthouse/index.html").is_file()
    assert (tmp_path / "site/requirements.txt").read_text() == f"./wheels/{wheel.name}[search,share]\n"
    assert "Processing ./wheels/diptych-" in asked


def test_a_text_file_is_added_without_the_extra_and_a_page_tells_what_to_install(installed: Path, tmp_path: Path) -> None:
    run(installed, "new", "site", cwd=tmp_path)
    (tmp_path / "report.txt").write_text("The river rose on Monday.\n")
    (tmp_path / "page.html").write_text("<html><p>The river rose on Monday.</p></html>")
    run(installed, "--root", "site", "add", "report.txt", "--story", "river", "--title", "The river", cwd=tmp_path)
    run(installed, "--root", "site", "check", "--strict", cwd=tmp_path)
    command = [installed, "--root", "site", "add", "page.html", "--story", "river"]
    told = subprocess.run([str(word) for word in command], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert told.returncode == 1
    assert (
        'page.html: to read a page of HTML, trafilatura is missing. Install what reads it: python -m pip install "trafilatura'
        in told.stderr
    )
