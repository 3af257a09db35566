"""The coverage strip: a block a sentence, at its place and width in the text; relation by hatch and colour, the rest by shape."""

from typing import Final

from msgspec import Struct

from diptych.pages import paths
from diptych.pages.coverage import Coverage, Sentence, Share
from diptych.pages.pictures.scale import stretch
from diptych.pages.views import Row, SourceView, StoryView
from diptych.words import Words

HEIGHT: Final = 40
"""Pixels from the top of the tallest block to the ground that all blocks stand on."""

_TALL: Final = {Share.COMPARED: 40, Share.ONLY: 26, Share.SUGGESTED: 18, Share.UNCLAIMED: 7, Share.ASIDE: 2}


class Block(Struct, frozen=True):
    """One sentence in the strip: place and width in percent, top and height in pixels, and the fragment it leads to, if any."""

    x: float
    width: float
    top: int
    height: int
    share: str
    relation: str
    href: str
    title: str


class Line(Struct, frozen=True):
    """The same as text, for a sentence in a claim: its number, the fragment of its mark, the claims with their relations."""

    number: int
    href: str
    claims: tuple[tuple[str, str], ...]


class StripPicture(Struct, frozen=True):
    """A source's coverage as a picture, and its facts as text."""

    source: SourceView
    coverage: Coverage
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    height: int


def strip_picture(story: StoryView, source: SourceView, coverage: Coverage) -> StripPicture:
    """Return the strip of `source`."""
    rows = {row.id: row for row in story.all_rows}
    words = story.words
    blocks = tuple(_block(source, coverage, at, rows, words) for at in range(len(coverage.sentences)))
    lines = tuple(
        Line(at, block.href, tuple((f"{rows[each].number} {rows[each].text}", _word(rows[each], words)) for each in sentence.claim_ids))
        for at, (sentence, block) in enumerate(zip(coverage.sentences, blocks, strict=True), 1)
        if sentence.claim_ids
    )
    return StripPicture(source, coverage, blocks, lines, HEIGHT)


def _block(source: SourceView, coverage: Coverage, at: int, rows: dict[str, Row], words: Words) -> Block:
    sentence = coverage.sentences[at]
    x, width = stretch(sentence.span.start, sentence.span.end, coverage.length)
    tall = _TALL[sentence.share]
    leading = _leading(sentence, rows)
    href = f"#{paths.mark(source.id, leading.id)}" if leading else ""
    title = words.say("strip.block", number=at + 1, claim=leading.text, relation=_word(leading, words)) if leading else ""
    return Block(x, width, HEIGHT - tall, tall, sentence.share.value, sentence.relation, href, title)


def _leading(sentence: Sentence, rows: dict[str, Row]) -> Row | None:
    """Return the claim that gives a sentence its colour: the most telling one, or the first of its suggestions."""
    found = [rows[each] for each in sentence.claim_ids]
    return next((row for row in found if row.label.key == sentence.relation), found[0] if found else None)


def _word(row: Row, words: Words) -> str:
    return words.say("common.suggestion") if row.suggested else row.label.counted
