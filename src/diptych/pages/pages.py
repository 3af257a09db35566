"""`Site` to the list of its pages: path, template, and the prepared records that the template shows.

A story's pages depend on that story alone, the site's own pages on a small record of each story.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from diptych.counts import Score
from diptych.model import Site
from diptych.pages import labels, paths
from diptych.pages.claim import ClaimPage, claim_pages
from diptych.pages.corrections import Corrected, in_order
from diptych.pages.dates import Dates
from diptych.pages.index import SearchPage, changed_parts, index_pages
from diptych.pages.listing import Card, Counted, Listing, card, total
from diptych.pages.quotes import QuotesPage, quotes_page
from diptych.pages.reader import ReaderPage, reader_page
from diptych.pages.source import SourcePage, source_page
from diptych.pages.story import StoryPage, story_page
from diptych.pages.views import StoryView


class DocumentPage(Struct, frozen=True):
    """A Markdown page, or one with only its title.

    `score` is there on the method page of a site with curated claims, `corrections` are all of the site on the page of that name.
    """

    title: str
    markdown: str
    file: str
    language: str
    score: Score | None
    corrections: tuple[Corrected, ...] | None = None


class HomePage(Struct, frozen=True):
    """The stories, newest event first. Of more than a hundred, `place` says which page this is; `newer` and `older` are paths, or empty."""

    stories: tuple[Card, ...]
    count: int
    place: str
    newer: str
    older: str


class WorksheetPage(Struct, frozen=True):
    """The matrix to fill in, and its key."""

    story: StoryView


View = SearchPage | HomePage | StoryPage | ReaderPage | ClaimPage | SourcePage | QuotesPage | WorksheetPage | DocumentPage


class Page(Struct, frozen=True):
    """One page to be: `path` in the output, `kind` (also its template's name), title and description for the head.

    `up` leads from the page to the top of the site. `draft` tells that the page belongs to a story that nobody has reviewed.
    """

    path: str
    kind: str
    title: str
    description: str
    up: str
    view: View
    draft: bool = False


def story_of(page: Page) -> StoryView | None:
    """Return the story that a page is about, or None for a page of the whole site."""
    return None if isinstance(page.view, HomePage | DocumentPage | SearchPage) else page.view.story


def dates_of(page: Page) -> Dates:
    """Return when what a page shows was first published and last changed; nothing where nobody has reviewed it, or no story is shown."""
    view, story = page.view, story_of(page)
    if not story or page.draft or (isinstance(view, ClaimPage) and view.row.suggested):
        return Dates("", "")
    return view.dates if isinstance(view, ClaimPage) else story.dates


PER_PAGE: Final = 100
"""Stories that one page of the list has."""


def site_pages(site: Site, listings: Sequence[Listing], counted: Sequence[Counted] | None = None) -> Iterator[Page]:
    """Yield the pages that are no single story's: the list of stories, the editors' own pages, and what stands in for a missing one.

    `listings` are in the order of the lists; `counted` are the same stories for what is counted of all of them, where that is had cheaper.
    """
    yield from home_pages(site, listings)
    words, score = site.words, total(listings)
    for document in site.documents:
        told = score if document.name == paths.METHOD and score.curated else None
        trail = in_order(each for story in listings for each in story.corrections) if document.name == paths.CORRECTIONS else None
        view = DocumentPage(document.title, document.markdown, document.file, document.language, told, trail)
        yield _page(paths.page(document.name), "page", document.title, f"{document.title}: {site.title}", view)
    yield from (_search(site, *part) for part in index_pages(listings, counted or listings, words))
    missing = DocumentPage(words.say("site.missing"), "", "", words.language, None)
    absolute = paths.base(site.url)
    yield Page(paths.NOT_FOUND, "404", missing.title, words.say("site.missing-about"), absolute, missing)


def _search(site: Site, number: int, part: SearchPage) -> Page:
    say, path = site.words.say, paths.search(number)
    if number == 1:
        return _page(path, "search", say("search.title"), say("search.about"), part)
    return _page(path, "search", f"{part.place}: {say('search.index')}", f"{say('search.index-about')} {part.place}.", part)


def home_pages(site: Site, listings: Sequence[Listing]) -> Iterator[Page]:
    """Yield the list of stories, a hundred a page."""
    yield from _home_pages(site, listings, range(1, _pages_of(listings) + 1))


def changed_pages(
    site: Site, before: Sequence[Listing], after: Sequence[Listing], counted: Sequence[Counted] | None = None
) -> Iterator[Page]:
    """Yield the pages of the list of stories, and the parts of the index, that differ, where the same stories stood `before`, in the order
    of the lists too. `counted` are those of `after`, as `site_pages` has them.

    No other page of `site_pages` shows more of a story than its corrections and its score, which must be as they were, as must its topics,
    its sources, and how many claims it has.
    """
    yield from (_search(site, *part) for part in changed_parts(before, after, counted or after, site.words))
    parts = ((number, slice((number - 1) * PER_PAGE, number * PER_PAGE)) for number in range(1, _pages_of(after) + 1))
    yield from _home_pages(site, after, [number for number, part in parts if before[part] != after[part]])


def _pages_of(newest: Sequence[Listing]) -> int:
    return max(1, -(-len(newest) // PER_PAGE))


def _home_pages(site: Site, newest: Sequence[Listing], numbers: Iterable[int]) -> Iterator[Page]:
    words, last = site.words, _pages_of(newest)
    about = site.description or words.say("home.about", count=len(newest))
    known = labels.relations(words)
    for number in numbers:
        shown = tuple(card(each, known) for each in newest[(number - 1) * PER_PAGE : number * PER_PAGE])
        newer = paths.home(number - 1) if number > 1 else ""
        older = paths.home(number + 1) if number < last else ""
        place = words.say("home.place", number=number, last=last)
        title, told = (site.title, about) if number == 1 else (f"{place}: {site.title}", f"{about} {place}.")
        yield _page(paths.home(number), "home", title, told, HomePage(shown, len(newest), place, newer, older))


def _page(path: str, kind: str, title: str, description: str, view: View) -> Page:
    story = getattr(view, "story", None)
    return Page(path, kind, title, description, paths.up(path), view, draft=story is not None and story.draft)


def story_pages(story: StoryView) -> Iterator[Page]:
    """Yield the pages of one story."""
    title, say = story.title, story.words.say
    front, reader, claims = story_page(story), reader_page(story), tuple(claim_pages(story))
    yield _page(story.path, "story", title, story.finding, front)
    about = say("reader.about", names=story.words.joined([source.name for source in story.sources]))
    yield _page(story.read_path, "reader", say("reader.title", story=title), about, reader)
    about = say("quotes.about", story=title)
    yield _page(
        story.quotes_path,
        "quotes",
        say("quotes.title", story=title),
        about,
        quotes_page(story, {view.row.id: view.versions for view in claims}),
    )
    about = say("worksheet.about", story=title, count=len(story.rows))
    yield _page(story.worksheet_path, "worksheet", say("worksheet.title", story=title), about, WorksheetPage(story))
    for view in claims:
        row = view.row
        about = say("claim.about", claim=row.text, verdict=row.verdict, story=title)
        yield _page(row.path, "claim", f"{row.text}: {title}", about, view)
    for source, strip, panel in zip(story.sources, front.strips, reader.panels, strict=True):
        about = say("source.about", name=source.name, title=story.words.quoted(source.title))
        yield _page(source.path, "source", f"{source.name}: {title}", about, source_page(story, strip.picture, panel.blocks))
