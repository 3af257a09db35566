"""Rendering: pages are values, and a template that is wrong says where."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import BaseLoader, DictLoader, FileSystemLoader

from diptych.errors import ContentError
from diptych.model import Document, Site
from diptych.pages.pages import site_pages
from diptych.render.file import File
from diptych.render.markup import markdown
from diptych.render.render import environment, render
from tests.conftest import ENGLISH

SITE = Site("Toy", "", "en", "", True, "", (), (Document("about", "About <us>", "Hello.", "site_src/pages/about.md", "en"),), ENGLISH)


def documents(loader: BaseLoader) -> Iterator[File]:
    return render(SITE, [page for page in site_pages(SITE, ()) if page.kind == "page"], environment(loader, ENGLISH))


def rendered(**templates: str) -> dict[str, str]:
    loader = DictLoader({f"{name}.html.j2": text for name, text in templates.items()})
    return {file.path: file.content.decode() for file in documents(loader)}


def problem(**templates: str) -> str:
    with pytest.raises(ContentError) as caught:
        rendered(**templates)
    return str(caught.value)


def test_a_page_needs_no_disk_to_be_rendered() -> None:
    assert rendered(page="{{ page.title }} {{ view.markdown|markdown }}") == {"about/index.html": "About &lt;us&gt; <p>Hello.</p>\n"}


def test_a_missing_template_is_named() -> None:
    assert problem() == "templates/page.html.j2:1:1: there is no such template.\n\n1 problem in templates/page.html.j2"


def test_a_broken_template_is_told_with_its_line() -> None:
    assert problem(page="one\n{% if %}") == (
        "templates/page.html.j2:2:1: Expected an expression, got 'end of statement block'.\n"
        "    2 | {% if %}\n      | ^\n\n1 problem in templates/page.html.j2"
    )


def test_a_misspelt_name_in_a_template_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("one\n\n{{ pge.title }}")
    with pytest.raises(ContentError) as caught:
        list(documents(FileSystemLoader(tmp_path)))

    assert str(caught.value) == "templates/page.html.j2:3:1: 'pge' is undefined.\n\n1 problem in templates/page.html.j2"


def test_raw_html_in_markdown_is_shown_and_no_link_runs_a_script() -> None:
    assert markdown("<b>x</b> [y](javascript:alert(1))") == "<p>&lt;b&gt;x&lt;/b&gt; [y](javascript:alert(1))</p>\n"


def test_a_page_knows_the_site_it_belongs_to_and_the_way_to_its_top() -> None:
    assert rendered(page="{{ site.title }} {{ up }}") == {"about/index.html": "Toy ../"}
