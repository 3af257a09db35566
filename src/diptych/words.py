"""The words that pages use around the accounts: one catalogue a language, and what its grammar needs.

A catalogue is a flat mapping of keys to templates (`{name} says more`). A template that counts has a form for each number that its
language tells apart. Nothing here knows a language: lists, dates, numbers and quotation marks are entries of the catalogue too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from diptych.errors import ContentError, Place, Problem

OTHER: Final = "other"
"""The form of every number for which a language has no other."""

MONTHS: Final = "date.months"
_CONDITION: Final = re.compile(r"n(?: % (\d+))? (!?=) (\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)")

Entry = str | Mapping[str, str] | tuple[str, ...]
"""One template; or one for each form of a number; or, for the months alone, a list of names."""


class Words(Struct, frozen=True):
    """The catalogue of one language: its tag, its entries by key, and for each form of number but the last when it is used.

    A key that is not there is a ContentError, for a template of the site's own may ask for it.

    >>> words = Words("en", {"stories": {"one": "{count} story", "other": "{count} stories"}, "number.thousands": ","}, (("one", "n = 1"),))
    >>> words.say("stories", count=1), words.say("stories", count=1200)
    ('1 story', '1,200 stories')
    """

    language: str = "en"
    entries: Mapping[str, Entry] = {}
    plurals: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Words({self.language!r})"

    def say(self, key: str, /, **values: str | int) -> str:
        """Return the entry of `key` with its placeholders filled; `count` chooses the form, and whole numbers are set as such."""
        return self.fill(key, values)

    def fill(self, key: str, values: Mapping[str, object], kind: Callable[[str], str] = str) -> str:
        """Return the same; `kind` is what the template becomes before it is filled."""
        template = kind(self._template(key, values.get("count")))
        try:
            return template.format_map({name: self.number(value) if isinstance(value, int) else value for name, value in values.items()})
        except (KeyError, IndexError, ValueError) as error:
            raise ContentError([self._problem(f"`{key}` cannot be filled: {error}.")]) from None

    def _template(self, key: str, count: object = None) -> str:
        """Return the template of `key`, in its form for `count`."""
        entry = self.entries.get(key)
        if isinstance(entry, str):
            return entry
        if not isinstance(entry, Mapping):
            from difflib import get_close_matches

            near = "".join(f"Did you mean `{each}`?" for each in get_close_matches(key, self.entries, 1))
            raise ContentError([self._problem(f"there is no string `{key}`.", near)])
        return entry.get(form(count, self.plurals) if isinstance(count, int) else OTHER, entry[OTHER])

    def _problem(self, message: str, *hints: str) -> Problem:
        return Problem(Place(f"site_src/languages/{self.language}.toml", 0, 0), message, tuple(filter(None, hints)))

    def number(self, number: int) -> str:
        """Return a whole number in figures."""
        return f"{number:,}".replace(",", self._template("number.thousands")) if abs(number) > 999 else str(number)

    def decimal(self, number: float) -> str:
        """Return a number with two decimal places."""
        return f"{number:.2f}".replace(".", self._template("number.decimal"))

    def joined(self, words: Sequence[str], last: str = "and") -> str:
        """Return the words as a list to read.

        >>> Words("en", {"list.comma": ", ", "list.and": " and "}).joined(["a", "b", "c"])
        'a, b and c'
        """
        return "".join(f"{word}{self.between(at, len(words), last)}" for at, word in enumerate(words, 1))

    def between(self, position: int, total: int, last: str = "and") -> str:
        """Return what follows the item at `position`, from 1, in a list of `total`; `last` is what joins the last two."""
        return "" if position >= total else self.say(f"list.{last}" if position == total - 1 else "list.comma")

    def quoted(self, words: str) -> str:
        """Return words between quotation marks."""
        return self.say("quote.marks", words=words)

    def day(self, written: str) -> str:
        """Return a date to read that is known to the day, the month or the year.

        >>> months = ("January", "February", "March", "April")
        >>> words = Words("en", {"date.months": months, "date.day": "{day} {month} {year}", "date.month": "{month} {year}"})
        >>> words.day("2023-04-26"), words.day("2023-04"), words.day("2023")
        ('26 April 2023', 'April 2023', '2023')
        """
        year, *rest = written.split("-")
        if not rest:
            return year
        month = self.entries[MONTHS][int(rest[0]) - 1]  # type: ignore[index]
        return (
            self.say("date.day", day=int(rest[1]), month=month, year=year) if rest[1:] else self.say("date.month", month=month, year=year)
        )


@lru_cache(maxsize=1024)
def form(count: int, plurals: tuple[tuple[str, str], ...]) -> str:
    """Return which form a number takes: the first whose condition holds. Conditions are written as the Unicode CLDR writes them.

    >>> polish = (("one", "n = 1"), ("few", "n % 10 = 2..4 and n % 100 != 12..14"))
    >>> [form(count, polish) for count in (1, 3, 13, 22)]
    ['one', 'few', 'other', 'few']
    """
    return next((name for name, condition in plurals if _holds(condition, count)), OTHER)


def is_condition(written: str) -> bool:
    """Tell whether `written` is a condition that `form` understands."""
    return all(_CONDITION.fullmatch(part) for each in written.split(" or ") for part in each.split(" and "))


def _holds(condition: str, count: int) -> bool:
    return any(all(_part_holds(part, count) for part in each.split(" and ")) for each in condition.split(" or "))


def _part_holds(part: str, count: int) -> bool:
    found = _CONDITION.fullmatch(part)
    if not found:
        return False
    modulus, sign, values = found.groups()
    ranges = [tuple(map(int, each.split(".."))) for each in values.split(",")]
    number = count % int(modulus) if modulus else count
    return any(each[0] <= number <= each[-1] for each in ranges) == (sign == "=")
