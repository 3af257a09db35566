"""The index of a large site comes in parts: together they have everything, and only a part that shows something else is made again."""

from collections.abc import Sequence
from typing import Any
from unittest import mock

import pytest
from msgspec.structs import replace

from diptych.build.records import listing_of, packed
from diptych.build.stories import Unpacked
from diptych.model import Relation, Site
from diptych.pages.index import MOST_CLAIMS, PER_PART, SearchForm, SearchPage, changed_parts
from diptych.pages.listing import Listing, Outlet, newest_first
from diptych.pages.pages import PER_PAGE, Page, changed_pages, site_pages
from diptych.pages.search import ClaimRecord, Mention, NameRecord, SourceRecord, StoryRecord
from tests.conftest import ENGLISH

SITE = Site("Toy", "", "en", "", True, "", (), (), ENGLISH)


def listing(at: int, claims: int = 0, topics: tuple[str, ...] = (), source: str = "The Herald") -> Listing:
    """A story, the newer the higher its number."""
    path, agree = f"s{at:04}", Relation.AGREE
    listed = tuple(ClaimRecord(f"{each}", f"Claim {each}", f"{path}/claims/{each}/index.html", agree, (source,)) for each in range(claims))
    names = tuple(NameRecord("Ada Vance", (), (Mention(claim.text, claim.path),)) for claim in listed[:1])
    sources = (SourceRecord(source, "", "en", f"{path}/sources/a/index.html"),)
    day = f"{2000 + at // 10}-01-{at % 10 + 1:02}"
    record = StoryRecord(f"Story {at}", f"{path}/index.html", day, listed, sources, names, topics, source)
    known = (Outlet(source, True),)
    relations = ((agree, claims),)
    return Listing(path, record.title, day, "", known, relations, (0, 0, 0, 0), (), (), False, record, topics)


def many(count: int, **more: Any) -> list[Listing]:
    return [listing(at, **more) for at in range(count)]


def index(stories: Sequence[Listing]) -> list[Page]:
    return [page for page in site_pages(SITE, newest_first(stories)) if page.kind == "search"]


def parts(stories: Sequence[Listing]) -> list[SearchPage]:
    return [page.view for page in index(stories) if isinstance(page.view, SearchPage)]


def form(stories: Sequence[Listing]) -> SearchForm:
    first = parts(stories)[0].form
    assert first
    return first


def changed(before: Sequence[Listing], after: Sequence[Listing]) -> list[str]:
    return [page.path for page in changed_pages(SITE, newest_first(before), newest_first(after)) if page.kind == "search"]


def test_a_site_of_few_stories_has_its_index_on_one_page_with_every_choice() -> None:
    (page,) = index(many(PER_PART, topics=("rivers",)))
    (view,) = parts(many(PER_PART, topics=("rivers",)))

    assert (page.path, page.title, view.more, view.newer, view.older) == ("search/index.html", "Search", 0, "", "")
    assert view.form
    assert len(view.form.story_choices) == len(view.stories) == PER_PART
    assert view.form.others == ()


def test_the_parts_of_a_large_index_have_every_story_once_and_lead_to_each_other() -> None:
    stories = many(2 * PER_PART + 1)
    pages, views = index(stories), parts(stories)

    assert [page.path for page in pages] == ["search/index.html", "search/2/index.html", "search/3/index.html"]
    assert [page.title for page in pages] == ["Search", "Page 2 of 3: Index of the site", "Page 3 of 3: Index of the site"]
    assert [(len(view.stories), view.newer, view.older) for view in views] == [
        (PER_PART, "", "search/2/index.html"),
        (PER_PART, "search/index.html", "search/3/index.html"),
        (1, "search/2/index.html", ""),
    ]
    assert [record.path for view in views for record in view.stories] == [story.path for story in newest_first(stories)]
    assert len({page.description for page in pages}) == 3


def test_only_the_first_part_asks_and_what_it_offers_is_of_the_whole_site() -> None:
    oldest = listing(0, topics=("Fords", "abbeys"), source="the Post")
    stories = [oldest, *(listing(at, topics=("rivers",)) for at in range(1, PER_PART + 1))]

    assert [view.form is None for view in parts(stories)] == [False, True]
    assert form(stories) == SearchForm(
        story_choices=(),
        topic_choices=("abbeys", "Fords", "rivers"),
        source_choices=("The Herald", "the Post"),
        relation_choices=("Conflict", "Differs", "More specific", "Agree", "Only in one"),
        others=("search/2/index.html",),
    )


def test_each_part_has_the_topics_and_the_names_of_its_own_stories() -> None:
    newest = listing(PER_PART, claims=1, topics=("rivers",))
    first, second = parts([listing(0, claims=1, topics=("fords",)), *many(PER_PART)[1:], newest])

    assert [[topic.name for topic in part.topics] for part in (first, second)] == [["rivers"], ["fords"]]
    assert [[claim.path for name in part.names for claim in name.claims] for part in (first, second)] == [
        [f"s{PER_PART:04}/claims/0/index.html"],
        ["s0000/claims/0/index.html"],
    ]


def test_claims_are_listed_in_every_part_or_in_none() -> None:
    few = [listing(0, claims=MOST_CLAIMS), *many(PER_PART + 1)[1:]]
    more = [listing(0, claims=MOST_CLAIMS + 1), *many(PER_PART + 1)[1:]]

    assert [(part.listed, sum(len(record.claims) for record in part.stories)) for part in parts(few)] == [(True, 0), (True, MOST_CLAIMS)]
    assert [(part.listed, sum(len(record.claims) for record in part.stories), part.names) for part in parts(more)] == [(False, 0, ())] * 2


def test_outlets_that_differ_in_case_alone_stand_in_one_order() -> None:
    stories = [listing(at, source=name) for at, name in enumerate(["the post", "The Post", "THE POST", "Herald"])]

    assert form(stories).source_choices == form(stories[::-1]).source_choices == ("Herald", "THE POST", "The Post", "the post")


# What a save makes again


STORIES = many(3 * PER_PART, topics=("rivers",))


def with_one(at: int, new: Listing) -> list[Listing]:
    return [*STORIES[:at], new, *STORIES[at + 1 :]]


def titled(at: int) -> Listing:
    was = STORIES[at]
    assert was.search
    return replace(was, title="Another", search=replace(was.search, title="Another"))


@pytest.mark.parametrize(("at", "path"), [(3 * PER_PART - 1, "search"), (2 * PER_PART, "search"), (PER_PART, "search/2"), (0, "search/3")])
def test_a_title_makes_the_one_part_again_that_shows_it(at: int, path: str) -> None:
    assert changed(STORIES, with_one(at, titled(at))) == [f"{path}/index.html"]


def test_nothing_is_made_of_the_parts_that_stay() -> None:
    with mock.patch("diptych.pages.index.search_page") as made:
        assert changed(STORIES, [*STORIES]) == []
        assert made.call_count == 0
        changed(STORIES, with_one(0, titled(0)))
        assert made.call_count == 1


def test_of_the_stories_of_other_parts_no_record_is_looked_at() -> None:
    looked: list[str] = []

    def noted(content: bytes) -> Listing:
        found = listing_of(content)
        looked.append(found.id)
        return found

    newest = newest_first(STORIES)
    rows = [packed(story) for story in newest]
    after = [*rows[:-1], packed(titled(0))]
    made = [number for number, _ in changed_parts(Unpacked(rows, noted), Unpacked(after, noted), newest, ENGLISH)]

    assert made == [3]
    assert set(looked) == {story.id for story in STORIES[:PER_PART]}


def test_where_claims_are_not_listed_a_part_is_the_same_whatever_they_say() -> None:
    before = [listing(0, claims=MOST_CLAIMS + 1), *STORIES[1:]]
    assert before[0].search
    claims = before[0].search.claims
    other = replace(before[0].search, claims=(replace(claims[0], text="Another claim"), *claims[1:]))

    assert parts(before) == parts([replace(before[0], search=other), *STORIES[1:]])


def test_an_index_in_one_part_offers_the_relations_of_claims_that_it_does_not_list() -> None:
    before = [listing(0, claims=MOST_CLAIMS + 1)]
    assert before[0].search
    claims = before[0].search.claims
    other = replace(before[0].search, claims=(replace(claims[0], relation=Relation.CONFLICT), *claims[1:]))
    after = [replace(before[0], search=other, relations=((Relation.CONFLICT, 1), (Relation.AGREE, MOST_CLAIMS)))]

    assert changed(before, after) == ["search/index.html"]
    assert [form(stories).relation_choices for stories in (before, after)] == [("Agree",), ("Conflict", "Agree")]


def test_a_story_whose_claims_are_not_listed_carries_their_relations_and_only_then() -> None:
    large = [listing(0, claims=MOST_CLAIMS + 1), listing(1)]

    assert [story.relations for story in parts(large)[0].stories] == [(), (Relation.AGREE,)]
    assert [story.relations for story in parts([listing(0, claims=2)])[0].stories] == [()]


def test_another_day_moves_a_story_from_part_to_part() -> None:
    newer = STORIES[0].search
    assert newer
    moved = replace(STORIES[0], event_date="2999-01-01", search=replace(newer, event_date="2999-01-01"))

    assert changed(STORIES, with_one(0, moved)) == [f"search/{each}index.html" for each in ("", "2/", "3/")]


def test_what_is_made_again_is_what_a_whole_build_makes() -> None:
    after = newest_first(with_one(0, titled(0)))
    made = {page.path: page for page in changed_pages(SITE, newest_first(STORIES), after)}

    assert {path: page for path, page in ((page.path, page) for page in site_pages(SITE, after)) if path in made} == made
    assert made.keys() == {"search/3/index.html", f"stories/{-(-len(after) // PER_PAGE)}/index.html"}
