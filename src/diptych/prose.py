"""The editors' Markdown, read once: its HTML, and where its links and images lead.

CommonMark with tables; raw HTML is shown, not obeyed, and no link may run a script. An image may say its size, `{width=600 height=400}`, so
that nothing moves when it comes. The parser is imported when a text needs it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

UP: Final = "\0"
"""Stands in the HTML where the way to the top of the site belongs, since one text is shown on pages of several depths. No text holds it."""

_TARGET: Final = {"link_open": "href", "image": "src"}
_LINE: Final = r"[^\W\d_](?:[^\\`*_\[\]<>&\"\s]++| )*+(?<! )"
_PLAIN: Final = re.compile(rf"(?:{_LINE}(?:\n\n{_LINE})*+\n?)?")
"""Nothing, or paragraphs of a line each, begun by a letter, without a sign that Markdown or HTML knows: what most notes are."""


class Text(Struct, frozen=True):
    """A Markdown text as HTML, with UP before what counts from the top of the site; the targets of its links and images, and the images;
    what it says without markup, on one line.
    """

    html: str
    targets: tuple[str, ...]
    images: tuple[str, ...]
    said: str


_MEMORY: Final = 4096
"""Texts that are remembered from a former build."""
_former: Final[dict[str, Text]] = {}
"""Texts as a former build read them: a memory like that of `read`, which can hold nothing but what the parser would make of them."""


def recall(texts: Mapping[str, Text]) -> None:
    """Remember texts as the same code read them before, so that no parser is needed for them."""
    if len(_former) > _MEMORY:
        _former.clear()
    _former.update(texts)


@lru_cache(maxsize=1024)
def read(text: str) -> Text:
    r"""Return a Markdown text as read.

    >>> read("See [method](/method/).").html
    '<p>See <a href="\x00method/index.html">method</a>.</p>\n'
    """
    if _PLAIN.fullmatch(text):
        return Text("".join(f"<p>{line}</p>\n" for line in text.rstrip("\n").split("\n\n") if line), (), (), " ".join(text.split()))
    return _former.get(text) or _parsed(text)


def parsed(texts: Iterable[str]) -> dict[str, Text]:
    """Return those of the texts that take a parser, as read.

    >>> list(parsed(["A plain note.", "A **bold** note.", ""]))
    ['A **bold** note.']
    """
    return {text: read(text) for text in texts if not _PLAIN.fullmatch(text)}


def _parsed(text: str) -> Text:
    parser = _parser()
    tokens = parser.parse(text)
    said = " ".join(" ".join(_said(token) for token in tokens if token.type == "inline").split())
    inner = [token for block in tokens for token in block.children or () if token.type in _TARGET]
    targets = [str(token.attrs[_TARGET[token.type]]) for token in inner]
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    for token, target in zip(inner, targets, strict=True):
        if target.startswith("/") and not target.startswith("//"):
            token.attrs[_TARGET[token.type]] = UP + site_path(target)
    html = parser.renderer.render(list(_captioned(_headed(tokens))), parser.options, {})
    return Text(html, tuple(targets), tuple(target for token, target in zip(inner, targets, strict=True) if token.type == "image"), said)


def plain(text: str) -> str:
    """Return what a Markdown text says, without markup, on one line.

    >>> plain("It was **not** [so](/method/).")
    'It was not so.'
    """
    return read(text).said


def _said(token: "Token") -> str:
    return "".join(" " if each.type.endswith("break") else each.content for each in token.children or ())


def _headed(tokens: "Iterable[Token]") -> "Iterator[Token]":
    """Give every cell of a table the words above its column, which stand before it where a screen has no room for columns."""
    heads: list[str] = []
    column, within = 0, ""
    for token in tokens:
        match token.type:
            case "table_open":
                heads = []
            case "tr_open":
                column = 0
            case "td_open":
                token.attrSet("data-h", heads[column])
                column += 1
            case "inline" if within == "th_open":
                heads.append(_said(token))
        within = token.type
        yield token


def _captioned(tokens: "Iterable[Token]") -> "Iterator[Token]":
    """Give every table the heading above it as its caption, for the ear: that is how one is told from the next in a list of tables."""
    heading: Token | None = None
    before = ""
    for token in tokens:
        if token.type == "inline" and before == "heading_open":
            heading = token
        yield token
        if token.type == "table_open" and heading is not None:
            caption = type(token)("caption_open", "caption", 1)
            caption.attrSet("class", "for-ear")
            yield from (caption, heading, type(token)("caption_close", "caption", -1))
        before = token.type


def may_link(text: str) -> bool:
    """Tell whether a text may hold a link or an image; where it may not, there is no need to read it.

    >>> may_link("See <https://example.org/>."), may_link("*Nothing* here.")
    (True, False)
    """
    return "[" in text or "<" in text


_EASY: Final = re.compile(r"\]\((/(?!/)[\w./#-]*)\)", re.ASCII)


def easily_linked(text: str) -> tuple[str, ...] | None:
    """Return what a text links to on this site, all that `linked` tells and perhaps more, or None where only the parser can tell.

    >>> easily_linked("`[a](/a/)` and [b](/b/)."), easily_linked("[a](https://example.org/)"), easily_linked("<b>")
    (('/a/', '/b/'), None, None)
    """
    found = _EASY.findall(text)
    return None if "<" in text or "]:" in text or len(found) < text.count("](") else tuple(found)


def foreign_images(text: str) -> list[str]:
    """Return the images of a Markdown text that a page would fetch from elsewhere.

    >>> foreign_images("![a](/static/a.png) ![b](https://example.org/b.png)")
    ['https://example.org/b.png']
    """
    images = read(text).images if may_link(text) else ()
    return [source for source in images if "://" in source or source.startswith("//")]


def linked(text: str) -> list[str]:
    """Return where the links and images of a Markdown text lead, in order.

    >>> linked("[a](/method/) and [b](https://example.org/)")
    ['/method/', 'https://example.org/']
    """
    return list(read(text).targets) if may_link(text) else []


def site_path(target: str) -> str:
    """Return the file that a link from the top of the site leads to.

    >>> site_path("/method/#how"), site_path("/")
    ('method/index.html#how', 'index.html')
    """
    path, hash_, fragment = target.lstrip("/").partition("#")
    return (path + "index.html" if not path or path.endswith("/") else path) + hash_ + fragment


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable(["html_block", "html_inline"])
    return parser.use(attrs_plugin, after=("image",), allowed=("width", "height"))
