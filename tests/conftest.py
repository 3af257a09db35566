"""What several test modules share."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden and the expected mistakes anew")


@pytest.fixture
def repository() -> Path:
    """The checkout that the tests run in."""
    return REPOSITORY
