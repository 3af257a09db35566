"""What a page says of itself in JSON-LD and in its `meta` elements. Nothing is guessed: what it does not say is left out."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lxml import html
from msgspec import Struct

from diptych.bring.found import language

_DAY: Final = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
_PUBLISHED: Final = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued")
_UPDATED: Final = ("article:modified_time", "og:article:modified_time", "datemodified", "dcterms.modified")
_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|Review|NewsArticle|LiveBlogPosting)$")


class Declared(Struct, frozen=True):
    """Facts in a page's own words; the empty string for what it does not say. `closed` where it says that it is not free to read."""

    publisher: str
    published: str
    updated: str
    language: str
    canonical: str
    closed: bool


def declared(tree: html.HtmlElement) -> Declared:
    """Return what the page says of itself."""
    article = next(_articles(tree), {})
    metas = _metas(tree)
    published = _day(article.get("datePublished")) or next(filter(None, (_day(metas.get(name)) for name in _PUBLISHED)), "")
    updated = _day(article.get("dateModified")) or next(filter(None, (_day(metas.get(name)) for name in _UPDATED)), "")
    return Declared(
        publisher=_name(article.get("publisher")) or _words(metas.get("og:site_name")) or _words(metas.get("dc.publisher")),
        published=published,
        updated="" if updated == published else updated,
        language=language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or article.get("inLanguage")),
        canonical=_canonical(tree),
        closed=str(article.get("isAccessibleForFree")).strip().lower() == "false",
    )


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            kinds = thing.get("@type")
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield thing


def _things(told: object) -> Iterator[dict[str, Any]]:
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (thing for thing in (graph if isinstance(graph, list) else []) if isinstance(thing, dict))


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            found.setdefault(name.strip().lower(), meta.get("content"))
    return found


def _canonical(tree: html.HtmlElement) -> str:
    links = (link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((link.strip() for link in links if re.match(r"\s*https?://[^\s/]", link)), "")


def _name(said: object) -> str:
    each = said[0] if isinstance(said, list) and said else said
    return _words(each.get("name") if isinstance(each, dict) else each)


def _words(said: object) -> str:
    words = " ".join(said.split()) if isinstance(said, str) else ""
    return "" if "://" in words or len(words) > 200 else words


def _day(said: object) -> str:
    """Return the day of a date as written, without a time; nothing where the calendar has no such day."""
    found = _DAY.match(said) if isinstance(said, str) else None
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""
