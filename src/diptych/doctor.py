"""What is missing before publication, in one table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych import build
from diptych.bring.example import left
from diptych.bring.origin import absent
from diptych.errors import Problem
from diptych.read import lacking
from diptych.text import counted


def missing(root: Path, url: str = "") -> tuple[Problem, ...]:
    """Return all that the site in `root` lacks before it is published. Raises ContentError where it could not even be built."""
    checked = build.check(root)
    again = "Look at both again; `diptych check --strict` fails on it."
    warned = (Problem(each.place, each.message, (again,)) for each in checked.warnings)
    in_files = sorted([*lacking(root, url), *left(root)], key=lambda problem: problem.place)
    return (*in_files, *warned, *_suggested(checked), *absent(root))


def _suggested(checked: build.Checked) -> Iterator[Problem]:
    way_out = "Look at them with `diptych suggest`, or write `suggestions: hide` under `site:`."
    for each in checked.findings:
        count = sum(found.hint is not None for found in each.suggestions)
        if count:
            message = f"`{each.story.id}` shows {counted(count, 'suggestion')} that nobody has reviewed"
            yield Problem(each.story.place, message, (way_out,))


def lines(problems: Sequence[Problem], width: int) -> list[str]:
    """Return what a person is told: the table, or that nothing is missing."""
    if not problems:
        return ["Nothing is missing: the site is ready to be published."]
    return [*table(problems, width), "", f"{counted(len(problems), 'thing')} to mend before publication"]


def table(problems: Sequence[Problem], width: int) -> list[str]:
    """Return what is missing as a table: where, what, and the way out.

    >>> from diptych.errors import Place
    >>> table([Problem(Place("claims.yaml", 2, 3), "no `url`", ("Write it.",))], 140)
    ['Where            What is missing  The way out', 'claims.yaml:2:3  no `url`         Write it.']
    >>> table([Problem(Place("claims.yaml", 2, 3), "no `url`", ("Write it.",))], 40)[1:]
    ['claims.yaml:2:3  no `url`', '                 Write it.']
    """
    rows = [("Where", "What is missing", "The way out"), *((str(each.place), each.message, " ".join(each.hints)) for each in problems)]
    where, what = (max(len(row[column]) for row in rows) for column in (0, 1))
    if where + what + max(len(row[2]) for row in rows) + 4 <= width:
        return [f"{row[0]:{where}}  {row[1]:{what}}  {row[2]}" for row in rows]
    lines = [f"{'Where':{where}}  What is missing, and the way out"]
    for place, message, way_out in rows[1:]:
        lines += [f"{place:{where}}  {message}", f"{'':{where}}  {way_out}"]
    return lines
