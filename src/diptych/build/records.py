"""What a story job is given and what it hands back: plain values that travel between processes and keep between builds."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from diptych.data.listed import Listed
from diptych.errors import Problem
from diptych.manifest import Stamp, digest_of
from diptych.model import Site
from diptych.pages.listing import Listing
from diptych.pages.paths import story_addresses
from diptych.read import Named, StoryRef
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


def row_key(order: bytes, ref: StoryRef, text: bytes) -> bytes:
    """Return the key of a story's row: what all stories share, the file it stands in, a digest of its text."""
    return digest_of([order, ref.file, text])


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
    """What the checks across stories need of one, sound or not. `quotes` are counted in the order of the statuses.

    A story that is a draft or rejected and was not asked for is not `shown`: it is checked, and has no pages.
    """

    named: Named
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    quotes: tuple[int, ...]
    links: tuple[Link, ...]
    shown: bool

    def addresses(self) -> set[str]:
        """Return the paths of the story's pages, which an editor may link to; none where the story is not shown."""
        return story_addresses(self.named.id, self.claims, self.sources) if self.shown else set()


class Row(Struct, frozen=True, array_like=True):
    """A story that was made: what it was made from, what the site needs of it, what is told of it.

    `key` covers all but the bytes of the sources, which `inputs` name; `known` finds the row of the same story in another build.
    `listing` is what the site's pages show of it, `told` what its data say; `places` names the record of where its quotes stand,
    `alignment` what the aligner found in its sources.
    """

    key: bytes
    known: str
    inputs: tuple[str, ...]
    sketch: Sketch
    listing: Listing
    told: Listed | None
    suggestions: int
    drafts: int
    warnings: tuple[Problem, ...]
    places: str
    alignment: str


def listings_of(rows: Iterable[Row]) -> tuple[Listing, ...]:
    """Return what the site's own pages need of every story that is shown."""
    return tuple(row.listing for row in rows if row.sketch.shown)


def told_of(rows: Iterable[Row]) -> tuple[Listed, ...]:
    """Return what the data of the site tell of every story that they name."""
    return tuple(row.told for row in rows if row.sketch.shown and row.told)


def alike(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Tell whether every story kept all that the checks across stories, the sitemap and the editors' own pages go by."""
    return len(rows) == len(others) and all(one is other or _alike(one, other) for one, other in zip(rows, others, strict=True))


def _alike(row: Row, other: Row) -> bool:
    one, two = row.sketch, other.sketch
    return (
        (one.named.id, one.claims, one.sources, one.links, one.shown) == (two.named.id, two.claims, two.sources, two.links, two.shown)
        and row.inputs == other.inputs
        and (row.listing.score, row.listing.corrections) == (other.listing.score, other.listing.corrections)
        and (row.told and row.told.pages) == (other.told and other.told.pages)
    )


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
