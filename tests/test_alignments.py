"""Texts that did not change are never aligned twice, and what was kept gives the same bytes as what is made."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from msgspec import structs

from diptych.align import Alignment, Settings, Text, align
from diptych.build import build
from diptych.build.alignments import Kept
from diptych.build.records import ALIGNMENTS
from diptych.findings import Question, aligner
from diptych.manifest import cache_folder
from diptych.text import segments
from tests.test_incremental import Told, Toy, edited, put, tree, without_full_text  # noqa: F401

SHOWN = Toy(suggestions="show")


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The sources that are aligned from now on, in this process."""
    seen: list[str] = []

    def counted(texts: tuple[Text, ...], settings: Settings) -> Alignment:
        seen.extend(text.text for text in texts)
        return align(texts, settings)

    with mock.patch("diptych.align.align", counted):
        yield seen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(SHOWN, tmp_path / "site")
    build(tmp_path / "site", tmp_path / "site/_site")
    return tmp_path / "site"


def kept(root: Path) -> set[str]:
    return {path.name for path in (cache_folder(root, root / "_site") / ALIGNMENTS).iterdir()}


@pytest.mark.parametrize(("field", "value"), [("note", "*why*"), ("quote", "rose by two metres"), ("third", True)])
def test_an_edit_of_claims_alone_aligns_nothing(root: Path, asked: list[str], tmp_path: Path, field: str, value: object) -> None:
    changed = edited(SHOWN, field, "one", value)
    put(changed, root)
    report = build(root, root / "_site")

    assert any(path.startswith("one/") for path in report.written.changed)
    assert asked == []
    put(changed, tmp_path / "clean")
    build(tmp_path / "clean", tmp_path / "clean/_site")
    assert tree(root / "_site") == tree(tmp_path / "clean/_site")
    assert len(asked) == 2, "the two stories have the same texts"


def test_a_changed_template_or_setting_aligns_nothing(root: Path, asked: list[str]) -> None:
    put(replace(SHOWN, title="Other", words='[home]\nnewer = "Newer ones"\n'), root)
    report = build(root, root / "_site")

    assert {"one/index.html", "two/index.html"} <= set(report.written.changed)
    assert asked == []


def test_a_changed_text_alone_is_aligned_again_and_what_nothing_needs_is_gone(root: Path, asked: list[str]) -> None:
    put(edited(SHOWN, "more", "two", " Two roads were shut."), root)
    build(root, root / "_site")
    before = kept(root)
    asked.clear()
    put(edited(edited(SHOWN, "more", "two", " Two roads were shut."), "more", "one", " A ferry sank."), root)
    build(root, root / "_site")

    assert [text for text in asked if "ferry" in text] == ["The river rose by two metres.\n\nNobody was hurt. A ferry sank.\n"]
    assert len(asked) == 2
    assert len(before) == len(kept(root)) == 2
    assert len(before & kept(root)) == 1


def test_names_and_what_is_not_the_article_are_part_of_what_is_asked(tmp_path: Path) -> None:
    text = Text("a", "One.\nTwo.", segments("One.\nTwo."))
    plain = Question((text,), (), True)
    others = [
        structs.replace(plain, names=(("Kyiv", ("Kiev",)),)),
        structs.replace(plain, claims=False),
        structs.replace(plain, texts=(structs.replace(text, skip=(text.segments[0],)),)),
        structs.replace(plain, texts=(structs.replace(text, language="de"),)),
        structs.replace(plain, texts=(structs.replace(text, published="2024-01-01"),)),
    ]
    names = set()
    for each in [plain, *others]:
        one = Kept(aligner(), b"key", tmp_path)
        one(each)
        names.add(one.name)
    other = Kept(aligner(), b"another aligner", tmp_path)
    other(plain)

    assert len(names | {other.name}) == 7


def test_what_is_kept_comes_back_as_it_was_and_junk_is_as_good_as_nothing(tmp_path: Path) -> None:
    one = "Xi calls Zelensky\nChina released a 12-point peace plan in February."
    two = "Call with China\nIn February, Beijing put out its 12-point plan for peace.\nLeave a Reply"
    given = Question((Text("a", one, segments(one)), Text("b", two, segments(two))), (), True)
    made = aligner()(given)
    assert made.suggestions
    assert made.not_article
    first = Kept(aligner(), b"", tmp_path)

    assert first(given) == made
    assert Kept(_never, b"", tmp_path)(given) == made
    (tmp_path / ALIGNMENTS / first.name).write_bytes(b"junk")
    assert Kept(aligner(), b"", tmp_path)(given) == made


def _never(asked: Question) -> Alignment:
    raise AssertionError(asked)


def test_without_a_place_to_keep_them_alignments_are_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    given = Question((Text("a", "One.", segments("One.")),), (), False)

    assert Kept(aligner(), b"", tmp_path / "file")(given) == Alignment((), (), ())


def test_timings_tell_the_aligner_from_the_comparison(tmp_path: Path) -> None:
    put(Toy(stories=(("one", Told()),)), tmp_path)

    assert [stage for stage, _ in build(tmp_path, tmp_path / "_site").seconds] == [
        "look", "read", "align", "compare", "render", "write", "site",
    ]  # fmt: skip
