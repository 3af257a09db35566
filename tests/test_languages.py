"""The languages of the interface: every string is in a catalogue, in both that ship, and a reader of German meets no English."""

import ast
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree, rmtree
from string import Formatter
from typing import Any, Final

import pytest
from jinja2 import Environment, nodes

from diptych.align.evidence import SAYING
from diptych.build import build, check, site_files
from diptych.compare import Kind
from diptych.compare.why import SENTENCES
from diptych.errors import ContentError
from diptych.model import Attribution, Relation
from diptych.pages.coverage import Share
from diptych.pages.labels import language_name
from diptych.words import Entry, Words
from tests.conftest import ENGLISH, REPOSITORY, words_of

GERMAN: Final = words_of("de")
EXAMPLE: Final = REPOSITORY / "tests" / "example"
SAID_BY_WORDS: Final = {"date.months", "number.thousands", "number.decimal"}
"""Entries that `Words` itself reads."""


# Which strings are asked for


def asked(call: ast.Call) -> tuple[list[str], set[str]]:
    """The keys that a call of `say` may ask for, with `*` for what is only known later, and the placeholders it fills."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    if name != "say" or not call.args:
        return [], set()
    return list(keys(call.args[0])), {each.arg or "*" for each in call.keywords}


def keys(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(str(key)):
            yield key
        case ast.JoinedStr(parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.IfExp():
            yield from (*keys(node.body), *keys(node.orelse))


def in_code() -> Iterator[tuple[str, str, set[str]]]:
    for path in sorted((REPOSITORY / "src/diptych").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found, given = asked(node) if isinstance(node, ast.Call) else ([], set())
            yield from ((path.name, key, given) for key in found)


def in_templates() -> Iterator[tuple[str, str, set[str]]]:
    for path in sorted((REPOSITORY / "templates").glob("*.j2")):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say" and isinstance(call.args[0], nodes.Const):
                yield path.name, call.args[0].value, {each.key for each in call.kwargs}


USED: Final = [*in_code(), *in_templates()]


def fits(pattern: str, key: str) -> bool:
    return re.fullmatch(".+".join(map(re.escape, pattern.split("*"))), key) is not None


def placeholders(entry: Entry) -> set[str]:
    templates = entry.values() if isinstance(entry, Mapping) else entry if isinstance(entry, tuple) else [entry]
    return {name for template in templates for _, name, _, _ in Formatter().parse(template) if name}


def test_every_string_that_code_and_templates_ask_for_is_in_the_catalogue() -> None:
    assert len(USED) > 200
    assert [(file, key) for file, key, _ in USED if not any(fits(key, known) for known in ENGLISH.entries)] == []


def test_every_string_of_the_catalogue_is_asked_for() -> None:
    patterns = {key for _, key, _ in USED}

    assert [key for key in ENGLISH.entries if key not in SAID_BY_WORDS and not any(fits(pattern, key) for pattern in patterns)] == []


def test_every_placeholder_is_filled_and_none_is_filled_for_nothing() -> None:
    wrong = [
        (file, key, given, placeholders(ENGLISH.entries[key]))
        for file, key, given in USED
        if "*" not in key and given != placeholders(ENGLISH.entries[key]) | (given & {"count"})
    ]

    assert wrong == []


def own_words(source: str) -> list[str]:
    """What a template itself writes for its reader: text between tags, and attributes that are read out."""
    data = "".join(node.data for node in Environment(autoescape=True).parse(source).find_all(nodes.TemplateData))
    heard = re.findall(r'(?:aria-label|title|alt|data-h|data-done)="([^"]+)"', data)
    return [
        word
        for text in (*heard, re.sub(r"<style>[^<]*</style>|<[^>]*>|<!--.*?-->", " ", data))
        for word in re.findall(r"\w*[^\W\d_]{2}\w*", text)
    ]


def test_templates_hold_no_words_of_their_own() -> None:
    found = {path.name: own_words(path.read_text(encoding="utf-8")) for path in (REPOSITORY / "templates").glob("*.j2")}

    assert len(found) > 10
    assert {name: words for name, words in found.items() if words} == {}


def test_words_of_a_template_are_found_wherever_they_stand() -> None:
    assert own_words('<p aria-label="Claims">{{ say("a") }} of {{ b }}</p>') == ["Claims", "of"]


def test_a_misspelt_string_is_found_by_these_tests() -> None:
    call = ast.parse('words.say("story.partng", count=1)').body[0]

    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert asked(call.value) == (["story.partng"], {"count"})
    assert not any(fits("story.partng", known) for known in ENGLISH.entries)


@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("kind", {kind.value for kind in Kind}),
        ("share", {share.value for share in Share}),
        ("voices", {voice.value for voice in Attribution}),
        ("chain", {voice.value for voice in Attribution}),
        ("voice", {voice.value for voice in Attribution}),
        ("relation", {f"{relation.value}.{part}" for relation in Relation for part in ("word", "counted", "meaning")}),
        ("why", set(SENTENCES)),
        ("evidence", {kind.replace(" ", "-") for kind in SAYING}),
    ],
)
def test_whatever_can_be_found_has_its_words(section: str, members: set[str]) -> None:
    assert {f"{section}.{each}" for each in members} <= ENGLISH.entries.keys()


def test_pages_in_english_and_the_command_line_say_the_same() -> None:
    assert {key: ENGLISH.entries[f"why.{key}"] for key in SENTENCES} == SENTENCES
    assert {kind: ENGLISH.entries[f"evidence.{kind.replace(' ', '-')}"] for kind in SAYING} == SAYING


# The two that ship


def test_german_has_every_string_with_its_placeholders() -> None:
    assert GERMAN.entries.keys() == ENGLISH.entries.keys()
    assert [key for key, entry in GERMAN.entries.items() if placeholders(entry) != placeholders(ENGLISH.entries[key])] == []
    assert GERMAN.plurals == ENGLISH.plurals == (("one", "n = 1"),)


ALIKE: Final = {"list.comma", "list.semicolon", "date.month", "source.original", "source.sha256", "score.f1", "relation.only.counted"}
"""Strings that are rightly the same in both languages, for all that they hold letters or signs."""


def test_german_is_translated_and_not_copied() -> None:
    alike = {key for key, entry in GERMAN.entries.items() if entry == ENGLISH.entries[key] and re.search("[a-z]{4}", str(entry))}
    wordless = {key for key in alike if not re.search("[A-Za-z]{4}", re.sub(r"\{.*?\}", "", str(GERMAN.entries[key])))}

    names = {key for key in alike if key.startswith("languages.")}  # Hindi, Gujarati
    assert alike - wordless - names <= ALIKE | {"kind.name"}
    assert len(names) < 15


def test_words_are_set_as_each_language_sets_them() -> None:
    assert ENGLISH.day("2023-04-26") == "26 April 2023"
    assert GERMAN.day("2023-04-26") == "26. April 2023"
    assert (ENGLISH.number(12345), GERMAN.number(12345)) == ("12,345", "12.345")
    assert (ENGLISH.decimal(0.5), GERMAN.decimal(0.5)) == ("0.50", "0,50")
    assert (ENGLISH.quoted("a"), GERMAN.quoted("a")) == ("“a”", "„a“")
    assert GERMAN.joined(["a", "b", "c"]) == "a, b und c"


# A site in German


class Visible(HTMLParser):
    """The words of a page that its reader meets, those of editors and sources among them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        heard = ("aria-label", "title", "alt", "data-done", "data-h", "data-none", "data-found", "data-index-only", "content")
        self.found += [value for name, value in attrs if value and name in heard and not value.startswith("https://")]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def site_in(language: str, folder: Path) -> Path:
    """The toy site in another language, without the pages of its own that are English."""
    root = folder / language
    for name in ("seeds", "stories"):
        copytree(EXAMPLE / name, root / name)
    claims = (EXAMPLE / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(claims.replace("  language: en\n", f"  language: {language}\n"), encoding="utf-8")
    return root


def pages_of(root: Path) -> dict[str, str]:
    checked = check(root)
    return {file.path: file.content.decode() for file in site_files(checked, root) if file.path.endswith(".html")}


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages_of(site_in("de", tmp_path_factory.mktemp("sites")))


def english_chrome() -> list[str]:
    """Every run of more than eight characters of the English catalogue that German does not have, placeholders cut out."""
    texts = [
        part.strip()
        for key, entry in ENGLISH.entries.items()
        for template in (entry.values() if isinstance(entry, Mapping) else entry if isinstance(entry, tuple) else [entry])
        for part in re.split(r"\{.*?\}", template)
        if entry != GERMAN.entries[key]
    ]
    return sorted({text for text in texts if len(text) > 8})


def test_a_reader_of_the_german_site_meets_no_english_words_of_the_interface(german: dict[str, str]) -> None:
    known = english_chrome()
    written = "".join(path.read_text(encoding="utf-8") for path in EXAMPLE.rglob("*") if path.suffix in (".yaml", ".txt", ".md"))
    met = {
        (path, text)
        for path, html in german.items()
        for words in Visible(html).found
        for text in known
        if text in words and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) and text not in written
    }

    assert len(known) > 150
    assert len(german) > 25
    assert sorted(met) == []


def test_the_same_search_finds_the_words_of_the_interface_on_the_english_site() -> None:
    shown = {words for html in pages_of(EXAMPLE).values() for words in Visible(html).found}
    found = {text for text in english_chrome() if any(text in words for words in shown)}

    assert len(found) > 100


def test_every_german_page_says_that_it_is_german(german: dict[str, str]) -> None:
    assert {re.search(r'<html lang="([^"]+)"', html)[1] for html in german.values()} == {"de"}  # type: ignore[index]
    assert '<time datetime="2024-03-12">12. März 2024</time>' in german["bridge/index.html"]
    assert not [path for path, html in german.items() if 'lang="en" dir="ltr">' in html and path == "about/index.html"]


def test_a_site_finds_the_language_that_its_own_is_a_kind_of(tmp_path: Path) -> None:
    checked = check(site_in("de-AT", tmp_path))

    assert checked.site.words.language == "de-AT"
    assert checked.site.words.say("parts.quotes") == "Zitate"
    assert checked.reading.notes == ()


# A language without a catalogue


def test_without_a_catalogue_the_interface_is_english_and_says_so_once(tmp_path: Path) -> None:
    root = site_in("fr", tmp_path)
    pages = pages_of(root)

    assert [str(note) for note in check(root).reading.notes] == [
        "claims.yaml:6:13: there is no catalogue for `fr`, so the words around the accounts are English. "
        "To translate them, copy site_src/languages/en.toml to site_src/languages/fr.toml."
    ]
    assert {re.search(r'<html lang="([^"]+)"', html)[1] for html in pages.values()} == {"en"}  # type: ignore[index]
    assert '<h1 lang="fr" dir="ltr">The bridge at Alder Ford closes</h1>' in pages["bridge/index.html"]
    assert 'claims/crack-length/index.html"><span lang="fr" dir="ltr">How long the crack is</span></a>' in pages["bridge/index.html"]


def test_in_the_language_of_the_site_nothing_is_marked_as_foreign(german: dict[str, str]) -> None:
    assert "<h1>The bridge at Alder Ford closes</h1>" in german["bridge/index.html"]
    assert "</svg>Toy Site</a>" in german["bridge/index.html"]
    assert '">How long the crack is</a>' in german["bridge/index.html"]


# A site's own catalogue


def own(folder: Path, language: str, text: str) -> Path:
    root = site_in(language, folder)
    (root / "site_src/languages").mkdir(parents=True)
    (root / f"site_src/languages/{language}.toml").write_text(text, encoding="utf-8")
    return root


def test_a_site_changes_one_string_and_keeps_the_rest(tmp_path: Path) -> None:
    words = check(own(tmp_path, "en", '[parts]\nquotes = "What they said"\n')).site.words

    assert words.say("parts.quotes") == "What they said"
    assert words.say("parts.worksheet") == "Worksheet"


def test_a_site_may_bring_a_language_of_its_own_with_its_forms_of_number(tmp_path: Path) -> None:
    polish = (
        '[plural]\none = "n = 1"\nfew = "n % 10 = 2..4 and n % 100 != 12..14"\n'
        '[times]\nyears = { one = "{count} rok", few = "{count} lata", other = "{count} lat" }\n'
    )
    checked = check(own(tmp_path, "pl", polish))

    assert [checked.site.words.say("times.years", count=count) for count in (1, 3, 5, 12, 22)] == [
        "1 rok",
        "3 lata",
        "5 lat",
        "12 lat",
        "22 lata",
    ]
    total = sum(not key.startswith("languages.") for key in ENGLISH.entries)
    assert [str(note).partition(": `")[0] for note in checked.reading.notes] == [
        f"site_src/languages/pl.toml: {total - 1} of {total} strings are missing and stay English"
    ]


def test_a_catalogue_that_does_not_name_a_language_leaves_its_tag_and_not_its_english_name(tmp_path: Path) -> None:
    words = check(own(tmp_path, "pl", '[languages]\nen = "angielski"\n')).site.words

    assert (language_name("en", words), language_name("de", words)) == ("angielski", "de")


WRONG: Final[list[tuple[str, str]]] = [
    ('[parts]\nqoutes = "Said"', "2:1: unknown key `parts.qoutes`. Did you mean `parts.quotes`?"),
    ("[parts]\nquotes = 7", "2:1: `parts.quotes` is a string."),
    ('[parts]\n\nquotes = ["a"]', "3:1: `parts.quotes` is a string."),
    ('[verdict]\nonly = "Only there"', "2:1: `verdict.only` lacks the placeholder {name}."),
    ('[verdict]\nonly = "Only in {nmae}"', "2:1: `verdict.only` has the placeholder {nmae}, which nothing fills."),
    ('[verdict]\nonly = "Only in {name"', "2:1: `verdict.only` has a brace that opens or closes nothing"),
    ('[verdict]\nonly = "Only in {name.x}"', "2:1: `verdict.only` has the placeholder {name.x}, which nothing fills."),
    ('[date]\nmonths = ["January"]', "2:1: `date.months` is a list of twelve names."),
    ('[verdict]\nonly = { one = "{name}", other = "{name}" }', "2:1: `verdict.only` is a string."),
    ('[plural]\none = "1"', "2:1: a form is zero, one, two, few or many"),
    ("[parts]\nquotes = Said", "2:10: Invalid value."),
    ("story = 3", "1:1: unknown key `story`."),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_in_a_catalogue_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        check(own(tmp_path, "en", text + "\n"))

    assert f"site_src/languages/en.toml:{message}" in str(caught.value)


def test_a_string_that_a_template_of_the_site_misspells_is_named(tmp_path: Path) -> None:
    root = site_in("en", tmp_path)
    (root / "templates").mkdir()
    (root / "templates/404.html.j2").write_text('{{ say("site.mising") }}', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        pages_of(root)

    assert "there is no string `site.mising`. Did you mean `site.missing`?" in str(caught.value)


def test_compiled_templates_are_kept_for_one_catalogue_alone(tmp_path: Path) -> None:
    changed, plain = own(tmp_path / "a", "en", '[parts]\nquotes = "What they said"\n'), site_in("en", tmp_path / "b")
    for root, words in [(changed, "What they said"), (plain, ENGLISH.say("parts.quotes"))] * 2:
        rmtree(root / ".diptych", ignore_errors=True)
        build(root, root / "_site")

        assert f">{words}</a>" in (root / "_site/bridge/index.html").read_text(encoding="utf-8")


def test_html_in_a_catalogue_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    pages = pages_of(own(tmp_path, "en", '[parts]\nquotes = "<b>Said</b>"\n'))

    assert "&lt;b&gt;Said&lt;/b&gt;" in pages["bridge/index.html"]


def test_the_words_of_a_language_do_not_depend_on_the_run() -> None:
    first: Any = words_of("de")

    assert first == words_of("de")
    assert list(first.entries) == list(words_of("de").entries)


@pytest.mark.parametrize(
    ("words", "one", "several"),
    [
        (
            ENGLISH,
            "the program suggests 1 claim. The editors curated 1 claim that",
            "the program suggests 2 claims. The editors curated 2 claims that",
        ),
        (
            GERMAN,
            "macht das Programm 1 Vorschlag. Die Redaktion hat 1 Aussage",
            "macht das Programm 2 Vorschläge. Die Redaktion hat 2 Aussagen",
        ),
    ],
)
def test_what_the_program_found_is_told_in_the_right_number(words: Words, one: str, several: str) -> None:
    told = [f"{words.say('score.suggested', count=count)} {words.say('score.curated', count=count, found=0)}" for count in (1, 2)]

    assert one in told[0]
    assert several in told[1]


# What languages are called


def language_told(root: Path, tag: str, source: str = "post") -> str:
    """The language that the page of a source tells."""
    claims = (root / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(
        claims.replace(f"- id: {source}\n", f"- id: {source}\n        language: {tag}\n", 1), encoding="utf-8"
    )
    page = next(each.content.decode() for each in site_files(check(root), root) if each.path.endswith(f"/sources/{source}/index.html"))
    found = re.search(r"<dt>(?:Language|Sprache)</dt><dd>(.*?)</dd>", page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("site", "tag", "told"),
    [
        ("en", "uk", "Ukrainian"),
        ("de", "uk", "Ukrainisch"),
        ("de", "de", "Deutsch"),
        ("en", "UK", "Ukrainian"),
        ("en", "pt-BR", "Portuguese (pt-BR)"),
        ("de", "zh-Hant", "Chinesisch (traditionell)"),
        ("en", "tlh", "tlh"),
        ("en", "tlh-Latn", "tlh-Latn"),
    ],
)
def test_the_page_of_a_source_names_its_language(site: str, tag: str, told: str, tmp_path: Path) -> None:
    root = copytree(EXAMPLE, tmp_path / "site")
    claims = (root / "claims.yaml").read_text(encoding="utf-8")
    (root / "claims.yaml").write_text(claims.replace("  language: en\n", f"  language: {site}\n", 1), encoding="utf-8")

    assert language_told(root, tag) == told


def test_what_is_marked_with_a_language_keeps_its_tag(tmp_path: Path) -> None:
    root = copytree(EXAMPLE, tmp_path / "site")
    language_told(root, "pt-BR")
    pages = [each.content.decode() for each in site_files(check(root), root) if each.path.endswith(".html")]

    assert any('lang="pt-BR"' in page for page in pages)
    assert not any(re.search(r'(?:hreflang|lang)="[^"]*[A-Z][a-z]{3,}', page) for page in pages)


def test_a_site_may_name_a_language_that_the_catalogue_has_not(tmp_path: Path) -> None:
    root = copytree(EXAMPLE, tmp_path / "site")
    (root / "site_src" / "languages").mkdir(parents=True, exist_ok=True)
    (root / "site_src/languages/en.toml").write_text('[languages]\ntlh = "Klingon"\n', encoding="utf-8")

    assert language_told(root, "tlh") == "Klingon"
