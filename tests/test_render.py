"""Rendering: pages are values, and a template that is wrong says where."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import BaseLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from diptych.errors import ContentError
from diptych.model import Document, Site
from diptych.pages.pages import site_pages
from diptych.render.compiled import Templates
from diptych.render.file import File
from diptych.render.markup import markdown
from diptych.render.render import environment, render
from diptych.words import Words
from tests.conftest import ENGLISH, EXAMPLE, site_of

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


@given(st.one_of(st.text(), st.text("<&>\"'a"), st.text().map(Markup), st.integers(), st.floats(), st.booleans(), st.none()))
def test_values_are_shown_as_jinja_shows_them(value: object) -> None:
    plain_templates = partial(Templates, Words())
    text = "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ value }}{{ m(value) }}{% for x in [value] %}{{ loop.index }}{{ m(x=x) }}{% endfor %}"

    ours, theirs = (made(autoescape=True).from_string(text).render(value=value) for made in (plain_templates, Environment))

    assert ours == theirs


def test_words_without_values_are_compiled_in_and_escaped() -> None:
    made = environment(DictLoader({"a": '{{ say("a") }}|{{ say("b", x="<i>") }}|{{ say(key) }}'}), Words("en", {"a": "<b>", "b": "<{x}>"}))

    assert made.get_template("a").render(key="a") == "&lt;b&gt;|&lt;&lt;i&gt;&gt;|&lt;b&gt;"


class Record:
    """What templates are given: a field that is there, one that is empty, one that leads on."""

    here = "<here>"
    empty = ""

    @property
    def inner(self) -> "Record":
        return self


ASKING = (
    "{{ x.here is defined }} {{ x.gone is defined }} {{ x.gone is undefined }} {{ x.gone is not defined }} {{ x.empty is defined }}",
    "{{ x.gone|default('none') }} {{ x.gone|d('none') }} {{ x.here|d('none') }} [{{ x.gone|default }}] [{{ x.empty|d('none') }}]",
    "{{ x.empty|default('none', true) }} {{ x.gone|default('none', boolean=true) }} {{ x.gone|default(default_value='<none>') }}",
    "{{ x.inner.gone|default('none') }} {{ x.inner.here|d('none') }} {{ x.inner.gone is defined }} {{ (x.inner).gone|d('none')|upper }}",
    "{{ x.gone|default(x.here) }} {{ x.here|default(x.gone) }} {{ x.gone|default(x.gone2)|default('both') }}",
    "{% if x.gone is defined and x.gone.more %}a{% else %}b{% endif %} {{ x.gone if x.gone is defined else x.here }}",
    "{% set y = x.gone|default(x.inner.here) %}{{ y }} {% for z in x.gone|default([1, 2]) %}{{ z }}{% endfor %}",
    "{% macro m(a) %}{{ a|default('none') }}{% endmacro %}{{ m() }} {{ m(x.gone|default('given')) }} {{ m(a=x.here) }}",
    "{{ gone is defined }} {{ gone|default('none') }} {{ x['gone'] is defined }} {{ x['here']|default('none') }}",
    "{% for z in [1, 2] %}{{ loop.previtem is defined }} {{ loop.gone is defined }} {{ loop.index|default(0) }} {% endfor %}",
    "{% set ns = namespace(a=1) %}{{ ns.a|default(2) }} {{ ns.b|default(2) }} {% set ns.b = 3 %}{{ ns.b is defined }}",
    "{% block b %}{{ self.b is defined }} {{ self.c is defined }} {{ 'a'.upper is defined }} {{ {'k': 1}.k is defined }}{% endblock %}",
    "{{ [x]|map(attribute='gone', default='none')|first }} {{ [x]|selectattr('gone', 'defined')|list|length }}",
)
"""What Jinja's users write where a field may be missing."""


@pytest.mark.parametrize("text", ASKING)
def test_asking_for_a_field_that_may_be_missing_goes_as_in_jinja(text: str) -> None:
    made = (Templates(Words(), autoescape=True, undefined=StrictUndefined), Environment(autoescape=True, undefined=StrictUndefined))
    ours, theirs = (each.from_string(text).render(x=Record()) for each in made)

    assert ours == theirs


@pytest.mark.parametrize(
    "text", ["{{ x.gone }}", "{{ x.gone.more is defined }}", "{{ gone.more|default('a') }}", "{{ x.gone|default(x.gone) }}"]
)
def test_a_field_that_is_only_read_has_to_be_there(text: str) -> None:
    for made in (Templates(Words(), undefined=StrictUndefined), Environment(autoescape=True, undefined=StrictUndefined)):
        with pytest.raises((AttributeError, UndefinedError)):
            made.from_string(text).render(x=Record())


def test_a_key_is_no_field_when_it_is_asked_for_either() -> None:
    text = "{{ x.key is defined }} {{ x.key|default('none') }} {{ x['key'] is defined }}"

    assert Templates(Words(), undefined=StrictUndefined).from_string(text).render(x={"key": 1}) == "False none True"


def test_what_a_template_only_reads_is_read_as_python_does_it() -> None:
    code = Templates(Words()).compile("{{ x.a.b }} {{ x.a.c is defined }} {{ x.a.d|upper }}", raw=True)

    assert all(reading in code for reading in (".a.b", "(environment.field)(", ".a, 'c'", ".a.d"))
    assert "environment.getattr" not in code


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


@pytest.mark.parametrize(("name", "text"), [("entry.html.j2", "one\n{{ story.nosuch }}"), ("share.svg.j2", "one\n{{ view.nosuch }}")])
def test_a_misspelt_field_is_told_of_templates_that_are_no_pages_too(name: str, text: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "site"))
    (root / "templates").mkdir()
    (root / "templates" / name).write_text(text, encoding="utf-8")
    with mock.patch("diptych.render.share.available", return_value=True), pytest.raises(ContentError) as caught:
        site_of(root)

    assert str(caught.value).startswith(f"templates/{name}:2:1: '")
    assert "object has no attribute 'nosuch'." in str(caught.value)


def test_a_misspelt_field_in_a_template_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("one\n\n{% if page.titel %}{{ page.title }}{% endif %}")
    with pytest.raises(ContentError) as caught:
        list(documents(FileSystemLoader(tmp_path)))

    assert str(caught.value).startswith("templates/page.html.j2:3:1: 'Page' object has no attribute 'titel'.\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 7|day }}", r"AttributeError: 'int' object has no attribute '\w+' \(diptych/words\.py, line \d+, called from here\)\."),
        ("{{ page|markdown|day }}", r"TypeError: [^()]+ \(\w+/\w+\.py, line \d+, called from here\)\."),
        ("{{ 5|join }}", r"TypeError: 'int' object is not iterable \(jinja2/filters\.py, line \d+, called from here\)\."),
        ("{{ page|nosuch }}", r"No filter named 'nosuch'\."),
    ],
)
def test_a_call_with_what_does_not_fit_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text(f"one\n\n{text}")
    with pytest.raises(ContentError) as caught:
        list(documents(FileSystemLoader(tmp_path)))

    assert re.fullmatch(rf"templates/page\.html\.j2:3:1: {told}", str(caught.value).split("\n")[0])


def test_a_disk_that_refuses_is_no_mistake_of_a_template(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text('{{ "a"|markdown }}')
    with mock.patch("diptych.prose.read", side_effect=OSError("full")), pytest.raises(OSError, match="full"):
        list(documents(FileSystemLoader(tmp_path)))


def test_a_template_finds_keys_of_what_it_made_itself_blocks_and_macros_with_any_arguments() -> None:
    text = (
        "{% set d = {'a': 1} %}{{ d['a'] }}{{ {'b': 2}.b }}{% block c %}c{% endblock %}{{ self.c() }}"
        "{% macro m(x, class='k') %}{{ x }}{{ class }}{{ kwargs }}{{ caller() }}{% endmacro %}{% call m(3, y=4) %}5{% endcall %}"
        "{% macro n(x, y=6) %}{{ x }}{{ y }}{% endmacro %}{{ n(*[7]) }}{{ n(y=8, x=9) }}{{ d.items()|list|length }}"
    )
    ours, theirs = (made.from_string(text).render() for made in (Templates(Words(), autoescape=True), Environment(autoescape=True)))

    assert ours == theirs


def test_what_is_included_stands_in_its_place() -> None:
    for how in ("", " without context"):
        loader = DictLoader({"a": "{% block b %}1{% include 'b'" + how + " %}3{% endblock %}", "b": "2"})

        assert Templates(Words(), loader=loader).get_template("a").render() == "123"


def test_raw_html_in_markdown_is_shown_and_no_link_runs_a_script() -> None:
    assert markdown("<b>x</b> [y](javascript:alert(1))") == "<p>&lt;b&gt;x&lt;/b&gt; [y](javascript:alert(1))</p>\n"


def test_a_page_knows_the_site_it_belongs_to_and_the_way_to_its_top() -> None:
    assert rendered(page="{{ site.title }} {{ up }}") == {"about/index.html": "Toy ../"}


def test_a_point_that_one_account_alone_has_is_told_of_that_account(demo: dict[str, bytes]) -> None:
    page = demo["xi-zelensky-call/index.html"].decode()
    lists = "".join(re.findall(r'<ul class="points-in-short">(.*?)</ul>', page, re.DOTALL))

    assert "(Antiwar.com alone)." in lists
    assert "–" not in lists


BESIDE = {
    "Alpha": "A shipyard in the town has no orders left for the coming year.",
    "Beta": "Schools in the valley open an hour later this winter, the council said.",
    "Gamma": "Bakers expect that bread will cost more when the harvest is in.",
}


def in_short(folder: Path, language: str, **texts: str) -> list[str]:
    """How accounts of a ferry that sank differ on what is suggested, as the story's page tells it in short."""
    sources = ""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"{text}\n\n{BESIDE[name]}\n", encoding="utf-8")
        sources += f"    - {{id: {name.lower()}, file: {name}.txt, publisher: {name}, language: en}}\n"
    head = f"site: {{title: Toy, language: {language}}}\nstories:\n  - id: ferry\n    title: The ferry\n    sources:\n"
    (folder / "claims.yaml").write_text(head + sources, encoding="utf-8")
    page = site_of(folder)["ferry/index.html"].decode()
    lists = "".join(re.findall(r'<ul class="points-in-short">(.*?)</ul>', page, re.DOTALL))
    return [re.sub("<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", lists, re.DOTALL)]


WITH = "The ferry Corona sank off the northern cape on Monday with 214 people on board."
WITHOUT = "The ferry sank off the northern cape on Monday with 214 people on board."


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Name: Corona (Alpha and Beta, not Gamma)."), ("de", "Name: Corona (Alpha und Beta, nicht Gamma).")]
)
def test_a_point_of_several_accounts_is_told_once_and_of_no_account_alone(tmp_path: Path, language: str, told: str) -> None:
    assert in_short(tmp_path, language, Alpha=WITH, Beta=WITH, Gamma=WITHOUT) == [told]


def test_a_point_that_one_of_several_accounts_has_names_those_that_do_not(tmp_path: Path) -> None:
    assert in_short(tmp_path, "en", Alpha=WITHOUT, Beta=WITH, Gamma=WITHOUT) == ["Name: Corona (Beta, not Alpha or Gamma)."]


def test_a_point_that_one_of_two_accounts_has_is_told_of_it_alone(tmp_path: Path) -> None:
    assert in_short(tmp_path, "en", Alpha=WITHOUT, Beta=WITH) == ["Name: Corona (Beta alone)."]


def test_a_value_that_two_of_three_accounts_have_is_told_once(tmp_path: Path) -> None:
    other = WITHOUT.replace("214", "241")

    assert in_short(tmp_path, "en", Alpha=WITHOUT, Beta=WITHOUT, Gamma=other) == [
        "Number: 214 (Alpha and Beta), 241 (Gamma); cannot both be true."
    ]


def test_a_source_without_a_headline_is_not_given_its_name_as_one(example: dict[str, bytes]) -> None:
    assert "<bdi>North</bdi>;" in example["harbour/worksheet/index.html"].decode()
    assert "“<span" in example["harbour/worksheet/index.html"].decode()
    assert '<p lang="en" dir="ltr">North</p>' not in example["harbour/index.html"].decode()
    assert ">North</a> <span" in example["search/index.html"].decode()


def test_the_key_of_a_strip_names_the_relations_that_there_are(example: dict[str, bytes]) -> None:
    def told(story: str) -> list[str]:
        key = example[f"{story}/index.html"].decode().partition('<ul class="key-of-strips">')[2].partition("</ul>")[0]
        return re.findall(r"</svg> ([^<]+)</li>", key)

    assert told("bridge")[:5] == ["conflict", "differ", "more specific", "agree", "only in one"]
    assert told("harbour") == ["agree", "a suggestion", "in no claim", "not part of the article"]
