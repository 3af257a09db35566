"""From disk to a `Site`, or to every problem found."""

from diptych.manifest import CLAIMS_FILE, Asked
from diptych.read.alone import read_alone
from diptych.read.form import ClaimsFile, StoryEntry, is_url, schema
from diptych.read.lacking import lacking
from diptych.read.nodes import quoted
from diptych.read.opening import Opening, opening
from diptych.read.outline import Outline, SourceLine, StoryLine, outline
from diptych.read.problems import Problems
from diptych.read.reference import reference
from diptych.read.run import Former, Named, Prose, Run, StoryRef
from diptych.read.site import (
    Claims,
    Reading,
    StoryReading,
    Top,
    clash,
    counted,
    entries_of,
    key_of_story,
    read_claims_file,
    read_one,
    read_site,
    read_top,
    with_private,
)
from diptych.read.trial import in_edit, trial

__all__ = [
    "CLAIMS_FILE",
    "Asked",
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
    "entries_of",
    "in_edit",
    "is_url",
    "key_of_story",
    "lacking",
    "opening",
    "outline",
    "quoted",
    "read_alone",
    "read_claims_file",
    "read_one",
    "read_site",
    "read_top",
    "reference",
    "schema",
    "trial",
    "with_private",
]
