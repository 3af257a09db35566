"""Pages to HTML, as values. The loader of templates is handed in, and nothing here touches the disk."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from msgspec import Struct

from diptych.data.package import Package, citation
from diptych.data.schema_org import graph, website
from diptych.model import Site
from diptych.pages.chrome import chrome
from diptych.pages.pages import Page, dates_of, story_of
from diptych.pages.paths import STYLE, address
from diptych.pages.reader import ReaderPage
from diptych.render import markup
from diptych.render.compiled import Templates
from diptych.render.file import File
from diptych.render.filled import filled
from diptych.render.share import Image
from diptych.render.sheets import marks_sheet
from diptych.words import Words


def environment(loader: BaseLoader, words: Words, own_language: str = "", kept: BytecodeCache | None = None) -> Environment:
    """Return the Jinja environment of all templates: everything is escaped, and a misspelt name is an error.

    Templates speak in `words`: `say("story.parting")`. What the editors wrote is marked with `own_language` where that is another.
    `kept` is where compiled templates are kept between builds.

    >>> from jinja2 import DictLoader
    >>> environment(DictLoader({"a": "{{ words }}"}), Words()).get_template("a").render(words="<b>")
    '&lt;b&gt;'
    """
    made = Templates(
        words,
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=kept,
        auto_reload=False,  # whoever sees templates change makes another environment
    )

    def own(text: str, language: str = own_language) -> str:
        return markup.own(text, language) if language and language != words.language else text

    def own_attributes(language: str = own_language) -> str:
        return markup.own_language(language if language != words.language else "")

    made.filters.update(
        markdown=markup.markdown,
        marked=lambda blocks, *where: markup.marked_text(blocks, words.say("common.not-article"), *where),
        difference=lambda version: markup.difference(version, words.say("common.ear-opens"), words.say("common.ear-closes")),
        slot=markup.slot,
        json_script=markup.json_script,
        day=words.day,
        decimal=words.decimal,
        own=own,
    )
    made.globals.update(zip=zip, style=STYLE, say=markup.sayer(words), between=words.between, own=own_attributes)
    return made


class Extras(Struct, frozen=True):
    """What pages have where an extra is installed: the picture that their heads name, and the path of the search's script."""

    image: Image | None = None
    engine: str = ""


NO_EXTRAS: Final = Extras()


def render(site: Site, pages: Iterable[Page], made: Environment, of: Package | None = None, extras: Extras = NO_EXTRAS) -> Iterator[File]:
    """Yield the HTML of every page, and beside each reader the stylesheet of its marks.

    The template of a page is named for its kind: `story.html.j2`. `of` is what the story of the pages publishes beside them.

    Raises ContentError for a template that is missing or broken, with its line.
    """
    around, whole = chrome(site), website(site)
    beside: dict[str, Any] = {
        "image": extras.image,
        "image_url": f"{site.url}{extras.image.path}" if extras.image else "",
        "engine": extras.engine,
    }
    for page in pages:
        given = {**beside, "policy": markup.policy(page.kind), "canonical": address(site.url, page.path)}
        story = story_of(page)
        given |= {
            "og_type": "article" if story else "website",
            "dates": dates_of(page),
            "topics": story.topics if story else (),
            "graph": graph(site, page, of, whole),
            "citation": citation(site, page, of),
        }
        html = filled(made, f"{page.kind}.html.j2", page=page, view=page.view, site=around, up=page.up, **given)
        yield File(page.path, html.encode())
        if isinstance(page.view, ReaderPage):
            yield File(str(PurePosixPath(page.path).with_name(page.view.sheet)), marks_sheet(page.view).encode())
