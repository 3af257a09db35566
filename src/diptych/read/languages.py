"""The words of the interface from `site_src/languages`: the site's own file string by string, then the shipped one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from diptych.errors import Excerpt, Place
from diptych.read.files import TextFile, read_text
from diptych.read.problems import did_you_mean, listed
from diptych.read.run import Run
from diptych.tables import table
from diptych.words import MONTHS, OTHER, Entry, Words, is_condition

_FORMS: Final = frozenset({"zero", "one", "two", "few", "many", OTHER})
_PLURAL: Final = "plural"
_ENGLISH: Final = "en"
_NAMES: Final = "languages."
"""Where the names of languages stand; a site may add some."""
_SHOWN: Final = 5
"""Keys that a note has room for."""


class Catalogue(Struct, frozen=True):
    """One file: its entries by key, and when its forms of number are used."""

    file: TextFile
    entries: Mapping[str, Entry]
    plurals: tuple[tuple[str, str], ...]


def tags(language: str) -> tuple[str, ...]:
    """Return a language tag and what it is a kind of, the most special first.

    >>> tags("de-AT")
    ('de-at', 'de')
    """
    parts = language.lower().split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))


def read_words(run: Run, folders: Sequence[Path], language: str, place: Place) -> Words:
    """Return the words of `language` from the catalogues in `folders`, the first of which wins string by string.

    A string that no catalogue of the language has is English; so is all of it, with a note at `place`, where there is no catalogue.
    """
    found = [folder for folder in folders if folder.is_dir()]
    shipped = _catalogue(run, found[-1], _ENGLISH, keep=True) if found else None
    if shipped is None:
        return Words()
    english = shipped.entries
    wanted = [tag for tag in reversed(tags(language)) if any((folder / f"{tag}.toml").is_file() for folder in found)]
    if not wanted:
        hint = f"To translate them, copy site_src/languages/en.toml to site_src/languages/{tags(language)[-1]}.toml."
        run.note(place, f"there is no catalogue for `{language}`, so the words around the accounts are English.", hint)
    places = [(folder, tag) for tag in wanted or [_ENGLISH] for folder in reversed(found)]
    known = {(found[-1], _ENGLISH): shipped}
    read = [each for at in places if (each := known.get(at) or _catalogue(run, *at, keep=at[0] == found[-1]))]
    for each in read:
        if each.file.sha256 != shipped.file.sha256:  # a copy of it is as good as it is
            _check(run, each, english)
    entries: dict[str, Entry] = {}
    for each in read:
        entries |= {key: entry for key, entry in each.entries.items() if key in english or key.startswith(_NAMES)}
    english = {key: entry for key, entry in english.items() if not wanted or not key.startswith(_NAMES)}  # one without a name has its tag
    missing = [key for key in english if key not in entries]
    if missing and read:
        shown = listed(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
        run.note(Place(read[-1].file.name, 0, 0), f"{len(missing)} of {len(english)} strings are missing and stay English: {shown}.")
    plurals = next((each.plurals for each in reversed(read) if each.plurals), shipped.plurals)
    return Words(language if wanted else _ENGLISH, {**english, **entries}, plurals)


def _catalogue(run: Run, folder: Path, tag: str, keep: bool) -> Catalogue | None:
    """Return the catalogue of `tag` in `folder`, or None where there is none or it cannot be read; `keep` it parsed if it is shipped."""
    if not (folder / f"{tag}.toml").is_file():
        return None
    name = f"{folder.parent.name}/{folder.name}/{tag}.toml"
    file = read_text(folder.parent.parent, name, run.problems)
    if file is None:
        return None
    try:
        found = table(f"languages-{tag}", file.text, keep)
    except ValueError as error:  # tomllib.TOMLDecodeError is one
        message, _, at = str(error).rstrip(")").partition(" (at ")
        line, column = (*map(int, re.findall(r"\d+", at)), 1, 1)[:2]
        run.problems.add(Place(name, line, column), f"{message}.", excerpt=_excerpt(file, line))
        return None
    plurals = found.pop(_PLURAL, {})
    return Catalogue(file, dict(_flat(found)), tuple(plurals.items()) if isinstance(plurals, dict) else ())


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield every entry with its key, such as `story.parting`; a table whose keys are all forms of number is one entry."""
    for key, value in table.items():
        if isinstance(value, dict) and not (OTHER in value and value.keys() <= _FORMS):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", tuple(value) if isinstance(value, list) else value


def _check(run: Run, found: Catalogue, english: Mapping[str, Entry]) -> None:
    """Note what is wrong with a catalogue: keys that nothing asks for, strings that are none, placeholders that do not fit."""
    for name, condition in found.plurals:
        if name not in _FORMS or not isinstance(condition, str) or not is_condition(condition):
            _problem(
                run, found, f"{_PLURAL}.{name}", "a form is zero, one, two, few or many, and its condition reads like `n % 10 = 2..4`."
            )
    for key, entry in found.entries.items():
        if key not in english and not key.startswith(_NAMES):
            _problem(run, found, key, f"unknown key `{key}`.", did_you_mean(key, english))
            continue
        for fault in dict.fromkeys(_faults(key, entry, english.get(key, ""))):
            _problem(run, found, key, f"`{key}` {fault}.")


def _faults(key: str, entry: Entry, english: Entry) -> Iterator[str]:
    if key == MONTHS:
        if not isinstance(entry, tuple) or len(entry) != 12 or not all(isinstance(each, str) for each in entry):
            yield "is a list of twelve names"
        return
    counts = isinstance(english, Mapping)
    forms = entry if isinstance(entry, Mapping) else {OTHER: entry}
    if (isinstance(entry, Mapping) and not counts) or not all(isinstance(each, str) for each in forms.values()):
        yield "is a string, or a string for each form of number such as {one = …, other = …}" if counts else "is a string"
        return
    known = set(placeholders(english[OTHER] if isinstance(english, Mapping) else english))
    for name, template in forms.items():
        try:
            used = set(placeholders(template))
        except ValueError as error:
            yield f"has a brace that opens or closes nothing ({error}); write {{{{ or }}}} for one to be read"
            continue
        yield from (f"has the placeholder {{{each}}}, which nothing fills" for each in sorted(used - known))
        if name == OTHER:
            yield from (f"lacks the placeholder {{{each}}}" for each in sorted(known - used))


def placeholders(template: Any) -> Iterable[str]:
    """Return the names in braces of a template.

    >>> list(placeholders("{name} says more"))
    ['name']
    """
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def _problem(run: Run, found: Catalogue, key: str, message: str, *hints: str) -> None:
    line = _line(found.file.text, key)
    run.problems.add(Place(found.file.name, line), message, *hints, excerpt=_excerpt(found.file, line))


def _line(text: str, key: str) -> int:
    """Return the line on which an entry stands, or the first where it cannot be told."""
    section, last = "", key.split(".")
    for at, line in enumerate(text.split("\n"), 1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            section = head[1].strip()
        elif (name := re.match(r"\s*([\w.\"-]+)\s*=", line)) and [*filter(None, section.split(".")), *name[1].split(".")] == last:
            return at
    return 1


def _excerpt(file: TextFile, line: int) -> Excerpt | None:
    lines = file.text.split("\n")
    return Excerpt(lines[line - 1]) if 0 < line <= len(lines) else None
