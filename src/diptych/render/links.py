"""Links in the editors' Markdown that lead nowhere inside the site."""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from msgspec import Struct

from diptych.errors import Excerpt, Place, Problem
from diptych.prose import easily_linked, foreign_images, linked, site_path
from diptych.read import Prose
from diptych.text import line_column

_WAY_OUT: Final = ("The site asks for nothing from elsewhere; store the image in site_src/static.",)


class Link(Struct, frozen=True, array_like=True):
    """A link to a page of the site: the path that must be there, and the problem that it is if nobody has that page."""

    path: str
    otherwise: Problem


def broken(prose: Iterable[Prose], paths: Container[str]) -> Iterator[Problem]:
    """Yield a problem for every link from the top of the site (`/method/`) that no page of `paths` answers,
    and for images from elsewhere. What is under `/static/` is taken on trust.

    A link without `/` or a scheme would mean something else on every page that shows the text, and is a problem too.
    """
    for text in prose:
        for found in linked_in(text):
            if isinstance(found, Problem):
                yield found
            elif found.path not in paths:
                yield found.otherwise


def linked_in(text: Prose) -> Iterator[Problem | Link]:
    """Yield what is wrong with the links and images of a text whatever the site holds, and each link that it must answer."""
    for image in foreign_images(text.markdown):
        place, excerpt = _at(text, image)
        yield Problem(place, f"{text.name} shows an image from elsewhere: `{image}`.", _WAY_OUT, excerpt)
    for target in linked(text.markdown):
        if "://" in target or target.startswith(("#", "mailto:", "//")):
            continue
        place, excerpt = _at(text, target)
        path = site_path(target).partition("#")[0]
        if not target.startswith("/"):
            yield Problem(place, f"{text.name} links to `{target}`, {_NEITHER}", excerpt=excerpt)
        elif not path.startswith("static/"):
            yield Link(path, Problem(place, f"{text.name} links to `{target}`, but the site has no such page.", excerpt=excerpt))


def easy_links(text: Prose) -> tuple[str, ...] | None:
    """Return the paths that a text expects of the site, perhaps with some that it does not, or None where only the parser can tell."""
    targets = easily_linked(text.markdown)
    if targets is None:
        return None
    found = (site_path(target).partition("#")[0] for target in targets)
    return tuple(path for path in found if not path.startswith("static/"))


_NEITHER: Final = "which is neither a web address nor a path from the top of the site, such as `/method/`."


def _at(text: Prose, target: str) -> tuple[Place, Excerpt | None]:
    """Return where the link stands, to the character in a file that is Markdown throughout."""
    at = text.file_text.find(f"({target}")
    if at < 0:
        return text.place, text.excerpt
    line, column = line_column(text.file_text, at + 1)
    return text.place._replace(line=line, column=column), Excerpt(text.file_text.split("\n")[line - 1], len(target))
