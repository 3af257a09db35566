"""What the machine found beside what a person wrote. It proposes; a person decides."""

from diptych.counts import Score
from diptych.findings.find import aligned, find, public
from diptych.findings.records import Finding, Hint, StoryFindings

__all__ = ["Finding", "Hint", "Score", "StoryFindings", "aligned", "find", "public"]
