"""Pages to files, as values."""

from diptych.render import links, share
from diptych.render.render import File, environment, render

__all__ = ["File", "environment", "links", "render", "share"]
