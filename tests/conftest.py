"""What several test modules share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.align import Text
from diptych.errors import Place
from diptych.read.languages import read_words
from diptych.read.run import Run
from diptych.text import segments
from diptych.words import Words

REPOSITORY = Path(__file__).parent.parent


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


@pytest.fixture
def text() -> Callable[..., Text]:
    """A maker of the aligner's texts: an id and lines, each a paragraph."""

    def made(source: str, *lines: str, language: str = "en", published: str | None = None) -> Text:
        written = "\n\n".join(lines)
        return Text(source, written, segments(written, language), language, published)

    return made
