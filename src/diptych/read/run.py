"""What one run of reading gathers, and hands on."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from diptych.errors import Excerpt, Place, Problem
from diptych.manifest import PLAIN, Asked
from diptych.quotes import Status
from diptych.read.problems import Problems


class Prose(Struct, frozen=True):
    """A Markdown text of the editors and where it stands; `file_text` is the file's whole text where that is Markdown throughout."""

    place: Place
    excerpt: Excerpt | None
    name: str
    markdown: str
    file_text: str = ""


class StoryRef(Struct, frozen=True):
    """Where a story stands: in a file of its own, or at an index of the list in claims.yaml."""

    file: str
    index: int = -1


class Named(Struct, frozen=True):
    """The id of a story, and where an editor wrote it."""

    id: str
    place: Place
    excerpt: Excerpt | None


Former = Mapping[tuple[str, str], tuple[str, str]]
"""Where quotes stood at the last good build: (file, the editor's words) to (place, SHA-256 of the file then)."""


class Run(Struct, frozen=True):
    """The site's folder, what was asked for, where its quotes stood before, and the four things that grow while it is read.

    `private` is a folder of texts of which only quotes may be published, or None where the site has none.
    """

    root: Path
    former: Former = field(default_factory=dict)
    asked: Asked = PLAIN
    problems: Problems = field(default_factory=Problems)
    quotes: Counter[Status] = field(default_factory=Counter)
    prose: list[Prose] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    private: Path | None = None

    def note(self, place: Place, message: str, *hints: str) -> None:
        """Note what an editor may want to know and need not mend."""
        self.notes.append(Problem(place, message, hints))
