"""The order view: the claims that two accounts share, in the order of the one and of the other, with a line for each."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from diptych.pages import paths
from diptych.pages.pictures.scale import percent
from diptych.pages.views import Row, SourceView, StoryView
from diptych.words import Words

_LONGEST: Final = 44
"""Characters of a claim beside its line; the table has it whole."""


class Thread(Struct, frozen=True):
    """One shared claim: its position in either account, from 1, and the heights of its line's ends in percent.

    `moved` tells that it is one of the fewest claims one would have to move to bring both accounts into the same order;
    where the order is the opposite, all are.
    """

    row: Row
    short: str
    positions: tuple[int, int]
    ends: tuple[float, float]
    hrefs: tuple[str, str]
    moved: bool


class Order(Struct, frozen=True):
    """Two accounts, the claims they share in the order of the first, and what that shows in a sentence."""

    sources: tuple[SourceView, SourceView]
    threads: tuple[Thread, ...]
    finding: str


def orders(story: StoryView) -> tuple[Order, ...]:
    """Return an order view for each two accounts that stand beside each other and share two reviewed claims or more."""
    found = (_order(story, a, b) for a, b in pairwise(story.sources))
    return tuple(order for order in found if len(order.threads) > 1)


def _order(story: StoryView, a: SourceView, b: SourceView) -> Order:
    shared = [row for row in story.rows if row.claim.statement(a.id) and row.claim.statement(b.id)]
    first, second = _told(shared, a), _told(shared, b)
    rank_of = {row.id: rank for rank, row in enumerate(second)}
    ranks = [rank_of[row.id] for row in first]
    longest = in_order(ranks)
    kept = longest if len(longest) > 1 else frozenset()  # one alone is in no order
    threads = tuple(
        _thread(row, (a, b), (at, rank), len(first), rank not in kept) for at, (row, rank) in enumerate(zip(first, ranks, strict=True))
    )
    return Order((a, b), threads, _finding((a, b), len(threads), len(kept), story.words))


def _told(rows: Sequence[Row], source: SourceView) -> list[Row]:
    """Return `rows` as the source tells them: by the first words that it has on each."""
    return sorted(rows, key=lambda row: min(span for cell in row.said if cell.source is source for span in cell.statement.spans))


def _thread(row: Row, sources: tuple[SourceView, SourceView], ranks: tuple[int, int], total: int, moved: bool) -> Thread:
    a, b = ranks
    return Thread(
        row=row,
        short=shortened(row.text),
        positions=(a + 1, b + 1),
        ends=(percent(a + 0.5, total), percent(b + 0.5, total)),
        hrefs=(f"#{paths.mark(sources[0].id, row.id)}", f"#{paths.mark(sources[1].id, row.id)}"),
        moved=moved,
    )


def in_order(ranks: Sequence[int]) -> frozenset[int]:
    """Return the most of `ranks`, which are all different, that stand in rising order; of equally many, those that rise the least.

    >>> sorted(in_order([2, 0, 1, 3]))
    [0, 1, 3]
    """
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for rank in ranks:
        at = bisect_left(tails, rank)
        before[rank] = tails[at - 1] if at else None
        tails[at : at + 1] = [rank]
    kept, last = set(), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)


def _finding(sources: tuple[SourceView, SourceView], total: int, kept: int, words: Words) -> str:
    first, second = (source.name for source in sources)
    if kept == total:
        return words.say("order.same", first=first, second=second, count=total)
    if not kept:
        return words.say("order.opposite", first=first, second=second, count=total)
    told = words.say("order.make", first=first, second=second, count=total)
    parted = words.say("order.parted", kept=words.say("order.kept", count=kept), moved=words.say("order.moved", count=total - kept))
    return f"{told} {parted}"


def shortened(text: str) -> str:
    """Return the first words of a claim, as many as fit beside its line.

    >>> shortened("What the plan signalled about China’s role in ending the war")
    'What the plan signalled about China’s role…'
    """
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:–—") + "…" if " " in text[:_LONGEST] else text[: _LONGEST - 1] + "…"
