"""The line that tells how far a long build is."""

import pytest

from diptych.progress import line


@pytest.mark.parametrize(
    ("made", "seconds", "speed"),
    [
        (25_000, 10.0, "2,500 a second"),
        (999, 1.0, "999 a second"),
        (25, 10.0, "2.5 a second"),
        (20, 10.0, "2 a second"),
        (2, 8.0, "4 s a story"),
        (1, 90.0, "1 min 30 s a story"),
    ],
)
def test_the_speed_is_told_as_a_person_writes_it(made: int, seconds: float, speed: str) -> None:
    assert f" stories, {speed}, " in line(made, 100_000, seconds)


def test_before_the_first_story_no_speed_is_told() -> None:
    assert line(0, 10, 0.0) == "0 of 10 stories"
