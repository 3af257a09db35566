"""Share pictures: drawn at build time, the same bytes each time, rendered once, and honest where the font has no such letters."""

import re
import shutil
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from diptych.build import build
from diptych.pages.pictures.share import DRAWABLE, HEIGHT, MARGIN, WIDTH, Line, SharePicture, site_picture, story_picture, width, wrapped
from diptych.pages.story import StoryPage
from diptych.read import Asked
from diptych.render import share
from tests.conftest import REPOSITORY, pages_of

EXAMPLE = REPOSITORY / "tests/example"
FONTS = REPOSITORY / "src/diptych/fonts"


def images(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("share-*.png"))}


def pixels(png: bytes) -> bytes:
    """The unpacked image data, which no palette of one colour would fill with so many different bytes."""
    found, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    return zlib.decompress(found)


@pytest.mark.usefixtures("made_anew")
def test_each_story_and_the_site_have_a_picture_and_two_builds_make_the_same_bytes(tmp_path: Path) -> None:
    build(EXAMPLE, tmp_path / "a")
    build(EXAMPLE, tmp_path / "b")
    made = images(tmp_path / "a")

    assert sorted(path.partition("share-")[0] for path in made) == ["", "bridge/", "harbour/"]
    assert made == images(tmp_path / "b")
    for png in made.values():
        assert struct.unpack(">II", png[16:24]) == (1200, 630)
        assert len(set(pixels(png))) > 100
        assert len(png) < 300_000


@pytest.mark.usefixtures("made_anew")
def test_a_picture_is_rendered_once_and_again_only_when_what_it_shows_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    shutil.copytree(EXAMPLE, tmp_path / "site")
    build(tmp_path / "site", tmp_path / "out")
    rendered: list[str] = []

    def rendering(svg_string: str, **_: Any) -> bytes:
        rendered.append(svg_string)
        return b"new"

    monkeypatch.setattr(resvg_py, "svg_to_bytes", rendering)
    build(tmp_path / "site", tmp_path / "out")
    assert rendered == []

    claims = (tmp_path / "site/claims.yaml").read_text(encoding="utf-8")
    (tmp_path / "site/claims.yaml").write_text(claims.replace("The bridge at Alder Ford closes", "The bridge is shut"), encoding="utf-8")
    before = set(images(tmp_path / "out"))
    build(tmp_path / "site", tmp_path / "out")
    after = set(images(tmp_path / "out"))

    assert len(rendered) == 1
    assert "The bridge is shut" in rendered[0]
    assert [path.partition("share-")[0] for path in before - after] == ["bridge/"]  # the old one is gone


def picture(title: str, *names: str) -> SharePicture:
    """The picture of the toy story under another title."""
    story = next(page.view.story for page in pages_of(EXAMPLE) if isinstance(page.view, StoryPage))
    sources = tuple(replace(story.sources[0], name=name, known=True) for name in names)
    return story_picture(replace(story, title=title, sources=sources or story.sources), "Toy Site")


def test_a_title_in_letters_that_the_font_has_not_is_left_out_and_the_rest_is_drawn() -> None:
    drawn = picture("الجسر مغلق", "The Courier")

    assert drawn.title == ()
    assert drawn.outlets
    assert drawn.outlets.text == "The Courier"
    assert len(drawn.keys) == len(drawn.bar) > 2
    assert drawn.alt.startswith("الجسر مغلق: The Courier. ")


@pytest.mark.parametrize("title", ["Дві розмови", "Ποιος το είπε", "Łódź, Tiếng Việt, Þórður & “so” – on…"])
def test_latin_greek_and_cyrillic_titles_are_drawn(title: str) -> None:
    assert " ".join(line.text for line in picture(title).title) == title


def test_both_fonts_have_every_letter_that_counts_as_drawable() -> None:
    for file in sorted(FONTS.glob("*.ttf")):
        known = TTFont(file).getBestCmap()
        missing = [f"{code:04x}" for code in range(0x20, 0x2200) if DRAWABLE.fullmatch(chr(code)) and code not in known]

        assert missing == [], file.name
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["short", "a title of a usual length on one event", "word " * 60, "W" * 80, "M" * 300])
def test_a_title_keeps_to_its_room_however_long_it_is(words: str) -> None:
    serif = TTFont(FONTS / "NotoSerif-Bold.ttf")
    advance, letters, unit = serif["hmtx"], serif.getBestCmap(), serif["head"].unitsPerEm
    drawn = picture(words)

    assert 1 <= len(drawn.title) <= 4
    for line in drawn.title:
        assert MARGIN + sum(advance[letters[ord(each)]][0] for each in line.text) / unit * line.size <= WIDTH - MARGIN + 1
    assert all(line.y < 452 for line in (*drawn.title, *([drawn.outlets] if drawn.outlets else [])))
    assert all(isinstance(key.line, Line) and key.line.y < HEIGHT for key in drawn.keys)


def test_the_name_of_the_site_keeps_to_its_room_however_long_it_is() -> None:
    serif = TTFont(FONTS / "NotoSerif-Bold.ttf")
    advance, letters, unit = serif["hmtx"], serif.getBestCmap(), serif["head"].unitsPerEm
    brand = site_picture("The long-named comparison archive of the University of Somewhere, Department of Media & Law", "").brand

    assert brand
    assert brand.text.endswith("…")
    assert brand.x + sum(advance[letters[ord(each)]][0] for each in brand.text) / unit * brand.size <= WIDTH - MARGIN + 1


def test_widths_are_never_reckoned_too_small() -> None:
    serif = TTFont(FONTS / "NotoSerif-Bold.ttf")
    advance, letters, unit = serif["hmtx"], serif.getBestCmap(), serif["head"].unitsPerEm
    sentence = "The quick brown fox jumps over the lazy dog; Zelensky says NATO met. Щоденник, Πρωθυπουργός"

    for words in wrapped(sentence, 10):
        assert width(words) >= sum(advance[letters[ord(each)]][0] for each in words) / unit


def test_the_colours_are_the_light_ones_of_the_stylesheet() -> None:
    style = (REPOSITORY / "site_src/static/style.css").read_text(encoding="utf-8")
    drawing = (REPOSITORY / "templates/share.svg.j2").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]+),", style))

    for key in ("agree", "more-specific", "differ", "conflict", "only"):
        assert f".rel-{key} .ink, text.rel-{key} {{ fill: {light[key]} }}" in drawing
        assert f".rel-{key} .tint {{ fill: {light[f'{key}-tint']} }}" in drawing
        assert f".rel-{key} .line {{ stroke: {light[key]} }}" in drawing
    assert f".page {{ fill: {light['page']} }}" in drawing


def head(out: Path, path: str) -> dict[str, str]:
    page = (out / path).read_text(encoding="utf-8")
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page))


def test_every_page_says_what_a_link_to_it_shows(example_site: Path) -> None:
    claim, home = head(example_site, "bridge/claims/crack-length/index.html"), head(example_site, "index.html")

    assert claim["og:title"] == "How long the crack is: The bridge at Alder Ford closes"
    assert claim["og:url"] == "https://example.org/repo/bridge/claims/crack-length/"
    assert (claim["og:type"], home["og:type"]) == ("article", "website")
    assert (claim["og:site_name"], claim["og:locale"], claim["twitter:card"]) == ("Toy Site", "en_US", "summary_large_image")
    assert claim["og:image"].startswith("https://example.org/repo/bridge/share-")
    assert home["og:image"].startswith("https://example.org/repo/share-")
    for path in example_site.rglob("*.html"):
        told = head(example_site, path.relative_to(example_site).as_posix())
        assert {"og:title", "og:description", "og:type", "og:image", "og:image:alt", "og:image:width", "og:image:height"} <= told.keys()
        assert (example_site / told["og:image"].removeprefix("https://example.org/repo/")).is_file()


def dates_told(out: Path, path: str) -> dict[str, str]:
    page = (out / path).read_text(encoding="utf-8")
    return dict(re.findall(r'<meta property="article:((?:published|modified)_time)" content="([^"]*)">', page))


def test_a_page_says_when_what_it_shows_was_published_and_changed_where_the_file_does(example_site: Path) -> None:
    story = {"published_time": "2024-03-15", "modified_time": "2024-03-20"}

    assert dates_told(example_site, "bridge/index.html") == story
    assert dates_told(example_site, "bridge/read/index.html") == story
    assert dates_told(example_site, "bridge/claims/closure/index.html") == {"published_time": "2024-03-15"}
    assert dates_told(example_site, "bridge/claims/crack-length/index.html") == {
        "published_time": "2024-03-15",
        "modified_time": "2024-03-16",
    }
    assert dates_told(example_site, "harbour/index.html") == dates_told(example_site, "index.html") == {}


def test_what_nobody_has_reviewed_was_never_published(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "site")
    file = tmp_path / "site/claims.yaml"
    text = file.read_text(encoding="utf-8").replace("    published: 2024-03-15\n", "    published: 2024-03-15\n    status: draft\n")
    file.write_text(text, encoding="utf-8")
    build(tmp_path / "site", tmp_path / "out", asked=Asked(drafts=True))

    assert dates_told(tmp_path / "out", "bridge/index.html") == dates_told(tmp_path / "out", "bridge/claims/closure/index.html") == {}


def test_without_the_extra_or_an_address_no_picture_is_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "available", lambda: False)
    build(EXAMPLE, tmp_path)
    told = head(tmp_path, "bridge/index.html")

    assert "og:image" not in told
    assert told["twitter:card"] == "summary"
    assert images(tmp_path) == {}


def test_the_pages_of_a_story_share_its_picture(example_site: Path) -> None:
    shown = {
        path: head(example_site, path)["og:image"]
        for path in ("bridge/index.html", "bridge/read/index.html", "harbour/index.html", "index.html")
    }

    assert shown["bridge/index.html"] == shown["bridge/read/index.html"]
    assert len(set(shown.values())) == 3
