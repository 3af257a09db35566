"""The manifest on disk. What cannot be read, or was written by another version, is as good as none: then everything is made again."""

import marshal
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from diptych.counts import Report, Score, Written
from diptych.errors import Place, Problem
from diptych.manifest.stamps import DIGEST, Entry, Stamp, Stamps

_NAME: Final = "manifest"
_FORM: Final = f"diptych manifest 5 {sys.implementation.cache_tag}\n".encode()
"""Stands before the digest of the rest; another form is another version's."""

_SUSPECT: Final = "suspect"
"""Names what was written into the output since the manifest was, one a line."""

_IGNORED: Final = "# What Diptych remembers between builds. It may be deleted at any time.\n*\n"


class Manifest(NamedTuple):
    """A good build: everything it read and where it wrote, as it then was, and what it told.

    `python` is the interpreter, `asked` what was asked for besides what the files say,
    `libraries` the folders of what is installed, `trees` whole folders by name (code, templates, pages),
    `files` the site's own and `digests` theirs, one after the other. `globs` has the files that each glob named, `folders` those where
    they were looked for. Of the output are watched the files that are no story's, `own`, and the folders of the `stories`. `around` is
    the key of all but the stories, `rows` the digest of the stories' rows, `pages` those of what the site's own pages show. All was read
    after the time `began`. `suspects` are names of the output of which the manifest is no witness any more.
    """

    python: str
    asked: tuple[bool, str, str]
    began: int
    libraries: dict[str, Stamp]
    trees: dict[str, dict[str, Entry]]
    files: Stamps
    digests: bytes
    globs: tuple[tuple[str, tuple[str, ...]], ...]
    folders: dict[str, Stamp]
    own: dict[str, Stamp]
    stories: Stamps
    around: bytes
    rows: bytes
    pages: dict[str, bytes]
    report: Report
    suspects: tuple[str, ...] = ()

    def digest(self, at: int) -> bytes:
        """Return the digest of a file, by its place among `files`."""
        return self.digests[at * DIGEST : (at + 1) * DIGEST]

    def entries(self) -> dict[str, Entry]:
        """Return every file as it was."""
        return {name: (found, self.digest(at)) for at, (name, found) in enumerate(self.files.items())}


def python() -> str:
    """Return what names the running interpreter and where its libraries are."""
    return f"{sys.version} {sys.prefix}"


def save(cache: Path, manifest: Manifest) -> None:
    """Keep `manifest` in the folder `cache`. Where that is not possible, nothing is kept, and the next build is a clean one."""
    values = manifest._asdict()
    packed = {name: tuple(value) for name, value in values.items() if isinstance(value, Stamps)}
    payload = marshal.dumps((time.time_ns(), {**values, **packed, "report": _plain(manifest.report)}))
    with suppress(OSError):
        ignored = cache.parent / ".gitignore"
        if not ignored.exists():
            cache.mkdir(parents=True, exist_ok=True)
            ignored.write_text(_IGNORED, encoding="utf-8")
        replace_file(cache / _NAME, _FORM + sha256(payload).digest() + payload)
        (cache / _SUSPECT).unlink(missing_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of the cache at once."""
    replace_in_pieces(path, (content,))


def replace_in_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of the cache at once, from pieces that are not held together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with open(beside, "wb") as file:
        file.writelines(pieces)
    os.replace(beside, path)


def load(cache: Path) -> Manifest | None:
    """Return what was kept in `cache`, or None where there is nothing that can be trusted."""
    with suppress(OSError, ValueError, TypeError, KeyError, EOFError):
        content = (cache / _NAME).read_bytes()
        head, payload = content[: len(_FORM)], content[len(_FORM) + 32 :]
        if head != _FORM or sha256(payload).digest() != content[len(_FORM) : len(_FORM) + 32]:
            return None
        saved, values = marshal.loads(payload)  # noqa: S302 - its digest fits, and the cache is as much ours as compiled code is
        # Where the disk's clock is behind ours, what it calls settled may not be.
        behind = max(0, saved - (cache / _NAME).stat().st_mtime_ns)
        read = {
            "files": Stamps(*values["files"]),
            "stories": Stamps(*values["stories"]),
            "began": values["began"] - behind,
            "report": _report(*values["report"]),
            "suspects": _suspected(cache),
        }
        return Manifest(**{**values, **read})
    return None


def suspect(cache: Path, names: Iterable[str]) -> None:
    """Note, before it is touched, what of the output the manifest is no witness of any more; without a place to note it, forget it all."""
    try:
        with open(cache / _SUSPECT, "a", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in names)
    except OSError:
        forget(cache)


def _suspected(cache: Path) -> tuple[str, ...]:
    try:
        return tuple((cache / _SUSPECT).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return ()


def forget(cache: Path) -> None:
    """Take the manifest away, before the output is touched: a build that breaks off then leaves no false witness."""
    with suppress(OSError):
        (cache / _NAME).unlink()


def _plain(report: Report) -> tuple[Any, ...]:
    told = [[(*_place(each.place), each.message, each.hints) for each in found] for found in (report.warnings, report.notes)]
    score = (report.score.curated, report.score.found, report.score.suggested, report.score.right)
    counts = (report.stories, report.sources, report.suggestions, report.pages, report.written.unchanged + len(report.written.changed))
    quotes = tuple((str(status), count) for status, count in report.quotes)
    waiting = (report.drafts, report.hidden)
    return quotes, tuple((str(relation), count) for relation, count in report.claims), counts, waiting, score, report.left_out, *told


def _place(place: Place) -> tuple[str, int, int]:
    return place.file, place.line, place.column


def _report(quotes: Any, claims: Any, counts: Any, waiting: Any, score: Any, left_out: Any, *told: Any) -> Report:
    stories, sources, suggestions, pages, files = counts
    drafts, hidden = waiting
    warnings, notes = (tuple(Problem(Place(*place), message, tuple(hints)) for *place, message, hints in found) for found in told)
    written = Written((), files, ())
    totals = (stories, sources, suggestions, drafts, hidden, Score(*score))
    return Report(quotes, claims, *totals, warnings, notes, (), left_out, pages, written, ())
