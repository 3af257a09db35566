"""From disk to a `Site`, or to every problem found."""

from diptych.manifest import CLAIMS_FILE
from diptych.read.form import ClaimsFile, StoryEntry, schema
from diptych.read.nodes import quoted
from diptych.read.opening import Opening, opening
from diptych.read.outline import Outline, SourceLine, StoryLine, outline
from diptych.read.problems import Problems
from diptych.read.run import Former, Named, Prose, Run, StoryRef
from diptych.read.site import (
    Claims,
    Reading,
    StoryReading,
    Top,
    clash,
    counted,
    key_of_story,
    read_claims_file,
    read_one,
    read_site,
    read_top,
    with_private,
)

__all__ = [
    "CLAIMS_FILE",
    "Claims",
    "ClaimsFile",
    "Former",
    "Named",
    "Opening",
    "Outline",
    "Problems",
    "Prose",
    "Reading",
    "Run",
    "SourceLine",
    "StoryEntry",
    "StoryLine",
    "StoryReading",
    "StoryRef",
    "Top",
    "clash",
    "counted",
    "key_of_story",
    "opening",
    "outline",
    "quoted",
    "read_claims_file",
    "read_one",
    "read_site",
    "read_top",
    "schema",
    "with_private",
]
