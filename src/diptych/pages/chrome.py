"""What every page shows around its content."""

from msgspec import Struct

from diptych.model import Site
from diptych.pages import labels, paths
from diptych.pages.card import locale


class Chrome(Struct, frozen=True):
    """What every page shows around its content: the site's name, the pages that its head and, as a guide, its foot lead to.

    `language` is that of the words around the accounts, `own_language` that of what the editors wrote.
    """

    title: str
    url: str
    language: str
    direction: str
    own_language: str
    description: str
    documents: tuple[tuple[str, str, str], ...]
    guide: tuple[tuple[str, str, str], ...]
    search_path: str
    locale: str


def chrome(site: Site) -> Chrome:
    """Return what is the same on every page of `site`."""
    head, foot = (
        tuple((document.title, paths.page(document.name), document.language) for document in site.documents if document.guide is guide)
        for guide in (False, True)
    )
    language = site.words.language
    told = (site.title, site.url, language, labels.direction(language), site.language, site.description)
    return Chrome(*told, head, foot, paths.SEARCH, locale(site.language))
