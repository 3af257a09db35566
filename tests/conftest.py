"""What several test modules share."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from diptych import search
from diptych.align import Text
from diptych.build import build, check, site_files
from diptych.errors import Place
from diptych.pages.listing import listing, newest_first
from diptych.pages.pages import Page, site_pages, story_pages
from diptych.pages.prepared import story_view
from diptych.read.languages import read_words
from diptych.read.run import Run
from diptych.render import share
from diptych.render.file import File
from diptych.text import segments
from diptych.words import Words

for name in ("DIPTYCH_URL", "GITHUB_ACTIONS", "NO_COLOR"):  # what a machine says of itself changes what commands print
    os.environ.pop(name, None)

DRAWN, MADE = share.drawn, search.made
REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "tests" / "example"


def words_of(language: str) -> Words:
    """The shipped words of a language."""
    return read_words(Run(REPOSITORY), [REPOSITORY / "site_src" / "languages"], language, Place("claims.yaml"))


ENGLISH = words_of("en")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden and the expected mistakes anew")


# To draw a picture and to index a site take longer than all else in a build, and most tests are not about them: what a process made of
# something it has, as long as it tests. test_share.py and test_search.py see everything made (`made_anew`).


@pytest.fixture(autouse=True, scope="session")
def made_once() -> Iterator[None]:
    indexes = dict[str, list[File]]()

    def made(key: str, records: dict[str, str]) -> list[File]:
        return indexes[key] if key in indexes else indexes.setdefault(key, MADE(key, records))

    with mock.patch.object(share, "drawn", cache(DRAWN)), mock.patch.object(search, "made", made):
        yield


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures and indexes are made as often as the program makes them."""
    monkeypatch.setattr(share, "drawn", DRAWN)
    monkeypatch.setattr(search, "made", MADE)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy site in a folder of the name that it is served under, to be read alone."""
    return built(EXAMPLE, tmp_path_factory.mktemp("example") / "repo")


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this checkout, to be read alone."""
    return built(REPOSITORY, tmp_path_factory.mktemp("demo") / "site")


def built(root: Path, out: Path) -> Path:
    build(root, out)
    return out


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
    own = site_pages(checked.site, newest_first(listing(story, ()) for story in stories))
    return [*(page for story in stories for page in story_pages(story)), *own]
