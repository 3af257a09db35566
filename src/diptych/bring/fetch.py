"""Fetch one page for an editor: redirects followed and told, robots.txt respected, no barrier gone round.

Nothing else in Diptych fetches anything, and a build never comes here.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final
from urllib.robotparser import RobotFileParser

from msgspec import Struct

from diptych.bring.address import Address, address, machines
from diptych.bring.refused import SAVE_IT, refused
from diptych.bring.wire import Answer, ask, left
from diptych.errors import ContentError

LARGEST: Final = 10_000_000
"""Bytes that a source may have, unpacked."""

_LARGEST_ROBOTS: Final = 500_000
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CLOSED: Final = (401, 402, 403, 407, 451)
_GONE: Final = (404, 410)
_NAME: Final = "Diptych"


class Fetched(Struct, frozen=True):
    """A page as it came: where it was in the end, what the server says that it is, and its bytes, unpacked."""

    url: str
    kind: str
    charset: str
    language: str
    body: bytes


class Limits(Struct, frozen=True):
    """What a fetch may do: `seconds` for all of it, redirects and robots.txt included, and whether it may go to a private address."""

    seconds: float = 30.0
    allow_private: bool = False


def fetch(url: str, limits: Limits, tell: Callable[[str], object]) -> Fetched:
    """Return the page at `url`, telling each redirect by `tell`. Raises ContentError for whatever stands in the way."""
    deadline = monotonic() + limits.seconds
    asked: dict[str, RobotFileParser] = {}

    def permitted(to: Address) -> None:
        rules = asked.get(to.site) or asked.setdefault(to.site, _robots(to, limits, deadline))
        if not rules.can_fetch(_NAME, to.url):
            raise refused(to.url, f"the robots.txt of {to.host} asks programs to leave this page alone.", SAVE_IT)

    try:
        at, answer = _followed(address(url), limits, deadline, LARGEST, permitted, tell)
    except TimeoutError:
        raise refused(
            url, f"there was no whole answer within {limits.seconds:g} seconds.", "Try again, or give a longer --timeout."
        ) from None
    if not 200 <= answer.status < 300:
        raise refused(at.url, f"the server answers {answer.said}.", _way_out(answer.status))
    heads = answer.headers
    charset = heads.get_content_charset() or ""
    return Fetched(at.url, heads.get_content_type() if heads["Content-Type"] else "", charset, heads["Content-Language"] or "", answer.body)


def _way_out(status: int) -> str:
    if status in _CLOSED:
        return f"Diptych goes round no barrier. {SAVE_IT}"
    return "Check the address; an archive may have the page." if status in _GONE else "Try again later."


def _followed(
    to: Address, limits: Limits, deadline: float, most: int, permitted: Callable[[Address], None], tell: Callable[[str], object]
) -> tuple[Address, Answer]:
    """Return the answer that is no redirect, and where it came from. Every hop is checked as the first one is."""
    way = [to]
    while True:
        permitted(to)
        answer = ask(to, machines(to, limits.allow_private, left(deadline)), deadline, most)
        if answer.status not in _REDIRECTS:
            return to, answer
        if not answer.headers["Location"]:
            raise refused(to.url, f"the server answers {answer.said} and does not say where to.", SAVE_IT)
        to = address(answer.headers["Location"], to.url)
        shown = " → ".join(each.url for each in (*way, to))
        if to in way:
            raise refused(way[0].url, f"the redirects go in a circle: {shown}.", SAVE_IT)
        if len(way) > _MOST_REDIRECTS:
            raise refused(way[0].url, f"there are more than {_MOST_REDIRECTS} redirects: {shown}.", SAVE_IT)
        tell(f"{way[-1].url} redirects to {to.url}")
        way.append(to)


def _robots(of: Address, limits: Limits, deadline: float) -> RobotFileParser:
    """Return what the host asks of programs (RFC 9309): nothing where it has no robots.txt, everything where it cannot say."""
    rules = RobotFileParser()
    try:
        at, answer = _followed(address("/robots.txt", of.url), limits, deadline, _LARGEST_ROBOTS, lambda _: None, lambda _: None)
    except ContentError as error:
        raise refused(of.url, error.problems[0].message, *error.problems[0].hints) from None
    if answer.status >= 500:
        raise refused(of.url, f"the robots.txt of {at.host} cannot be read: {answer.said}.", f"It may forbid this page. {SAVE_IT}")
    rules.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
    return rules
