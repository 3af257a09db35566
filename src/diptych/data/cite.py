"""How to cite a comparison and what it rests on: plain text, BibTeX, CSL-JSON.

A citation names the SHA-256 of data.json, so that a reader can tell whether the comparison is still what was cited. There is no field for
an archived copy in either format (citation-style-language/schema#387), so it stands in the note, where styles print it.
"""

import re
from typing import Any, Final

import msgspec
from msgspec import Struct

from diptych.data.form import SourceData, StoryData
from diptych.model import Site

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL: Final = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
})  # fmt: skip


class Work(Struct, frozen=True):
    """One work in a bibliography. Dates are as precise as they are known, and empty where they are not."""

    key: str
    author: str
    title: str
    container: str
    date: str
    accessed: str
    url: str
    language: str
    note: str


def works(site: Site, story: StoryData, sha256: str) -> tuple[Work, ...]:
    """Return what a story's bibliography has: the comparison itself, then its sources."""
    date = story.changed or story.published or ""
    note = site.words.say("cite.hash", hash=sha256)
    itself = Work(story.id, site.title, story.title, site.title, date, "", story.page or "", story.language, note)
    return itself, *(_source(site, story, source) for source in story.sources)


def _source(site: Site, story: StoryData, source: SourceData) -> Work:
    stored = site.words.say("cite.stored", hash=source.sha256)
    archived = site.words.say("cite.archived", url=source.archive_url) if source.archive_url else ""
    return Work(
        key=f"{story.id}-{source.id}",
        author=source.author or source.publisher or "",
        title=source.title,
        container=source.publisher or "",
        date=source.updated or source.published or "",
        accessed=source.retrieved or "",
        url=source.url or "",
        language=source.language,
        note=f"{archived} {stored}".strip(),
    )


def plain(work: Work, title: str = "", url: str = "") -> str:
    """Return a work as a line of text; `title` and `url` are those of a part of it, such as a claim.

    >>> plain(Work("a", "Two Accounts", "A call", "Two Accounts", "2024-03", "", "https://example.org/a/", "en", "SHA-256: 0f"))
    'Two Accounts (2024-03). A call. https://example.org/a/ SHA-256: 0f.'
    """
    dated = f"{work.author} ({work.date})" if work.date else work.author
    told = " ".join(_sentence(part) for part in (dated, title, work.title) if part)
    return " ".join(part for part in (told, url or work.url, _sentence(work.note)) if part)


def _sentence(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def csl_json(found: tuple[Work, ...]) -> bytes:
    """Return works as CSL-JSON, which Zotero, pandoc and citeproc read."""
    return msgspec.json.format(msgspec.json.encode([_csl(work) for work in found]), indent=1) + b"\n"


def _csl(work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {"id": work.key, "type": "webpage", "title": work.title}
    if work.author:
        item["author"] = [{"literal": work.author}]
    told = {"container-title": work.container, "URL": work.url, "language": work.language, "note": work.note}
    dates = {"issued": work.date, "accessed": work.accessed}
    item |= {name: value for name, value in told.items() if value}
    return item | {name: {"date-parts": [[int(part) for part in date.split("-")]]} for name, date in dates.items() if date}


def bibtex(found: tuple[Work, ...]) -> bytes:
    """Return works as BibTeX, in UTF-8."""
    return "\n".join(map(_bibtex, found)).encode()


def _bibtex(work: Work) -> str:
    year, month, _ = (*work.date.split("-"), "", "")[:3]
    values = {
        "author": _in_braces(_in_braces(_tex(work.author))),
        "title": _in_braces(_in_braces(_tex(work.title))),
        "howpublished": _in_braces(_tex(work.container)),
        "year": _in_braces(year),
        "month": _MONTHS[int(month) - 1] if month else "",
        "url": _in_braces(re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", work.url)),
        "urldate": _in_braces(work.accessed),
        "language": _in_braces(work.language),
        "note": _in_braces(_tex(work.note)),
    }
    fields = "".join(f"  {name} = {value},\n" for name, value in values.items() if value)
    return f"@misc{{{work.key},\n{fields}}}\n"


def _in_braces(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _tex(text: str) -> str:
    r"""Return text as TeX prints it.

    Braces get names, since BibTeX counts even those that are escaped.

    >>> print(_tex("50 % of {A & B"))
    50 \% of {\textbraceleft}A \& B
    """
    return " ".join(text.split()).translate(_SPECIAL)
