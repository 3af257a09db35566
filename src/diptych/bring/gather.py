"""One input, a web address or a file, to what was found in it and the bytes that it came as."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from diptych.bring.charset import decoded
from diptych.bring.fetch import LARGEST, Limits, fetch
from diptych.bring.found import Found, UnreadableError, language
from diptych.bring.refused import refused

_TYPES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
}
_SUFFIXES: Final = {".html": ".html", ".htm": ".html", ".xhtml": ".html", ".pdf": ".pdf"} | dict.fromkeys((".md", ".markdown"), ".md")
_PLAIN: Final = (".txt", ".text", "")
_NO_PAGE: Final = (".doc", ".docx", ".odt", ".rtf", ".epub", ".mhtml", ".mht", ".png", ".jpg", ".jpeg", ".zip")
_KINDS: Final = "A source is HTML, PDF, Markdown or plain text."
_INSTALL: Final = 'Install what reads it: python -m pip install "trafilatura>=2.0" "lxml-html-clean>=0.4" "pypdf>=5.0"'


class Gathered(Struct, frozen=True):
    """What was found at `where`, and the bytes it came as; `url` and `name` tell where it is from, `path` the file on disk.

    `suffix` is the ending that the original is kept under.
    """

    where: str
    found: Found
    raw: bytes
    suffix: str
    url: str
    name: str
    path: Path | None


def is_url(given: str) -> bool:
    """Tell whether an input is meant as a web address, whatever its scheme."""
    return "://" in given


def gather(given: str, limits: Limits, say: Callable[[str], object]) -> Gathered:
    """Return what stands at a web address or in a file. Raises ContentError for whatever stands in the way."""
    return _from_web(given, limits, say) if is_url(given) else _from_disk(given)


def _from_web(url: str, limits: Limits, say: Callable[[str], object]) -> Gathered:
    page = fetch(url, limits, say)
    path = PurePosixPath(unquote(urlsplit(page.url).path))
    suffix = _sniffed(page.body) or _TYPES.get(page.kind, "" if page.kind else ".txt")
    if not suffix:
        raise refused(page.url, f"this is {page.kind}.", _KINDS)
    found = _found(page.url, page.body, suffix, page.charset)
    spoken = found if found.language else replace(found, language=language(page.language))
    return Gathered(url, spoken, page.body, suffix, page.url, path.stem, None)


def _from_disk(given: str) -> Gathered:
    path = Path(given)
    try:
        if path.is_dir():
            raise refused(given, "this is a folder, not a file.", _KINDS)
        if path.exists() and not path.is_file():
            raise refused(given, "this is no file that can be kept.", _KINDS)
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except FileNotFoundError:
        hint = "A web address begins with https://." if "." in given.partition("/")[0] and "/" in given else _near(path)
        raise refused(given, "there is no such file.", hint) from None
    except (OSError, ValueError) as error:
        raise refused(given, f"this file cannot be read: {(getattr(error, 'strerror', '') or 'it is no path').lower()}.") from None
    if size > LARGEST:
        raise refused(given, f"this file has {size:,} bytes; a source has {LARGEST:,} at most.")
    ending = path.suffix.lower()
    suffix = _sniffed(raw) or _SUFFIXES.get(ending, ".txt" if ending in _PLAIN else "")
    if not suffix or ending in _NO_PAGE:
        raise refused(given, f"`{ending}` is no kind of file that Diptych reads.", f"{_KINDS} Save it as one of them.")
    found = _found(given, raw, suffix, "")
    return Gathered(given, found, raw, suffix, found.canonical, path.stem, path)


def _near(path: Path) -> str:
    from difflib import get_close_matches

    names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    return next((f"Did you mean {path.parent / near}?" for near in get_close_matches(path.name, names, 1)), "")


def _sniffed(raw: bytes) -> str:
    """Return what bytes surely are, whatever their name or their server says."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return ".pdf"
    return ".html" if start.startswith((b"<!doctype html", b"<html")) else ""


def _found(where: str, raw: bytes, suffix: str, charset: str) -> Found:
    try:
        return _read(raw, suffix, charset)
    except UnreadableError as error:
        raise refused(where, *error.args) from None
    except ImportError as error:
        what = "a PDF" if suffix == ".pdf" else "a page of HTML"
        raise refused(where, f"to read {what}, {error.name or error} is missing.", _INSTALL) from None


def _read(raw: bytes, suffix: str, charset: str) -> Found:
    if suffix == ".pdf":
        from diptych.bring.pdf import from_pdf

        return from_pdf(raw)
    text, note = decoded(raw, charset, suffix == ".html")
    if suffix == ".html":
        from diptych.bring.page import from_page

        found = from_page(text)
    else:
        found = Found("Markdown" if suffix == ".md" else "plain text", _ended(text))
    return replace(found, notes=(*found.notes, note)) if note else found


def _ended(text: str) -> str:
    if not text.strip():
        raise UnreadableError("there is no text in it.")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain if plain.endswith("\n") else plain + "\n"
