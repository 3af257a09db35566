"""What a changed source did to the quotes: those that moved are told with both places, those that are gone with the last good hash.

The places of one good build are a file of the output, which the next build reads. They are never needed to build: without them,
nothing is reported.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from diptych.errors import Place, Problem
from diptych.model import Site
from diptych.read import Former
from diptych.render import File
from diptych.text import line_column

PLACES: Final = ".diptych-places.json"


def places(site: Site) -> Former:
    """Return where every quote of `site` stands, by file and by the words that the editor typed."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for story in site.stories:
        for claim in (*story.claims, *story.drafts, *story.rejected):
            for statement in claim.statements:
                source = story.source(statement.source_id)
                for passage in statement.passages:
                    place = Place(source.file, *line_column(source.text, passage.match.whole.start))
                    found[source.file, passage.quote.exact] = (str(place), source.provenance.sha256)
    return found


def file(site: Site) -> File:
    """Return the places of `site` as a file of the output: the same site gives the same bytes."""
    listed = [[*key, *value] for key, value in sorted(places(site).items())]
    return File(PLACES, (json.dumps(listed, ensure_ascii=False, indent=0) + "\n").encode())


def former(out: Path) -> Former:
    """Return the places of the last good build into `out`; nothing where there was none or its file is not what it should be."""
    with suppress(OSError, ValueError, TypeError):
        listed = json.loads((out / PLACES).read_text(encoding="utf-8"))
        return {(str(name), str(exact)): (str(place), str(sha256)) for name, exact, place, sha256 in listed}
    return {}


def moved(before: Former, site: Site) -> Iterator[Problem]:
    """Yield a note for every quote of a source that changed and that now stands at another place."""
    now: Mapping[tuple[str, str], tuple[str, str]] = places(site)
    for key, (place, sha256) in sorted(now.items()):
        was = before.get(key)
        if was and was[1] != sha256 and was[0] != place:
            name, line, column = place.rsplit(":", 2)
            words = key[1] if len(key[1]) <= _SHOWN else key[1][:_SHOWN] + "…"
            yield Problem(Place(name, int(line), int(column)), f"“{' '.join(words.split())}” moved here from {was[0]}.")


_SHOWN: Final = 60
"""Characters of a quote that a note repeats."""
