"""Pages to HTML, as values. The loader of templates is handed in, and nothing here touches the disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import BaseLoader, Environment, StrictUndefined

from diptych.model import Site
from diptych.pages import Page, chrome
from diptych.pages.paths import STYLE, address
from diptych.render import markup


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site: its path with forward slashes, and its bytes."""

    path: str
    content: bytes


def environment(loader: BaseLoader) -> Environment:
    """Return the Jinja environment of all templates: everything is escaped, and a misspelt name is an error.

    >>> from jinja2 import DictLoader
    >>> environment(DictLoader({"a": "{{ words }}"})).get_template("a").render(words="<b>")
    '&lt;b&gt;'
    """
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(markdown=markup.markdown, marked=markup.marked_text, difference=markup.difference, slot=markup.slot)
    made.globals.update(style=STYLE)
    return made


def render(site: Site, pages: Iterable[Page], loader: BaseLoader) -> Iterator[File]:
    """Yield the HTML of every page. The template of a page is named for its kind: `story.html.j2`.

    Raises jinja2.TemplateError for a template that is missing or broken.
    """
    made = environment(loader)
    around = chrome(site)
    for page in pages:
        template = made.get_template(f"{page.kind}.html.j2")
        html = template.render(page=page, view=page.view, site=around, up=page.up, canonical=address(site.url, page.path))
        yield File(page.path, html.encode())
