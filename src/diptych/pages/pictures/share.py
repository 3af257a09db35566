"""The picture that other sites show beside a link to a story: its title, its outlets, and how many claims relate how.

It is drawn with the parts that the pages use. A line with a letter that the font has not is left out rather than drawn as boxes.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from diptych.pages.labels import Label
from diptych.pages.pictures.bar import Band, bands
from diptych.pages.views import StoryView
from diptych.words import Words

WIDTH: Final = 1200
HEIGHT: Final = 630
MARGIN: Final = 72
_ROOM: Final = WIDTH - 2 * MARGIN

DRAWABLE: Final = re.compile(
    "[ -~\u00a0-\u017f\u0218-\u021b\u0259\u02bc\u0300-\u0304\u0306-\u0308\u030c\u0327\u0328\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u0490-\u0493\u1e02-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2039\u203a\u20ac\u20b4\u2116]*"
)
"""Letters and signs that both fonts have."""

_SIZES: Final = ((68, 3), (58, 3), (50, 4))
"""Sizes of a title and the lines that it may take at each, tried in turn."""

_NARROW: Final = frozenset(" iljtfrI.,:;'’‘!|()[]1-")
_WIDE: Final = frozenset("mwMWЖШЩЮФжшщюфы@%—…")
_LEGEND: Final = 25
_SWATCH: Final = 48
_GAP: Final = 32
_SLENDER: Final = 0.88
"""How wide the sans serif letters of the keys are beside the bold serif ones that `width` reckons with."""


class Line(Struct, frozen=True):
    """A line of text: its place, from the left and down to its ground, and its size."""

    text: str
    x: float
    y: float
    size: int


class Key(Struct, frozen=True):
    """What a colour of the bar means: a swatch, and after it the count in words."""

    band: Band
    line: Line


class SharePicture(Struct, frozen=True):
    """The picture of one story, or of the site where `story_id` is empty. `alt` says in a sentence what it shows."""

    story_id: str
    brand: Line | None
    title: tuple[Line, ...]
    outlets: Line | None
    bar: tuple[Band, ...]
    keys: tuple[Key, ...]
    alt: str


def story_picture(story: StoryView, site_title: str) -> SharePicture:
    """Return the picture of `story`."""
    outlets = [source.name if source.known else f"{source.name} {story.words.say('common.outlet-unknown')}" for source in story.sources]
    return _picture(story.id, story.title, outlets, story.counts, site_title, story.words)


def site_picture(title: str, about: str) -> SharePicture:
    """Return the picture of the site: what it is called, and what it is about. It is the same whatever its stories are."""
    return _picture("", about or title, [], [], title, Words())


def _picture(
    story_id: str, title: str, outlets: Sequence[str], counts: Sequence[tuple[Label, int]], brand: str, words: Words
) -> SharePicture:
    bar = bands(counts)
    told = words.say("list.comma").join(f"{band.count} {band.label.counted}" for band in bar) if bar else ""
    names = words.joined(outlets) if outlets else ""
    alt = ". ".join(filter(None, [f"{title}: {names}" if names else title, told]))
    lines = _title(title)
    ground = lines[-1].y if lines else 130
    return SharePicture(
        story_id=story_id,
        brand=_line(_cut(brand, (_ROOM - 52) / 32), MARGIN + 52, 78, 32),
        title=lines,
        outlets=_line(_cut(names, _ROOM / 32), MARGIN, ground + 56, 32) if names else None,
        bar=bar,
        keys=tuple(_keys(bar)),
        alt=alt if alt.endswith(".") else f"{alt}.",
    )


def _line(text: str, x: float, y: float, size: int) -> Line | None:
    return Line(text, x, y, size) if text and DRAWABLE.fullmatch(text) else None


def _title(text: str) -> tuple[Line, ...]:
    if not DRAWABLE.fullmatch(text):
        return ()
    for size, most in _SIZES:
        found = wrapped(text, _ROOM / size)
        if len(found) <= most:
            break
    else:
        found = [*found[: most - 1], _cut(" ".join(found[most - 1 :]), _ROOM / size)]
    return tuple(Line(each, MARGIN, round(112 + size * (1.15 + at * 1.18)), size) for at, each in enumerate(found))


def _keys(bar: Sequence[Band]) -> Iterable[Key]:
    x, y = float(MARGIN), 548
    for band in bar:
        text = f"{band.count} {band.label.counted}"
        wide = _SWATCH + width(text) * _LEGEND * _SLENDER
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 42
        if DRAWABLE.fullmatch(text):
            yield Key(band, Line(text, round(x + _SWATCH, 1), y, _LEGEND))
        x += wide + _GAP


def wrapped(text: str, room: float) -> list[str]:
    """Return `text` in lines that are no wider than `room`, in ems; a word that is wider has a line to itself, cut off.

    >>> wrapped("Where the two accounts part", 9)
    ['Where the two', 'accounts part']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_cut(word, room))
    return lines


def _cut(text: str, room: float) -> str:
    """Return as much of `text` as has room, with a sign that it goes on."""
    if width(text) <= room:
        return text
    while text and width(text + "…") > room:
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"


def width(text: str) -> float:
    """Return how wide a text is at most, in ems: near enough to break lines by, and never too little.

    >>> width("ill") < width("low")
    True
    """
    return sum(0.42 if each in _NARROW else 1.15 if each in _WIDE else 0.76 if each.isupper() else 0.66 for each in text)
