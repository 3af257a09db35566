"""A page of HTML to a text with its facts. trafilatura says which of its lines are the article; all of them are kept."""

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import trafilatura
from lxml import html

from diptych.bring.declared import declared
from diptych.bring.found import Found, UnreadableError
from diptych.bring.visible import tree_of, visible
from diptych.read.sources import whole_lines
from diptych.text import counted, fold

_FEW: Final = 140
"""Letters: a page with scripts that shows fewer is one that its scripts write."""

_SCRIPTED: Final = "the text of this page is written by scripts, and Diptych runs none."
_WAY_OUT: Final = "If you may read it, save what the page shows as a text file and add that."

_SURE: Final = 25
"""Letters and digits that, if they stand in the article, stand there for no other reason than being a part of it."""

_LONGEST: Final = 160
"""Characters of an entry of `not_article`, where its lines are short enough."""

_JUNK: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def from_page(page: str) -> Found:
    """Return the whole visible text of a page and what it says of itself. Raises UnreadableError where nothing is to be seen."""
    tree = tree_of(page)
    lines = visible(tree) if tree is not None else ()
    scripts = tree is not None and next(tree.iter("script"), None) is not None
    if tree is None or sum(map(_letters, lines)) < (_FEW if scripts else 1):
        raise UnreadableError("there is no text to be seen.", _WAY_OUT) if not scripts else UnreadableError(_SCRIPTED, _WAY_OUT)
    said = declared(tree)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    title, author, article = _article(tree)
    text = "\n\n".join(lines) + "\n"
    asides = not_article(lines, article, (title, *_headlines(tree))) if article else ()
    folded = fold(text)
    kept = tuple(words for words in asides if whole_lines(folded, words))
    return Found(
        kind="HTML",
        text=text,
        title=title,
        publisher=_clean(said.publisher),
        author=author,
        published=said.published,
        updated=said.updated,
        language=said.language,
        canonical=said.canonical,
        not_article=kept,
        notes=tuple(_notes(said.closed, bool(article), len(asides) - len(kept))),
    )


def _notes(closed: bool, found: bool, left: int) -> Iterator[str]:
    if closed:
        yield "The page says that it is not free to read: what was stored may be only its beginning."
    if not found:
        yield "No part of the page looks like an article; nothing was set aside."
    if left:
        yield f"{counted(left, 'passage')} that may not be the article could not be set aside."


def _article(tree: html.HtmlElement) -> tuple[str, str, tuple[str, ...]]:
    """Return title, author and the lines of the article as trafilatura finds them."""
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True)
    if found is None:
        return "", "", ()
    author = _clean((getattr(found, "author", "") or "").replace("; ", ", "))
    lines = (getattr(found, "text", "") or "").split("\n")
    return _clean(getattr(found, "title", "") or ""), author if len(author) <= 100 else "", tuple(filter(None, lines))


def _headlines(tree: html.HtmlElement) -> Iterator[str]:
    yield from (headline.text_content() for headline in tree.iter("h1"))


def not_article(lines: Iterable[str], article: Iterable[str], headlines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that are not the article, each run of them as one or more entries of `not_article`.

    A line counts as the article where its words stand there, wherever on the page it is: what is set aside is set aside everywhere.

    >>> not_article(["Home", "News", "The river", "It rose on Monday.", "Top"], ["It rose on Monday."], ["The river"])
    ('Home News', 'Top')
    """
    known = {_key(line) for line in article}
    titles = {_key(line) for line in headlines}
    whole = "".join(_key(line) for line in article)
    telling = [key for key in known if len(key) >= _SURE]
    runs: list[list[str]] = [[]]
    for line in lines:
        key = _key(line)
        if key in known or key in titles or (len(key) >= _SURE and key in whole) or _mostly(key, telling):
            runs.append([])
        else:
            runs[-1].append(line)
    return tuple(dict.fromkeys(entry for run in runs for entry in _entries(run)))


def _mostly(key: str, telling: Iterable[str]) -> bool:
    """Tell whether lines of the article make up half of a line or more."""
    return len(key) >= _SURE and 2 * sum(len(each) for each in telling if each in key) >= len(key)


def _entries(run: list[str]) -> Iterator[str]:
    entry = ""
    for line in run:
        if entry and len(entry) + 1 + len(line) > _LONGEST:
            yield entry
            entry = ""
        entry = f"{entry} {line}".strip()
    if any(character.isalnum() for character in entry):
        yield entry


def _key(line: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", line).casefold() if character.isalnum())


def _letters(line: str) -> int:
    return sum(character.isalnum() for character in line)


def _clean(words: str) -> str:
    return " ".join(_JUNK.sub(" ", words).split())
