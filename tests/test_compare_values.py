"""Numbers, amounts, dates and names as they are read, in tables."""

from datetime import date

import pytest

from diptych.compare.amounts import amounts
from diptych.compare.dates import dates
from diptych.compare.names import names, same_name
from diptych.compare.numerals import number_at
from diptych.compare.tokens import line

THURSDAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7), ("1,250", 1250), ("3.75", 3.75), ("seven", 7), ("twenty-one", 21), ("ninety", 90), ("a hundred", 100),
        ("two hundred and five", 205), ("three thousand", 3000), ("half a million", 500_000), ("2.5 million", 2_500_000),
        ("4bn", 4_000_000_000), ("a dozen", 12), ("three dozen", 36), ("two and a half", 2.5), ("three quarters", 0.75), ("a third", 1 / 3),
        ("a couple of", 2), ("several", 3),
    ],
)  # fmt: skip
def test_a_number_has_the_value_that_a_reader_gives_it(written: str, value: float) -> None:
    found = number_at(line(written), 0)

    assert found is not None
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "low", "high", "dimension"),
    [
        ("at least 40 houses", 40, float("inf"), "count"),
        ("up to 200 jobs", 0, 200, "count"),
        ("nearly 50 people", 44, 50, "count"),
        ("about 50 people", 45, 55, "count"),
        ("between 30 and 40 people", 30, 40, "count"),
        ("40 to 60 hours", 144_000, 216_000, "duration"),
        ("a fortnight", 1_088_640, 1_330_560, "duration"),
        ("a year and a half", 44_180_550, 50_492_050, "duration"),
        ("2 hours and 50 minutes", 10_200, 10_200, "duration"),
        ("35 percent", 35, 35, "percent"),
        ("a quarter of voters", 23.5, 26.5, "percent"),
        ("$1.2 million", 1_150_000, 1_250_000, "USD"),
        ("45 euros", 45, 45, "EUR"),
        ("300 metres", 300, 300, "length"),
        ("a 61-year-old driver", 1_924_985_700 + 1, 1_924_985_700 + 1, "age"),
    ],
)
def test_an_amount_is_the_interval_that_its_words_commit_to(written: str, low: float, high: float, dimension: str) -> None:
    first = next(each for each in amounts(line(written)) if each.dimension == dimension)

    assert [first.low, first.high] == pytest.approx([low, high], rel=0.02)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("on 12 March", "2024-03-12", "2024-03-12"),
        ("on March 12, 2019", "2019-03-12", "2019-03-12"),
        ("on 3rd of May 2020", "2020-05-03", "2020-05-03"),
        ("yesterday", "2024-03-13", "2024-03-13"),
        ("on Tuesday", "2024-03-12", "2024-03-12"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("next week", "2024-03-18", "2024-03-24"),
        ("on Wednesday of next week", "2024-03-20", "2024-03-20"),
        ("two years ago", "2022-01-01", "2022-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in January 2016", "2016-01-01", "2016-01-31"),
        ("on the last day of February", "2024-02-29", "2024-02-29"),
        ("over the weekend", "2024-03-09", "2024-03-10"),
    ],
)
def test_a_date_means_days_seen_from_the_day_of_publication(written: str, first: str, last: str) -> None:
    when = dates(line(written), THURSDAY)[0]

    assert (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()) in when.days


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Muammar Gaddafi", "Moammar Qaddafi", True),
        ("Dmitry Medvedev", "Dmitri Medvedyev", True),
        ("Anna Kowalska", "Kowalska", True),
        ("Kyiv", "Kiev", True),
        ("Beijing", "China", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Anna Kowalska", "Maria Kowalska", False),
        ("Karl Meier", "Karl Maurer", False),
        ("Geneva", "Vienna", False),
    ],
)
def test_spellings_and_transliterations_are_one_name(one: str, other: str, same: bool) -> None:
    first, second = (names(line(f"They met {written} there."))[0] for written in (one, other))

    assert same_name(first, second) is same


def test_an_alias_table_joins_names_that_no_rule_could() -> None:
    aliases = (("Volodymyr Zelensky", "Зеленський", "Ze"),)
    first, second = (names(line(text), aliases)[0] for text in ("They met Зеленський there.", "They met Volodymyr Zelensky there."))

    assert same_name(first, second)
