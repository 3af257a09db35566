"""Share pictures: SVG, then PNG, since sites that show links take no SVG. The `share` extra renders them; without it there are none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from importlib.util import find_spec
from typing import Final

from jinja2 import Environment

from diptych.pages import Page
from diptych.pages.pages import HomePage
from diptych.pages.pictures.share import HEIGHT, WIDTH, SharePicture, site_picture, story_picture
from diptych.pages.story import StoryPage
from diptych.words import Words

_FONTS: Final = ("NotoSerif-Bold.ttf", "NotoSans-Regular.ttf")

Stored = Callable[[str], bytes | None]
"""Gives the bytes that a former build wrote at a path, or None."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a page's head names it. The path holds a hash of what is drawn, so another picture has another address."""

    path: str
    width: int
    height: int
    alt: str
    svg: str


def available() -> bool:
    """Tell whether share pictures can be rendered here."""
    return find_spec("resvg_py") is not None


def pictures(pages: Iterable[Page], site_title: str, words: Words) -> Iterator[SharePicture]:
    """Yield the picture of the site and of each story among `pages`."""
    for page in pages:
        if isinstance(page.view, HomePage):
            yield site_picture(page.view.stories, site_title, page.description, words)
        elif isinstance(page.view, StoryPage):
            yield story_picture(page.view.story, site_title)


def images(found: Iterable[SharePicture], made: Environment) -> Mapping[str, Image]:
    """Return the image of each picture by the id of its story, drawn but not rendered."""
    return {picture.story_id: _image(picture, made) for picture in found}


def _image(picture: SharePicture, made: Environment) -> Image:
    svg = made.get_template("share.svg.j2").render(view=picture)
    mark = sha256("\n".join([*_FONTS, svg]).encode()).hexdigest()[:16]
    name = f"share-{mark}.png"
    return Image(f"{picture.story_id}/{name}" if picture.story_id else name, WIDTH, HEIGHT, picture.alt, svg)


def png(image: Image, stored: Stored) -> bytes:
    """Return an image as PNG: as a former build rendered it, or rendered now."""
    former = stored(image.path)
    if former is not None:
        return former
    import resvg_py  # 20 ms to import, and needed only for new pictures

    fonts = [str(_font(name)) for name in _FONTS]
    return bytes(resvg_py.svg_to_bytes(svg_string=image.svg, skip_system_fonts=True, font_files=fonts))


def _font(name: str) -> resources.abc.Traversable:
    return resources.files("diptych") / "fonts" / name
