"""annotations.jsonld: every quoted span of the reviewed claims as a W3C Web Annotation, so that other programs find it again.

https://www.w3.org/TR/annotation-model/. Positions count code points of the stored text; the words around a quote tell which of several
equal passages is meant. Of a source that is published as quotes there are no words around.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from diptych.model import Publish, Site, Source
from diptych.pages import paths
from diptych.pages.passages import QuotedSpan, quoted_spans
from diptych.pages.views import Row, StoryView
from diptych.text import Span

_CONTEXT: Final = 32
"""Code points before and after a quote, if these tell it from all others."""

_CUT_BEFORE: Final = re.compile(r"^\S+(?=\s)")
_CUT_AFTER: Final = re.compile(r"(?<=\s)\S+$")
"""What is left of a word that is cut in two."""

_PROGRAM: Final = {"type": "Software", "name": "Diptych"}


def annotations(site: Site, story: StoryView) -> dict[str, Any]:
    """Return the annotations of a story as one page of them. Without the site's address, ids count from the place of the file."""
    found = [each for row in story.rows for each in _annotations(site, story, row)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _address(site, story, f"{story.id}/annotations.jsonld"),
        "type": "AnnotationPage",
        "items": found,
    }


def _address(site: Site, story: StoryView, path: str) -> str:
    return paths.address(site.url, path) or path.removeprefix(f"{story.id}/").removesuffix("index.html")


def _annotations(site: Site, story: StoryView, row: Row) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a claim, which share all that is said of it."""
    relation: dict[str, Any] = {"type": "TextualBody", "value": row.label.key, "purpose": "tagging"}
    if row.proposed:
        relation["creator"] = _PROGRAM
    claim = {"type": "TextualBody", "value": row.text, "purpose": "describing", "format": "text/plain", "language": site.language}
    page, stamps = _address(site, story, row.path), {"created": _instant(row.dates.published), "modified": _instant(row.dates.changed)}
    common = {
        "type": "Annotation",
        "motivation": "classifying",
        **{name: stamp for name, stamp in stamps.items() if stamp},
        "body": [relation, claim],
    }
    for each in quoted_spans(row.claim):
        yield {"id": f"{page}#{each.anchor}", **common, "target": _target(site, story, each)}


def _target(site: Site, story: StoryView, quoted: QuotedSpan) -> dict[str, Any]:
    source = story.record.source(quoted.statement.source_id)
    return {
        "source": source.provenance.url or _address(site, story, paths.source(story.id, source.id)),
        "selector": [
            {"type": "TextQuoteSelector", "exact": quoted.span.of(source.text), **_around(source, quoted.span)},
            {"type": "TextPositionSelector", "start": quoted.span.start, "end": quoted.span.end},
        ],
        **_state(source),
    }


def _around(source: Source, span: Span) -> dict[str, str]:
    """Return the words before and after `span`, as many as tell it from every other place with the same words."""
    if source.publish is not Publish.FULL:
        return {}
    before, after = context(source.text, span)
    return {name: words for name, words in (("prefix", before), ("suffix", after)) if words}


def context(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after `span` in `text`: whole words, and enough of them for the passage to be the only one.

    >>> context("A ferry ran. A ferry sank.", Span(15, 20))
    ('A ferry ran. A ', ' sank.')
    """
    size, exact = _CONTEXT, span.of(text)
    while True:
        before, after = _before(text, span.start, size), _after(text, span.end, size)
        if size >= len(text) or _is_unique(text, before + exact + after):
            return before, after
        size *= 2


def _is_unique(text: str, words: str) -> bool:
    first = text.find(words)
    return text.find(words, first + 1) < 0


def _before(text: str, at: int, size: int) -> str:
    words = text[max(0, at - size) : at]
    if at > size and not text[at - size - 1].isspace():
        words = _CUT_BEFORE.sub("", words)
        while words and _continues(words[0]):
            words = words[1:]
    return words


def _after(text: str, at: int, size: int) -> str:
    words, end = text[at : at + size], at + size
    if end < len(text) and not text[end].isspace():
        words = _CUT_AFTER.sub("", words)
        while words and at + len(words) < len(text) and _continues(text[at + len(words)]):
            words = words[:-1]
    return words


def _continues(character: str) -> bool:
    """Tell whether a character belongs to the one before it: a combining mark, a joiner, a skin tone."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or "\U0001f3fb" <= character <= "\U0001f3ff"


def _state(source: Source) -> dict[str, Any]:
    """Return which state of the source was read: as of the day it was fetched, else of its last known change; and its archived copy."""
    known = source.provenance
    state = {**_as_of(known.retrieved or known.updated or known.published), **({"cached": known.archive_url} if known.archive_url else {})}
    return {"state": {"type": "TimeState", **state}} if state else {}


def _as_of(date: str) -> dict[str, str]:
    """Return a date as the model wants it: an instant for a day, a range for a month or a year.

    >>> _as_of("2024-02")
    {'sourceDateStart': '2024-02-01T00:00:00Z', 'sourceDateEnd': '2024-02-29T23:59:59Z'}
    """
    if not date or _instant(date):
        return {"sourceDate": _instant(date)} if date else {}
    from calendar import monthrange

    year, month = int(date[:4]), date[5:7] or "12"
    last = monthrange(year, int(month))[1]
    return {"sourceDateStart": f"{(date + '-01-01')[:10]}T00:00:00Z", "sourceDateEnd": f"{year:04}-{month}-{last}T23:59:59Z"}


def _instant(date: str) -> str:
    """Return the instant at which a day begins, or nothing for what is no full date."""
    return f"{date}T00:00:00Z" if len(date) == len("2024-03-12") else ""
