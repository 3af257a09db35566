"""`Site` to the list of its pages: path, template, and the prepared records that the template shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from diptych.findings import Score, StoryFindings
from diptych.model import Site
from diptych.pages import labels, paths
from diptych.pages.claim import ClaimPage, claim_page
from diptych.pages.prepared import story_view
from diptych.pages.quotes import QuotesPage, quotes_page
from diptych.pages.reader import ReaderPage, reader_page
from diptych.pages.search import SearchPage, search_page, story_record
from diptych.pages.source import SourcePage, source_page
from diptych.pages.story import StoryPage, story_page
from diptych.pages.views import StoryView
from diptych.text import counted, joined

_METHOD: Final = "method"
"""The page that says how well the aligner does on this site."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A Markdown page, or one with only its title. `score` is there on the method page of a site with curated claims."""

    title: str
    markdown: str
    file: str
    score: Score | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """The stories, newest event first."""

    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class WorksheetPage:
    """The matrix to fill in, and its key."""

    story: StoryView


View = SearchPage | HomePage | StoryPage | ReaderPage | ClaimPage | SourcePage | QuotesPage | WorksheetPage | DocumentPage


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: `path` in the output, `kind` (also its template's name), title and description for the head.

    `up` leads from the page to the top of the site.
    """

    path: str
    kind: str
    title: str
    description: str
    up: str
    view: View

    @property
    def story_id(self) -> str:
        """The story that the page belongs to, or nothing for a page of the site."""
        story = getattr(self.view, "story", None)
        return story.id if story else ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page shows around its content: the site's name, and the pages that its head and foot lead to."""

    title: str
    url: str
    language: str
    direction: str
    description: str
    documents: tuple[tuple[str, str], ...]
    search_path: str


def chrome(site: Site) -> Chrome:
    """Return what is the same on every page of `site`."""
    documents = tuple((document.title, paths.page(document.name)) for document in site.documents)
    return Chrome(site.title, site.url, site.language, labels.direction(site.language), site.description, documents, paths.SEARCH)


def pages(site: Site, findings: Sequence[StoryFindings]) -> Iterator[Page]:
    """Yield every page of `site` with what was found on its stories, in a fixed order."""
    stories = [story_view(each) for each in findings]
    newest = sorted(stories, key=lambda story: story.id)
    newest.sort(key=lambda story: story.event_date, reverse=True)
    about = site.description or f"{counted(len(stories), 'story', 'stories')}, compared claim by claim."
    yield _page(paths.HOME, "home", site.title, about, HomePage(tuple(newest)))
    for story in stories:
        yield from _story_pages(story)
    score = sum((each.score for each in findings), Score(0, 0, 0, 0))
    for document in site.documents:
        told = score if document.name == _METHOD and score.curated else None
        view = DocumentPage(document.title, document.markdown, document.file, told)
        yield _page(paths.page(document.name), "page", document.title, f"{document.title}: {site.title}", view)
    about = "Every story, claim, source and name of the site, and a search in what the accounts say."
    yield _page(paths.SEARCH, "search", "Search", about, search_page([story_record(story) for story in newest]))
    missing = DocumentPage("Page not found", "There is no page at this address.", "", None)
    absolute = paths.base(site.url)
    yield Page(paths.NOT_FOUND, "404", missing.title, "There is no page at this address.", absolute, missing)


def _page(path: str, kind: str, title: str, description: str, view: View) -> Page:
    return Page(path, kind, title, description, paths.up(path), view)


def _story_pages(story: StoryView) -> Iterator[Page]:
    title = story.title
    yield _page(story.path, "story", title, story.finding, story_page(story))
    about = f"The full texts of {joined([source.name for source in story.sources])} side by side, every claim marked in place."
    yield _page(story.read_path, "reader", f"Full texts: {title}", about, reader_page(story))
    about = f"{title}: what was said, as each account quotes it."
    yield _page(story.quotes_path, "quotes", f"Quotations: {title}", about, quotes_page(story))
    about = f"{title}: a matrix of {counted(len(story.rows), 'claim')} to fill in, with its key."
    yield _page(story.worksheet_path, "worksheet", f"Worksheet: {title}", about, WorksheetPage(story))
    for row in story.all_rows:
        yield _page(row.path, "claim", f"{row.text}: {title}", f"{row.text}: {row.verdict}. {title}.", claim_page(story, row))
    for source in story.sources:
        about = f"{source.name}, “{source.title}”: where it comes from, what it says, and what it alone says."
        yield _page(source.path, "source", f"{source.name}: {title}", about, source_page(story, source))
