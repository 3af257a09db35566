"""An incremental build gives, byte for byte, what a clean build gives, whatever was edited before it; and it does no more than it must."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import diptych
from diptych.build import Workers, build, workers
from diptych.build.jobs import work
from diptych.build.plan import planned
from diptych.build.records import Order, StoryResult, Task
from diptych.door import main
from diptych.errors import ContentError
from diptych.manifest import PLAIN, cache_folder, look
from diptych.manifest.store import load
from diptych.model import Site
from diptych.pages.listing import Listing, newest_first
from diptych.pages.pages import HomePage, site_pages
from diptych.pages.search import StoryRecord
from diptych.write import LIST
from tests.conftest import ENGLISH, REPOSITORY


@pytest.fixture(autouse=True, scope="module")
def without_full_text() -> Iterator[None]:
    """Pagefind's files are the one exception to the same bytes; tests/test_search.py tells when they are made anew."""
    with mock.patch("diptych.search.available", return_value=False):
        yield


# A site as a value, and its way to the disk


@dataclass(frozen=True, slots=True)
class Told:
    """A story of a toy site: what an editor may change of it, right or wrong."""

    title: str = "The river"
    day: str = "2024-05-01"
    more: str = ""
    quote: str = "The river rose"
    relation: str = ""
    note: str = ""
    third: bool = False
    inline: bool = False
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Toy:
    """A toy site. Files that are empty are not there."""

    stories: tuple[tuple[str, Told], ...] = (("one", Told()), ("two", Told(day="2024-05-02", inline=True)))
    title: str = "Toy"
    url: str = "https://example.org/toy/"
    suggestions: str = "hide"
    about: str = "# About\n\nSee [one](/one/).\n"
    template: str = ""
    style: str = ""
    words: str = ""
    language: str = "en"


def files(toy: Toy) -> dict[str, str]:
    """The files of a site; JSON is YAML too, and a line a key keeps places apart."""
    told: list[Any] = []
    found = {"site_src/pages/about.md": toy.about, "templates/404.html.j2": toy.template, "site_src/static/own.css": toy.style}
    found["site_src/languages/en.toml"] = toy.words
    for name, story in toy.stories:
        found |= {
            f"seeds/{name}-a.txt": f"The river rose by two metres.\n\nNobody was hurt.{story.more}\n",
            f"seeds/{name}-b.txt": "It fell.\n",
        }
        sources = [{"id": side, "file": f"seeds/{name}-{side}.txt", "publisher": f"The {side.upper()}"} for side in "ab"]
        claim = {"id": "rise", "claim": "The river rose", "statements": {"a": story.quote}, "note": story.note}
        other = {"id": "harm", "claim": "Nobody was hurt", "statements": {"a": "Nobody was hurt"}}
        claim |= {"relation": story.relation} if story.relation else {}
        entry = {"id": name, "title": story.title, "event_date": story.day, "sources": sources, "claims": [claim, other][: 2 - story.third]}
        if story.inline:
            told.append(entry)
        else:
            found[f"stories/{name}{'-again' if story.renamed else ''}.yaml"] = json.dumps(entry, indent=1)
    site = {"title": toy.title, "url": toy.url, "suggestions": toy.suggestions, "language": toy.language}
    globs = ["stories/*.yaml"] if any(path.startswith("stories/") for path in found) else []
    found["claims.yaml"] = json.dumps({"site": site, "stories": [*told, *globs]}, indent=1)
    return {path: text for path, text in found.items() if text}


def put(toy: Toy, root: Path) -> None:
    """Bring the folder in line with `toy`, touching only what differs, as an editor does."""
    wanted = files(toy)
    for folder in ("seeds", "stories", "site_src", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.relative_to(root).as_posix() not in wanted:
                path.unlink()
    for name, text in wanted.items():
        path = root / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def outcome(root: Path) -> tuple[str, Any]:
    """What a build of `root` comes to: its report but for what depends on the build before, or its problems."""
    try:
        report = build(root, root / "_site")
    except ContentError as error:
        return "problems", (str(error), error.quotes)
    return "built", report._replace(
        written=report.written.__class__((), report.written.unchanged + len(report.written.changed), ()), moved=(), seconds=()
    )


def assert_as_clean(root: Path) -> None:
    """Build `root` once more and a copy of it from nothing: both must come to the same, and problems must leave the output alone."""
    before = tree(root / "_site")
    now = outcome(root)
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / "site"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("_site", ".diptych"))
        clean = outcome(copy)

        assert now == clean
        assert tree(root / "_site") == (tree(copy / "_site") if now[0] == "built" else before)


# Edits


NAMES = ("one", "two", "three")
SENTENCES = st.sampled_from(["", " The bridge stayed open.", " A ferry sank.", " Two roads were shut."])
EDITS = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(NAMES), st.sampled_from(["The river", "The flood", "A <b> & c"])),
    st.tuples(st.just("day"), st.sampled_from(NAMES), st.sampled_from(["2024-05-01", "2023-01-01", "no day"])),
    st.tuples(st.just("more"), st.sampled_from(NAMES), SENTENCES),
    st.tuples(st.just("quote"), st.sampled_from(NAMES), st.sampled_from(["The river rose", "rose by two metres", "The river fell"])),
    st.tuples(st.just("relation"), st.sampled_from(NAMES), st.sampled_from(["", "only", "agree"])),
    st.tuples(st.just("note"), st.sampled_from(NAMES), st.sampled_from(["", "[a](/two/)", "[a](/three/claims/harm/)", "*why*"])),
    st.tuples(st.just("third"), st.sampled_from(NAMES), st.booleans()),
    st.tuples(st.just("inline"), st.sampled_from(NAMES), st.booleans()),
    st.tuples(st.just("renamed"), st.sampled_from(NAMES), st.booleans()),
    st.tuples(st.just("come"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("go"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("swap"), st.just(""), st.none()),
    st.tuples(st.just("site"), st.just("title"), st.sampled_from(["Toy", "Other"])),
    st.tuples(st.just("site"), st.just("url"), st.sampled_from(["https://example.org/toy/", "", "nonsense"])),
    st.tuples(st.just("site"), st.just("suggestions"), st.sampled_from(["hide", "show"])),
    st.tuples(st.just("site"), st.just("about"), st.sampled_from(["", "# About\n\nSee [one](/one/).\n", "# Us\n", "# About\n\nMore.\n"])),
    st.tuples(st.just("site"), st.just("template"), st.sampled_from(["", "Gone.", "Not here.", "{{ nothing }}", "{% if %}"])),
    st.tuples(st.just("site"), st.just("language"), st.sampled_from(["en", "de", "xx"])),
    st.tuples(st.just("site"), st.just("words"), st.sampled_from(["", '[home]\nnewer = "Newer ones"\n', "[home]\n"])),
    st.tuples(st.just("site"), st.just("style"), st.sampled_from(["", "p {}", "q {}"])),
    st.tuples(st.just("out"), st.sampled_from([*NAMES, "index.html", "about", LIST, "", ".cache", "manifest", "rows"]), st.none()),
)  # fmt: skip


def edited(toy: Toy, kind: str, name: str, value: Any) -> Toy:
    told = dict(toy.stories)
    if kind == "site":
        return replace(toy, **{name: value})
    if kind == "come":
        return replace(toy, stories=(*toy.stories, (name, Told(day=f"2022-01-0{len(told) + 1}")))) if name not in told else toy
    if kind == "go":
        return replace(toy, stories=tuple((each, story) for each, story in toy.stories if each != name))
    if kind == "swap":
        return replace(toy, stories=toy.stories[::-1])
    return replace(toy, stories=tuple((each, replace(story, **{kind: value}) if each == name else story) for each, story in toy.stories))


def tamper(root: Path, name: str) -> None:
    """Do to the output, or to what is remembered of it, what people and programs do."""
    out, cache = root / "_site", cache_folder(root, root / "_site")
    if name in ("manifest", "rows") and (cache / name).exists():
        (cache / name).write_bytes((cache / name).read_bytes()[:-3] + b"xyz")
    elif name == ".cache":
        shutil.rmtree(root / ".diptych", ignore_errors=True)
    elif name == LIST:  # without its list the folder is not known for ours, so it goes as a whole
        shutil.rmtree(out, ignore_errors=True)
    elif (out / name).is_file():
        (out / name).write_bytes(b"somebody was here")
    elif name and (out / name / "index.html").is_file():
        (out / name / "index.html").unlink()
    elif not name:
        shutil.rmtree(out, ignore_errors=True)


@pytest.fixture(autouse=True)
def a_fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written a moment ago are trusted by their stamps, so that these tests see that way taken too."""
    monkeypatch.setattr(import_module("diptych.manifest.look"), "_COARSEST", 20_000_000)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_sequence_of_edits_gives_what_a_clean_build_gives(steps: list[list[tuple[str, str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, toy = Path(folder), Toy()
        put(toy, root)
        assert_as_clean(root)
        for step in steps:
            for kind, name, value in step:
                if kind == "out":
                    tamper(root, name)
                else:
                    toy = edited(toy, kind, name, value)
            put(toy, root)
            assert_as_clean(root)
            main([], root)  # which has nothing to do, and keeps what it read again


# No more than it must


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A toy site that has been built."""
    put(Toy(), tmp_path)
    build(tmp_path, tmp_path / "_site")
    return tmp_path


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


def test_a_build_with_nothing_to_do_writes_nothing_anywhere_and_tells_the_same(root: Path) -> None:
    first = build(root, root / "_site")
    before = traces(root)
    second = build(root, root / "_site")

    assert traces(root) == before
    assert first._replace(seconds=()) == second._replace(seconds=())
    assert not second.written.changed
    assert second.written.unchanged == len((root / "_site" / LIST).read_text(encoding="utf-8").splitlines()) > 10


def test_a_build_with_nothing_to_do_imports_no_templates_and_no_commands(root: Path) -> None:
    heavy = ("jinja2", "markdown_it", "yaml", "msgspec", "click", "diptych.read", "diptych.build")
    code = f"import sys; from diptych.door import main; main([]); print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("Read 2 stories, 4 sources, ")
    assert done.stdout.endswith("\n[]\n")


def test_a_problem_is_told_before_what_makes_pages_is_imported(root: Path) -> None:
    for source in (root / "seeds").iterdir():
        source.write_text("Nothing of the kind.\n", encoding="utf-8")
    heavy = ("click", "jinja2", "markdown_it", "diptych.align", "diptych.compare", "diptych.findings", "diptych.build.making")
    code = f"import sys; from diptych.door import main; main([]); print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert "problems in claims.yaml" in done.stderr
    assert done.stdout == "[]\n"


def test_a_changed_story_alone_is_made_again(root: Path) -> None:
    put(edited(Toy(), "title", "one", "The flood"), root)
    before = traces(root / "_site/two")
    report = build(root, root / "_site")

    assert {path.partition("/")[0] for path in report.written.changed} == {"one", "index.html", "search", "data", "feed.json", "feed.xml"}
    assert traces(root / "_site/two") == before


@pytest.mark.parametrize(
    ("field", "value"), [("title", "The flood"), ("more", " A ferry sank."), ("day", "2020-01-01"), ("relation", "only")]
)
def test_of_the_whole_site_only_that_is_made_again_which_shows_what_changed_of_a_story(root: Path, field: str, value: str) -> None:
    put(edited(Toy(), field, "one", value), root)
    with mock.patch("diptych.build.own.site_files", side_effect=AssertionError("all files of the whole site")):
        build(root, root / "_site")

    assert_as_clean(root)


def test_a_file_of_the_whole_site_that_somebody_changed_is_made_again_with_a_story(root: Path) -> None:
    put(edited(Toy(), "title", "one", "The flood"), root)
    (root / "_site/robots.txt").write_text("somebody was here")
    report = build(root, root / "_site")

    assert {"robots.txt", "one/index.html"} <= set(report.written.changed)
    assert_as_clean(root)


def test_a_file_that_is_only_touched_is_no_change(root: Path) -> None:
    os.utime(root / "seeds/one-a.txt", (1, 1))

    assert look(root, root / "_site").same


@pytest.mark.parametrize("args", [[], ["--root", "{root}", "build", "--out", "{root}/_site"]])
def test_what_was_too_young_to_be_trusted_is_read_once_and_not_by_every_build(root: Path, args: list[str]) -> None:
    os.utime(root / "seeds/one-a.txt", (1, 1))
    time.sleep(0.03)
    assert "seeds/one-a.txt" in look(root, root / "_site").found

    assert main([each.format(root=root) for each in args], root) == 0
    assert look(root, root / "_site").found == {}
    assert_as_clean(root)


def test_a_change_that_keeps_size_and_time_is_seen(root: Path) -> None:
    path = root / "seeds/one-a.txt"
    then = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Nobody", "No man"), encoding="utf-8")
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))

    assert not look(root, root / "_site").same


@pytest.mark.parametrize("name", ["seeds/one-a.txt", "stories/one.yaml", "claims.yaml", "site_src/pages/about.md"])
def test_a_file_that_is_gone_is_seen(root: Path, name: str) -> None:
    (root / name).unlink()

    assert not look(root, root / "_site").same


@pytest.mark.parametrize("name", ["stories/three.yaml", "site_src/pages/us.md", "site_src/static/a.css", "templates/home.html.j2"])
def test_a_file_that_came_is_seen(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x", encoding="utf-8")

    assert not look(root, root / "_site").same


def test_a_page_of_the_editors_changes_no_story(root: Path) -> None:
    put(replace(Toy(), about="# About\n\nMore.\n"), root)

    assert tuple(build(root, root / "_site").written.changed) == ("about/index.html",)


@pytest.mark.parametrize("name", ["pages/labels.py", "pages/claim.py", "render/markup.py", "text/span.py"])
def test_a_change_of_the_program_s_own_code_makes_every_story_again(root: Path, name: str) -> None:
    plan = planned(root, root / "_site", look(root, root / "_site"), PLAIN)
    code = str(Path(diptych.__file__).parent)
    stamp, _ = plan.trees[code][name]
    seen = look(root, root / "_site")._replace(trees={**plan.trees, code: plan.trees[code] | {name: (stamp, b"another")}})
    other = planned(root, root / "_site", seen, PLAIN)

    assert plan.tasks == ()
    assert len(other.tasks) == 2


@pytest.mark.parametrize("name", ["home.html.j2", "search.html.j2"])
def test_a_template_of_the_site_s_own_pages_makes_no_story_again(root: Path, name: str) -> None:
    (root / "templates").mkdir()
    own = (REPOSITORY / "templates" / name).read_text(encoding="utf-8")
    (root / "templates" / name).write_text(own.replace("{% block main %}", "{% block main %}<p>Another.</p>"), encoding="utf-8")
    plan = planned(root, root / "_site", look(root, root / "_site"), PLAIN)
    report = build(root, root / "_site")

    assert plan.tasks == ()
    assert tuple(report.written.changed) == ({"home.html.j2": "index.html", "search.html.j2": "search/index.html"}[name],)
    assert_as_clean(root)


def test_what_lies_among_the_templates_and_is_none_stops_no_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "templates/backup.j2").mkdir(parents=True)
    (root / "templates/.#home.html.j2").symlink_to("editor@host.123")
    (root / "templates/loop.j2").symlink_to("loop.j2")
    (root / "site_src/static").mkdir(parents=True)
    (root / "site_src/static/loop").symlink_to("loop")
    monkeypatch.chdir(root)

    assert main([]) == 0
    assert main([]) == 0


def test_a_template_in_a_folder_may_be_shown_by_a_story_s_page_too(root: Path) -> None:
    (root / "templates/parts").mkdir(parents=True)
    story = (REPOSITORY / "templates/story.html.j2").read_text(encoding="utf-8")
    shown = story.replace("{% block main %}", '{% block main %}{% include "parts/foot.html" %}')
    (root / "templates/story.html.j2").write_text(shown, encoding="utf-8")
    (root / "templates/parts/foot.html").write_text('{% include "404.html.j2" %}', encoding="utf-8")
    (root / "templates/404.html.j2").write_text("HELLO", encoding="utf-8")
    build(root, root / "_site")
    (root / "templates/404.html.j2").write_text("GOODBYE", encoding="utf-8")
    build(root, root / "_site")

    assert "GOODBYE" in (root / "_site/one/index.html").read_text(encoding="utf-8")
    assert_as_clean(root)


@pytest.mark.parametrize(
    "words",
    [
        '{% include "home.html.j2" %}',
        "{% include view.part %}",
        '{% include "ho" ~ "me.html.j2" %}',
        "{% extends 'base.html.j2' if a else b %}",
    ],
)
def test_a_template_that_a_story_s_page_may_show_makes_every_story_again(root: Path, words: str) -> None:
    (root / "templates").mkdir()
    own = (REPOSITORY / "templates" / "quotes.html.j2").read_text(encoding="utf-8")
    (root / "templates/quotes.html.j2").write_text(f"{own}{{# {words} #}}", encoding="utf-8")
    (root / "templates/home.html.j2").write_text((REPOSITORY / "templates/home.html.j2").read_text(encoding="utf-8"), encoding="utf-8")
    build(root, root / "_site")
    with (root / "templates/home.html.j2").open("a", encoding="utf-8") as home:
        home.write("\n{# changed #}\n")

    assert len(planned(root, root / "_site", look(root, root / "_site"), PLAIN).tasks) == 2


def test_another_private_folder_in_the_environment_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look(root, root / "_site").same
    monkeypatch.setenv("DIPTYCH_PRIVATE", "../elsewhere")
    assert not look(root, root / "_site").same


def test_a_build_with_something_to_do_looks_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(edited(Toy(), "title", "one", "The flood"), root)
    monkeypatch.chdir(root)
    with mock.patch("diptych.manifest.look.load", wraps=load) as loaded:
        assert main([]) == 0

    assert loaded.call_count == 1
    assert "The flood" in (root / "_site/one/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("junk", [b"", b"junk", b"diptych manifest 0\n"])
@pytest.mark.parametrize("name", ["manifest", "rows"])
def test_a_cache_that_cannot_be_read_means_a_clean_build(root: Path, name: str, junk: bytes) -> None:
    (cache_folder(root, root / "_site") / name).write_bytes(junk)
    put(edited(Toy(), "more", "one", " A ferry sank."), root)

    assert_as_clean(root)


def test_the_cache_keeps_itself_out_of_a_repository(root: Path) -> None:
    assert (root / ".diptych/.gitignore").read_text(encoding="utf-8").endswith("\n*\n")


def test_a_site_whose_cache_cannot_be_kept_is_built_all_the_same(tmp_path: Path) -> None:
    put(Toy(), tmp_path)
    (tmp_path / ".diptych").write_text("in the way", encoding="utf-8")
    report = build(tmp_path, tmp_path / "_site")

    assert report.pages > 10
    assert (tmp_path / "_site/one/index.html").is_file()


def test_two_outputs_of_one_site_are_remembered_apart(root: Path) -> None:
    build(root, root / "public")

    assert look(root, root / "_site").same
    assert look(root, root / "public").same


def test_a_build_that_was_killed_leaves_nothing_behind_after_the_next(root: Path) -> None:
    left = root / "_site/.diptych-new-999999999"
    (left / "one").mkdir(parents=True)
    put(edited(Toy(), "title", "one", "The flood"), root)
    build(root, root / "_site")

    assert [path.name for path in (root / "_site").iterdir() if path.name.startswith(".diptych-new")] == []


def test_problems_of_a_story_are_told_with_those_of_all_others(root: Path) -> None:
    put(edited(edited(Toy(), "quote", "one", "The river fell"), "quote", "two", "The river fell"), root)
    with pytest.raises(ContentError) as caught:
        build(root, root / "_site")

    assert {problem.place.file for problem in caught.value.problems} == {"claims.yaml", "stories/one.yaml"}
    assert dict(caught.value.quotes)["not found"] == 2


def test_a_story_that_goes_is_missed_by_the_links_to_it(root: Path) -> None:
    put(edited(edited(Toy(), "note", "two", "[a](/one/)"), "day", "one", "2020-01-01"), root)
    build(root, root / "_site")
    put(edited(edited(Toy(), "note", "two", "[a](/one/)"), "go", "one", None), root)
    with pytest.raises(ContentError, match="the note of `rise` links to `/one/`, but the site has no such page"):
        build(root, root / "_site")


@pytest.mark.parametrize("given", [workers(1), workers(3)], ids=["one process", "three processes"])
def test_however_many_processes_make_it_the_bytes_are_the_same(root: Path, tmp_path: Path, given: Workers) -> None:
    build(root, tmp_path / "again", given)

    assert tree(tmp_path / "again") == tree(root / "_site")


def test_problems_that_a_process_finds_arrive_with_their_places(root: Path) -> None:
    put(edited(Toy(), "quote", "one", "The river fell"), root)
    with pytest.raises(ContentError, match=r"stories/one\.yaml:\d+:\d+: quote not found in seeds/one-a\.txt"):
        build(root, root / "_site", workers(2))


def test_a_process_that_is_killed_does_not_stop_the_build(root: Path, tmp_path: Path) -> None:
    expected = tree(root / "_site")
    with mock.patch("diptych.build.done.work", _dies_in_a_worker):
        build(root, tmp_path / "again", workers(2))

    assert tree(tmp_path / "again") == expected


_HERE = os.getpid()


def _dies_in_a_worker(order: Order, tasks: Sequence[Task]) -> list[StoryResult]:
    if os.getpid() != _HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(order, tasks)


def test_past_a_hundred_stories_the_list_goes_on_on_another_page() -> None:
    record = StoryRecord("Story", "s/index.html", "", (), (), ())
    days = [f"2024-01-{at % 28 + 1:02}" for at in range(250)]
    listings = [Listing(f"s{at:03}", f"Story {at}", day, "", (), (), (0, 0, 0, 0), (), (), False, record) for at, day in enumerate(days)]
    newest = newest_first(listings)
    home = [page for page in site_pages(Site("Toy", "", "en", "", True, "", (), (), ENGLISH), newest) if page.kind == "home"]

    assert [page.path for page in home] == ["index.html", "stories/2/index.html", "stories/3/index.html"]
    views = [page.view for page in home if isinstance(page.view, HomePage)]
    assert [(len(view.stories), view.newer, view.older) for view in views] == [
        (100, "", "stories/2/index.html"),
        (100, "index.html", "stories/3/index.html"),
        (50, "stories/2/index.html", ""),
    ]
    shown = [story for view in views for story in view.stories]
    assert [card.path for card in shown] == [story.path for story in newest]
    assert len({card.path for card in shown}) == 250


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows break in another way")
@pytest.mark.parametrize("change", [False, True])
def test_a_reader_of_what_is_printed_who_leaves_gets_no_traceback(root: Path, change: bool) -> None:
    put(edited(Toy(), "title", "one", "The flood") if change else Toy(), root)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-m", "diptych"], cwd=root, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)

    assert (done.returncode, done.stderr) == (1, "")
