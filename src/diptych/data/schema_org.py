"""What a page is, for search engines and other programs: one graph of schema.org nodes a page, as JSON-LD.

A relation between accounts is not a truth rating, so a claim is a `Claim` with the places where it is made. Only a claim that an editor
rated is a `ClaimReview`, and only on its own page. Nothing is said that is not known: who wrote a source stands as text, since it may be
a person, an agency or a desk.
"""

from collections.abc import Iterable
from typing import Any, Final

from diptych.data.form import FORMAT
from diptych.data.package import Package
from diptych.model import Claim, Correction, Rating, Site, Story
from diptych.pages import paths
from diptych.pages.claim import ClaimPage
from diptych.pages.dates import Dates
from diptych.pages.pages import Page
from diptych.pages.source import SourcePage
from diptych.pages.story import StoryPage
from diptych.prose import plain

Node = dict[str, Any]

_POLICIES: Final = {
    "correctionsPolicy": paths.CORRECTIONS,
    "publishingPrinciples": paths.METHOD,
    "verificationFactCheckingPolicy": paths.METHOD,
}
"""Pages that tell how a site works, where it has them."""

_ENCODINGS: Final = {".json": "application/json", ".csv": "text/csv", ".jsonld": "application/ld+json"}


def graph(site: Site, page: Page, of: Package | None, around: Node) -> Node | None:
    """Return the nodes of `page`, or None where it has no address of its own, which they all need, or belongs to a draft.

    `of` is the package of the page's story, if it has one; `around` is the `website`, which is the same for all pages.
    """
    if not site.url or page.draft or page.path == paths.NOT_FOUND:
        return None
    view = page.view
    if isinstance(view, StoryPage) and of:
        own = _story(site, page, view, of)
    elif isinstance(view, ClaimPage):
        own = _claim_page(site, page, view)
    elif isinstance(view, SourcePage):
        own = [_page(site, page, mainEntity=_source(site, view.story.record, view.source.id))]
    else:
        own = [_page(site, page)]
    return {"@context": "https://schema.org", "@graph": [around, *own]}


def website(site: Site) -> Node:
    """Return the node of the site itself."""
    node = {"@type": "WebSite", "@id": f"{site.url}#website", "url": site.url, "name": site.title, "inLanguage": site.words.language}
    return node | _known(description=site.description) | {"publisher": _publisher(site)}


def _publisher(site: Site) -> Node:
    documents = {document.name for document in site.documents}
    policies = {name: paths.address(site.url, paths.page(page)) for name, page in _POLICIES.items() if page in documents}
    return {"@type": "Organization", "@id": f"{site.url}#publisher", "name": site.title, "url": site.url, **policies}


def _page(site: Site, page: Page, **more: Any) -> Node:
    url = paths.address(site.url, page.path)
    node = {"@type": "WebPage", "@id": url, "url": url, "name": page.title, "description": page.description}
    return node | {"inLanguage": site.words.language, "isPartOf": {"@id": f"{site.url}#website"}} | _known(**more)


def _known(**told: Any) -> Node:
    return {name: value for name, value in told.items() if value}


def _dated(dates: Dates) -> Node:
    return _known(datePublished=dates.published, dateModified=dates.changed)


def _story(site: Site, page: Page, view: StoryPage, of: Package) -> list[Node]:
    story, url, publisher = view.story, paths.address(site.url, page.path), {"@id": f"{site.url}#publisher"}
    sources = [_source(site, story.record, source.id) for source in story.sources]
    based_on = [{"@id": source["@id"]} for source in sources]
    claims = [{"@id": _claim_id(site, story.id, row.id)} for row in story.rows]
    named = "; ".join(": ".join(filter(None, (source.name, source.headline))) for source in story.sources)
    article = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": story.title,
        "description": page.description,
        "url": url,
        "mainEntityOfPage": {"@id": url},
        "inLanguage": site.language,
        "author": publisher,
        "publisher": publisher,
        "citation": sources,
        "isBasedOn": based_on,
    }
    keywords = _known(keywords=list(story.record.topics))
    more = _known(hasPart=claims, correction=_corrections(each for row in story.rows for each in row.claim.corrections))
    dataset = {
        "@type": "Dataset",
        "@id": f"{url}#data",
        "name": story.title,
        "description": f"{page.description} {named}",
        "url": url,
        "creator": publisher,
        "isBasedOn": based_on,
        "schemaVersion": FORMAT,
        "distribution": _downloads(site, of),
    }
    dated = _dated(view.dates) | keywords
    return [_page(site, page, mainEntity={"@id": f"{url}#article"}), article | dated | more, dataset | dated]


def _downloads(site: Site, of: Package) -> list[Node]:
    found = []
    for path, _ in of.files:
        name = path.rpartition("/")[2]
        encoding = _ENCODINGS.get(name[name.rindex(".") :])
        if encoding and not name.startswith("cite."):
            node = {"@type": "DataDownload", "name": name, "encodingFormat": encoding, "contentUrl": site.url + path}
            found.append(node | ({"sha256": of.sha256} if name == "data.json" else {}))
    return found


def _source(site: Site, story: Story, source_id: str) -> Node:
    """Return a source as a work. It has an address where it is known, and an id on this site in any case."""
    source = story.source(source_id)
    known = source.provenance
    node = {"@type": "CreativeWork", "@id": f"{paths.address(site.url, paths.source(story.id, source_id))}#source", "name": source.title}
    return node | _known(
        url=known.url,
        archivedAt=known.archive_url,
        author=known.author,
        publisher={"@type": "Organization", "name": known.publisher} if known.publisher else None,
        datePublished=known.published,
        dateModified=known.updated,
        inLanguage=source.language,
    )


def _claim_id(site: Site, story_id: str, claim_id: str) -> str:
    return f"{paths.address(site.url, paths.claim(story_id, claim_id))}#claim"


def _claim_page(site: Site, page: Page, view: ClaimPage) -> list[Node]:
    story, claim = view.story.record, view.row.claim
    rating = claim.rating
    node = _claim(site, story, claim, rating)
    main = _review(site, page, node, rating) if rating else node
    if view.row.suggested:
        return [_page(site, page)]
    more = _known(correction=_corrections(claim.corrections)) | _dated(view.dates)
    return [_page(site, page, mainEntity={"@id": main["@id"]}, **more), main]


def _claim(site: Site, story: Story, claim: Claim, rating: Rating | None) -> Node:
    """Return a claim with the places where it is made. Who makes it, and since when, belongs to a claim that is rated."""
    appearances = [_source(site, story, statement.source_id) for statement in claim.statements]
    node: Node = {"@type": "Claim", "@id": _claim_id(site, story.id, claim.id), "text": claim.text, "inLanguage": site.language}
    node["isPartOf"] = {"@id": f"{paths.address(site.url, paths.story(story.id))}#article"}
    node["appearance"] = appearances
    if rating is None:
        return node
    by = rating.claimant
    dates = [date for each in appearances if (date := each.get("datePublished"))]
    author = {"@type": "Person" if by.person else "Organization", "name": by.name} | _known(sameAs=by.url) if by else None
    return node | _known(author=author, datePublished=min(dates, default=""))


def _review(site: Site, page: Page, claim: Node, rating: Rating) -> Node:
    """Return the verdict of an editor on a claim, with all that fact check tools want and the editor gave."""
    url, scale = paths.address(site.url, page.path), rating.scale
    steps = {"ratingValue": scale.value, "worstRating": scale.worst, "bestRating": scale.best} if scale else {}
    return {
        "@type": "ClaimReview",
        "@id": f"{url}#review",
        "url": url,
        "claimReviewed": claim["text"],
        "author": _publisher(site),
        "creditText": rating.reviewer,
        "datePublished": rating.date,
        "inLanguage": site.language,
        "itemReviewed": claim,
        "reviewRating": {"@type": "Rating", "alternateName": rating.verdict, "name": rating.verdict, **steps}
        | _known(ratingExplanation=plain(rating.explanation)),
        **_known(citation=list(rating.evidence)),
    }


def _corrections(found: Iterable[Correction]) -> list[Node]:
    newest = sorted(found, key=lambda each: each.date, reverse=True)
    return [{"@type": "CorrectionComment", "text": f"{each.changed} {each.why}".strip(), "datePublished": each.date} for each in newest]
