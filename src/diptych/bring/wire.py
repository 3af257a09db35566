"""One request and its answer, over a connection to a machine that was checked, within a time for the whole of it.

This is the standard library's HTTP client and not a larger one, because the connection has to go to the address that was looked up and
checked, and because each read has to end when the time of the whole exchange is up, however slowly the bytes drip in.
"""

import http.client
import io
import socket
import ssl
import zlib
from contextlib import closing
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from msgspec import Struct

from diptych import __version__
from diptych.bring.address import Address
from diptych.bring.refused import SAVE_IT, refused

AGENT: Final = f"Diptych/{__version__} (compares reports; fetches one page when an editor adds it)"
_ACCEPT: Final = "text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain"
_AT_ONCE: Final = 65536
_LONGEST_KNOCK: Final = 10.0
"""Seconds to wait for one machine of a host before the next is tried."""

_GZIP: Final = zlib.MAX_WBITS | 16


class Answer(Struct, frozen=True):
    """What a server answered. The body of anything but a success is left unread."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def said(self) -> str:
        """The status in words, such as `404 Not Found`."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


class Wire:
    """A connected socket for `http.client` that keeps to a time limit for everything it carries."""

    def __init__(self, carrier: socket.socket, deadline: float) -> None:
        self._carrier = carrier
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send `data` while there is time."""
        self._carrier.settimeout(left(self._deadline))
        self._carrier.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """Return what is received, as a file."""
        return io.BufferedReader(_Received(self._carrier, self._deadline))

    def close(self) -> None:
        """Do nothing: `http.client` hangs up before the body is read, and whoever connected does it after."""


class _Received(io.RawIOBase):
    def __init__(self, carrier: socket.socket, deadline: float) -> None:
        self._carrier = carrier
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._carrier.settimeout(left(self._deadline))
        return self._carrier.recv_into(buffer)


def left(deadline: float) -> float:
    """Return the seconds until `deadline`. Raises TimeoutError when it is past."""
    seconds = deadline - monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def ask(to: Address, machines: tuple[str, ...], deadline: float, most: int) -> Answer:
    """Return the answer to a GET of `to` from one of its `machines`; a success has its body, of `most` bytes unpacked.

    Raises ContentError for what goes wrong on the way, and TimeoutError when `deadline` is past.
    """
    try:
        with closing(_connected(to, machines, deadline)) as carrier:
            line = http.client.HTTPConnection(to.host, to.port)
            line.sock = Wire(carrier, deadline)
            place = to.site.partition("://")[2]
            heads = {"Host": place, "User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
            line.request("GET", to.target, headers=heads)
            with line.getresponse() as response:
                body = _body(to, response, most) if 200 <= response.status < 300 else b""
                return Answer(response.status, response.msg, body)
    except TimeoutError:
        raise
    except ssl.SSLCertVerificationError as error:
        message = f"the certificate of {to.host} cannot be trusted: {error.verify_message}."
        raise refused(to.url, message, "Diptych does not go on without it.") from None
    except (http.client.HTTPException, zlib.error, OSError) as error:
        raise refused(to.url, f"no page came from {to.host}: {_cause(error)}.", "Check the address, or try again later.") from None


def _cause(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the connection broke off"
    if isinstance(error, http.client.HTTPException | zlib.error):
        return f"its answer is no HTTP: {type(error).__name__}"
    return (getattr(error, "strerror", "") or str(error) or type(error).__name__).lower()


def _connected(to: Address, machines: tuple[str, ...], deadline: float) -> socket.socket:
    """Return a connection to the first of the machines that takes one, made safe for https."""
    carrier = _first(to.port, machines, deadline)
    if to.scheme == "http":
        return carrier
    try:
        carrier.settimeout(left(deadline))
        return ssl.create_default_context().wrap_socket(carrier, server_hostname=to.host)
    except BaseException:
        carrier.close()
        raise


def _first(port: int, machines: tuple[str, ...], deadline: float) -> socket.socket:
    faults: list[OSError] = []
    for machine in machines:
        try:
            return socket.create_connection((machine, port), min(left(deadline), _LONGEST_KNOCK))
        except OSError as error:
            left(deadline)
            faults.append(OSError("no answer at all") if isinstance(error, TimeoutError) else error)
    raise faults[-1]


def _body(to: Address, response: http.client.HTTPResponse, most: int) -> bytes:
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise refused(to.url, f"the server packs its answer as {packing}, which it was not asked for.", SAVE_IT)
    if (response.length or 0) > most:
        raise _too_large(to, most)
    packed = None if packing == "identity" else zlib.decompressobj(_GZIP)
    body = bytearray()
    while chunk := response.read(_AT_ONCE):
        body += packed.decompress(chunk, most + 1 - len(body)) if packed else chunk  # never more than that, however much is packed
        if len(body) > most:
            raise _too_large(to, most)
    if response.length or (packed and not packed.eof):
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


def _too_large(to: Address, most: int) -> Exception:
    return refused(to.url, f"this is larger than {most // 1_000_000} MB, the most that a source has.", "Add its text alone, as a file.")
