"""The public trail: on the claim, the story, the page of all corrections; and dates that come from the file alone."""

from pathlib import Path

from msgspec.structs import replace

from diptych.build import check
from diptych.pages.corrections import Corrected, in_order
from diptych.pages.dates import claim_dates, known_since, newest, story_dates
from tests.conftest import EXAMPLE, changed_example
from tests.htmlcheck import read_page

Files = dict[str, bytes]
WORDS = "The Herald’s figure was given as 24."


def text(files: Files, path: str) -> str:
    return files[path].decode()


def section(html: str, name: str) -> str:
    return html[html.index(f'aria-labelledby="{name}"') :].partition("</section>")[0]


def test_a_correction_stands_on_its_claim_its_story_and_the_page_of_all_corrections(example: Files) -> None:
    assert WORDS in section(text(example, "bridge/claims/crack-length/index.html"), "corrections")
    assert WORDS in section(text(example, "bridge/index.html"), "corrections")
    collected = section(text(example, "corrections/index.html"), "all-corrections")
    assert WORDS in collected
    assert "../bridge/claims/crack-length/index.html" in read_page(collected).links
    assert "The bridge at Alder Ford closes" in collected


def test_the_editors_own_words_stand_above_the_collected_corrections(example: Files) -> None:
    page = text(example, "corrections/index.html")

    assert page.index("Mistakes on this site are corrected") < page.index('id="all-corrections"')


def test_a_story_without_corrections_has_no_section_for_them_and_a_site_without_says_so(example: Files, demo: Files) -> None:
    assert 'id="corrections"' not in text(example, "harbour/index.html")
    assert "There has been none." in section(text(demo, "corrections/index.html"), "all-corrections")
    assert 'id="all-corrections"' not in text(demo, "method/index.html")


def test_corrections_go_from_the_newest_to_the_oldest() -> None:
    made = [Corrected(date, date, "", "", "", "") for date in ("2024-03", "2024-03-16", "2023-12-31", "2024-03-16")]

    assert [each.date for each in in_order(made)] == ["2024-03-16", "2024-03-16", "2024-03", "2023-12-31"]


def test_a_claim_says_when_it_was_first_published_and_last_changed(example: Files) -> None:
    known = {
        "crack-length": ("2024-03-15", "2024-03-16"),
        "reopening": ("2024-03-20", "no change on record"),
        "closure": ("2024-03-15", "no change on record"),
    }
    for claim, (published, changed) in known.items():
        html = text(example, f"bridge/claims/{claim}/index.html")
        line = html[html.index("First published:") :].partition("</p>")[0]

        assert published in line.partition("Last changed:")[0]
        assert changed in line.partition("Last changed:")[2]


def test_a_date_that_the_file_does_not_tell_is_unknown(example: Files) -> None:
    html = text(example, "harbour/claims/lights/index.html")
    line = html[html.index("First published:") :].partition("</p>")[0]

    assert line.count("unknown</span>") == 2


def test_a_rating_or_a_date_of_its_own_changes_a_claim() -> None:
    [story, _] = check(EXAMPLE).site.stories
    rated = replace(story.claims[1], corrections=())

    assert claim_dates(story, rated).changed == ""  # rated on the day of its publication
    assert claim_dates(story, replace(rated, updated="2024-04")).changed == "2024-04"
    assert claim_dates(replace(story, published=""), rated).changed == "2024-03-15"


def test_a_story_changes_with_the_last_of_its_claims() -> None:
    [bridge, harbour] = check(EXAMPLE).site.stories

    assert story_dates(bridge).changed == "2024-03-20"
    assert story_dates(replace(bridge, updated="2024-06-01")).changed == "2024-06-01"
    assert story_dates(harbour).latest == ""


def test_a_story_without_dates_of_its_own_is_as_young_as_what_it_rests_on() -> None:
    [bridge, harbour] = check(EXAMPLE).site.stories
    undated = replace(bridge, published="", claims=())

    assert known_since(undated, story_dates(undated)) == "2024-03-14"  # the day a source was fetched
    assert known_since(harbour, story_dates(harbour)) == "2023"
    assert known_since(replace(harbour, event_date=""), story_dates(harbour)) == ""


def test_a_less_precise_date_counts_as_its_first_day() -> None:
    assert newest(["2024-03", "2024-02-29"]) == "2024-03"
    assert newest(["2024-03", "2024-03-01"]) == "2024-03-01"
    assert newest([]) == ""


def test_a_build_tomorrow_writes_what_a_build_today_wrote(tmp_path: Path, example: Files) -> None:
    again = changed_example(tmp_path, {})

    # Pagefind names its files by chance: they are outside the promise of the same bytes (docs/publishing.md).
    assert {path for path in example if not path.startswith("pagefind/") and again[path] != example[path]} == set()
