"""What the machine adds: it proposes beside what a person wrote, and never changes it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from diptych.build import build, check
from diptych.findings import StoryFindings, find
from diptych.findings.suggested import selector
from diptych.model import Attribution, Claim, Publish, Relation, Story
from diptych.pages.short import in_short
from diptych.quotes import Match, locate
from diptych.read import read_site
from diptych.text import Span, fold
from tests.conftest import REPOSITORY, words_of

ONE = """\
Ferry sinks off the cape

The ferry Alma sank off the cape on Monday with 214 people on board. Divers found the wreck at a depth of 60 metres on Tuesday.

The captain, Ines Prado, said that the engine had failed in the storm.
"""
TWO = """\
Storm sinks ferry

On Monday the ferry Alma went down off the cape; 241 people were on board. The wreck lies about 60 metres deep, divers say.

A shipyard in the town has no orders left for the coming year.
"""
CLAIMS = """\
site: {title: Toy}
stories:
  - id: ferry
    title: The ferry
    sources:
      - {id: one, file: one.txt, published: 2024-05-07}
      - {id: two, file: two.txt, published: 2024-05-07}
    claims: CLAIMS
"""


def site(folder: Path, claims: str = "[]") -> Path:
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "claims.yaml").write_text(CLAIMS.replace("CLAIMS", claims), encoding="utf-8")
    return folder


def found(folder: Path, claims: str = "[]") -> StoryFindings:
    reading = read_site(site(folder, claims))

    assert reading.problems == ()
    assert reading.site is not None
    return find(reading.site.stories[0])


PEOPLE = """
      - id: people
        claim: How many people were on board
        statements: {one: with 214 people on board, two: 241 people were on board}
"""


def test_with_no_claims_at_all_the_shared_ones_are_suggested(tmp_path: Path) -> None:
    suggested = found(tmp_path).suggestions
    words = [
        {each.source_id: " ".join(passage.quote.exact for passage in each.passages) for each in one.claim.statements} for one in suggested
    ]

    assert any("sank off the cape" in said["one"] and "went down off the cape" in said["two"] for said in words)
    assert any("60 metres" in said["one"] and "60 metres" in said["two"] for said in words)


def test_a_suggestion_has_a_confidence_and_a_reason(tmp_path: Path) -> None:
    hints = [each.hint for each in found(tmp_path).suggestions]

    assert hints
    assert all(hint and 0 < hint.confidence <= 1 and hint.reasons[0] for hint in hints)


def test_a_suggestion_quotes_the_source_to_the_letter(tmp_path: Path) -> None:
    texts = {"one": ONE, "two": TWO}
    passages = [
        (texts[statement.source_id], passage)
        for each in found(tmp_path).suggestions
        for statement in each.claim.statements
        for passage in statement.passages
    ]

    assert passages
    assert all(isinstance(match := locate(fold(text), passage.quote), Match) and match == passage.match for text, passage in passages)


def test_what_is_curated_is_not_suggested_again(tmp_path: Path) -> None:
    before = len(found(tmp_path).suggestions)
    after = found(tmp_path, PEOPLE + "        relation: conflict\n").suggestions

    assert len(after) < before
    assert not any("on board" in each.claim.text for each in after)


def test_what_is_rejected_stays_out_for_good_and_off_the_pages(tmp_path: Path) -> None:
    rejected = found(tmp_path, PEOPLE + "        relation: differ\n        status: rejected\n")

    assert rejected.findings == ()
    assert not any("on board" in each.claim.text for each in rejected.suggestions)


def test_a_draft_is_no_claim_and_is_not_suggested_until_a_person_reviews_it(tmp_path: Path) -> None:
    drafted = found(tmp_path, PEOPLE + "        relation: conflict\n        status: draft\n")

    assert drafted.findings == ()
    assert drafted.suggestions
    assert not any("on board" in each.claim.text for each in drafted.suggestions)


def test_a_draft_that_is_asked_for_stands_first_among_the_suggestions(tmp_path: Path) -> None:
    drafted = find(found(tmp_path, PEOPLE + "        relation: conflict\n        status: draft\n").story, drafts=True)

    assert drafted.findings == ()
    assert drafted.suggestions[0].claim.id == "people"
    assert drafted.suggestions[0].hint is None


def test_a_relation_that_is_left_out_is_proposed_and_marked_so(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, PEOPLE).findings

    assert (finding.relation, finding.proposed) == (Relation.CONFLICT, True)
    assert finding.proposal.reason == "One says “214”; Two says “241”: both cannot be true."


def test_a_relation_that_an_editor_wrote_stays_and_a_contradiction_is_a_warning(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, PEOPLE + "        relation: agree\n").findings

    assert (finding.relation, finding.proposed) == (Relation.AGREE, False)
    assert finding.warnings == ("The claim says agree, but One says “214”; Two says “241”: both cannot be true.",)


def test_an_attribution_that_is_left_out_is_guessed_and_marked_so(tmp_path: Path) -> None:
    claims = "\n      - {id: engine, claim: The engine, statements: {one: the engine had failed in the storm}}\n"
    (finding,) = found(tmp_path, claims).findings

    assert finding.claim.statements[0].attribution is Attribution.PARAPHRASE
    assert finding.claim.statements[0].speaker == "Ines Prado"
    assert finding.guessed == ("one",)


def test_a_claim_that_one_source_makes_is_only_in_that_one(tmp_path: Path) -> None:
    claims = "\n      - {id: yard, claim: The shipyard, statements: {two: has no orders left}}\n"
    (finding,) = found(tmp_path, claims).findings

    assert (finding.relation, finding.proposed) == (Relation.ONLY, False)


def test_the_order_of_the_sources_changes_no_suggestion(tmp_path: Path) -> None:
    story = found(tmp_path).story
    turned = replace(story, sources=story.sources[::-1])
    ids = [sorted(each.claim.id for each in find(each).suggestions) for each in (story, turned)]

    assert ids[0] == ids[1] != []


def test_the_score_counts_what_the_aligner_finds_of_the_curated_claims() -> None:
    (story,) = check(REPOSITORY).findings

    assert story.score.curated == sum(len(claim.statements) > 1 for claim in story.story.claims)
    assert 0 < story.score.found <= story.score.curated
    assert story.score.right <= story.score.suggested


def emptied() -> Story:
    """The demo's story with every claim taken away."""
    (story,) = check(REPOSITORY).site.stories
    return replace(story, claims=())


@pytest.fixture(scope="module")
def demo() -> StoryFindings:
    return find(emptied())


@pytest.mark.parametrize(
    ("wire", "antiwar"),
    [
        ("ambassador", "ambassador"),
        ("long and meaningful phone call", "long and meaningful phone call"),
        ("12-point peace plan", "12-point peace plan"),
        ("special representatives", "send officials"),
        ("state visit to Moscow", "trip to meet Putin in Moscow"),
        ("welcomed by the White House", "White House said"),
        ("first talks since", "first time the two leaders spoke"),
    ],
)
def test_the_demo_without_its_claims_suggests_what_an_editor_found(demo: StoryFindings, wire: str, antiwar: str) -> None:
    def says(claim: Claim, source_id: str, words: str) -> bool:
        statement = claim.statement(source_id)
        return statement is not None and any(words in passage.quote.exact for passage in statement.passages)

    assert any(says(each.claim, "wire", wire) and says(each.claim, "antiwar", antiwar) for each in demo.suggestions)


def test_no_suggestion_in_the_demo_is_a_conflict(demo: StoryFindings) -> None:
    assert [each.claim.text for each in demo.suggestions if each.relation is Relation.CONFLICT] == []


def test_page_furniture_is_proposed_as_not_part_of_the_article() -> None:
    story = emptied()
    bare = replace(story, sources=tuple(replace(source, aside=()) for source in story.sources))
    lines = {aside.span.of(story.source(aside.source).text) for aside in find(bare).asides}

    assert {"You are here", "see more", "Leave a Reply", "Top", "Author: Dave DeCamp"} <= lines


def test_a_source_that_publishes_quotes_only_is_never_suggested_on_a_page(tmp_path: Path) -> None:
    root = site(tmp_path)
    text = (root / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(text.replace("file: two.txt", f"file: two.txt, publish: {Publish.QUOTES}"), encoding="utf-8")
    build(root, root / "_site")
    pages = [path.read_text(encoding="utf-8") for path in (root / "_site").rglob("*.html")]

    assert pages
    assert not any("went down" in page or "60 metres deep" in page for page in pages)


def test_suggestions_can_be_switched_off(tmp_path: Path) -> None:
    root = site(tmp_path)
    shown = build(root, root / "_site")
    text = (root / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(text.replace("{title: Toy}", "{title: Toy, suggestions: hide}"), encoding="utf-8")
    hidden = build(root, root / "_site")

    assert shown.suggestions > 0 == hidden.suggestions
    assert "Suggestions" not in (root / "_site/ferry/index.html").read_text(encoding="utf-8")


def test_a_selector_takes_no_more_context_than_it_needs() -> None:
    source = fold("A ferry ran. A ferry sank. A boat ran.")

    assert selector(source, Span(27, 33)).prefix == ""
    assert selector(source, Span(15, 20)).prefix == "ran. A "


def test_two_renderings_of_one_utterance_are_called_variants(tmp_path: Path) -> None:
    root = tmp_path
    (root / "one.txt").write_text("“We will not stand by and watch the fire,” the envoy Ana Ruiz said.\n", encoding="utf-8")
    (root / "two.txt").write_text("“We shall not stand by while the fire burns,” said Ana Ruiz, the envoy.\n", encoding="utf-8")
    claims = """
      - id: fire
        claim: What the envoy said
        statements:
          one: {quote: We will not stand by and watch the fire, attribution: quote, speaker: Ana Ruiz}
          two: {quote: We shall not stand by while the fire burns, attribution: quote, speaker: Ana Ruiz}
        relation: agree
"""
    (root / "claims.yaml").write_text(CLAIMS.replace("CLAIMS", claims), encoding="utf-8")
    build(root, root / "_site")

    assert "variants of one utterance" in (root / "_site/ferry/quotes/index.html").read_text(encoding="utf-8")


def test_the_length_of_the_call_is_shown_as_more_specific_in_the_wire(demo: StoryFindings) -> None:
    found = [difference for each in demo.suggestions for difference in each.proposal.differences]

    assert ("duration", "hour-long", "long", "a adds") in [(each.kind, each.a, each.b, each.effect) for each in found]


def test_the_aligner_does_not_run_where_suggestions_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the aligner ran")

    root = site(tmp_path)
    monkeypatch.setattr("diptych.align.align", fail)
    read = read_site(root).site
    assert read is not None
    story = read.stories[0]
    with pytest.raises(AssertionError, match="the aligner ran"):
        find(story)

    assert find(story, suggest=False).score.curated == 0


def in_words(folder: Path, relations: list[str], language: str = "en", third: bool = False) -> str:
    """What the story's page says in short where the accounts share one claim of each of these relations."""
    detail = {"more-specific": "more-specific\n        specific: one"}
    claims = "".join(
        f"\n      - id: c{at}\n        claim: C\n        statements: {{one: 214 people, two: 241 people}}"
        f"\n        relation: {detail.get(each, each)}"
        for at, each in enumerate(relations)
    )
    site(folder, f"{claims}\n")
    if third:
        (folder / "claims.yaml").write_text(
            (folder / "claims.yaml").read_text().replace("    claims:", "      - {id: three, file: one.txt}\n    claims:"), encoding="utf-8"
        )
    site_read = read_site(folder).site
    assert site_read is not None
    story = site_read.stories[0]
    return in_short({source.id: source.name for source in story.sources}, find(story), words_of(language))


@pytest.mark.parametrize(
    ("relation", "english", "german"),
    [
        ("agree", "they agree on it", "sie stimmen darin überein"),
        ("more-specific", "one of them is more specific", "einer von ihnen ist genauer"),
        ("differ", "they differ in what they select, attribute or stress", "sie stellen es anders dar"),
        ("conflict", "they conflict on it", "sie widersprechen einander darin"),
    ],
)
def test_the_only_claim_that_accounts_share_is_told_in_a_sentence_of_its_own(
    tmp_path: Path, relation: str, english: str, german: str
) -> None:
    assert in_words(tmp_path, [relation]) == f"Both accounts make one claim, and {english}."
    assert in_words(tmp_path, [relation], third=True) == f"Two or more accounts make one claim, and {english}."
    assert in_words(tmp_path, [relation], "de") == f"Die Berichte haben eine Aussage gemeinsam, und {german}."
    assert in_words(tmp_path, [relation], "de", third=True) == f"Mindestens zwei Berichte haben eine Aussage gemeinsam, und {german}."


def test_of_several_shared_claims_it_is_told_that_none_conflict(tmp_path: Path) -> None:
    assert in_words(tmp_path, ["agree", "agree"]) == "Of the 2 claims that both accounts make, 2 agree and none conflict."
    assert in_words(tmp_path, ["agree", "conflict"]) == "Of the 2 claims that both accounts make, 1 agrees and 1 conflicts."
