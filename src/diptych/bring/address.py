"""Web addresses: what may be asked for, and which machine a name leads to.

A name is looked up once, and the connection goes to the very address that was checked: a name that leads elsewhere the second time
it is asked for (DNS rebinding) leads nowhere here.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from msgspec import Struct

from diptych.bring.refused import refused

_PORTS: Final = {"http": 80, "https": 443}
_TRANSLATED: Final = ip_network("64:ff9b::/96")
"""The prefix under which networks without IPv4 reach it (RFC 6052)."""

_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"


class Address(Struct, frozen=True):
    """A web address taken apart: `target` is what to ask the host for."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return self.url.removesuffix(self.target)


def address(url: str, base: str = "") -> Address:
    """Return the parts of `url`, joined to `base` where it is relative. Raises ContentError for what is no address of the web.

    >>> address("https://Example.org/a b?q=ü#top")
    Address(url='https://example.org/a%20b?q=%C3%BC', scheme='https', host='example.org', port=443, target='/a%20b?q=%C3%BC')
    >>> address("/b", "https://example.org/a").url
    'https://example.org/b'
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = parts.hostname or "", parts.port
        named = host if ":" in host or host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise refused(url, "this is no web address.", "One looks like https://example.org/report.") from None
    if parts.scheme not in _PORTS:
        raise refused(url, f"Diptych fetches http and https alone, not {parts.scheme}.", "Save the text as a file and add that.")
    if not host or any(character.isspace() for character in host):
        raise refused(url, "this web address names no host.", "One looks like https://example.org/report.")
    if parts.username is not None or parts.password is not None:
        raise refused(url, "this web address holds a user name or a password.", "It would be published with the source; leave it out.")
    target = urlunsplit(("", "", quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT), ""))
    shown = f"[{named}]" if ":" in named else named
    place = shown if port in (None, _PORTS[parts.scheme]) else f"{shown}:{port}"
    return Address(f"{parts.scheme}://{place}{target}", parts.scheme, named, port or _PORTS[parts.scheme], target)


def machines(to: Address, allow_private: bool, seconds: float) -> tuple[str, ...]:
    """Return the numeric addresses that the host of `to` leads to, looked up once. Raises ContentError where one of them is not public."""
    found = _looked_up(to, seconds)
    hidden = next((each for each in found if not is_public(each)), "")
    if hidden and not allow_private:
        leads = "is" if hidden == to.host else f"leads to {hidden},"
        raise refused(to.url, f"{to.host} {leads} no public address.", "If you trust this address, allow it with --allow-private.")
    return found


def is_public(machine: str) -> bool:
    """Tell whether a numeric address is one that everybody reaches: not this machine, its network, nor one hidden inside another.

    >>> [is_public(each) for each in ("93.184.216.34", "127.0.0.1", "10.1.2.3", "169.254.1.1", "::1", "::ffff:192.168.0.1")]
    [True, False, False, False, False, False]
    """
    whole = ip_address(machine.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (whole, *_inside(whole)))


def _inside(whole: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(whole, IPv4Address):
        return []
    server_and_client = whole.teredo or ()
    translated = [IPv4Address(int(whole) & 0xFFFFFFFF)] if whole in _TRANSLATED else []
    return [*(each for each in (whole.ipv4_mapped, whole.sixtofour, *server_and_client) if each), *translated]


def _looked_up(to: Address, seconds: float) -> tuple[str, ...]:
    """Ask the system, which has no time limit of its own for this, in a thread that may be left behind."""
    found: list[str] = []
    faults: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(str(each[4][0]) for each in socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            faults.append(error if isinstance(error, OSError) else OSError(str(error)))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError
    if faults or not found:
        raise refused(to.url, f"there is no host {to.host} to be found.", "Check the address, and that this machine is on the network.")
    return tuple(dict.fromkeys(found))
