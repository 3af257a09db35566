"""What the whole site needs of a story: a small record that outlives the story's pages, in memory and between builds."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from diptych.counts import Score
from diptych.model import Relation, Story
from diptych.pages import labels, paths
from diptych.pages.corrections import Corrected, corrections
from diptych.pages.pictures.bar import Band, bands
from diptych.pages.search import StoryRecord, Texts, story_record, texts

if TYPE_CHECKING:  # rows are read before it is known whether any story is to be made
    from diptych.pages.views import StoryView


class Outlet(Struct, frozen=True, array_like=True):
    """A source as lists name it."""

    name: str
    known: bool


class Listing(Struct, frozen=True, array_like=True):
    """A story as the home page, feeds, the sitemap and the method page know it; plain values that keep and travel well.

    `relations` has the count of every relation of the reviewed claims, `score` compares the aligner with the editor, `corrections`
    are its claims', `files` are the paths of everything that the story's job makes, `search` is what the search page lists,
    `texts` what a full-text search goes through, where there is one.
    """

    id: str
    title: str
    event_date: str
    finding: str
    sources: tuple[Outlet, ...]
    relations: tuple[tuple[Relation, int], ...]
    score: tuple[int, int, int, int]
    corrections: tuple[Corrected, ...]
    files: tuple[str, ...]
    draft: bool = False
    search: StoryRecord | None = None
    topics: tuple[str, ...] = ()
    texts: Texts | None = None

    @property
    def path(self) -> str:
        """The path of the story's own page."""
        return paths.story(self.id)

    @property
    def claims(self) -> int:
        """How many reviewed claims it has."""
        return sum(count for _, count in self.relations)

    @property
    def used(self) -> tuple[Relation, ...]:
        """The relations that its claims have."""
        return tuple(relation for relation, count in self.relations if count)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of its sources."""
        return tuple(source.name for source in self.sources)


class Card(Struct, frozen=True):
    """A story as the list of stories shows it."""

    path: str
    title: str
    event_date: str
    sources: tuple[Outlet, ...]
    finding: str
    bar: tuple[Band, ...]
    draft: bool
    topics: tuple[tuple[str, str], ...]


def card(story: Listing, known: Mapping[Relation, labels.Label]) -> Card:
    """Return what the list shows of a story; `known` are the labels of the relations."""
    bar = bands([(known[relation], count) for relation, count in story.relations])
    topics = tuple((topic, paths.topic(topic)) for topic in story.topics)
    return Card(story.path, story.title, story.event_date, story.sources, story.finding, bar, story.draft, topics)


def listing(story: "StoryView", files: tuple[str, ...], searched: bool = False) -> Listing:
    """Return what the site needs of `story`, whose job makes `files`; `searched` tells that a full-text search goes through it."""
    counts = {label.key: count for label, count in story.counts}
    score = story.score
    return Listing(
        id=story.id,
        title=story.title,
        event_date=story.event_date,
        finding=story.finding,
        sources=tuple(Outlet(source.name, source.known) for source in story.sources),
        relations=tuple((relation, counts[relation.value]) for relation in labels.ORDER),
        score=(score.curated, score.found, score.suggested, score.right),
        corrections=corrections(story),
        files=files,
        draft=story.draft,
        topics=story.record.topics,
        search=story_record(story),
        texts=texts(story) if searched else None,
    )


def unlisted(story: Story) -> Listing:
    """Return the place of a story that has no pages."""
    return Listing(story.id, story.title, story.event_date, "", (), (), (0, 0, 0, 0), (), ())


class Listable(Protocol):
    """A story as far as lists go by it to place it: its id, and the date of its event."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def event_date(self) -> str:
        """The date of what it is about, or nothing."""


class Counted(Protocol):
    """A story as far as the index of the site goes by all of them."""

    @property
    def claims(self) -> int:
        """How many reviewed claims it has."""

    @property
    def used(self) -> tuple[Relation, ...]:
        """The relations that they have."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of its sources."""


Of = TypeVar("Of", bound=Listable)


def newest_first(stories: Iterable[Of]) -> list[Of]:
    """Return the stories in the order of the lists: newest event first; those of one day by id."""
    newest = sorted(stories, key=lambda story: story.id)
    newest.sort(key=lambda story: story.event_date, reverse=True)
    return newest


def total(listings: Iterable[Listing]) -> Score:
    """Return the aligner's score over all stories."""
    return Score(*map(sum, zip(*[(0, 0, 0, 0), *(each.score for each in listings)], strict=True)))
