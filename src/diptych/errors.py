"""What went wrong, where, and the way out.

Content problems are values. `read` collects them all and raises one `ContentError`, so that an editor mends a file in one sitting.
A bug in our own code is not a content problem: it keeps its traceback.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A point in a file: its path as the editor knows it, the line and the column, both from 1, columns in code points.

    Line 0 stands for a file or folder as a whole.

    >>> str(Place("claims.yaml", 41, 15)), str(Place("_site", 0, 0))
    ('claims.yaml:41:15', '_site')
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Excerpt(NamedTuple):
    """The source line a problem stands on: the whole line, and how many code points the carets underline."""

    line: str
    width: int = 1


class Problem(NamedTuple):
    """One thing that an editor has to mend.

    `message` says what is wrong, `hints` the nearest right thing, one line each.

    >>> print(Problem(Place("claims.yaml", 3, 5), "unknown key `titel`.", ("Did you mean `title`?",), Excerpt("    titel: Flood", 5)))
    claims.yaml:3:5: unknown key `titel`. Did you mean `title`?
        3 |     titel: Flood
          |     ^^^^^
    """

    place: Place
    message: str
    hints: tuple[str, ...] = ()
    excerpt: Excerpt | None = None

    def __str__(self) -> str:
        first, *more = (self.message, *self.hints) if not self.hints else (f"{self.message} {self.hints[0]}", *self.hints[1:])
        return "\n".join([f"{self.place}: {first}", *self._excerpt_lines(), *(f"  {hint}" for hint in more)])

    def _excerpt_lines(self) -> list[str]:
        if self.excerpt is None:
            return []
        line, column, width = _clipped(self.excerpt.line, self.place.column, self.excerpt.width)
        number = str(self.place.line).rjust(5)
        return [f"{number} | {line}", f"{' ' * len(number)} | {' ' * (column - 1)}{'^' * width}"]


LONGEST_LINE = 110
"""Code points of an excerpt shown; longer lines are cut around the fault and marked with `…`."""


def _clipped(line: str, column: int, width: int) -> tuple[str, int, int]:
    """Return `line` cut to LONGEST_LINE around `column` (from 1), with the column and caret width that fit the cut line.

    >>> _clipped("a: b", 4, 9)
    ('a: b', 4, 1)
    """
    line = "".join(" " if character == "\t" or not character.isprintable() else character for character in line)
    start = 0
    if len(line) > LONGEST_LINE:
        start = max(0, min(column - 1 - LONGEST_LINE // 3, len(line) - LONGEST_LINE))
        end = start + LONGEST_LINE
        line = f"{'…' if start else line[0]}{line[start + 1 : end - 1]}{'…' if end < len(line) else line[-1]}"
    column = max(1, column - start)
    return line, column, max(1, min(width, len(line) - column + 1))


class ContentError(Exception):
    """Every content problem of a run, in the order in which the files were read and, inside a file, from the top down.

    `quotes` counts every quote of the run by its status, so that nothing is skipped in silence even then.

    >>> found = [Problem(Place("claims.yaml", 9, 1), "second."), Problem(Place("claims.yaml", 2, 1), "first.")]
    >>> print(ContentError(found))
    claims.yaml:2:1: first.
    <BLANKLINE>
    claims.yaml:9:1: second.
    <BLANKLINE>
    2 problems in claims.yaml
    """

    def __init__(self, problems: Iterable[Problem], quotes: Iterable[tuple[str, int]] = ()) -> None:
        self.quotes = tuple(quotes)
        found = list(dict.fromkeys(problems))
        files = list(dict.fromkeys(problem.place.file for problem in found))
        self.problems = tuple(sorted(found, key=lambda problem: (files.index(problem.place.file), problem.place)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n\n".join([*map(str, self.problems), self.summary()])

    def summary(self) -> str:
        """Return the last line of a report: how many problems in which file.

        >>> ContentError([Problem(Place("a.yaml"), "x."), Problem(Place("b.txt"), "y.")]).summary()
        '1 problem in a.yaml, 1 in b.txt'
        """
        counts = Counter(problem.place.file for problem in self.problems)
        first, *rest = counts.items()
        noun = "problem" if first[1] == 1 else "problems"
        return ", ".join([f"{first[1]} {noun} in {first[0]}", *(f"{count} in {file}" for file, count in rest)])
