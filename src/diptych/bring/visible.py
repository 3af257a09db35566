"""The text that a reader sees on a page of HTML, as lines, letter for letter."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

_UNSEEN: Final = frozenset(
    re.findall(r"\w+", "script style noscript template head iframe object canvas audio video svg map datalist select textarea")
)
_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody tfoot "
        "thead tr ul",
    )
)
_CELLS: Final = frozenset(("td", "th"))
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def tree_of(page: str) -> html.HtmlElement | None:
    """Return the page as a tree, or None where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def visible(tree: html.HtmlElement) -> tuple[str, ...]:
    r"""Return the lines that a reader sees: a paragraph, a headline, a list item or a row of a table each.

    Only white space is set as a browser sets it. What is hidden, and what only a script would show, is not there.

    >>> visible(tree_of("<nav>Home <b>News</b></nav><p>The river\n rose.<br>It <i>f</i>ell.<script>x</script>"))
    ('Home News', 'The river rose.', 'It fell.')
    """
    return tuple(line for line in _lines(tree) if line)


def _lines(tree: html.HtmlElement) -> Iterator[str]:
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                yield _set(pieces)
                pieces = []
            if tag in _UNSEEN or _hidden(node, tag):
                walk.skip_subtree()
            else:
                pieces.append(node.text or "")
            continue
        if tag in _CELLS:
            pieces.append("\t")
        if tag in _BLOCKS:
            yield _set(pieces)
            pieces = []
        pieces.append(node.tail or "")
    yield _set(pieces)


def _hidden(node: html.HtmlElement, tag: str) -> bool:
    closed = tag == "dialog" and node.get("open") is None
    return closed or node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _set(pieces: list[str]) -> str:
    return _SPACE.sub(" ", _CONTROL.sub("", "".join(pieces))).strip()
