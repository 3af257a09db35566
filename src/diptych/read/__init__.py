"""From disk to a `Site`, or to every problem found."""

from diptych.read.form import ClaimsFile, StoryEntry, schema
from diptych.read.run import Prose
from diptych.read.site import CLAIMS_FILE, Reading, read_site

__all__ = ["CLAIMS_FILE", "ClaimsFile", "Prose", "Reading", "StoryEntry", "read_site", "schema"]
