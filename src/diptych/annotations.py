"""Problems as GitHub Actions shows them: at their line, in the changes of a pull request."""

import os
from pathlib import Path, PurePosixPath

from diptych.errors import Problem


def wanted() -> bool:
    """Tell whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotation(problem: Problem, level: str, folder: str = "") -> str:
    """Return a problem as a workflow command; `level` is error or warning, `folder` leads from the repository to the site.

    >>> from diptych.errors import Place
    >>> annotation(Problem(Place("claims.yaml", 3, 5), "100 % wrong."), "error", "site")
    '::error file=site/claims.yaml,line=3,col=5,title=Diptych::100 %25 wrong.'
    """
    place = problem.place
    at = {"file": str(PurePosixPath(folder) / place.file)}
    if place.line:
        at |= {"line": str(place.line), "col": str(place.column)}
    told = ",".join(f"{name}={_property(value)}" for name, value in {**at, "title": "Diptych"}.items())
    return f"::{level} {told}::{_data(' '.join((problem.message, *problem.hints)))}"


def folder_of(root: Path) -> str:
    """Return what leads from the checkout to the site, for a site that is not at its top."""
    whole, checkout = root.resolve(), Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return whole.relative_to(checkout).as_posix() if whole.is_relative_to(checkout) else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
