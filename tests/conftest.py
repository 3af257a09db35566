"""What several test modules share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.align import Text
from diptych.build import check, site_files
from diptych.errors import Place
from diptych.pages.listing import listing
from diptych.pages.pages import Page, site_pages, story_pages
from diptych.pages.prepared import story_view
from diptych.read.languages import read_words
from diptych.read.run import Run
from diptych.text import segments
from diptych.words import Words

for name in ("DIPTYCH_URL", "GITHUB_ACTIONS", "NO_COLOR"):  # what a machine says of itself changes what commands print
    os.environ.pop(name, None)

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "tests" / "example"


def words_of(language: str) -> Words:
    """The shipped words of a language."""
    return read_words(Run(REPOSITORY), [REPOSITORY / "site_src" / "languages"], language, Place("claims.yaml"))


ENGLISH = words_of("en")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden and the expected mistakes anew")


@pytest.fixture
def repository() -> Path:
    """The checkout that the tests run in."""
    return REPOSITORY


@pytest.fixture(scope="session")
def example() -> dict[str, bytes]:
    """The toy site as it would be written."""
    return site_of(EXAMPLE)


@pytest.fixture(scope="session")
def demo() -> dict[str, bytes]:
    """The site of this checkout as it would be written."""
    return site_of(REPOSITORY)


@pytest.fixture(scope="session")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The toy site without an address."""
    return changed_example(tmp_path_factory.mktemp("homeless"), {"  url: https://example.org/repo/\n": ""})


def changed_example(folder: Path, changes: dict[str, str]) -> dict[str, bytes]:
    """The toy site, copied to `folder` and built with other words in its claims.yaml."""
    shutil.copytree(EXAMPLE, folder / "site")
    file = folder / "site" / "claims.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return site_of(folder / "site")


def site_of(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in site_files(check(root), root)}


@pytest.fixture
def text() -> Callable[..., Text]:
    """A maker of the aligner's texts: an id and lines, each a paragraph."""

    def made(source: str, *lines: str, language: str = "en", published: str | None = None) -> Text:
        written = "\n\n".join(lines)
        return Text(source, written, segments(written, language), language, published)

    return made


def pages_of(root: Path) -> list[Page]:
    """Return every page of the site of `root`."""
    checked = check(root)
    stories = [story_view(found, checked.site.words) for found in checked.findings]
    own = site_pages(checked.site, [listing(story, ()) for story in stories])
    return [*(page for story in stories for page in story_pages(story)), *own]
