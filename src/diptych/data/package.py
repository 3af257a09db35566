"""All that a story publishes beside its pages, and the small row of it that the site's own files are made from."""

from hashlib import sha256

import msgspec
from msgspec import Struct

from diptych.data.annotations import annotations
from diptych.data.cite import Work, bibtex, csl_json, plain, works
from diptych.data.story import data_json, story_data
from diptych.data.table import claims_csv
from diptych.model import Site
from diptych.pages import paths
from diptych.pages.claim import ClaimPage
from diptych.pages.pages import Page
from diptych.pages.story import StoryPage
from diptych.pages.views import StoryView


class Package(Struct, frozen=True):
    """The data files of a story by path, and how to cite it; `sha256` is the hash of its data.json."""

    files: tuple[tuple[str, bytes], ...]
    sha256: str
    works: tuple[Work, ...]


def package(site: Site, story: StoryView) -> Package:
    """Return the data files of `story` and how to cite it."""
    data = story_data(site, story)
    content = data_json(data)
    digest = sha256(content).hexdigest()
    bibliography = works(site, data, digest)
    marks = msgspec.json.format(msgspec.json.encode(annotations(site, story)), indent=1) + b"\n"
    files = (
        (paths.data(story.id, "data.json"), content),
        (paths.data(story.id, "claims.csv"), claims_csv(data)),
        (paths.data(story.id, "annotations.jsonld"), marks),
        (paths.data(story.id, "cite.bib"), bibtex(bibliography)),
        (paths.data(story.id, "cite.json"), csl_json(bibliography)),
    )
    return Package(files, digest, bibliography)


def citation(site: Site, page: Page, of: Package | None) -> str:
    """Return how to cite a story's page or a reviewed claim's, as a line of text; nothing for a page of another kind."""
    if of and isinstance(page.view, StoryPage):
        return plain(of.works[0])
    if of and isinstance(page.view, ClaimPage) and not page.view.row.suggested:
        return plain(of.works[0], page.view.row.text, paths.address(site.url, page.path))
    return ""
