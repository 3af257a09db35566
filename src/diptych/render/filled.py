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
        if isinstance(error, ContentError | OSError) and not isinstance(error, TemplateError):
            raise  # told already, or no matter of the template's
        raise ContentError([template_problem(error)]) from error


def template_problem(error: Exception) -> Problem:
    """Return what is wrong with a template, at its line: what Jinja says of it, or the last line of a template that was running.

    What failed in something that this line calls is told with its place there: the line may have given it what it cannot take.
    """
    message = (error.message or "" if isinstance(error, TemplateError) else str(error)).rstrip(".")
    if isinstance(error, TemplateNotFound):
        return Problem(Place(f"templates/{error.name}"), "there is no such template.")
    if isinstance(error, TemplateSyntaxError):
        lines = (error.source or "").split("\n")
        shown = Excerpt(lines[error.lineno - 1].rstrip()) if error.lineno <= len(lines) else None
        return Problem(Place(f"templates/{error.name}", error.lineno), f"{message}.", excerpt=shown)
    frames = _frames(error)
    if not isinstance(error, TemplateError) and not _is_template(frames[-1]):
        called = PurePath(frames[-1].filename)
        message = f"{type(error).__name__}: {message} ({called.parent.name}/{called.name}, line {frames[-1].lineno}, called from here)"
    running = next((frame for frame in reversed(frames) if _is_template(frame)), None)
    place = Place(f"templates/{PurePath(running.filename).name}", running.lineno or 1) if running else Place("templates")
    return Problem(place, f"{message}.")


def _frames(error: Exception) -> "list[FrameSummary]":
    from traceback import extract_tb  # no good build needs it

    return list(extract_tb(error.__traceback__))


def _is_template(frame: "FrameSummary") -> bool:
    return frame.filename.endswith(".j2")
