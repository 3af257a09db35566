"""The pictures as values: places that add up, never overlap and keep their order; and every fact of a picture in its text."""

from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from textwrap import indent
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.build import check, site_files
from diptych.findings import find
from diptych.model import Publish, Relation, Source, Story
from diptych.pages import labels
from diptych.pages.coverage import Coverage, Share, coverage
from diptych.pages.coverage import told as told_by
from diptych.pages.pictures.axis import Axis, axis_of, ticks
from diptych.pages.pictures.bar import bands
from diptych.pages.pictures.days import in_words, period_of
from diptych.pages.pictures.moments import Moment, Period, moments
from diptych.pages.pictures.order import Order, in_order, orders, shortened
from diptych.pages.pictures.scale import stacked, stretch
from diptych.pages.pictures.strip import HEIGHT, strip_picture
from diptych.pages.pictures.timeline import Timeline, signs, timeline
from diptych.pages.prepared import story_view
from diptych.pages.views import SourceView, StoryView
from diptych.read import read_site
from diptych.text import Span
from tests.conftest import ENGLISH, REPOSITORY

PROPERTY: Final = settings(max_examples=150, deadline=None, derandomize=True)
SITES: Final = {"demo": REPOSITORY, "example": REPOSITORY / "tests" / "example"}
LABELS: Final = tuple(labels.relations(ENGLISH).values())
LARGEST_PAGE: Final = 100_000
MOST_NODES: Final = 5_000
TODAY: Final = date(2023, 4, 26)


def covered(view: StoryView, source: SourceView) -> Coverage:
    return coverage(source.record, told_by(view.findings, source.id))


def story(site: str, name: str) -> StoryView:
    return story_view(find(next(each for each in check(SITES[site]).site.stories if each.id == name)), ENGLISH)


STORIES: Final = [("demo", "xi-zelensky-call"), ("example", "bridge"), ("example", "harbour")]


# Scale and bar


@PROPERTY
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_stacked_amounts_fill_the_whole_width_and_only_touch(amounts: list[int]) -> None:
    places = stacked(amounts)

    assert places[0][0] == 0
    assert sum(width for _, width in places) == pytest.approx(100)
    assert all(x + width == pytest.approx(following) for (x, width), (following, _) in pairwise(places))


@PROPERTY
@given(st.lists(st.integers(0, 50), min_size=5, max_size=5))
def test_a_bar_has_a_band_for_every_relation_that_some_claim_has_and_for_no_other(counts: list[int]) -> None:
    found = bands(list(zip(LABELS, counts, strict=True)))

    assert [(band.label, band.count) for band in found] == [(label, count) for label, count in zip(LABELS, counts, strict=True) if count]


@PROPERTY
@given(st.integers(1, 50), st.integers(1, 50))
def test_a_band_of_more_claims_is_wider(one: int, more: int) -> None:
    few, many = bands([(LABELS[0], one), (LABELS[1], one + more)])

    assert few.width < many.width


def test_a_story_without_claims_has_an_empty_bar() -> None:
    assert bands([(label, 0) for label in LABELS]) == ()


@PROPERTY
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=20, unique=True))
def test_stretches_of_a_text_keep_their_order_and_never_overlap(cuts: list[int]) -> None:
    ordered = sorted(cuts)
    places = [stretch(start, end, 10_000) for start, end in pairwise(ordered)]

    assert all(width > 0 for _, width in places)
    assert all(x + width <= following + 1e-9 for (x, width), (following, _) in pairwise(places))


# Coverage strips


@pytest.mark.parametrize(("site", "name"), STORIES)
def test_a_strip_has_a_block_for_every_sentence_in_the_order_of_the_text(site: str, name: str) -> None:
    view = story(site, name)
    for source in view.sources:
        found = strip_picture(view, source, covered(view, source))

        assert [block.share for block in found.blocks] == [sentence.share for sentence in found.coverage.sentences]
        assert all(one.x + one.width <= other.x + 1e-9 for one, other in pairwise(found.blocks))
        assert all(block.x >= 0 and block.x + block.width <= 100 for block in found.blocks)


@pytest.mark.parametrize(("site", "name"), STORIES)
def test_every_block_stands_on_the_ground_and_its_height_tells_its_share(site: str, name: str) -> None:
    view = story(site, name)
    blocks = [block for source in view.sources for block in strip_picture(view, source, covered(view, source)).blocks]

    assert {block.top + block.height for block in blocks} == {HEIGHT}
    assert len({(block.share, block.height) for block in blocks}) == len({block.share for block in blocks})


@pytest.mark.parametrize(("site", "name"), STORIES)
def test_a_block_leads_somewhere_exactly_when_its_sentence_is_in_a_claim_and_its_line_leads_there_too(site: str, name: str) -> None:
    view = story(site, name)
    for source in view.sources:
        found = strip_picture(view, source, covered(view, source))

        assert [bool(block.href) for block in found.blocks] == [bool(each.claim_ids) for each in found.coverage.sentences]
        assert [block.href for block in found.blocks if block.href] == [line.href for line in found.lines]
        assert [len(line.claims) for line in found.lines] == [len(each.claim_ids) for each in found.coverage.sentences if each.claim_ids]


def test_a_block_leads_to_the_claim_that_gives_it_its_colour() -> None:
    view = story("example", "bridge")
    found = strip_picture(view, view.sources[0], covered(view, view.sources[0]))
    conflict = next(block for block in found.blocks if block.relation == "conflict")

    assert (conflict.href, conflict.title) == ("#courier--crack-length", "Sentence 2: How long the crack is (conflict)")


def test_a_suggestion_is_told_by_its_shape_and_bears_no_relation() -> None:
    view = story("demo", "xi-zelensky-call")
    suggested = story_view(find(_without_claims(view.record)), ENGLISH)
    blocks = [block for source in suggested.sources for block in strip_picture(suggested, source, covered(suggested, source)).blocks]

    assert Share.SUGGESTED in {block.share for block in blocks}
    assert {block.relation for block in blocks} == {""}
    assert all(block.title.endswith("(suggestion)") for block in blocks if block.href)


def _without_claims(record: Story) -> Story:
    return Story(record.id, record.title, record.event_date, "", record.names, record.sources, (), (), (), record.place)


# Times


def told(words: str, today: date | None = TODAY, language: str = "en", aside: tuple[Span, ...] = ()) -> list[str]:
    """Each time that a text names: the words, and the days they are taken to mean."""
    known = check(SITES["example"]).site.stories[0].sources[0]
    text = Source("a", "A", "a.txt", language, words, (Span(0, len(words)),), aside, Publish.FULL, known.provenance)
    return [f"{each.words} = {in_words(each.period, ENGLISH) if each.period else '?'}" for each in moments(text, today, ())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("They spoke on Wednesday.", "Wednesday = 26 April 2023"),
        ("They spoke on Tuesday.", "Tuesday = 25 April 2023"),
        ("They spoke on Friday.", "Friday = 21 April 2023"),
        ("They will speak on Friday.", "Friday = 28 April 2023"),
        ("He went there last month.", "last month = March 2023"),
        ("It began in February.", "February = February 2023"),
        ("It ends in June.", "June = June 2023"),
        ("It began last year.", "last year = 2022"),
        ("It has lasted since February.", "since February = since February 2023"),
        ("He left before 12 March 2022.", "before 12 March 2022 = before 12 March 2022"),
        ("He left after 2020.", "after 2020 = after 31 December 2020"),
        ("It must end by Friday.", "by Friday = until 28 April 2023"),
        ("On April 26, 2023 they spoke.", "April 26, 2023 = 26 April 2023"),
        ("It happened yesterday.", "yesterday = 25 April 2023"),
    ],
)
def test_a_time_means_what_a_reader_of_that_day_takes_it_for(words: str, expected: str) -> None:
    assert told(words) == [expected]


@pytest.mark.parametrize("words", ["They spoke on Wednesday.", "It began in February.", "He went there last month."])
def test_a_relative_time_without_a_day_to_reckon_from_has_no_place(words: str) -> None:
    assert [each.endswith("= ?") for each in told(words, None)] == [True]


def test_a_full_date_needs_no_day_to_reckon_from() -> None:
    assert told("They spoke on 26 April 2023.", None) == ["26 April 2023 = 26 April 2023"]


def test_a_language_without_a_date_reader_names_no_relative_time() -> None:
    assert told("تحدثا يوم الأربعاء.", language="ar") == []


def test_a_time_outside_the_article_is_left_out() -> None:
    assert told("They spoke on Wednesday.", aside=(Span(0, 4),)) == []


def test_a_time_outside_the_quotes_stays_private_where_only_quotes_are_published() -> None:
    site = read_site(SITES["example"]).site
    post = site.stories[0].sources[2] if site else pytest.fail("the example cannot be read")
    quoted = Span(post.text.index("It will"), post.text.index("April, the") + 5)

    assert [(each.before, each.words, each.after) for each in moments(post, TODAY, [quoted])] == [("It will reopen in ", "April", "")]


def _found(words: str) -> Moment:
    known = check(SITES["example"]).site.stories[0].sources[0]
    return next(moments(Source("a", "A", "a.txt", "en", words, (Span(0, len(words)),), (), Publish.FULL, known.provenance), TODAY, ()))


def test_a_moment_shows_its_words_between_a_few_of_their_neighbours() -> None:
    found = _found("One two three four five six seven eight on Wednesday, and then some more.")

    assert found.before + found.words + found.after == "… three four five six seven eight on Wednesday, and then …"


@PROPERTY
@given(
    st.text(st.sampled_from("aM y1290,.'“”-\n on May 2020 last week before Friday با"), max_size=60), st.none() | st.dates(date(1900, 1, 1))
)
def test_no_text_breaks_the_reading_of_times_and_its_words_stand_in_it(words: str, today: date | None) -> None:
    known = check(SITES["example"]).site.stories[0].sources[0]
    text = Source("a", "A", "a.txt", "en", words, (Span(0, len(words)),) if words.strip() else (), (), Publish.FULL, known.provenance)

    for each in moments(text, today, ()):
        assert " ".join(each.span.of(words).split()) == each.words
        assert each.period is None or (each.period.first <= each.period.last and in_words(each.period, ENGLISH))


@pytest.mark.parametrize(
    ("written", "expected"), [("2023", "2023"), ("2024-02", "February 2024"), ("2023-04-26", "26 April 2023"), ("", None)]
)
def test_a_date_that_an_editor_gave_reads_back_as_precisely_as_it_was_given(written: str, expected: str | None) -> None:
    found = period_of(written)

    assert (in_words(found, ENGLISH) if found else None) == expected


# The axis


axes: Final = st.builds(axis_of, st.lists(st.integers(400_000, 800_000), min_size=1, max_size=8), st.integers(400_000, 800_000))


@PROPERTY
@given(axes, st.integers(400_000, 800_000), st.integers(0, 40_000))
def test_a_later_day_never_stands_further_left(axis: Axis, day: int, later: int) -> None:
    assert 0 <= axis.place(day) <= axis.place(day + later) <= 100


@PROPERTY
@given(axes)
def test_labels_of_ticks_never_touch_and_the_middle_is_always_labelled(axis: Axis) -> None:
    found = ticks(axis, "event", ENGLISH)
    labelled = [tick.x for tick in found if tick.label]

    assert [tick.x for tick in found] == sorted(tick.x for tick in found)
    assert all(other - one >= 17 for one, other in pairwise(labelled))
    assert [tick.label for tick in found if tick.middle] == ["event"]


def test_the_day_before_the_event_has_more_room_than_a_day_of_last_year() -> None:
    axis = axis_of([TODAY.toordinal() - 400], TODAY.toordinal())
    day, long_ago = TODAY - timedelta(days=1), TODAY - timedelta(days=365)

    assert axis.place(TODAY.toordinal()) - axis.place(day.toordinal()) > 10
    assert axis.place(long_ago.toordinal() + 1) - axis.place(long_ago.toordinal()) < 0.1


def test_an_axis_of_a_single_day_puts_it_in_the_middle() -> None:
    assert axis_of([7], 7).place(7) == 50


# Timelines


def timed(site: str, name: str) -> Timeline:
    found = timeline(story(site, name))
    assert found
    return found


def test_every_sign_of_a_lane_is_a_row_of_the_table_in_which_that_account_has_words() -> None:
    for site, name in STORIES[:2]:
        found = timed(site, name)

        for at, lane in enumerate(found.lanes):
            assert {sign.number for sign in lane.signs} == {time.number for time in found.times if time.cells[at]}


def test_the_rows_of_the_table_go_from_the_earliest_time_to_the_latest() -> None:
    assert [time.told for time in timed("demo", "xi-zelensky-call").times] == [
        "2022",
        "February 2023",
        "since February 2023",
        "March 2023",
        "26 April 2023",
    ]


def test_two_accounts_that_name_one_time_in_other_words_share_a_row() -> None:
    row = next(time for time in timed("demo", "xi-zelensky-call").times if time.told == "2022")

    assert [[naming.words for naming in cell] for cell in row.cells] == [["2022"], ["last year"]]


def test_no_two_signs_of_a_lane_overlap() -> None:
    for site, name in STORIES[:2]:
        for lane in timed(site, name).lanes:
            rows = {sign.y for sign in lane.signs}
            for y in rows:
                row = sorted((sign for sign in lane.signs if sign.y == y), key=lambda sign: sign.x)
                assert all(one.x + 8 <= other.x and one.start + one.width <= other.start for one, other in pairwise(row))
            assert all(sign.y < lane.ground < lane.height for sign in lane.signs)


periods: Final = st.builds(
    lambda first, days, bound: Period(first, first + days, bound),
    st.integers(700_000, 740_000),
    st.sampled_from([0, 0, 6, 30, 364]),
    st.sampled_from(["", "since", "until"]),
)


@PROPERTY
@given(st.lists(periods, min_size=1, max_size=12, unique=True), st.integers(700_000, 740_000))
def test_however_many_times_an_account_names_their_signs_and_arrows_keep_clear_of_each_other(found: list[Period], middle: int) -> None:
    axis = axis_of((day for each in found for day in (each.first, each.last)), middle)
    placed = signs(axis, [(each, number, "then") for number, each in enumerate(sorted(found), 1)])
    reach = [
        (
            sign.y,
            min(sign.start - 8 * (sign.bound == "back"), sign.x - 4),
            max(sign.start + sign.width + 8 * (sign.bound == "onward"), sign.x + 4),
        )
        for sign in placed
    ]

    assert len(placed) == len(found)
    for y in {sign.y for sign in placed}:
        row = sorted((left, right) for at, left, right in reach if at == y)
        assert all(right <= left + 1e-9 for (_, right), (left, _) in pairwise(row))


def test_a_time_leads_to_its_claim_in_the_reader_or_else_to_the_text_of_its_source() -> None:
    hrefs = {naming.href for time in timed("demo", "xi-zelensky-call").times for cell in time.cells for naming in cell}

    assert "../xi-zelensky-call/read/index.html#antiwar--moscow-trip" in hrefs
    assert "../xi-zelensky-call/sources/antiwar/index.html#text" in hrefs


def test_the_timeline_says_where_it_reckoned_without_a_day_of_publication() -> None:
    assert timed("demo", "xi-zelensky-call").notes == (
        "The day on which Wire published this is not known; its times are reckoned from the day of the event.",
    )


def test_an_account_published_in_some_month_has_the_month_and_not_a_day_in_its_lane() -> None:
    lanes = timed("example", "bridge").lanes

    assert [bool(lane.published and lane.published[1]) for lane in lanes] == [False, True, False]


def test_a_story_that_names_no_time_has_no_timeline() -> None:
    assert timeline(story("example", "harbour")) is None


# Order


@PROPERTY
@given(st.permutations(range(9)))
def test_what_is_said_to_keep_its_order_does_and_as_much_as_can(ranks: list[int]) -> None:
    kept = in_order(ranks)
    longest = [1] * len(ranks)
    for at, rank in enumerate(ranks):
        longest[at] = 1 + max((longest[before] for before in range(at) if ranks[before] < rank), default=0)

    assert [rank for rank in ranks if rank in kept] == sorted(kept)
    assert len(kept) == max(longest)


def test_of_no_claims_none_keep_their_order() -> None:
    assert in_order([]) == frozenset()


@pytest.mark.parametrize(("site", "name"), STORIES[:2])
def test_every_shared_claim_has_one_thread_and_every_position_one_end(site: str, name: str) -> None:
    view = story(site, name)
    for order in orders(view):
        total = len(order.threads)
        shared = {row.id for row in view.rows if all(row.claim.statement(source.id) for source in order.sources)}

        assert {thread.row.id for thread in order.threads} == shared
        assert [thread.positions[0] for thread in order.threads] == list(range(1, total + 1))
        assert sorted(thread.positions[1] for thread in order.threads) == list(range(1, total + 1))
        assert all(0 < end < 100 for thread in order.threads for end in thread.ends)


@pytest.mark.parametrize(("site", "name"), STORIES[:2])
def test_threads_that_did_not_move_never_cross(site: str, name: str) -> None:
    for order in orders(story(site, name)):
        still = [thread for thread in order.threads if not thread.moved]

        assert all(one.ends[1] < other.ends[1] for one, other in pairwise(still))


def test_three_accounts_are_set_in_pairs_of_neighbours() -> None:
    found = orders(story("example", "bridge"))

    assert [tuple(source.id for source in order.sources) for order in found] == [("courier", "herald"), ("herald", "post")]


def test_the_order_view_says_what_it_shows() -> None:
    assert [order.finding for order in orders(story("example", "bridge"))] == [
        "The Courier and The Herald both make 5 claims. 4 come in the same order in both; 1 stands elsewhere.",
        "The Herald and The Post both make 3 claims, and tell them in the same order.",
    ]


def told_in(folder: Path, ranks: list[int], language: str) -> Order:
    """The order view of two accounts; `ranks` are the places in the second of what the first tells in a row."""
    told = [f"Boat {at} came in." for at in range(len(ranks))]
    (folder / "a.txt").write_text("\n\n".join(told), encoding="utf-8")
    (folder / "b.txt").write_text("\n\n".join(told[ranks.index(place)] for place in range(len(ranks))), encoding="utf-8")
    claims = "".join(f"- {{id: c{at}, claim: Boat {at}, statements: {{a: {each}, b: {each}}}}}\n" for at, each in enumerate(told))
    head = f"site: {{title: Toy, language: {language}, suggestions: hide}}\nstories:\n- id: boats\n  title: Boats\n"
    sources = "  sources: [{id: a, file: a.txt}, {id: b, file: b.txt}]\n  claims:\n"
    (folder / "claims.yaml").write_text(head + sources + indent(claims, "  "), encoding="utf-8")
    found = check(folder)
    return orders(story_view(found.findings[0], found.site.words))[0]


@pytest.mark.parametrize(
    ("ranks", "english", "german"),
    [
        ([0, 1], "2 claims, and tell them in the same order.", "2 Aussagen gemeinsam, in derselben Reihenfolge."),
        ([1, 0], "2 claims, and tell them in the opposite order.", "2 Aussagen gemeinsam, in umgekehrter Reihenfolge."),
        (
            [1, 0, 2],
            "3 claims. 2 come in the same order in both; 1 stands elsewhere.",
            "2 stehen in beiden in derselben Reihenfolge, 1 steht anderswo.",
        ),
        ([2, 1, 0], "3 claims, and tell them in the opposite order.", "3 Aussagen gemeinsam, in umgekehrter Reihenfolge."),
        (
            [3, 2, 0, 1],
            "4 claims. 2 come in the same order in both; 2 stand elsewhere.",
            "2 stehen in beiden in derselben Reihenfolge, 2 stehen anderswo.",
        ),
    ],
)
def test_the_order_is_told_in_the_right_number(tmp_path: Path, ranks: list[int], english: str, german: str) -> None:
    assert told_in(tmp_path, ranks, "en").finding.endswith(english)
    assert told_in(tmp_path, ranks, "de").finding.endswith(german)


def test_in_the_opposite_order_no_claim_is_called_unmoved(tmp_path: Path) -> None:
    assert [thread.moved for thread in told_in(tmp_path, [2, 1, 0], "en").threads] == [True, True, True]


def test_two_accounts_with_one_claim_in_common_have_no_order_to_show() -> None:
    assert orders(story("example", "harbour")) == ()


@PROPERTY
@given(st.text(max_size=120))
def test_a_claim_beside_its_line_is_short_and_begins_as_the_claim_does(text: str) -> None:
    found = shortened(text)

    assert len(found) <= 45
    assert text.startswith(found.removesuffix("…"))


# On the pages


class Drawn(HTMLParser):
    """What a page draws and what it tells: its nodes, the ids that patterns have and that fills ask for, hidden and open links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.nodes = 0
        self.depth = 0
        self.patterns: list[str] = []
        self.fills: set[str] = set()
        self.faults: list[str] = []
        self.pictured: set[str] = set()
        self.told: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.nodes += 1
        hidden = self.depth > 0 or (tag in ("svg", "div", "ul") and found.get("aria-hidden") == "true")
        self.depth += hidden
        self.patterns += [found["id"]] if tag == "pattern" else []
        self.fills |= {found["fill"][5:-1]} if found.get("fill", "").startswith("url(#") else set()
        if "style" in found or "onclick" in found:
            self.faults.append(f"<{tag}> has a style or a script of its own")
        if tag == "a" and hidden:
            self.pictured.add(found["href"])
            self.faults += [] if found.get("tabindex") == "-1" else [f"keys reach {found['href']}, which no ear can hear of"]
        elif tag == "a" and "href" in found:
            self.told.add(found["href"])
        if tag in ("meta", "link", "br", "wbr", "img"):
            self.depth -= hidden

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self.depth
        self.handle_starttag(tag, attrs)
        self.depth = before

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.depth -= self.depth > 0


def drawn(site: str) -> dict[str, tuple[Drawn, int]]:
    files = site_files(check(SITES[site]), SITES[site])
    return {file.path: (Drawn(file.content.decode()), len(file.content)) for file in files if Path(file.path).suffix == ".html"}


@pytest.mark.parametrize("site", SITES)
def test_pictures_are_drawn_without_styles_of_their_own_and_every_hatch_is_there_once(site: str) -> None:
    for path, (page, _) in drawn(site).items():
        assert page.faults == [], path
        assert page.fills <= set(page.patterns), path
        assert len(set(page.patterns)) == len(page.patterns), path


@pytest.mark.parametrize("site", SITES)
def test_every_place_that_a_picture_leads_to_is_reached_from_text_as_well(site: str) -> None:
    for path, (page, _) in drawn(site).items():
        assert page.pictured <= page.told, path


@pytest.mark.parametrize("site", SITES)
def test_a_page_with_its_pictures_stays_small(site: str) -> None:
    for path, (page, size) in drawn(site).items():
        assert page.nodes < MOST_NODES, path
        assert size < LARGEST_PAGE, path


def test_every_relation_has_a_hatch_of_its_own() -> None:
    page, _ = drawn("example")["bridge/index.html"]

    assert set(page.patterns) == {f"hatch_{relation.value}" for relation in Relation}
