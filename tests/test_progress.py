"""The line that tells how far a long build is."""

from io import StringIO

import pytest

from diptych.progress import line, progress


class Terminal(StringIO):
    """What a build writes to, as if a person watched."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("made", "seconds", "speed"),
    [
        (25_000, 10.0, "2,500 a second"),
        (999, 1.0, "999 a second"),
        (25, 10.0, "2.5 a second"),
        (20, 10.0, "2 a second"),
        (2, 8.0, "4 s each"),
        (1, 90.0, "1 min 30 s each"),
    ],
)
def test_the_speed_is_told_as_a_person_writes_it(made: int, seconds: float, speed: str) -> None:
    assert f" stories, {speed}, " in line(made, 100_000, seconds)


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (59, "59 s"),
        (60, "1 min 0 s"),
        (3599.6, "1 h 0 min"),
        (7_530, "2 h 5 min"),
        (86_399, "23 h 59 min"),
        (90_000, "1 day 1 h"),
        (61_605 * 60, "42 days 18 h"),
    ],
)
def test_what_is_left_is_told_in_hours_and_days_where_it_takes_so_long(seconds: float, left: str) -> None:
    assert line(1, 2, seconds).endswith(f", {left} left")


def test_before_the_first_story_no_speed_is_told() -> None:
    assert line(0, 10, 0.0) == "0 of 10 stories"


def test_what_is_sent_has_a_rate_of_its_own() -> None:
    seconds = iter([0.0, 10.0, 20.0, 21.0])
    terminal = Terminal()
    tell = progress(terminal, lambda: next(seconds))
    tell(50, 100, "stories")
    tell(0, 400, "files sent")
    tell(100, 400, "files sent")

    assert [told for told in terminal.getvalue().split("\r\x1b[K") if told] == [
        "50 of 100 stories, 5 a second, 10 s left",
        "100 of 400 files sent, 100 a second, 3 s left",
    ]
