"""The search page: an index of the site by story, claim, source, topic and name, complete without script, and what it searches.

The index of a large site comes in parts, newest stories first. A part shows the records of its own stories; of all stories it knows how
many there are, whether their claims are too many to be listed, and the first part also what a search can be narrowed to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diptych.model import Relation
from diptych.pages import labels, paths
from diptych.pages.labels import Label
from diptych.pages.listing import Counted, Listing
from diptych.pages.search import NameRecord, StoryRecord
from diptych.words import Words

MOST_CLAIMS: Final = 1000
"""Claims that the index lists one by one; of a larger site it lists the stories, whose pages list their claims."""

PER_PART: Final = 250
"""Stories that one part of the index has. The one that a save makes again stays small, and a search that reads all of them asks for few."""


class Choices(Struct, frozen=True):
    """What a search of the whole site can be narrowed to, whatever part of the index is shown; of a large one to every relation."""

    topics: tuple[str, ...]
    sources: tuple[str, ...]
    relations: tuple[Relation, ...]


class TopicRecord(Struct, frozen=True):
    """A topic, and the stories that are about it: their title and path."""

    name: str
    stories: tuple[tuple[str, str], ...]


class SearchForm(Struct, frozen=True):
    """What is asked for on the search page: the choices that a search can be narrowed to, and where the other parts of its index are.

    Where there are `others`, the stories are too many to choose from.
    """

    story_choices: tuple[str, ...]
    topic_choices: tuple[str, ...]
    source_choices: tuple[str, ...]
    relation_choices: tuple[str, ...]
    others: tuple[str, ...]


class SearchPage(Struct, frozen=True):
    """The index, or a part of it: `names`, and the claims of `stories`, where claims are `listed`. The first part alone has the `form`.

    Where there are others, `place` says which part this is, `more` how many there are besides; `newer` and `older` are paths, or empty.
    `relations` lists all there are.
    """

    stories: tuple[StoryRecord, ...]
    names: tuple[NameRecord, ...]
    topics: tuple[TopicRecord, ...]
    listed: bool
    labels: Mapping[str, Label]
    relations: str
    form: SearchForm | None
    place: str
    more: int
    newer: str
    older: str


def index_pages(stories: Sequence[Listing], counted: Iterable[Counted], words: Words) -> Iterator[tuple[int, SearchPage]]:
    """Yield the parts of the index of these stories, which are in the order of the lists, with their numbers.

    `counted` are the same stories in any order, for what the index goes by of all of them.
    """
    listed = _listed(counted)
    yield from ((number, _part(stories, number, listed, counted, words)) for number in range(1, _last(stories) + 1))


def changed_parts(
    before: Sequence[Listing], after: Sequence[Listing], counted: Iterable[Counted], words: Words
) -> Iterator[tuple[int, SearchPage]]:
    """Yield those parts of the index, with their numbers, of whose stories one differs, where each story kept its topics, its sources and
    how many claims it has. Of a part whose stories did not change nothing is looked at.
    """
    listed = _listed(counted)
    for number in range(1, _last(after) + 1):
        if before[_slice(number)] != after[_slice(number)]:
            yield number, _part(after, number, listed, counted, words)


def _last(stories: Sequence[Listing]) -> int:
    return max(1, -(-len(stories) // PER_PART))


def _slice(number: int) -> slice:
    return slice((number - 1) * PER_PART, number * PER_PART)


def _part(stories: Sequence[Listing], number: int, listed: bool, counted: Iterable[Counted], words: Words) -> SearchPage:
    last = _last(stories)
    choices = choices_of(counted, last) if number == 1 else None
    return search_page(_records(stories[_slice(number)], listed), number, last, listed, choices, words)


def _records(stories: Iterable[Listing], listed: bool) -> list[StoryRecord]:
    """Return what a part with these stories shows of them."""
    if listed:
        return [story.search for story in stories if story.search]
    return [replace(story.search, claims=(), names=(), relations=story.used) for story in stories if story.search]


def _listed(counted: Iterable[Counted]) -> bool:
    """Tell whether the claims of the site are few enough to be listed."""
    return all(claims <= MOST_CLAIMS for claims in accumulate(story.claims for story in counted))


def choices_of(counted: Iterable[Counted], parts: int) -> Choices:
    """Return what a search of a site with these stories, and so many parts of its index, can be narrowed to."""
    topics = {topic for story in counted for topic in story.topics}
    outlets = {outlet for story in counted for outlet in story.outlets}
    used = {relation for story in counted for relation in story.used} if parts == 1 else set(labels.ORDER)
    return Choices(_alphabetical(topics), _alphabetical(outlets), tuple(relation for relation in labels.ORDER if relation in used))


def _alphabetical(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def search_page(records: Sequence[StoryRecord], number: int, last: int, listed: bool, choices: Choices | None, words: Words) -> SearchPage:
    """Return part `number` of the `last` that the index of a site has, where `records` are those of the stories of this part.

    Whether claims are `listed` and what a search of the whole site can be narrowed to is known from all stories; only the first part has
    `choices`.
    """
    of_relations = labels.relations(words)
    return SearchPage(
        stories=tuple(records),
        names=_merged(name for record in records for name in record.names),
        topics=_topics(records),
        listed=listed,
        labels={relation.value: label for relation, label in of_relations.items()},
        relations=words.joined([label.word for label in of_relations.values()]),
        form=_form(records, last, choices, of_relations) if choices else None,
        place=words.say("home.place", number=number, last=last),
        more=last - 1,
        newer=paths.search(number - 1) if number > 1 else "",
        older=paths.search(number + 1) if number < last else "",
    )


def _form(records: Iterable[StoryRecord], last: int, choices: Choices, of_relations: Mapping[Relation, Label]) -> SearchForm:
    others = tuple(map(paths.search, range(2, last + 1)))
    return SearchForm(
        story_choices=() if others else tuple(dict.fromkeys(record.title for record in records)),
        topic_choices=choices.topics,
        source_choices=choices.sources,
        relation_choices=tuple(of_relations[relation].word for relation in choices.relations),
        others=others,
    )


def _topics(records: Iterable[StoryRecord]) -> tuple[TopicRecord, ...]:
    """Return the topics of these stories in alphabetical order, each once."""
    found: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        for topic in record.topics:
            found.setdefault(topic, []).append((record.title, record.path))
    return tuple(TopicRecord(topic, tuple(found[topic])) for topic in _alphabetical(found))


def _merged(names: Iterable[NameRecord]) -> tuple[NameRecord, ...]:
    """Return the names of these stories in alphabetical order, each once."""
    found: dict[str, NameRecord] = {}
    for name in names:
        before = found.get(name.name, NameRecord(name.name, (), ()))
        spellings = tuple(dict.fromkeys((*before.spellings, *name.spellings)))
        found[name.name] = NameRecord(name.name, spellings, before.claims + name.claims)
    return tuple(found[key] for key in sorted(found, key=str.casefold))
