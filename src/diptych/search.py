"""The full-text index of the search page, made by Pagefind where that is installed, and only when what it goes through changed.

Pagefind lists the choices of a filter in an order that differs from run to run, so its files are no part of the promise of the same
bytes; what has been made for the same records is kept instead.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from diptych.errors import ContentError, Place, Problem
from diptych.model import Site
from diptych.pages.listing import Listing
from diptych.pages.search import ClaimRecord
from diptych.render.file import File
from diptych.render.markup import markdown
from diptych.render.share import Stored
from diptych.words import Words

FOLDER: Final = "pagefind"
ENGINE: Final = f"{FOLDER}/pagefind.js"
MADE_OF: Final = f"{FOLDER}/records.json"
"""The file that says what an index was made of, and which files it has."""

Filter = tuple[str, str]
"""What a search can be narrowed by, and its value on a page."""

_NOT_USED: Final = ("-ui.", "-highlight.")
"""In the names of Pagefind's own interfaces, which this site does without."""


def available() -> bool:
    """Tell whether Pagefind and its program are installed."""
    return find_spec("pagefind") is not None and any(map(find_spec, ("pagefind_bin", "pagefind_bin_extended")))


def index(stories: Sequence[Listing], site: Site, former: Stored) -> Iterator[File]:
    """Yield the files of the index of `stories`: those that `former` gives where they were made of the same, else new ones.

    A site without stories has none. Raises ContentError where Pagefind fails.
    """
    records = dict(_records(stories, site))
    if not records:  # Pagefind makes no index of nothing
        return
    from importlib import metadata  # as slow to import as half a build

    key = sha256(json.dumps([metadata.version("pagefind"), sorted(records.items())]).encode()).hexdigest()
    yield from _kept(key, former) or made(key, records)


def _kept(key: str, former: Stored) -> list[File]:
    """Return the files of a former index if it was made of the same, whole; else none."""
    try:
        told = json.loads(former(MADE_OF) or b"{}")
        paths = [*told["files"], MADE_OF] if told.get("records") == key else []
        found = [File(path, content) for path in paths if (content := former(path)) is not None]
    except (ValueError, TypeError, AttributeError, KeyError):
        return []
    return found if len(found) == len(paths) else []


def made(key: str, records: dict[str, str]) -> list[File]:
    """Return the files of an index of these pages, made by Pagefind, and `records.json`, which tells that it was made of `key`."""
    import subprocess  # this and its like only here: most builds make no index
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="diptych-search-") as folder:
        for path, page in records.items():
            target = Path(folder, "site", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, encoding="utf-8")
        out = Path(folder, "out")
        command = [sys.executable, "-m", "pagefind", "--site", str(Path(folder, "site")), "--output-path", str(out), "--keep-index-url"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603
        if done.returncode:
            raise ContentError([Problem(Place(FOLDER, 0, 0), f"Pagefind could not make the index: {done.stderr.strip()[-500:]}")])
        paths = sorted(path for path in out.rglob("*") if path.is_file() and not any(part in path.name for part in _NOT_USED))
        files = [File(f"{FOLDER}/{path.relative_to(out).as_posix()}", path.read_bytes()) for path in paths]
    told = json.dumps({"records": key, "files": [file.path for file in files]}, indent=0) + "\n"
    return [*files, File(MADE_OF, told.encode())]


def _records(stories: Iterable[Listing], site: Site) -> Iterator[tuple[str, str]]:
    """Yield a page for Pagefind at the path of each story and each claim."""
    language, words = site.language, site.words
    for story, texts in ((each.search, each.texts) for each in stories):
        if not story or not texts:
            continue
        about = [("story", story.title), *(("topic", topic) for topic in story.topics)]
        sources = [("source", source.name) for source in story.sources]
        yield story.path, _page(language, story.title, texts.finding, markdown(texts.summary), [*about, *sources])
        for claim, (said, note) in zip(story.claims, texts.claims, strict=True):
            yield claim.path, _claim(language, about, claim, said, markdown(note), words)


def _claim(language: str, about: Iterable[Filter], claim: ClaimRecord, said: str, note: str, words: Words) -> str:
    relation = words.say(f"relation.{claim.relation.value}.word")
    return _page(language, claim.text, said, note, [*about, *(("source", source) for source in claim.sources), ("relation", relation)])


def _page(language: str, title: str, said: str, note: str, filters: Iterable[Filter]) -> str:
    from html import escape  # which imports every name that HTML has for a sign

    narrowing = "".join(f'<i hidden data-pagefind-filter="{name}[data-value]" data-value="{escape(value)}"></i>' for name, value in filters)
    heading = f'<h1 data-pagefind-meta="title">{escape(title)}</h1>'
    body = f"{narrowing}{heading}<p>{escape(said)}</p>{note}"
    return f'<!doctype html><html lang="{language}"><body data-pagefind-body>{body}</body></html>'
