"""Share pictures: SVG, then PNG, since sites that show links take no SVG. The `share` extra renders them; without it there are none."""

from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jinja2 import Environment
from msgspec import Struct

from diptych.model import Site
from diptych.pages.pictures.share import HEIGHT, WIDTH, SharePicture
from diptych.render.filled import filled

_FONTS: Final = ("NotoSerif-Bold.ttf", "NotoSans-Regular.ttf")
_FOLDER: Final = Path(__file__).parents[1] / "fonts"

Stored = Callable[[str], bytes | None]
"""Gives the bytes that a former build wrote at a path, or None."""


class Image(Struct, frozen=True):
    """A picture as a page's head names it. The path holds a hash of what is drawn, so another picture has another address."""

    path: str
    width: int
    height: int
    alt: str
    svg: str


def nothing(path: str) -> None:
    """Stand for a site that was never built."""


def available() -> bool:
    """Tell whether share pictures can be rendered here."""
    return find_spec("resvg_py") is not None


def wanted(site: Site) -> bool:
    """Tell whether a site has share pictures: where they can be rendered, and it has an address to name them by."""
    return bool(site.url) and available()


def image(picture: SharePicture, made: Environment) -> Image:
    """Return the image of a picture, drawn but not rendered."""
    svg = filled(made, "share.svg.j2", view=picture)
    mark = sha256("\n".join([*_FONTS, svg]).encode()).hexdigest()[:16]
    name = f"share-{mark}.png"
    return Image(f"{picture.story_id}/{name}" if picture.story_id else name, WIDTH, HEIGHT, picture.alt, svg)


def png(image: Image, stored: Stored) -> bytes:
    """Return an image as PNG: as a former build rendered it, or rendered now."""
    former = stored(image.path)
    if former is not None:
        return former
    return drawn(image.svg)


def drawn(svg: str) -> bytes:
    """Return a picture as PNG, rendered with the fonts that come with the package."""
    import resvg_py  # 20 ms to import, and needed only for new pictures

    fonts = [str(_FOLDER / name) for name in _FONTS]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))
