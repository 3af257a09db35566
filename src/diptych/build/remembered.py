"""What is kept of one story for the next build beside its row: where its quotes stood, and how its Markdown reads.

Neither is needed to build. Without the first nothing is told of what moved, without the second the parser is asked again.
"""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from diptych import prose
from diptych.build.records import Order
from diptych.manifest import replace_file
from diptych.model import Story
from diptych.read import Former

_FOLDER = "places"


class Remembered(Struct, frozen=True, array_like=True):
    """Where the quotes of a story stood, and its Markdown as read by the code that the `key` of an order stands for."""

    places: tuple[tuple[str, str, str, str], ...] = ()
    key: bytes = b""
    texts: dict[str, prose.Text] = {}

    @property
    def former(self) -> Former:
        """The places as `read` asks for them."""
        return {(file, exact): (place, sha256) for file, exact, place, sha256 in self.places}


def remembered(order: Order, name: str) -> Remembered:
    """Return what was kept under `name`; nothing where that cannot be had. Its Markdown need not be parsed again in this process."""
    if not name:
        return Remembered()
    try:
        found = msgspec.msgpack.decode(zlib.decompress((Path(order.cache) / _FOLDER / name).read_bytes()), type=Remembered)
    except (OSError, ValueError, zlib.error, msgspec.MsgspecError):
        return Remembered()
    if found.key == order.key:
        prose.recall(found.texts)
    return found


def keep(order: Order, story: Story, places: Former) -> str:
    """Keep what is to be remembered of a story, under a name that its bytes give it; nothing is kept where the disk refuses."""
    listed = tuple((*where, *now) for where, now in sorted(places.items()))
    kept = Remembered(listed, order.key, prose.parsed(_shown(story, order.site.drafts)))
    content = zlib.compress(msgspec.msgpack.encode(kept), 1)
    name = sha256(content).hexdigest()[:32]
    path = Path(order.cache) / _FOLDER / name
    with suppress(OSError):
        if not path.exists():
            replace_file(path, content)
        return name
    return ""


def _shown(story: Story, drafts: bool) -> Iterator[str]:
    """Yield the Markdown that the pages of a story show."""
    yield story.summary
    yield from (source.provenance.note for source in story.sources)
    for claim in (*story.claims, *(story.drafts if drafts else ())):
        yield claim.note
        yield claim.rating.explanation if claim.rating else ""
