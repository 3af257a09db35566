"""Source entries to `Source` records: the file is read, cut into segments, and what is not the article set aside."""

from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from diptych.model import Context, Provenance, Publish, Source
from diptych.quotes import closest
from diptych.read.entries import Entries
from diptych.read.files import TextFile, has_file, is_folder, missing, read_text
from diptych.read.form import SourceEntry
from diptych.read.run import Run
from diptych.text import Folded, Span, fold, line_column, merged, segments

_SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
_WHERE: Final = (
    "A text of which only quotes are published may also be in the private folder that `site: private` or DIPTYCH_PRIVATE names. "
    "Without it its quotes cannot be checked, and nothing is built."
)


class ReadSource(Struct, frozen=True):
    """A source with its folded text, which only reading needs."""

    source: Source
    folded: Folded


def read_source(run: Run, entry: SourceEntry, entries: Entries, language: str) -> ReadSource | None:
    """Return the source that `entry` names, or None after noting why its text cannot be had."""
    at = entries.node(entry, "file")
    if not entry.file:
        return None
    if "\\" in entry.file:
        entries.problem(at, f"`{entry.file}` has backslashes, which only Windows takes for folders.", f"Write `{_forward(entry.file)}`.")
        return None
    if entry.context is Context.SENTENCE and entry.publish is Publish.FULL:
        entries.problem(entries.node(entry, "context"), "`context` goes with `publish: quotes`; here the whole text is published.")
    root = _folder(run, entry)
    if root is None:
        told = missing(run.root, entry.file)
        entries.problem(at, told, "" if told.endswith("?") else _WHERE)
        return None
    if is_folder(root, entry.file):
        entries.problem(at, f"{entry.file} is a folder, not a file.")
        return None
    if PurePosixPath(entry.file).suffix.lower() not in _SUFFIXES:
        entries.problem(at, f"{entry.file} is neither text nor Markdown.", f"Diptych reads {', '.join(_SUFFIXES)}.")
        return None
    file = read_text(root, entry.file, run.problems, entries.yaml_file.place(at), entries.yaml_file.excerpt(at))
    if file is None:
        return None
    if root is run.private:
        _check_private(entry, file, entries)
    if entry.sha256 and entry.sha256 != file.sha256:
        entries.problem(
            entries.node(entry, "sha256"),
            f"{entry.file} has changed since it was pinned.",
            f"If the change is right, pin it again: {file.sha256}.",
        )
    folded = fold(file.text)
    return ReadSource(_source(entry, file, language, _aside(entry, folded, entries)), folded)


def _forward(path: str) -> str:
    return path.replace("\\", "/")


def _folder(run: Run, entry: SourceEntry) -> Path | None:
    """Return the folder that holds the source's file: the site's, else the private one; None for a private text that is in neither."""
    if entry.publish is Publish.FULL or has_file(run.root, entry.file):
        in_private = run.private is not None and not has_file(run.root, entry.file) and has_file(run.private, entry.file)
        return run.private if in_private else run.root
    return run.private if run.private and has_file(run.private, entry.file) else None


def _check_private(entry: SourceEntry, file: TextFile, entries: Entries) -> None:
    if entry.publish is Publish.FULL:
        message = f"{entry.file} is in the private folder, and `publish: full` would publish all of it."
        entries.problem(entries.node(entry, "file"), message, "Write `publish: quotes`, or move the file to the site's folder.")
    if not entry.sha256:
        message = f"{entry.file} is in the private folder, where nobody else can look at it, so it has to be pinned."
        entries.problem(entries.node(entry, "file"), message, f"Add `sha256: {file.sha256}`.")


def _source(entry: SourceEntry, file: TextFile, language: str, aside: tuple[Span, ...]) -> Source:
    spoken = entry.language or language
    provenance = Provenance(
        publisher=entry.publisher,
        author=entry.author,
        published=entry.published,
        updated=entry.updated,
        retrieved=entry.retrieved,
        url=entry.url,
        archive_url=entry.archive_url,
        licence=entry.licence,
        sha256=file.sha256,
        note=entry.note,
    )
    return Source(
        id=entry.id,
        title=entry.title or entry.publisher or entry.id,
        file=entry.file,
        language=spoken,
        text=file.text,
        segments=segments(file.text, spoken),
        aside=aside,
        publish=entry.publish,
        context=entry.context,
        provenance=provenance,
    )


def _aside(entry: SourceEntry, folded: Folded, entries: Entries) -> tuple[Span, ...]:
    found: list[Span] = []
    for index, line in enumerate(entry.not_article):
        spans = whole_lines(folded, line)
        found += spans
        if not spans:
            node = entries.node(entry, "not_article", index)
            entries.problem(node, f"these words are not a whole line of {entry.file}.", _whole_line(entry.file, folded, line))
    return merged(found)


def _whole_line(file: str, folded: Folded, words: str) -> str:
    span = closest(folded, words)
    if span is None:
        return f"Nothing in {file} comes near."
    line, _ = line_column(folded.original, span.start)
    whole = folded.original.split("\n")[line - 1].strip()
    return f"The nearest line, {file}:{line}:1, is “{whole}”"


def whole_lines(folded: Folded, words: str) -> list[Span]:
    r"""Return every place where `words` make up whole lines of the text, typography aside.

    >>> whole_lines(fold("Top story\nTop\n"), "Top")
    [Span(start=10, end=13)]
    """
    wanted, original = fold(words).text.strip(), folded.original
    found, at = [], folded.text.find(wanted) if wanted else -1
    while at != -1:
        span = folded.span(at, at + len(wanted))
        before = original[original.rfind("\n", 0, span.start) + 1 : span.start]
        after = original[span.end :].partition("\n")[0]
        if not before.strip() and not after.strip():
            found.append(span)
        at = folded.text.find(wanted, at + 1)
    return found


def nearest(file: str, folded: Folded, words: str) -> str:
    """Return the hint that shows the passage nearest to `words`, with its place; nothing where none is near."""
    span = closest(folded, words)
    if span is None:
        return f"Nothing in {file} comes near."
    line, column = line_column(folded.original, span.start)
    passage = " ".join(span.of(folded.original).split())
    return f"Nearest, at {file}:{line}:{column}: “{passage}”"
