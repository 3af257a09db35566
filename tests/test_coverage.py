"""Coverage: every sentence of a source is compared, alone, in no claim, or not part of the article; the shares add up to all."""

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import Place
from diptych.model import Claim, Passage, Provenance, Publish, Relation, Source, Statement
from diptych.pages.coverage import Coverage, Share, Told, coverage, share_words
from diptych.pages.labels import ORDER
from diptych.quotes import Match, Quote, Status
from diptych.text import Span, segments
from tests.conftest import ENGLISH

PROPERTY: Final = settings(max_examples=100, deadline=None, derandomize=True)

TEXT: Final = "Bridge closes\n\nThe bridge closed on Monday. It opens at noon. Nobody was hurt.\n\nRead also: The river rose"
PLACE: Final = Place("claims.yaml")


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def source_of(*aside: str) -> Source:
    aside_spans = tuple(map(span_of, aside))
    return Source("courier", "Courier", "c.txt", "en", TEXT, segments(TEXT), aside_spans, Publish.FULL, Provenance(*[""] * 10))


def claim_of(name: str, relation: Relation, *spans: Span, source_id: str = "courier") -> Claim:
    passage = Passage(Quote("…"), Match(spans, Status.VERIFIED))
    statement = Statement(source_id, (passage,), None, "")
    return Claim(name, name, (statement,), relation, (), (), "", None, (), PLACE)


def covered(*claims: Claim, aside: tuple[str, ...] = (), suggested: bool = False) -> Coverage:
    source = source_of(*aside)
    said = [
        Told(claim.id, claim.relation, suggested, statement.spans)
        for claim in claims
        if claim.relation and (statement := claim.statement(source.id))
    ]
    return coverage(source, said)


def test_a_sentence_that_only_a_suggestion_has_counts_apart() -> None:
    found = covered(claim_of("shut", Relation.AGREE, span_of("closed on Monday")), suggested=True)

    assert dict(found.counts)[Share.SUGGESTED] == 1
    assert dict(found.counts)[Share.COMPARED] == 0


def drawn(found: Coverage) -> str:
    """The coverage as a picture: a line a sentence, its first word and its share."""
    return "\n".join(f"{sentence.span.of(TEXT).split()[0]} {sentence.share.value}" for sentence in found.sentences)


spans: Final = st.builds(
    lambda start, length: Span(start, min(len(TEXT), start + length)), st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))
)
places: Final = st.lists(spans, min_size=1, max_size=3)
claims: Final = st.lists(st.tuples(st.sampled_from(Relation), places, st.sampled_from(["courier", "herald"])), max_size=6)


aside: Final = st.sampled_from([(), ("Bridge closes",), ("Bridge closes", "Read also: The river rose")])


def made(chance: tuple[list[tuple[Relation, list[Span], str]], tuple[str, ...]]) -> tuple[list[Claim], Coverage]:
    wanted, outside = chance
    found = [claim_of(f"claim-{at}", relation, *quoted, source_id=source_id) for at, (relation, quoted, source_id) in enumerate(wanted)]
    return found, covered(*found, aside=outside)


coverages: Final = st.tuples(claims, aside).map(made)


@PROPERTY
@given(coverages)
def test_the_shares_add_up_to_all_sentences(given_: tuple[list[Claim], Coverage]) -> None:
    _, found = given_

    assert sum(count for _, count in found.counts) == len(found.sentences) == 5


@PROPERTY
@given(coverages)
def test_each_share_counts_its_own_sentences(given_: tuple[list[Claim], Coverage]) -> None:
    _, found = given_
    shares = [sentence.share for sentence in found.sentences]

    assert found.counts == tuple((share, shares.count(share)) for share in Share)


@PROPERTY
@given(coverages)
def test_a_sentence_names_exactly_the_claims_that_quote_it_from_its_own_source(given_: tuple[list[Claim], Coverage]) -> None:
    claims_, found = given_

    for sentence in found.sentences:
        quoting = [
            claim.id
            for claim in claims_
            for statement in claim.statements
            if statement.source_id == "courier" and any(span.overlaps(sentence.span) for span in statement.spans)
        ]
        assert list(sentence.claim_ids) == quoting


@PROPERTY
@given(coverages)
def test_a_sentence_has_a_relation_exactly_when_it_is_in_a_claim(given_: tuple[list[Claim], Coverage]) -> None:
    _, found = given_

    for sentence in found.sentences:
        assert bool(sentence.relation) == bool(sentence.claim_ids) == (sentence.share in (Share.COMPARED, Share.ONLY))


def test_every_sentence_goes_where_its_claims_and_the_editor_send_it() -> None:
    compared = claim_of("closed", Relation.AGREE, span_of("closed on Monday"))
    alone = claim_of("hurt", Relation.ONLY, span_of("Nobody"))

    assert drawn(covered(compared, alone, aside=("Read also: The river rose",))) == (
        "Bridge unclaimed\nThe compared\nIt unclaimed\nNobody only\nRead aside"
    )


def test_a_quote_over_two_sentences_covers_both() -> None:
    found = covered(claim_of("closed", Relation.AGREE, span_of("on Monday. It opens")))

    assert [sentence.share for sentence in found.sentences[1:3]] == [Share.COMPARED, Share.COMPARED]


def test_the_words_between_the_parts_of_an_elided_quote_are_in_no_claim() -> None:
    found = covered(claim_of("closed", Relation.AGREE, span_of("The bridge"), span_of("was hurt")))

    assert [sentence.share for sentence in found.sentences[1:4]] == [Share.COMPARED, Share.UNCLAIMED, Share.COMPARED]


def test_a_claim_of_another_source_covers_nothing_here() -> None:
    found = covered(claim_of("closed", Relation.AGREE, span_of("closed"), source_id="herald"))

    assert {sentence.share for sentence in found.sentences} == {Share.UNCLAIMED}


def test_of_two_claims_on_one_sentence_the_more_telling_one_gives_the_relation() -> None:
    found = covered(claim_of("a", Relation.AGREE, span_of("bridge closed")), claim_of("b", Relation.CONFLICT, span_of("on Monday")))

    assert (found.sentences[1].relation, found.sentences[1].claim_ids) == ("conflict", ("a", "b"))


def test_a_sentence_that_one_claim_compares_is_compared_even_if_another_is_alone() -> None:
    found = covered(claim_of("a", Relation.ONLY, span_of("bridge closed")), claim_of("b", Relation.AGREE, span_of("on Monday")))

    assert found.sentences[1].share is Share.COMPARED


def test_a_story_without_claims_leaves_every_sentence_unclaimed() -> None:
    assert dict(covered().counts) == {Share.COMPARED: 0, Share.ONLY: 0, Share.SUGGESTED: 0, Share.UNCLAIMED: 5, Share.ASIDE: 0}


def test_every_relation_has_its_rank_among_the_most_telling() -> None:
    assert sorted(ORDER) == sorted(Relation)


def test_every_share_has_words_for_the_reader() -> None:
    found = dict(share_words(ENGLISH))

    assert list(found) == list(Share)
    assert len({*found.values()}) == len(Share)
