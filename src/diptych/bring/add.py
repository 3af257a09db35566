"""Bring sources into a story: find what is in them, store text and original, append the entries to the claims file.

Nothing is written before every input was found good and the new claims file was read back; then the texts come first and the claims
file last, each at once.
"""

import os
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from diptych.bring.entry import Addition, addition, as_yaml, story_as_yaml
from diptych.bring.fetch import Limits
from diptych.bring.gather import Gathered, gather, is_url
from diptych.bring.naming import named, stored
from diptych.bring.target import MisuseError, Order, Target, target
from diptych.bring.verify import only_added, read_back
from diptych.errors import ContentError, Problem
from diptych.read import CLAIMS_FILE, opening, outline
from diptych.shipped import folders
from diptych.write import write_bytes

ORIGINALS: Final = "seeds/originals"
"""Where originals are kept as they came, with a list of their hashes that `sha256sum -c` checks."""

SUMS: Final = f"{ORIGINALS}/SHA256SUMS"


class Added(Struct, frozen=True):
    """What was added: the sources, the story, the file that names them, and whether the story was started."""

    story: str
    file: str
    started: bool
    additions: tuple[Addition, ...]


def add(root: Path, inputs: Sequence[str], order: Order, limits: Limits, today: date, say: Callable[[str], object]) -> Added:
    """Add `inputs`, web addresses and files, to a story of the site in `root`.

    Raises MisuseError where the order does not fit the site, ContentError for everything else that stands in the way; then no file that
    was there has changed. Where nothing can be added to the claims file, the texts are stored and the error has the entry to be pasted.
    """
    if len(inputs) > 1 and (order.id or order.publisher or order.url):
        raise MisuseError("--id, --publisher and --url go with one source.")
    if order.url and any(map(is_url, inputs)):
        raise MisuseError("--url says where a file came from; a web address says so itself.")
    into = target(outline(root, CLAIMS_FILE), order, _pages(root))
    if into.own_file and os.path.lexists(root / into.file):
        raise MisuseError(f"--story: {into.file} is there already and has no story `{into.story}`. Choose another id.")
    additions = _additions(root, into, _gathered(inputs, limits, say), order, today)
    read_back(into.story, additions, into.language)
    _write(root, into, additions)
    return Added(into.story, into.file, into.started, tuple(additions))


def _pages(root: Path) -> frozenset[str]:
    """Return the addresses that the Markdown pages of the site take."""
    return frozenset(path.stem for folder in folders(root, "site_src") for path in (folder / "pages").rglob("*.md"))


def _gathered(inputs: Sequence[str], limits: Limits, say: Callable[[str], object]) -> list[Gathered]:
    """Return every input, or tell what is wrong with any of them at once."""
    found: list[Gathered] = []
    problems: list[Problem] = []
    for given in dict.fromkeys(inputs):
        try:
            found.append(gather(given, limits, say))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return found


def _additions(root: Path, into: Target, gathered: Sequence[Gathered], order: Order, today: date) -> list[Addition]:
    made: list[Addition] = []
    for each in gathered:
        url = order.url or each.url
        found, content = each.found, stored(each)
        into.refuse_twice(each.where, url, sha256(content).hexdigest(), made)
        source_id, file = named(root, into, each, content, order, made)
        original = None if content == each.raw else (f"{ORIGINALS}/{into.story}/{source_id}{each.suffix}", each.raw)
        facts = {
            "file": file,
            "title": found.title,
            "publisher": order.publisher or found.publisher,
            "author": found.author,
            "published": found.published,
            "updated": found.updated,
            "retrieved": today.isoformat() if is_url(each.where) else "",
            "url": url,
            "language": found.language,
        }
        made.append(addition(source_id, facts, content, original, found))
    return made


def _write(root: Path, into: Target, additions: Sequence[Addition]) -> None:
    """Store the texts, then the claims file. Where that cannot be added to, tell the entry to paste, for texts that are stored."""
    whole, problems = _claims(root, into, additions)
    for each in additions:
        if not (root / each.file).exists():
            write_bytes(root / each.file, each.text)
        if each.original:
            write_bytes(root / each.original[0], each.original[1])
            _note_sum(root, each.original[0], each.original[1])
    if problems:
        raise ContentError(problems)
    write_bytes(root / into.file, whole.encode())


def _claims(root: Path, into: Target, additions: Sequence[Addition]) -> tuple[str, list[Problem]]:
    """Return the new text of the claims file, or why there can be none, with the way out."""
    if into.own_file:
        return story_as_yaml(into.story, into.title, additions, "", item=False), []
    key = "stories" if into.started else "sources"
    items = _items(into, additions, "")
    try:
        place = opening(root, into.file, "" if into.started else into.story, key)
    except ContentError as error:
        return "", [Problem(each.place, each.message, (*each.hints, *_paste(key, items)), each.excerpt) for each in error.problems]
    whole = place.filled([_items(into, additions, place.indent)])
    if only_added((root / into.file).read_bytes().decode(), whole, "" if into.started else into.story, key, items):
        return whole, []
    return "", [into.unsafe(_paste(key, items))]


def _items(into: Target, additions: Sequence[Addition], indent: str) -> str:
    if into.started:
        return story_as_yaml(into.story, into.title, additions, indent)
    return "".join(as_yaml(each, indent) for each in additions)


def _paste(key: str, items: str) -> tuple[str, ...]:
    return (f"The texts are stored. To be pasted into `{key}`:", *items.splitlines())


def _note_sum(root: Path, file: str, content: bytes) -> None:
    """Add a line to the list of hashes; a file that is stored anew has its new line last, in place of the old."""
    path = root / SUMS
    name = PurePosixPath(file).relative_to(ORIGINALS).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    kept = [line for line in lines if line.partition("  ")[2] != name]
    write_bytes(path, "".join(f"{line}\n" for line in (*kept, f"{sha256(content).hexdigest()}  {name}")).encode())
