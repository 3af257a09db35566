"""What a story job is given and what it hands back: plain values that travel between processes and keep between builds."""

import zlib
from itertools import compress
from typing import Final, TypeAlias

from msgspec import Struct, msgpack

from diptych.data.listed import Listed
from diptych.errors import Problem
from diptych.manifest import Stamp
from diptych.model import Relation, Site
from diptych.pages.listing import Listing
from diptych.pages.paths import story_addresses
from diptych.read import CLAIMS_FILE, Named, StoryRef
from diptych.render.links import Link

Input: TypeAlias = tuple[str, Stamp, bytes]
"""A file that a story was made from: its name, its stamp, the SHA-256 of its bytes."""


ALIGNMENTS: Final = "alignments"
"""The folder of the cache that has what the aligner found."""


class Order(Struct, frozen=True):
    """What all story jobs of one build have in common. `site` has no stories.

    `staging` is the folder for what differs from `out`; where it is empty, nothing is made, and the story is only checked. `key` stands
    for everything here that a story's page may depend on, `whole` for that and the templates of the site's own pages, `aligner` for the
    aligner and its weights, `claims` for claims.yaml.
    """

    root: str
    out: str
    staging: str
    cache: str
    site: Site
    key: bytes
    whole: bytes
    aligner: bytes
    claims: bytes


def known_as(ref: StoryRef, story_id: str) -> str:
    """Return the name by which a story is found again when its text has changed: its file, or its id in claims.yaml."""
    return story_id if ref.index >= 0 else ref.file


class Task(Struct, frozen=True):
    """A story to be made: where it stands, and the name under which the last places of its quotes are kept, if they are.

    `text` is a digest of its text and place, for a story of claims.yaml; `alignment` names what the aligner last found in its sources.
    """

    ref: StoryRef
    places: str
    text: bytes
    alignment: str = ""


class Sketch(Struct, frozen=True, array_like=True):
    """What the checks across stories need of one, sound or not. `quotes` are counted in the order of the statuses; `claims` and `sources`
    are ids, a line each, since a large site has hundreds of thousands.

    A story that is a draft or rejected and was not asked for is not `shown`: it is checked, and has no pages.
    """

    named: Named
    claims: str
    sources: str
    quotes: tuple[int, ...]
    links: tuple[Link, ...]
    shown: bool

    def addresses(self) -> set[str]:
        """Return the paths of the story's pages, which an editor may link to; none where the story is not shown."""
        return story_addresses(self.named.id, self.claims.splitlines(), self.sources.splitlines()) if self.shown else set()


def packed(shown: Listing | Listed) -> bytes:
    """Return a record in few bytes, for memory and for the disk."""
    return zlib.compress(msgpack.encode(shown), 1)


def listing_of(packed: bytes) -> Listing:
    """Return the record that was packed."""
    return msgpack.decode(zlib.decompress(packed), type=Listing)


def told_of(packed: bytes) -> Listed:
    """Return the record that was packed."""
    return msgpack.decode(zlib.decompress(packed), type=Listed)


class Row(Struct, frozen=True, array_like=True):
    """A story that was made: what it was made from, what the site needs of it, what is told of it.

    `text` is the digest of its text in `file`, `inputs` are its files. What a site counts or sorts all its stories by stands here: its
    sources, its claims by relation in the order of `Relation`, the aligner's score, the dates by which lists and feeds order it, how many
    files and pages it has. What pages of the whole site list of it, and what its data tell (nothing, where no data name it), is `packed`,
    since of most stories a build needs none of it.
    `places` names the record of where its quotes stand, `alignment` what the aligner found in its sources.
    """

    file: str
    text: bytes
    inputs: tuple[str, ...]
    sketch: Sketch
    packed_listing: bytes
    event_date: str
    since: str = ""
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    relations: tuple[int, ...] = ()
    score: tuple[int, int, int, int] = (0, 0, 0, 0)
    packed_told: bytes = b""
    files: int = 0
    pages: int = 0
    suggestions: int = 0
    drafts: int = 0
    warnings: tuple[Problem, ...] = ()
    places: str = ""
    alignment: str = ""

    @property
    def id(self) -> str:
        """The story's id."""
        return self.sketch.named.id

    @property
    def known(self) -> str:
        """The name of the story in another build, as `known_as` has it."""
        return self.sketch.named.id if self.file == CLAIMS_FILE else self.file

    @property
    def claims(self) -> int:
        """How many reviewed claims it has."""
        return sum(self.relations)

    @property
    def used(self) -> tuple[Relation, ...]:
        """The relations that they have."""
        return tuple(compress(Relation, self.relations))


class StoryResult(Struct, frozen=True):
    """What came of a story job: a row, or problems. `faults` are those of templates, told where there is no other.

    `changed` are the files that differ from the last build's. Where a worker sees no folder of the output, they are in the `pack` of that
    name in its store, and `digests` has theirs, one after the other.
    """

    sketch: Sketch | None
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...] = ()
    moved: tuple[Problem, ...] = ()
    row: Row | None = None
    inputs: tuple[Input, ...] = ()
    changed: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    pack: str = ""
    digests: bytes = b""
