"""Wire copy: who reprints whom."""

from collections.abc import Callable

from diptych.align import Text, align

Maker = Callable[..., Text]

WIRE = (
    "The council of Ford voted on Tuesday evening to close the old bridge over the Arun for at least twelve months, citing new cracks.",
    "Engineers who inspected the bridge last month had found that two of its four pillars no longer carry the load they were built for.",
)


def test_two_outlets_that_reprint_one_text_have_one_origin(text: Maker) -> None:
    courier = text("courier", "Bridge shut", *WIRE, "The Courier will report.")
    herald = text("herald", "Arun bridge to close", "Bad news for drivers.", *WIRE)
    post = text(
        "post",
        "A town cut in two",
        "Nobody in Ford expected the news.",
        "The bridge stays closed for a year because its pillars are cracked.",
    )
    found = align([post, herald, courier]).origins

    assert [origin.sources for origin in found] == [("courier", "herald")]
    assert "The council of Ford voted on Tuesday" in found[0].runs[0].spans[0].of(courier.text)
    assert found[0].runs[0].spans[0].of(courier.text) == found[0].runs[0].spans[1].of(herald.text)


def test_a_long_quotation_that_both_give_is_no_wire_copy(text: Maker) -> None:
    speech = (
        "“We have looked at every pillar and every cable of this old bridge, and we cannot let one more bus drive over it,” Ann Lee said."
    )
    courier = text("courier", "Bridge shut", speech, "The bus lines end at the quay now.")
    herald = text("herald", "Mayor closes bridge", "It was a short meeting.", speech)

    assert align([courier, herald]).origins == ()


def test_three_copies_are_one_origin(text: Maker) -> None:
    copies = [text(source, f"Headline of {source}", *WIRE) for source in ("c", "a", "b")]

    assert [origin.sources for origin in align(copies).origins] == [("a", "b", "c")]
