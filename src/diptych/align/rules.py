"""What the aligner knows of a language: one data file each, read on first use. A language without a file has no rules."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct, field

from diptych.tables import table

_NAMES: Final = {"en": "english"}
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Rules(Struct, frozen=True):
    """The words of one language that the aligner must know by name; every field is empty where no file says otherwise."""

    function: frozenset[str] = frozenset()
    """Words that carry no claim by themselves."""
    endings: tuple[str, ...] = ()
    """Endings cut off to compare words, longest first."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    """Words that point from the text's own date: "last"."""
    units: frozenset[str] = frozenset()
    """What they point to: "week"."""
    years: Mapping[str, int] = field(default_factory=dict)
    """Relative dates that are years, and how many from the text's own."""
    dating: frozenset[str] = frozenset()
    """Every word that may begin a date."""
    reporting: frozenset[str] = frozenset()
    """Verbs that say who said it."""
    participles: frozenset[str] = frozenset()
    """Forms of them whose speaker is named earlier."""
    openers: tuple[str, ...] = ()
    """Words that open a clause of its own after a comma."""
    leaders: tuple[str, ...] = ()
    """Words that open a sentence with a clause of its own, up to the first comma."""
    breakers: tuple[str, ...] = ()
    """Words that open a clause of its own anywhere."""
    limiters: frozenset[str] = frozenset()
    """Words that open a clause without which the one before says something else."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Capital, adjective or body to the one name they stand for."""
    lands: frozenset[str] = frozenset()
    """Those of these names that are countries and unions of them: what they have, no other has."""
    chrome_lines: frozenset[str] = frozenset()
    """Whole lines of a page that are not the article."""
    chrome_openers: tuple[str, ...] = ()
    """How lines begin that are not the article."""
    chrome_labels: tuple[str, ...] = ()
    """How lines begin that are not the article unless they end like a sentence."""
    chrome_phrases: tuple[str, ...] = ()
    """Words that no article sentence holds."""
    teaser_ends: frozenset[str] = frozenset()
    """Lines under the teaser of another article."""


@cache
def rules(language: str) -> Rules:
    """Return the rules of a BCP 47 language tag; an unknown language has none.

    >>> rules("en-GB").places["beijing"]
    'china'
    >>> rules("xx") == Rules()
    True
    """
    name = _NAMES.get(language.partition("-")[0].lower())
    if name is None:
        return Rules()
    return _rules(table(f"align-{name}", Path(__file__).with_name(f"{name}.toml").read_text("utf-8")))


def _rules(found: Mapping[str, Any]) -> Rules:
    part = {name: found.get(name, _NOTHING) for name in ("words", "numbers", "time", "speech", "clauses", "chrome")}
    return Rules(
        function=_words(part["words"], "function"),
        endings=tuple(sorted(_words(part["words"], "endings"), key=lambda ending: (-len(ending), ending))),
        numbers={form: float(value) for form, value in part["numbers"].get("words", {}).items()},
        scales=dict(part["numbers"].get("scales", {})),
        months=_words(part["time"], "months"),
        weekdays=_words(part["time"], "weekdays"),
        relative=_words(part["time"], "relative"),
        units=_words(part["time"], "units"),
        years=dict(part["time"].get("years", {})),
        dating=frozenset().union(*(_words(part["time"], key) for key in ("months", "weekdays", "relative"))),
        reporting=_words(part["speech"], "verbs"),
        participles=_words(part["speech"], "participles"),
        openers=tuple(sorted(_words(part["clauses"], "openers"))),
        leaders=tuple(sorted(_words(part["clauses"], "leaders"))),
        breakers=tuple(sorted(_words(part["clauses"], "breakers"))),
        limiters=_words(part["clauses"], "limiters"),
        places=dict(_places(found.get("places", {}) | found.get("bodies", {}))),
        lands=frozenset(place for _, place in _places(found.get("places", {}))),
        chrome_lines=frozenset(part["chrome"].get("lines", ())),
        chrome_openers=tuple(part["chrome"].get("openers", ())),
        chrome_labels=tuple(part["chrome"].get("labels", ())),
        chrome_phrases=tuple(part["chrome"].get("phrases", ())),
        teaser_ends=frozenset(part["chrome"].get("teaser_ends", ())),
    )


def _words(table: Mapping[str, str], key: str) -> frozenset[str]:
    return frozenset(table.get(key, "").split())


def _places(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, spellings in table.items():
        key = name.casefold().rpartition(" ")[2]
        yield from ((spelling, key) for spelling in spellings.split())
