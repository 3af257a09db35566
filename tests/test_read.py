"""What reading gives: offsets, counts, forms; and that no letter of a quote can be changed unnoticed."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from diptych.build import check
from diptych.cli import main
from diptych.errors import Problem
from diptych.model import Claim, Passage, Site, Source
from diptych.pages.coverage import coverage
from diptych.pages.coverage import told as told_by
from diptych.quotes import Miss, Quote, Status, locate
from diptych.read import Reading, read_site
from diptych.read.absences import first_use
from diptych.text import Span, fold

REPOSITORY = Path(__file__).parent.parent
COURIER = """\
Bridge shut after crack

The bridge was closed on Tuesday. Engineers found a crack of 40 centimetres.
The mayor said it was not permitted to cross.

Subscribe to The Courier
"""
HERALD = "The bridge has been shut since Tuesday.\n"

ONE_CLAIM = """\
site:
  title: Two Papers
stories:
  - id: bridge
    title: The bridge closes
    sources:
      - {id: courier, file: seeds/courier.txt}
      - {id: herald, file: seeds/herald.txt}
    claims:
      - id: closure
        claim: The bridge is closed
        statements:
          courier: STATEMENT
        relation: only
"""


def site(root: Path, claims: str, files: Mapping[str, bytes] = {}) -> Path:
    """Write a site of two papers."""
    given = {"seeds/courier.txt": COURIER.encode(), "seeds/herald.txt": HERALD.encode(), "claims.yaml": claims.encode(), **files}
    for path, content in given.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def told(reading: Reading) -> str:
    return "\n".join(map(str, reading.problems))


def good(root: Path) -> Site:
    """Read a site that has no problem."""
    reading = read_site(root)

    assert told(reading) == ""
    assert reading.site is not None
    return reading.site


def only_problem(root: Path) -> Problem:
    reading = read_site(root)

    assert len(reading.problems) == 1, told(reading)
    return reading.problems[0]


def passages(root: Path, statement: str, files: Mapping[str, bytes] = {}) -> tuple[Source, tuple[Passage, ...]]:
    """Return the first source and what the one claim quotes from it."""
    story = good(site(root, ONE_CLAIM.replace("STATEMENT", statement), files)).stories[0]
    return story.sources[0], story.claims[0].statements[0].passages


def words(root: Path, statement: str, files: Mapping[str, bytes] = {}) -> list[str]:
    source, found = passages(root, statement, files)
    return [span.of(source.text) for passage in found for span in passage.match.spans]


# What a quote may look like


def test_a_statement_may_be_one_quote(tmp_path: Path) -> None:
    assert words(tmp_path, "The bridge was closed") == ["The bridge was closed"]


def test_a_statement_may_be_a_list_of_quotes(tmp_path: Path) -> None:
    assert words(tmp_path, "[The bridge was closed, a crack of 40 centimetres]") == ["The bridge was closed", "a crack of 40 centimetres"]


def test_a_quote_in_a_list_may_have_its_own_context(tmp_path: Path) -> None:
    source, found = passages(tmp_path, "[The bridge was closed, {exact: crack, prefix: found a}]")

    assert found[1].match.spans[0].start == source.text.index("crack of")


def test_a_statement_may_say_in_whose_voice(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "{quote: it was not permitted to cross, attribution: paraphrase, speaker: The mayor}")
    statement = good(site(tmp_path, claims)).stories[0].claims[0].statements[0]

    assert (statement.attribution, statement.speaker) == ("paraphrase", "The mayor")


def test_a_suffix_says_which_of_two_is_meant(tmp_path: Path) -> None:
    source, found = passages(tmp_path, "{quote: crack, suffix: of 40}")

    assert found[0].match.spans[0].start == source.text.index("crack of")


def test_an_elision_gives_a_span_for_each_part(tmp_path: Path) -> None:
    assert words(tmp_path, '"The bridge [...] on Tuesday"') == ["The bridge", "on Tuesday"]


def test_a_bracket_that_stands_in_the_source_is_text(tmp_path: Path) -> None:
    files = {"seeds/courier.txt": b"He said: we [...] go on.\n"}

    assert words(tmp_path, '"we [...] go on"', files) == ["we [...] go on"]


def test_a_prefix_beside_a_list_of_quotes_is_not_ignored(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "{quote: [The bridge was closed], prefix: No such words}")

    assert len(read_site(site(tmp_path, claims)).problems) == 1


def test_a_statement_with_an_empty_list_of_quotes_is_a_problem(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "{quote: [], attribution: own-voice}")

    assert len(read_site(site(tmp_path, claims)).problems) == 1


# Where a quote stands


def test_offsets_count_code_points(tmp_path: Path) -> None:
    _, found = passages(tmp_path, "is shut", {"seeds/courier.txt": "🌉é The bridge is shut.\n".encode()})

    assert found[0].match.spans == (Span(14, 21),)


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    _, found = passages(tmp_path, "The bridge was closed", {"seeds/courier.txt": b"\xef\xbb\xbfThe bridge was closed.\n"})

    assert found[0].match.spans == (Span(0, 21),)


@pytest.mark.parametrize("newline", [b"\r\n", b"\r"])
def test_a_line_end_of_another_system_counts_as_one_character(tmp_path: Path, newline: bytes) -> None:
    source, found = passages(tmp_path, "was closed", {"seeds/courier.txt": b"Bridge" + newline + b"It was closed." + newline})

    assert source.text == "Bridge\nIt was closed.\n"
    assert found[0].match.spans == (Span(10, 20),)


def test_a_quote_goes_on_across_a_line_wrap(tmp_path: Path) -> None:
    assert words(tmp_path, "was closed on Monday", {"seeds/courier.txt": b"It was closed\r\non Monday.\r\n"}) == ["was closed\non Monday"]


def test_a_quote_as_written_is_verified(tmp_path: Path) -> None:
    _, found = passages(tmp_path, "It’s shut", {"seeds/courier.txt": "It’s shut.\n".encode()})

    assert found[0].match.status is Status.VERIFIED


def test_a_quote_in_other_quotation_marks_is_typographic(tmp_path: Path) -> None:
    _, found = passages(tmp_path, "It's shut", {"seeds/courier.txt": "It’s shut.\n".encode()})

    assert found[0].match.status is Status.TYPOGRAPHIC


def test_statements_stand_in_the_order_of_the_sources(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("          courier: STATEMENT", "          herald: has been shut\n          courier: was closed")
    claim = good(site(tmp_path, claims.replace("only", "agree"))).stories[0].claims[0]

    assert [statement.source_id for statement in claim.statements] == ["courier", "herald"]


# What is not the article


NOT_ARTICLE = ONE_CLAIM.replace(
    "seeds/courier.txt}", "seeds/courier.txt, not_article: [Bridge shut after crack, Subscribe to The Courier]}"
)


def test_words_outside_the_article_do_not_make_a_quote_ambiguous(tmp_path: Path) -> None:
    story = good(site(tmp_path, NOT_ARTICLE.replace("STATEMENT", "crack"))).stories[0]

    assert story.claims[0].statements[0].spans == (Span(COURIER.index("crack of"), COURIER.index(" of 40")),)


def test_words_outside_the_article_do_not_break_a_silence(tmp_path: Path) -> None:
    claims = NOT_ARTICLE.replace("seeds/herald.txt", "seeds/courier.txt, not_article: [Subscribe to The Courier]")
    claims = claims.replace("STATEMENT", "was closed") + "        absent: {herald: [subscribe]}\n"

    assert good(site(tmp_path, claims)).stories[0].claims[0].absences[0].terms == ("subscribe",)


def test_lines_outside_the_article_are_spans_of_the_text(tmp_path: Path) -> None:
    source = good(site(tmp_path, NOT_ARTICLE.replace("STATEMENT", "was closed"))).stories[0].sources[0]

    assert [span.of(source.text) for span in source.aside] == ["Bridge shut after crack", "Subscribe to The Courier"]


# What is absent


def absent(root: Path, terms: str, herald: str) -> Reading:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed") + f"        absent: {{herald: [{terms}]}}\n"
    return read_site(site(root, claims, {"seeds/herald.txt": herald.encode()}))


def test_said_is_not_aid(tmp_path: Path) -> None:
    assert told(absent(tmp_path, "aid", "She said: it was laid down, aided, unpaid.\n")) == ""


def test_a_term_is_found_in_any_case(tmp_path: Path) -> None:
    assert "`aid` is not absent: it stands at seeds/herald.txt:2:1." in told(absent(tmp_path, "aid", "News\nAid came.\n"))


def test_a_term_of_two_words_is_found_across_a_line_wrap(tmp_path: Path) -> None:
    assert "`food aid` is not absent" in told(absent(tmp_path, "food aid", "They sent food\naid.\n"))


def test_a_term_is_found_in_other_typography(tmp_path: Path) -> None:
    assert "`cease-fire` is not absent" in told(absent(tmp_path, "cease-fire", "A cease–fire was near.\n"))


def test_a_term_without_a_visible_character_is_called_empty(tmp_path: Path) -> None:
    assert "is empty" in told(absent(tmp_path, r'"\u200b"', "Aid came.\n"))


# Languages


def skipping_nicht(root: Path, language: str) -> Reading:
    claims = ONE_CLAIM.replace("seeds/courier.txt}", f"seeds/courier.txt, language: {language}}}").replace(
        "STATEMENT", '"wird [...] gebaut"'
    )
    return read_site(site(root, claims, {"seeds/courier.txt": b"Hier wird nicht gebaut.\n"}))


def test_a_negation_is_one_of_the_language_of_the_source(tmp_path: Path) -> None:
    assert "“nicht”" in told(skipping_nicht(tmp_path, "de"))


def test_a_word_that_negates_in_another_language_may_be_skipped(tmp_path: Path) -> None:
    assert told(skipping_nicht(tmp_path, "en")) == ""


def test_in_a_language_whose_negations_are_not_known_nothing_may_be_elided(tmp_path: Path) -> None:
    assert "`[...]` cannot be checked in the language `sv`" in told(skipping_nicht(tmp_path, "sv"))


@pytest.mark.parametrize(("text", "term"), [("他说和平了。", "和平"), ("The _aid_ came.", "aid"), ("It came __soon__.", "soon")])
def test_an_absent_term_is_seen_beside_marks_and_in_scripts_without_spaces(text: str, term: str) -> None:
    assert first_use(fold(text), term, ()) is not None


def test_a_source_speaks_the_language_of_the_site_unless_it_says_otherwise(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("title: Two Papers", "title: Two Papers\n  language: en-GB")
    claims = claims.replace("seeds/herald.txt}", "seeds/herald.txt, language: uk}")
    sources = good(site(tmp_path, claims)).stories[0].sources

    assert [source.language for source in sources] == ["en-GB", "uk"]


# YAML


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "1:30", "012", "0x1F", "1e3", "1_000", "2023-04-26", "null", "~", ".inf", "=", "<<", "3.10"]
)
def test_a_value_is_taken_as_written(tmp_path: Path, written: str) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("The bridge is closed", written)

    assert good(site(tmp_path, claims)).stories[0].claims[0].text == written


@pytest.mark.parametrize("written", ["no", "1:30", "012", "null", "~"])
def test_a_quote_is_taken_as_written(tmp_path: Path, written: str) -> None:
    assert words(tmp_path, written, {"seeds/courier.txt": f"They wrote {written} there.\n".encode()}) == [written]


def test_a_key_is_taken_as_written(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("id: courier", 'id: "012"').replace("courier: STATEMENT", "012: was closed")

    assert good(site(tmp_path, claims)).stories[0].claims[0].statements[0].source_id == "012"


def test_what_is_left_out_is_empty_and_never_invented(tmp_path: Path) -> None:
    source = good(site(tmp_path, ONE_CLAIM.replace("STATEMENT", "was closed"))).stories[0].sources[0]
    known = source.provenance

    assert (known.publisher, known.author, known.published, known.url, known.licence) == ("", "", "", "", "")


@pytest.mark.parametrize("written", [">\n      A bridge\n      closes\n", "|\n      A bridge\n      closes\n", "A bridge\n      closes"])
def test_a_title_over_several_lines_is_one_line(tmp_path: Path, written: str) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("title: The bridge closes", f"title: {written}")

    assert good(site(tmp_path, claims)).stories[0].title == "A bridge closes"


def test_a_note_keeps_its_lines(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed") + "        note: |\n          One.\n\n          Two.\n"

    assert good(site(tmp_path, claims)).stories[0].claims[0].note == "One.\n\nTwo.\n"


def test_two_sources_of_one_publisher_are_told_apart(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace(".txt}", ".txt, publisher: The Courier}")

    assert [source.name for source in good(site(tmp_path, claims)).stories[0].sources] == ["The Courier (courier)", "The Courier (herald)"]


def test_a_publisher_with_one_source_goes_by_its_plain_name(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("courier.txt}", "courier.txt, publisher: The Courier}")

    assert [source.name for source in good(site(tmp_path, claims)).stories[0].sources] == ["The Courier", "Herald"]


def test_a_key_with_nothing_after_it_counts_as_left_out(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("    sources:", "    event_date:\n    sources:")

    assert good(site(tmp_path, claims)).stories[0].event_date == ""


@pytest.mark.parametrize("anchored", ["&The bridge was closed", "!The bridge was closed"])
def test_the_first_word_of_a_quote_is_never_swallowed(tmp_path: Path, anchored: str) -> None:
    assert read_site(site(tmp_path, ONE_CLAIM.replace("STATEMENT", anchored))).problems


@pytest.mark.parametrize(("right", "wrong"), [("id: closure", r'id: "closure\n"'), ("id: bridge", r'id: "bridge\n"')])
def test_an_id_ends_where_its_line_ends(tmp_path: Path, right: str, wrong: str) -> None:
    assert read_site(site(tmp_path, ONE_CLAIM.replace("STATEMENT", "was closed").replace(right, wrong))).problems


def test_an_address_that_is_none_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("title: Two Papers", 'title: Two Papers\n  url: "https://[bad/"')

    assert main(["check"], root=site(tmp_path, claims)) == 1


# Forms of a site


STORY = """\
id: NAME
title: The bridge closes
sources:
  - {id: courier, file: seeds/courier.txt}
claims:
  - {id: closure, claim: The bridge is closed, statements: {courier: was closed}, relation: only}
"""
GLOB = "site: {title: Two Papers}\nstories: [PATTERN]\n"


def test_stories_of_a_glob_come_in_the_order_of_their_file_names(tmp_path: Path) -> None:
    files = {f"stories/{name}.yaml": STORY.replace("NAME", name).encode() for name in ("b", "c", "a")}
    found = good(site(tmp_path, GLOB.replace("PATTERN", "stories/*.yaml"), files))

    assert [story.id for story in found.stories] == ["a", "b", "c"]


def test_a_story_may_be_named_as_a_file(tmp_path: Path) -> None:
    found = good(site(tmp_path, GLOB.replace("PATTERN", "ferry.yaml"), {"ferry.yaml": STORY.replace("NAME", "ferry").encode()}))

    assert [story.id for story in found.stories] == ["ferry"]


def test_stories_in_the_file_and_in_files_of_their_own_go_together(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed") + "  - stories/*.yaml\n"
    found = good(site(tmp_path, claims, {"stories/ferry.yaml": STORY.replace("NAME", "ferry").encode()}))

    assert [(story.id, story.place.file) for story in found.stories] == [("bridge", "claims.yaml"), ("ferry", "stories/ferry.yaml")]


def test_a_story_file_is_checked_even_when_claims_yaml_has_a_mistake(tmp_path: Path) -> None:
    claims = GLOB.replace("PATTERN", "stories/*.yaml").replace("title:", "titel:")
    reading = read_site(site(tmp_path, claims, {"stories/ferry.yaml": STORY.replace("NAME", "Ferry").encode()}))

    assert {problem.place.file for problem in reading.problems} == {"claims.yaml", "stories/ferry.yaml"}


def test_the_address_of_the_site_ends_with_a_slash(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("title: Two Papers", "title: Two Papers\n  url: https://example.org/repo")

    assert good(site(tmp_path, claims)).url == "https://example.org/repo/"


def test_of_two_pages_of_one_name_the_first_folder_wins(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, title in ((own, "Ours"), (shipped, "Theirs")):
        (folder / "pages").mkdir(parents=True)
        (folder / "pages/about.md").write_text(f"# {title}\n", encoding="utf-8")
    reading = read_site(site(tmp_path / "site", ONE_CLAIM.replace("STATEMENT", "was closed")), [own, shipped])

    assert reading.site is not None
    assert [document.title for document in reading.site.documents] == ["Ours"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    root = site(tmp_path, ONE_CLAIM.replace("STATEMENT", "was closed"))

    assert read_site(root) == read_site(root)


# Counts


def test_a_quote_of_a_source_that_cannot_be_read_is_uncheckable(tmp_path: Path) -> None:
    claims = ONE_CLAIM.replace("STATEMENT", "was closed").replace("seeds/courier.txt", "seeds/nowhere.txt")

    assert dict(read_site(site(tmp_path, claims)).quotes)[Status.UNCHECKABLE] == 1


KINDS = {
    "was closed on Tuesday": Status.VERIFIED,
    "was  closed on Tuesday": Status.TYPOGRAPHIC,
    "The bridge [...] on Tuesday": Status.VERIFIED,
    "crack": Status.NOT_FOUND,  # twice there
    "was [...] permitted": Status.NOT_FOUND,  # skips "not"
    "was closed on Sunday": Status.NOT_FOUND,
    "": Status.NOT_FOUND,
}
QUOTES = st.sampled_from(sorted(KINDS))
STATEMENTS = st.one_of(
    QUOTES,
    st.lists(st.one_of(QUOTES, QUOTES.map(lambda exact: {"exact": exact})), min_size=1, max_size=3),
    QUOTES.map(lambda quote: {"quote": quote}),
    st.lists(QUOTES, min_size=1, max_size=3).map(lambda quotes: {"quote": quotes, "attribution": "own-voice"}),
)
CLAIMS = st.lists(st.dictionaries(st.sampled_from(["courier", "herald", "missing", "unknown"]), STATEMENTS, min_size=1), max_size=4)


def quotes_of(statement: Any) -> Iterator[str]:
    """Yield the words of each quote of a statement, whatever its form."""
    if isinstance(statement, str):
        yield statement
    elif isinstance(statement, dict):
        yield from quotes_of(statement["quote"] if "quote" in statement else statement["exact"])
    else:
        for each in statement:
            yield from quotes_of(each)


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_every_quote_has_one_status_and_the_counts_add_up_to_all(claims: list[dict[str, Any]]) -> None:
    sources = [
        {"id": name, "file": f"seeds/{file}.txt"} for name, file in (("courier", "courier"), ("herald", "courier"), ("missing", "none"))
    ]
    entries = [{"id": f"c{index}", "claim": "x", "statements": said, "relation": "agree"} for index, said in enumerate(claims)]
    whole = {"site": {"title": "x"}, "stories": [{"id": "s", "title": "x", "sources": sources, "claims": entries}]}
    expected = Counter(
        KINDS[quote] if source_id in ("courier", "herald") else Status.UNCHECKABLE
        for said in claims
        for source_id, statement in said.items()
        for quote in quotes_of(statement)
    )
    with tempfile.TemporaryDirectory() as folder:
        reading = read_site(site(Path(folder), json.dumps(whole)))

    assert reading.quotes == tuple((status, expected[status]) for status in Status)


# The repository's own site


def repository_site() -> Site:
    return good(REPOSITORY)


def every_passage(found: Site) -> Iterator[tuple[Source, Claim, Passage]]:
    for story in found.stories:
        for claim in story.claims:
            for statement in claim.statements:
                yield from ((story.source(statement.source_id), claim, passage) for passage in statement.passages)


def test_every_quote_of_the_repository_is_found() -> None:
    quotes = dict(read_site(REPOSITORY).quotes)

    assert quotes[Status.NOT_FOUND] == quotes[Status.UNCHECKABLE] == 0
    assert quotes[Status.VERIFIED] + quotes[Status.TYPOGRAPHIC] == len(list(every_passage(repository_site()))) > 0


def test_every_sentence_of_every_source_has_exactly_one_share() -> None:
    for folder in (REPOSITORY, REPOSITORY / "tests/example"):
        for found in check(folder).findings:
            for source in found.story.sources:
                shares = coverage(source, told_by(found, source.id))

                assert [sentence.span for sentence in shares.sentences] == list(source.segments)
                assert sum(count for _, count in shares.counts) == len(source.segments)


def changed(text: str) -> Iterator[str]:
    """Yield `text` with one letter or digit made another, for every one of them; and in the other case where it has one."""
    for at, letter in enumerate(text):
        if letter.isalnum():
            others = {"q" if letter != "q" else "z", letter.swapcase()} - {letter}
            yield from (text[:at] + other + text[at + 1 :] for other in sorted(others))


def damaged(quote: Quote) -> Iterator[Quote]:
    yield from (Quote(exact, quote.prefix, quote.suffix) for exact in changed(quote.exact))
    yield from (Quote(quote.exact, prefix, quote.suffix) for prefix in changed(quote.prefix))
    yield from (Quote(quote.exact, quote.prefix, suffix) for suffix in changed(quote.suffix))


def test_no_letter_of_any_quote_of_the_repository_can_be_changed_unnoticed() -> None:
    folded = {source.id: fold(source.text) for story in repository_site().stories for source in story.sources}
    unnoticed = [
        (claim.id, source.id, quote)
        for source, claim, passage in every_passage(repository_site())
        for quote in damaged(passage.quote)
        if not isinstance(locate(folded[source.id], quote, source.language, source.aside), Miss)
    ]

    assert unnoticed == []


@dataclass(frozen=True, slots=True)
class Written:
    """A quote as it stands in claims.yaml: the claim and source it belongs to, its node's place and range."""

    name: str
    line: int
    column: int
    start: int
    end: int


def quote_nodes(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from quote_nodes(item)
    elif isinstance(node, yaml.MappingNode):
        yield from (found for key, value in node.value if key.value in ("quote", "exact") for found in quote_nodes(value))


def value_of(node: yaml.MappingNode, name: str) -> Any:
    return next(value for key, value in node.value if key.value == name)


def written_quotes() -> list[Written]:
    """Return every quote of the repository's claims.yaml, found without Diptych's own reader."""
    root = yaml.compose((REPOSITORY / "claims.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(root, yaml.MappingNode)
    claims = [claim for story in value_of(root, "stories").value for claim in value_of(story, "claims").value]
    return [
        Written(
            f"{value_of(claim, 'id').value}-{source.value}-{index}",
            node.start_mark.line + 1,
            node.start_mark.column + 1,
            node.start_mark.index,
            node.end_mark.index,
        )
        for claim in claims
        for source, said in value_of(claim, "statements").value
        for index, node in enumerate(quote_nodes(said))
    ]


WRITTEN = written_quotes()


def test_this_module_changes_every_quote_of_the_repository() -> None:
    assert len(WRITTEN) == sum(count for _, count in read_site(REPOSITORY).quotes) > 0


@pytest.mark.parametrize("quote", WRITTEN, ids=[quote.name for quote in WRITTEN])
def test_a_changed_letter_stops_the_build_at_the_place_of_the_quote(
    quote: Written, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (REPOSITORY / "claims.yaml").read_text(encoding="utf-8")
    letters = [at for at in range(quote.start, quote.end) if text[at].isalpha()]
    middle = letters[len(letters) // 2]
    edited = text[:middle] + ("q" if text[middle] != "q" else "z") + text[middle + 1 :]
    shutil.copytree(REPOSITORY / "seeds", tmp_path / "seeds")
    (tmp_path / "claims.yaml").write_text(edited, encoding="utf-8", newline="\n")
    status = main(["build"], root=tmp_path)
    shown = capsys.readouterr()

    assert status == 1
    assert shown.err.startswith(f"claims.yaml:{quote.line}:{quote.column}: quote not found in seeds/")
    assert "\n1 problem in claims.yaml\n" in shown.err


# The JSON Schema


def schema(name: str) -> Any:
    return json.loads((REPOSITORY / "site_src/static" / name).read_text(encoding="utf-8"))


def faults(file: Path, name: str = "claims.schema.json") -> list[str]:
    """Return what an editing program would underline in `file`."""
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(content)]


@pytest.mark.parametrize(
    ("file", "args"),
    [("claims.schema.json", ["schema"]), ("story.schema.json", ["schema", "--story"]), ("data.schema.json", ["schema", "--data"])],
)
def test_the_schema_in_the_repository_is_current(file: str, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(args)

    advice = f"run: diptych {' '.join(args)} > site_src/static/{file}"
    assert (REPOSITORY / "site_src/static" / file).read_text(encoding="utf-8") == capsys.readouterr().out, advice


@pytest.mark.parametrize("name", ["claims.schema.json", "story.schema.json"])
def test_the_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", ["claims.yaml", "tests/example/claims.yaml"])
def test_the_first_line_of_claims_yaml_names_the_schema(path: str) -> None:
    first = (REPOSITORY / path).read_text(encoding="utf-8").partition("\n")[0]
    lead, _, target = first.partition("$schema=")

    assert lead == "# yaml-language-server: "
    assert ((REPOSITORY / path).parent / target).resolve() == REPOSITORY / "site_src/static/claims.schema.json"


@pytest.mark.parametrize("path", ["claims.yaml", "tests/example/claims.yaml"])
def test_a_good_claims_file_fits_the_schema(path: str) -> None:
    assert faults(REPOSITORY / path) == []


def test_a_good_story_file_fits_the_schema() -> None:
    assert [fault for file in (REPOSITORY / "tests/example/stories").glob("*.yaml") for fault in faults(file, "story.schema.json")] == []


def test_the_smallest_site_fits_the_schema(tmp_path: Path) -> None:
    assert faults(site(tmp_path, ONE_CLAIM.replace("STATEMENT", "was closed")) / "claims.yaml") == []


@pytest.mark.parametrize(
    "name", ["unknown-key", "missing-key", "wrong-type-list-for-text", "bad-id", "unknown-relation", "unknown-attribution", "bad-url"]
)
def test_a_mistake_in_form_does_not_fit_the_schema_either(name: str) -> None:
    assert faults(REPOSITORY / "tests/mistakes" / name / "claims.yaml") != []
