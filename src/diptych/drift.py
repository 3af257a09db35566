"""What a changed source did to the quotes: those that moved are told with both places, those that are gone with the last good hash.

The places of one good build are kept, story by story, for the next. They are never needed to build: without them, nothing is reported.
"""

from collections.abc import Iterator
from typing import Final

from diptych.errors import Place, Problem
from diptych.model import Story
from diptych.read import Former
from diptych.text import line_column


def places(story: Story) -> Former:
    """Return where every quote of `story` stands, by file and by the words that the editor typed."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    sources = {source.id: source for source in story.sources}
    for claim in (*story.claims, *story.drafts, *story.rejected):
        for statement in claim.statements:
            source = sources[statement.source_id]
            for passage in statement.passages:
                line, column = line_column(source.text, passage.match.spans[0].start)
                found[source.file, passage.quote.exact] = (f"{source.file}:{line}:{column}", source.provenance.sha256)
    return found


def moved(before: Former, now: Former) -> Iterator[Problem]:
    """Yield a note for every quote of a source that changed and that now stands at another place."""
    for key, (place, sha256) in sorted(now.items()):
        was = before.get(key)
        if was and was[1] != sha256 and was[0] != place:
            name, line, column = place.rsplit(":", 2)
            words = key[1] if len(key[1]) <= _SHOWN else key[1][:_SHOWN] + "…"
            yield Problem(Place(name, int(line), int(column)), f"“{' '.join(words.split())}” moved here from {was[0]}.")


_SHOWN: Final = 60
"""Characters of a quote that a note repeats."""
