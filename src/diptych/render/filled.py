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
    except ContentError:
        raise  # told already
    except Exception as error:
        if isinstance(error, TemplateError) or is_template(_frames(error)[-1].filename):
            raise ContentError([template_problem(error)]) from error
        from diptych.render.misfit import misfit  # no good build needs it

        told = misfit(error, made)
        if not told:
            raise  # a mistake of Diptych's own, in what a template calls
        raise ContentError([template_problem(error, told)]) from error


def template_problem(error: Exception, told: str = "") -> Problem:
    """Return what is wrong with a template, at its line or the last that was running: `told`, or what Jinja or Python says of it."""
    message = (told or str(error.message if isinstance(error, TemplateError) else error)).rstrip(".")
    if isinstance(error, TemplateNotFound):
        return Problem(Place(f"templates/{error.name}"), "there is no such template.")
    if isinstance(error, TemplateSyntaxError):
        lines = (error.source or "").split("\n")
        shown = Excerpt(lines[error.lineno - 1].rstrip()) if error.lineno <= len(lines) else None
        return Problem(Place(f"templates/{error.name}", error.lineno), f"{message}.", excerpt=shown)
    running = [frame for frame in _frames(error) if is_template(frame.filename)]
    if not running:
        return Problem(Place("templates"), f"{message}.")
    return Problem(Place(f"templates/{PurePath(running[-1].filename).name}", running[-1].lineno or 1), f"{message}.")


def _frames(error: Exception) -> "list[FrameSummary]":
    from traceback import extract_tb  # no good build needs it

    return list(extract_tb(error.__traceback__))


def is_template(file: str) -> bool:
    """Tell whether a file that code came from is a template."""
    return file.endswith(".j2")
