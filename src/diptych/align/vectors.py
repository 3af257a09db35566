"""Rarity within these very documents, sparse vectors, and the grids of numbers that compare two lists of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log, sqrt
from typing import Final, TypeVar

_IDEOGRAPHS: Final = "\u2e80"
"""Where the scripts begin that put no spaces between words."""

Term = TypeVar("Term", bound=Hashable)
Holders = Mapping[Term, Sequence[int]]
"""Which units hold a term, by their number, each as often as it does."""
Grid = list[list[float]]
"""A number for every pair: one row for each unit of the one text, one column for each unit of the other."""


def rarity(bags: Sequence[Iterable[Term]]) -> dict[Term, float]:
    """Return what each term weighs: the fewer of the bags hold it the more, nothing if all do.

    >>> rarity([["call", "xi"], ["xi"]])
    {'call': 0.6931471805599453, 'xi': 0.0}
    """
    held = Counter(chain.from_iterable(map(dict.fromkeys, bags)))
    weights = [0.0, *(log(len(bags) / times) for times in range(1, len(bags) + 1))]
    return {term: weights[times] for term, times in held.items()}


@lru_cache(maxsize=1 << 15)
def letters(form: str) -> tuple[str, ...]:
    """Return the runs of four letters of a word with its edges: what its spellings and inflections share.

    Three to five letters find no more (measured), and take three times as long. A word of ideographs gives single signs and pairs.

    >>> letters("talks"), letters("会谈")
    ((' tal', 'talk', 'alks', 'lks '), ('会', '谈', '会谈'))
    """
    if form[0] >= _IDEOGRAPHS:
        return tuple(form[at : at + size] for size in (1, 2) for at in range(len(form) - size + 1))
    edged = f" {form} "
    return tuple(edged[at : at + 4] for at in range(len(edged) - 3))


def held(bags: Sequence[Iterable[Term]]) -> dict[Term, list[int]]:
    """Return in which of the bags each term is.

    >>> held([["call", "xi"], ["xi"]])
    {'call': [0], 'xi': [0, 1]}
    """
    found: dict[Term, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for term in bag:
            found[term].append(at)
    return dict(found)


def products(left: Holders[Term], right: Holders[Term], weights: Mapping[Term, float], size: tuple[int, int]) -> Grid:
    """Return for every pair what the terms weigh that both hold.

    >>> products({"a": [0]}, {"a": [0], "b": [1]}, {"a": 2.0}, (1, 2))
    [[2.0, 0.0]]
    """
    grid = [[0.0] * size[1] for _ in range(size[0])]
    for term, places in left.items():
        if term in right:
            weight, among = weights[term], right[term]
            for at in places:
                row = grid[at]
                for other in among:
                    row[other] += weight
    return grid


def cosines(products: Grid, left: Sequence[float], right: Sequence[float]) -> Grid:
    """Return cosines from inner products and the squared lengths of both sides; nothing is like an empty vector."""
    across = [1 / sqrt(length) if length > 0 else 0.0 for length in right]
    down = [1 / sqrt(length) if length > 0 else 0.0 for length in left]
    return [
        [value and value * scale * other for value, other in zip(row, across, strict=True)]
        for row, scale in zip(products, down, strict=True)
    ]


def folded(grid: Grid, left: Sequence[int], right: Sequence[int], join: Callable[[float, float], float]) -> Grid:
    """Return a grid of owners from one of parts: `left[i]` and `right[j]` own row i and column j; what one owns stands together.

    >>> folded([[1.0, 5.0], [2.0, 0.0]], [0, 0], [0, 1], max)
    [[2.0, 5.0]]
    """
    return turned(_joined(turned(_joined(grid, left, join)), right, join))


def turned(grid: Grid) -> Grid:
    """Return the grid with its rows as columns."""
    return [list(column) for column in zip(*grid, strict=True)]


def _joined(rows: Grid, owners: Sequence[int], join: Callable[[float, float], float]) -> Grid:
    """Return one row for each owner: its rows stand next to each other."""
    found: Grid = []
    for at, row in enumerate(rows):
        if at and owners[at] == owners[at - 1]:
            found[-1] = list(map(join, found[-1], row))
        else:
            found.append(row)
    return found
