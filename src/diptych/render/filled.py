"""A template filled, and what is wrong with one, told as any other problem: with its file and its line."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from diptych.errors import ContentError, Excerpt, Place, Problem

if TYPE_CHECKING:
    from traceback import FrameSummary


def filled(made: Environment, name: str, **values: Any) -> str:
    """Return what the template `name` makes of these values. Raises ContentError for one that is missing or broken, with its line."""
    try:
        return made.get_template(name).render(**values)
    except Exception as error:
        if not isinstance(error, TemplateError) and not _of_template(_frames(error)[-1]):
            raise  # a mistake of Diptych's own, in what a template calls
        raise ContentError([template_problem(error)]) from error


def template_problem(error: Exception) -> Problem:
    """Return what is wrong with a template, at its line: what Jinja says of it, or the last line of a template that was running."""
    message = error.message if isinstance(error, TemplateError) else error
    if isinstance(error, TemplateNotFound):
        return Problem(Place(f"templates/{error.name}"), "there is no such template.")
    if isinstance(error, TemplateSyntaxError):
        lines = (error.source or "").split("\n")
        shown = Excerpt(lines[error.lineno - 1].rstrip()) if error.lineno <= len(lines) else None
        return Problem(Place(f"templates/{error.name}", error.lineno), f"{error.message}.", excerpt=shown)
    running = [frame for frame in _frames(error) if _of_template(frame)]
    if not running:
        return Problem(Place("templates"), f"{message}.")
    return Problem(Place(f"templates/{PurePath(running[-1].filename).name}", running[-1].lineno or 1), f"{message}.")


def _frames(error: Exception) -> "list[FrameSummary]":
    from traceback import extract_tb  # no good build needs it

    return list(extract_tb(error.__traceback__))


def _of_template(frame: "FrameSummary") -> bool:
    return frame.filename.endswith(".j2")
