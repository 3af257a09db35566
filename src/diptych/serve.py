"""Serve the site while an editor works: rebuild on every change, reload the browser, show problems in it, keep the last good site."""

import html
import mimetypes
import socket
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote, unquote

from diptych.errors import ContentError
from diptych.manifest import private
from diptych.pages.paths import base
from diptych.read import CLAIMS_FILE, read_site
from diptych.shipped import folders
from diptych.tell import refused

HOST: Final = "127.0.0.1"
_TRIES: Final = 20

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Preview:
    """The last good site, or the problems that the next one has: a WSGI application over the output folder.

    `rebuild` is called on every change; a ContentError from it is shown in place of every page until the next call goes well.
    """

    def __init__(self, out: Path, base: str, rebuild: Callable[[], object], say: Callable[[str], None]) -> None:
        self._out = out.resolve()
        self._base = base
        self._rebuild = rebuild
        self._say = say
        self._problems = ""

    def refresh(self) -> None:
        """Rebuild, and remember the problems if there are any."""
        had, self._problems = self._problems, ""
        try:
            self._rebuild()
        except (ContentError, OSError) as error:
            self._problems = refused(error) if isinstance(error, OSError) else str(error)
            kept = f"\n\nThe last good site is still in {self._out.name}." if (self._out / "index.html").is_file() else ""
            self._say(f"{self._problems}{kept}")
        else:
            self._say("Mended." if had else "Built.")

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as GitHub Pages would."""
        path = unquote(environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace"))
        elsewhere = self._elsewhere(path)
        if elsewhere:
            start_response("302 Found", [("Location", quote(elsewhere)), ("Content-Length", "0")])
            return [b""]
        status, kind, body = self._answer(path)
        start_response(status, [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
        return [body]

    def _elsewhere(self, path: str) -> str:
        """Return where GitHub Pages would send a browser: to the site's own path, and to a folder with its slash."""
        if path in ("/", self._base.rstrip("/")) and path != self._base:
            return self._base
        found = self._inside(path)
        return f"{path}/" if found and found.is_dir() and not path.endswith("/") else ""

    def _answer(self, path: str) -> tuple[str, str, bytes]:
        found = self._file(path)
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream" if found else "text/html"
        if self._problems and kind == "text/html":
            return "500 Problems in the site", "text/html; charset=utf-8", problem_page(self._problems).encode()
        if found:
            content = found.read_bytes()
            whole = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            return "200 OK", whole, relaxed(content) if kind == "text/html" else content
        missing = self._out / "404.html"
        body = relaxed(missing.read_bytes()) if missing.is_file() else b"<head></head>Not found"
        return "404 Not Found", "text/html; charset=utf-8", body

    def _file(self, path: str) -> Path | None:
        found = self._inside(path)
        found = self._inside(f"{path.rstrip('/')}/index.html") if found and found.is_dir() else found
        return found if found and found.is_file() else None

    def _inside(self, path: str) -> Path | None:
        """Return what stands at a path of the site in the output folder; None where that is nothing, or lies outside of it."""
        below = path.removeprefix(self._base)
        if not path.startswith(self._base) or below.startswith("/") or ".." in PurePosixPath(path).parts:
            return None
        found = self._out / below
        try:
            return found if found.exists() and found.resolve().is_relative_to(self._out) else None
        except OSError:  # a name that no disk can hold
            return None


def relaxed(page: bytes) -> bytes:
    """Return a page with a policy that lets in what livereload puts into it: a script inline, and a connection.

    The files of the site keep the strict one.
    """
    start, meta, rest = page.partition(b'http-equiv="Content-Security-Policy" content="')
    rest = rest.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
    return start + meta + rest.replace(b"connect-src 'self'", b"connect-src 'self' ws:", 1)


def problem_page(problems: str) -> str:
    """Return the page that shows an editor what to mend; the browser leaves it by itself when that is done."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Problems in the site</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        "</head><body><main><h1>Problems in the site</h1>"
        "<p>The last good site is kept. This page goes away when the problems are mended.</p>"
        f"<pre>{html.escape(problems)}</pre></main></body></html>\n"
    )


def free_port(wanted: int) -> int:
    """Return `wanted` if nothing listens there, else the next free port. Raises OSError where none of the next few is free."""
    for port in range(wanted, min(wanted + _TRIES, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise OSError(f"no free port from {wanted} to {min(wanted + _TRIES, 65536) - 1}")


def placed(root: Path) -> tuple[str, Path | None]:
    """Return the path that the site lives under, and its folder of private texts; `/` and the environment's while it cannot be read."""
    site = read_site(root).site
    folder = site.private if site else private()
    return base(site.url) if site else "/", root / folder if folder else None


def watched(root: Path, out: Path, private: Path | None = None) -> list[Path]:
    """Return what a change of must rebuild the site: claims, texts and folders beside them, private texts, and the shipped templates.

    The output is left out.
    """
    beside = [path for path in sorted(root.iterdir()) if path.is_dir() and path.resolve() != out.resolve() and path.name[0] not in "._"]
    given = [folder for name in ("templates", "site_src") for folder in folders(root, name)]
    top = [path for path in sorted(root.iterdir()) if path.is_file() and path.suffix in (".yaml", ".yml", ".txt", ".md")]
    texts = [path.resolve() for path in (*beside, *([private] if private else []))]
    return list(dict.fromkeys([root / CLAIMS_FILE, *top, *texts, *given]))


def serve(preview: Preview, paths: Iterable[Path], port: int, open_browser: bool, told: Callable[[str], None] = lambda path: None) -> None:
    """Serve `preview` on loopback until it is interrupted, refreshing it when one of `paths` changes.

    Before that, `told` is told which file did.
    """
    import logging
    import signal

    from livereload import Server  # 160 ms to import, and needed only here
    from livereload.handlers import LiveReloadHandler

    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # it would keep from the page what is saved within 3 s of the save before
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background starts with it ignored
    server = Server(preview)

    def changed() -> None:
        told(server.watcher.filepath or "")
        preview.refresh()

    for path in paths:
        server.watch(str(path), changed)
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)
    logging.getLogger("livereload").addFilter(lambda record: record.levelno >= logging.WARNING)
    server.serve(port=port, host=HOST, debug=False, open_url_delay=1 if open_browser else None)
