"""The only maker of safe HTML: Markdown, marked texts, quotations with their differences."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Final

import msgspec
from markupsafe import Markup, escape

from diptych import prose
from diptych.compare import Word
from diptych.pages.labels import direction
from diptych.pages.marks import Block, Mark, Piece
from diptych.words import Words


def markdown(text: str, up: str = "") -> Markup:
    r"""Return Markdown as HTML. Links that begin with `/` count from the top of the site, to which `up` leads.

    The first heading level on a page belongs to its title, so headings here begin at the second.

    >>> markdown("See [method](/method/).", "../")
    Markup('<p>See <a href="../method/index.html">method</a>.</p>\n')
    """
    return safe(prose.read(text).html.replace(prose.UP, up))


def marked_text(blocks: Iterable[Block], not_article: str, up: str, in_reader: bool = False) -> Markup:
    """Return a source's text as paragraphs in which every claim is marked.

    A piece is one `mark`: its classes name every claim it belongs to; where it has words, its link leads to the page of the innermost
    (`up` leads to the top of the site), or in the reader to its counterpart, if it has one. After the last piece of each mark
    stands the claim's number, which leads there too, so that nested marks are reached as well. What is not part of the article is set
    apart, under the words `not_article`.
    """
    parts: list[str] = []
    for aside, run in groupby(blocks, key=lambda block: block.aside):
        paragraphs = (f"<p{_links(block)}>{''.join(_piece(piece, up, in_reader) for piece in block.pieces)}</p>\n" for block in run)
        parts += [f'<div class="aside"><p class="aside-label">{escape(not_article)}</p>\n' if aside else "", *paragraphs]
        parts.append("</div>\n" if aside else "")
    return safe("".join(parts))


def _links(block: Block) -> str:
    """Return the class of a paragraph in which nothing but links stands."""
    return ' class="links"' if all(_is_link(piece) or not (piece.withheld or piece.text.strip()) for piece in block.pieces) else ""


def _is_link(piece: Piece) -> bool:
    """Tell whether a piece leads to a counterpart: a comma between two claims is too small to aim at, and says nothing to the ear."""
    return bool(piece.marks) and not piece.withheld and any(map(str.isalnum, piece.text))


def _piece(piece: Piece, up: str, in_reader: bool) -> str:
    sign = '<span class="withheld">[…]</span> ' if piece.withheld else ""
    text = plain(piece.text)
    if not piece.marks:
        return sign + text
    innermost = piece.marks[-1]
    nested = (" nested" if piece.marks[1:] else "") + (" suggested" if innermost.suggested else "")
    classes = " ".join(f"c-{mark.claim_id}" for mark in piece.marks) + f" rel-{innermost.relation}{nested}"
    own = f' id="{innermost.anchor}"' if innermost in piece.opens else ""
    outer = "".join(f'<span id="{mark.anchor}" class="anchor"></span>' for mark in piece.opens if mark is not innermost)
    link = f'<a href="{_target(innermost, up, in_reader)}">{text}</a>' if any(map(str.isalnum, piece.text)) else text
    numbers = "".join(_number(mark, _target(mark, up, in_reader)) for mark in reversed(piece.closes))
    return f'{sign}{outer}<mark{own} class="{classes}">{link}</mark>{numbers}'


def _target(mark: Mark, up: str, in_reader: bool) -> str:
    return plain((in_reader and mark.target) or up + mark.page)


def _number(mark: Mark, target: str) -> str:
    kind = "suggested" if mark.suggested else f"rel-{mark.relation}"
    return f'<a class="number {kind}" href="{target}" aria-label="{plain(mark.label)}"><sup>{mark.number}</sup></a>'


def difference(words: Sequence[Word], opens: str, closes: str) -> Markup:
    """Return a version of an utterance in which the words that not all versions have are marked, for the ear as well.

    `opens` and `closes` are what the ear hears around such words.

    >>> difference([Word("", "a", True), Word(" ", "long", False), Word(" ", "call", True)], "[not in every version: ", "]")
    Markup('a <ins><span class="for-ear">[not in every version: </span>long<span class="for-ear">]</span></ins> call')
    """
    parts: list[str] = []
    for shared, run in groupby(words, key=lambda word: word.shared):
        found = list(run)
        lead, text = found[0].before, "".join(word.before + word.text for word in found)[len(found[0].before) :]
        before, after = (f'<span class="for-ear">{escape(words)}</span>' for words in (opens, closes))
        parts.append(lead + (plain(text) if shared else f"<ins>{before}{escape(text)}{after}</ins>"))
    return safe("".join(parts))


@cache
def policy(kind: str) -> Markup:
    """Return the Content-Security-Policy of a page: the site's own files and nothing inline; the search page may send its form too.

    What checks a page for search engines reads robots.txt from within it, so every page may ask for the site's own files. The full-text
    search compiles its WebAssembly in a worker, whose policy comes with its own file (HTML Standard, "worker global scope's policy
    container"); where a browser gives it none, the page searches its own index.

    >>> story, search = (str(policy(kind)).split("; ") for kind in ("story", "search"))
    >>> [part for part in search if part not in story]
    ["form-action 'self'"]
    """
    form = "form-action 'self'" if kind == "search" else "form-action 'none'"
    own = ["script-src 'self'", "style-src 'self'", "img-src 'self'", "manifest-src 'self'", "connect-src 'self'", "base-uri 'none'"]
    return safe("; ".join(["default-src 'none'", *own, form]))


_LIVE: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script, or be taken for the end of a line, with the number as which JSON may also write it."""


def json_script(value: object) -> Markup:
    r"""Return a value as a block of JSON-LD, which no browser runs, and which nothing in the value can close.

    >>> print(json_script({"name": "</script>"}))
    <script type="application/ld+json">{"name":"\u003c/script\u003e"}</script>
    """
    text = msgspec.json.encode(value).decode()
    for sign, number in _LIVE.items():
        if sign in text:  # to look takes far less than to replace what is not there
            text = text.replace(sign, number)
    return safe(f'<script type="application/ld+json">{text}</script>')


def slot(text: str) -> Markup:
    """Return text with thin places to break after slashes and dots, for long addresses and hashes.

    >>> slot("seeds/a.txt")
    Markup('seeds/<wbr>a.<wbr>txt')
    """
    return safe(re.sub(r"([/.])", r"\1<wbr>", plain(text)))


def sayer(words: Words) -> Callable[..., Markup]:
    """Return what templates call for words of the interface; values that are HTML stay so, all else is escaped.

    >>> say = sayer(Words("en", {"more": "{name} says more <"}))
    >>> say("more", name="<b>")
    Markup('&lt;b&gt; says more &lt;')
    """

    @cache
    def alone(key: str) -> Markup:
        return safe(words.fill(key, {}, _ESCAPED.__getitem__))

    def say(key: str, /, **values: object) -> Markup:
        return safe(words.fill(key, {name: shown(value) for name, value in values.items()}, _ESCAPED.__getitem__)) if values else alone(key)

    def shown(value: object) -> object:
        return value if isinstance(value, int) else plain(value)

    return say


def safe(html: str) -> Markup:
    """Return what is HTML as such. `Markup(html)` asks first whether it is, which takes longer than all else.

    >>> safe("<b>")
    Markup('<b>')
    """
    return str.__new__(Markup, html)


def plain(value: object) -> str:
    """Return a value as it stands in HTML: escaped unless it is HTML. It is joined at once, so it need not become a Markup before.

    >>> plain("a < b"), plain(3)
    ('a &lt; b', '3')
    """
    if type(value) is str:
        return _ESCAPED[value]
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int or type(value) is float else str(escape(value))


_MOST_ESCAPED: Final = 4096


class _Escaped(dict[str, str]):
    """What texts are in HTML; forgotten when they are too many. A page shows most of its words several times."""

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST_ESCAPED:
            self.clear()
        self[text] = escaped = str(escape(text))
        return escaped


_ESCAPED: Final = _Escaped()


def own_language(language: str) -> Markup:
    """Return the attributes of an element whose text the editors wrote in `language`; nothing where that is the page's.

    >>> own_language("fr")
    Markup(' lang="fr" dir="ltr"')
    """
    return safe(f' lang="{escape(language)}" dir="{direction(language)}"') if language else Markup()


def own(text: str, language: str) -> Markup:
    """Return a text of the editors inside a sentence of the page, marked with its `language`.

    >>> own("Brücken", "de")
    Markup('<span lang="de" dir="ltr">Brücken</span>')
    """
    return safe(f"<span{own_language(language)}>{plain(text)}</span>")
