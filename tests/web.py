"""A real web server on this machine for the tests of `add`: pages by path, each with its status, headers and how it is sent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

HTML = "text/html; charset=utf-8"


@dataclass
class Page:
    """What is sent for a path. `pause` is the time between two bytes; `times` how often the body is sent in a row."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0
    times: int = 1
    length: int | None = None


@dataclass
class Web:
    """The server's address, its pages, and what it was asked for."""

    url: str
    port: int
    pages: dict[str, Page]
    asked: list[str]
    heads: list[dict[str, str]]


def handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            web.heads.append(dict(self.headers))
            with suppress(BrokenPipeError, ConnectionResetError, TimeoutError):
                self.answer(web.pages.get(self.path, Page(b"<h1>Not here</h1>", status=404)))

        def answer(self, page: Page) -> None:
            self.send_response(page.status)
            length = {} if page.length is None else {"Content-Length": str(page.length)}
            for name, value in {"Content-Type": page.kind, **page.headers, **length}.items():
                self.send_header(name, value)
            self.end_headers()
            for _ in range(page.times):
                for part in (page.body[at : at + 1] for at in range(len(page.body))) if page.pause else [page.body]:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(page.pause)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextmanager
def serving(context: Any = None) -> Iterator[Web]:
    web = Web("", 0, {}, [], [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(web))
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.port = server.server_port
    web.url = f"{'https' if context else 'http'}://{'localhost' if context else '127.0.0.1'}:{web.port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
