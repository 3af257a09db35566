"""From disk to a `Site`, or to every problem found."""

from diptych.read.form import ClaimsFile, StoryEntry, schema
from diptych.read.nodes import quoted
from diptych.read.opening import Opening, opening
from diptych.read.outline import Outline, SourceLine, StoryLine, outline
from diptych.read.run import Former, Prose
from diptych.read.site import CLAIMS_FILE, Reading, read_site

__all__ = [
    "CLAIMS_FILE",
    "ClaimsFile",
    "Former",
    "Opening",
    "Outline",
    "Prose",
    "Reading",
    "SourceLine",
    "StoryEntry",
    "StoryLine",
    "opening",
    "outline",
    "quoted",
    "read_site",
    "schema",
]
