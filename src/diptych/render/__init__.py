"""Pages to files, as values."""

from diptych.render import links, share
from diptych.render.file import File
from diptych.render.package import package_files, row, whole_files
from diptych.render.render import environment, render

__all__ = ["File", "environment", "links", "package_files", "render", "row", "share", "whole_files"]
