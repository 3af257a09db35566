"""Read built pages back with the standard library's parser, not with the code that wrote them."""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit


@dataclass
class ReadPage(HTMLParser):
    """The ids, links and heading counts of one page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    nested_links: int = 0
    _open_links: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        self.links += [found[name] for name in ("href", "src") if name in found and found.get("rel") != "canonical"]
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(tag)
        if tag == "a":
            self.nested_links += self._open_links > 0
            self._open_links += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open_links -= 1


def read_page(html: str) -> ReadPage:
    """Return what `html` holds."""
    page = ReadPage()
    page.feed(html)
    return page


def broken_links(files: dict[str, bytes], base: str) -> list[str]:
    """Return every link inside the site that leads nowhere, as `page -> link`, when the site lives at the address `base`.

    A folder answers with its index.html only over http, as GitHub Pages does; a disk shows a listing, which counts as broken. The search
    page alone knows what to do with a query, and only with choices that it offers.
    """
    pages = {path: read_page(content.decode()) for path, content in files.items() if path.endswith(".html")}
    found = []
    for path, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(base + path, link))
            if not target.startswith(base):
                if not urlsplit(link).scheme:
                    found.append(f"{path} -> {link}")
                continue
            target, _, query = target.partition("?")
            name = unquote(target.removeprefix(base))
            if base.startswith("http") and (not name or name.endswith("/")):
                name += "index.html"
            gone = name not in files or (fragment and name in pages and unquote(fragment) not in pages[name].ids)
            if gone or (query and not (name == "search/index.html" and _offered(files[name].decode(), query))):
                found.append(f"{path} -> {link}")
    return found


def _offered(page: str, query: str) -> bool:
    chosen = parse_qsl(query, strict_parsing=True)
    return all(f'name="{name}"' in page and f'<option value="{escape(value)}">' in page for name, value in chosen)
