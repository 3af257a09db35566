"""`diptych add` into claims files of every shape, from files of every kind: what is there stays, and what was added reads back."""

import builtins
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from diptych.cli import main
from diptych.read import read_site
from tests.conftest import REPOSITORY
from tests.test_suggest import left_out

NEWS = REPOSITORY / "tests/pages/news.html"
ONE = "The bridge at Alder Ford was closed on Tuesday.\n"
TWO = "An engineer found a crack in the bridge. It was closed.\n"
STORY = "  - id: bridge\n    title: The bridge\n    sources:\n      - {id: one, file: one.txt}   # the first\n"
FILES = {
    "one story": "site: {title: Toy}\nstories:\n" + STORY,
    "comments at the end": "site: {title: Toy}\nstories:\n" + STORY + "      # two comes next\n\n# the end\n",
    "no newline at the end": ("site: {title: Toy}\nstories:\n" + STORY).rstrip("\n"),
    "line ends of Windows": ("site: {title: Toy}\nstories:\n" + STORY + "# the end\n").replace("\n", "\r\n"),
    "a byte order mark": "\ufeff# mine\nsite: {title: Toy}\nstories:\n" + STORY,
    "claims after the sources": "site: {title: Toy}\nstories:\n"
    + STORY
    + "    # what they say\n    claims:\n      - {id: closed, claim: Closed, statements: {one: was closed}, relation: only}\n",
    "sources that are not indented": "site: {title: Toy}\nstories:\n- id: bridge\n  title: T\n  sources:\n  - id: one\n    file: one.txt\n",
    "an empty list": "site: {title: Toy}\nstories:\n  - id: bridge\n    title: The bridge\n    sources: []   # none yet\n",
    "sources with nothing after it": "site: {title: Toy}\nstories:\n  - id: bridge\n    title: The bridge\n    sources:\n",
    "no sources": "site: {title: Toy}\nstories:\n  - id: bridge\n    title: The bridge\n# the end\n",
    "another story after it": "site: {title: Toy}\nstories:\n"
    + STORY
    + "\n  # the other\n  - id: ferry\n    title: The ferry\n    sources: [{id: one, file: one.txt}]\n",
    "another story before it": "site: {title: Toy}\nstories:\n  - id: ferry\n    title: F\n    sources: [{id: one, file: one.txt}]\n"
    + STORY,
    "a summary in many lines after it": "site: {title: Toy}\nstories:\n" + STORY + "    summary: |\n      What\n\n      happened.\n\n",
}

Printed = pytest.CaptureFixture[str]


def site(folder: Path, claims: str = FILES["one story"]) -> Path:
    folder = folder / "site"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "claims.yaml").write_bytes(claims.encode())
    return folder


def text_file(folder: Path, name: str = "two.txt", words: str = TWO) -> Path:
    (folder / "elsewhere").mkdir(exist_ok=True)
    (folder / "elsewhere" / name).write_text(words, encoding="utf-8")
    return folder / "elsewhere" / name


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def sources(root: Path, story_id: str = "bridge") -> Any:
    reading = read_site(root)

    assert reading.problems == ()
    assert reading.site is not None
    return next(story for story in reading.site.stories if story.id == story_id).sources


# The claims file


@pytest.mark.parametrize("name", FILES)
def test_every_character_of_the_file_stays_and_the_source_reads_back(name: str, tmp_path: Path) -> None:
    root = site(tmp_path, FILES[name])
    given = text_file(tmp_path)
    assert main(["add", str(given), "--story", "bridge", "--publisher", "The Post"], root=root) == 0

    written = (root / "claims.yaml").read_bytes().decode()
    before = FILES[name].replace("sources: []", "sources: ", 1) if name == "an empty list" else FILES[name]
    assert len(written) > len(before)
    assert left_out(written, before)
    assert [source.id for source in sources(root)][-1] == "post"
    assert sources(root)[-1].text == TWO
    assert ("\r\n" in written) == ("\r\n" in FILES[name])
    assert "\n" not in written.replace("\r\n", "") or "Windows" not in name


@pytest.mark.parametrize("name", FILES)
def test_two_adds_in_a_row_both_stay(name: str, tmp_path: Path) -> None:
    root = site(tmp_path, FILES[name])
    for number in ("two", "three"):
        given = text_file(tmp_path, f"{number}.txt", f"{TWO}Told by {number}.\n")
        assert main(["add", str(given), "--story", "bridge"], root=root) == 0

    assert [source.id for source in sources(root)][-2:] == ["two", "three"]


def test_a_story_in_a_file_of_its_own_gets_its_source_there(tmp_path: Path) -> None:
    root = site(tmp_path, "site: {title: Toy}\nstories: [stories/*.yaml]\n")
    (root / "stories").mkdir()
    story = "# its own\nid: bridge\ntitle: The bridge\nsources:\n- {id: one, file: one.txt}\n"
    (root / "stories/bridge.yaml").write_text(story, encoding="utf-8")
    top = (root / "claims.yaml").read_bytes()
    main(["add", str(text_file(tmp_path))], root=root)

    assert (root / "claims.yaml").read_bytes() == top
    assert (root / "stories/bridge.yaml").read_text(encoding="utf-8").startswith(story + "- id: two\n")
    assert [source.id for source in sources(root)] == ["one", "two"]


@pytest.mark.parametrize(
    "claims",
    ["site: {title: Toy}\nstories: []\n", "site: {title: Toy}\nstories:\n# none\n", "site: {title: Toy}\n", FILES["comments at the end"]],
)
def test_a_story_is_started_with_a_title(claims: str, tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path, claims)
    assert main(["add", str(text_file(tmp_path)), "--story", "ferry", "--title", 'Ferry: "late" again'], root=root) == 0

    assert [source.id for source in sources(root, "ferry")] == ["two"]
    assert 'title: "Ferry: \\"late\\" again"\n' in (root / "claims.yaml").read_text(encoding="utf-8")
    assert " The story is new.\n" in capsys.readouterr().out


def test_a_site_that_keeps_its_stories_in_files_gets_the_new_one_in_a_file(tmp_path: Path) -> None:
    root = site(tmp_path, "site: {title: Toy}\nstories: [stories/*.yaml]\n")
    top = (root / "claims.yaml").read_bytes()
    main(["add", str(text_file(tmp_path)), "--story", "ferry", "--title", "The ferry"], root=root)

    assert (root / "claims.yaml").read_bytes() == top
    assert (root / "stories/ferry.yaml").read_text(encoding="utf-8").startswith('id: ferry\ntitle: "The ferry"\nsources:\n  - id: two\n')
    assert [source.id for source in sources(root, "ferry")] == ["two"]


def test_a_file_that_another_story_stands_in_is_never_written_over(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path, "site: {title: Toy}\nstories: [stories/*.yaml]\n")
    (root / "stories").mkdir()
    (root / "stories/ferry.yaml").write_text(
        "id: boat\ntitle: The boat  # precious\nsources: [{id: one, file: one.txt}]\n", encoding="utf-8"
    )
    file = text_file(tmp_path)
    before = tree(root)

    assert main(["add", str(file), "--story", "ferry", "--title", "The ferry"], root=root) == 2
    assert "--story: stories/ferry.yaml is there already and has no story `ferry`. Choose another id." in capsys.readouterr().err
    assert tree(root) == before


FLOW = "site: {title: Toy}\nstories:\n  - id: bridge\n    title: The bridge\n    sources: [{id: one, file: one.txt}]\n"
BRACES = "site: {title: Toy}\nstories:\n  - {id: bridge, title: The bridge, sources: [{id: one, file: one.txt}]}\n"
SHARED = (
    "site: {title: Toy}\nstories:\n  - id: bridge\n    title: B\n    sources: &all\n      - {id: one, file: one.txt}\n"
    "  - id: ferry\n    title: F\n    sources: *all\n"
)
KEPT = "site: {title: Toy}\nstories:\n  - id: bridge\n    sources:\n"
KEPT += "      - id: one\n        file: one.txt\n        note: |+\n          Kept.\n\n\n"


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (FLOW, "claims.yaml:5:14: these sources are written inside `[ ]`, so none can be added. Write them as a list, one"),
        (BRACES, "claims.yaml:3:5: this story is written inside `{ }`, so no sources can be added. Write them as a list, one"),
        (SHARED, "claims.yaml: nothing can be added to this file without changing what it says. The texts are stored."),
        (KEPT, "claims.yaml: nothing can be added to this file without changing what it says. The texts are stored."),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone_and_the_entry_is_shown(
    claims: str, told: str, tmp_path: Path, capsys: Printed
) -> None:
    root = site(tmp_path, claims)
    assert main(["add", str(text_file(tmp_path)), "--story", "bridge"], root=root) == 1
    shown = capsys.readouterr().err

    assert shown.startswith(told)
    assert "The texts are stored. To be pasted into `sources`:\n" in shown
    assert (root / "claims.yaml").read_bytes().decode() == claims
    pasted = shown.partition("into `sources`:\n")[2].rpartition("\n\n")[0]
    assert pasted.startswith("  - id: two\n    file: seeds/bridge/two.txt\n")
    (root / "claims.yaml").write_text(f"site: {{title: Toy}}\nstories:\n- id: bridge\n  title: B\n  sources:\n{pasted}\n", encoding="utf-8")
    assert [source.text for source in sources(root)] == [TWO]


def test_a_claims_file_that_breaks_is_told_before_anything_is_done(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path, "site: {title: Toy}\nstories:\n  - id: bridge\n   title: T\n")
    before = tree(root)

    assert main(["add", str(NEWS)], root=root) == 1
    assert capsys.readouterr().err.startswith("claims.yaml:4:4: ")
    assert tree(root) == before


def test_problems_elsewhere_do_not_keep_a_source_out(tmp_path: Path) -> None:
    root = site(tmp_path, FILES["one story"] + "    claims:\n      - {id: a, claim: A, statements: {one: no such words}}\n")

    assert main(["add", str(text_file(tmp_path))], root=root) == 0
    assert [problem.message for problem in read_site(root).problems] == ["quote not found in one.txt."]


@pytest.mark.parametrize("words", ["'\"': # & * [a] {b}", "back\\slash \u2028 \u0085 – “q”", "no", "2024-01-01", "\u200b x", "- a: b"])
def test_a_publisher_is_written_as_it_was_given_but_for_what_does_not_show(words: str, tmp_path: Path) -> None:
    root = site(tmp_path)
    main(["add", str(text_file(tmp_path)), "--publisher", words], root=root)

    assert sources(root)[-1].provenance.publisher == " ".join(words.replace("\u200b", "").split())


# Which story, which id


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "Which story? Name it with --story; a new one also with --title. There are `bridge`, `ferry`."),
        (["--story", "brigde"], "There is no story `brigde`. Did you mean `bridge`?"),
        (["--story", "xyz"], "There is no story `xyz`. Start it with --title."),
        (["--story", "bridge", "--title", "B"], "--title is for a new story, and `bridge` is there already."),
        (["--story", "Big News", "--title", "B"], "--story: `Big News` is no id. Did you mean `big-news`?"),
        (["--story", "search", "--title", "B"], "--story: the address /search/ is taken by another page of the site. Choose another id."),
        (["--story", "about", "--title", "B"], "--story: the address /about/ is taken by another page of the site. Choose another id."),
        (["--story", "bridge", "--id", "one"], "--id: `bridge` has a source `one` already."),
        (["--story", "bridge", "--id", "Ä"], "--id: `Ä` is no id. It takes small letters, digits and hyphens."),
        (["--story", "bridge", "--id", "a", str(NEWS)], "--id, --publisher and --url go with one source."),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(options: list[str], told: str, tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path, FILES["another story after it"])
    given = text_file(tmp_path)
    before = tree(root)

    assert main(["add", str(given), *options], root=root) == 2
    assert capsys.readouterr().err.rstrip("\n").endswith(f"Error: {told}")
    assert tree(root) == before


def test_the_same_source_is_not_added_twice(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    main(["add", str(NEWS)], root=root)
    once = tree(root)
    capsys.readouterr()

    assert main(["add", str(NEWS)], root=root) == 1
    assert capsys.readouterr().err.startswith(f"{NEWS}: the story `bridge` has this source already: `alder-courier`.\n")
    assert tree(root) == once


def test_sources_of_one_publisher_get_numbers_and_no_file_is_written_over(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "seeds/bridge").mkdir(parents=True)
    (root / "seeds/bridge/post.txt").write_text("Somebody’s notes.\n", encoding="utf-8")
    for at in range(2):
        main(["add", str(text_file(tmp_path, f"{at}.txt", f"{TWO}{at}.\n")), "--publisher", "The Post"], root=root)

    assert [source.id for source in sources(root)] == ["one", "post-2", "post-3"]
    assert (root / "seeds/bridge/post.txt").read_text(encoding="utf-8") == "Somebody’s notes.\n"


def test_an_id_that_would_write_over_a_file_is_refused(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    (root / "seeds/bridge").mkdir(parents=True)
    (root / "seeds/bridge/post.txt").write_text("Somebody’s notes.\n", encoding="utf-8")

    assert main(["add", str(text_file(tmp_path)), "--id", "post"], root=root) == 1
    assert capsys.readouterr().err.startswith("seeds/bridge/post.txt: another text stands in this file. ")
    assert (root / "seeds/bridge/post.txt").read_text(encoding="utf-8") == "Somebody’s notes.\n"


# Kinds of file


def test_a_text_that_stands_in_the_site_already_is_used_where_it_is(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "seeds").mkdir()
    (root / "seeds/herald.md").write_text(TWO, encoding="utf-8")
    main(["add", str(root / "seeds/herald.md")], root=root)

    assert (sources(root)[-1].id, sources(root)[-1].file) == ("herald", "seeds/herald.md")
    assert [path for path in tree(root) if path.startswith("seeds/")] == ["seeds/herald.md"]


def test_the_hash_pins_the_stored_text(tmp_path: Path) -> None:
    root = site(tmp_path)
    main(["add", str(text_file(tmp_path))], root=root)
    (root / "seeds/bridge/two.txt").write_text(TWO + "More.\n", encoding="utf-8")

    assert [problem.message for problem in read_site(root).problems] == ["seeds/bridge/two.txt has changed since it was pinned."]


def test_a_saved_page_has_the_address_that_it_gives_itself_and_no_day_of_retrieval(tmp_path: Path) -> None:
    root = site(tmp_path)
    main(["add", str(NEWS)], root=root)
    origin = sources(root)[-1].provenance

    assert (origin.url, origin.retrieved) == ("https://courier.example/news/footbridge-shut", "")
    assert (root / "seeds/originals/bridge/alder-courier.html").read_bytes() == NEWS.read_bytes()


def test_the_address_of_a_file_can_be_given(tmp_path: Path) -> None:
    root = site(tmp_path)
    main(["add", str(text_file(tmp_path)), "--url", "https://post.example/bridge"], root=root)

    assert sources(root)[-1].provenance.url == "https://post.example/bridge"


def test_a_text_in_another_encoding_is_stored_as_utf_8_and_kept_as_it_came(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    raw = "Die Brücke über den Fluß wurde am Dienstag für eine Stunde geschlossen. Größere Schäden gab es nicht.\n".encode("cp1252")
    (tmp_path / "brief.txt").write_bytes(raw)
    main(["add", str(tmp_path / "brief.txt")], root=root)

    assert sources(root)[-1].text == raw.decode("cp1252")
    assert (root / "seeds/originals/bridge/brief.txt").read_bytes() == raw
    assert "note: Nothing says in which encoding the text is; it was read as cp125" in capsys.readouterr().out


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text a line of each page, made by hand."""
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for at, page in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in page.splitlines())
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET" if page else ""
        resources = f"<< /Font << /F1 {font} >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} /Contents {4 + 2 * at} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def test_a_pdf_gives_its_text_line_by_line_and_is_kept(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    raw = pdf("The bridge at Alder Ford was closed on Tuesday.\nAn engineer had found a crack in one of its piers.", "A ferry runs.")
    (tmp_path / "report.pdf").write_bytes(raw)
    assert main(["add", str(tmp_path / "report.pdf")], root=root) == 0

    assert capsys.readouterr().out.startswith("bridge: report, from PDF\n")
    assert sources(root)[-1].file == "seeds/bridge/report.txt"
    assert sources(root)[-1].text == (
        "The bridge at Alder Ford was closed on Tuesday.\nAn engineer had found a crack in one of its piers.\n\nA ferry runs.\n"
    )
    assert (root / "seeds/originals/bridge/report.pdf").read_bytes() == raw
    assert (root / "seeds/originals/SHA256SUMS").read_text() == f"{sha256(raw).hexdigest()}  bridge/report.pdf\n"


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("scan.pdf", pdf(""), "this PDF holds no text, perhaps pictures of it. Add its text as a file."),
        ("broken.pdf", b"%PDF-1.4 nothing of the kind", "this PDF cannot be read ("),
        ("empty.txt", b" \n", "there is no text in it."),
        ("binary.txt", b"\x00\x01\x02\x00\x81\x8d", "the letters cannot be read: this is not UTF-8, and nothing says what else it is."),
        ("report.docx", b"PK\x03\x04", "`.docx` is no kind of file that Diptych reads. A source is HTML, PDF, Markdown or plain text."),
        ("page.html", b"<html><script>go()</script><body><div id=app></div>", "the text of this page is written by scripts, and"),
        ("large.txt", b"x" * 10_000_001, "this file has 10,000,001 bytes; a source has 10,000,000 at most."),
    ],
)
def test_a_file_without_a_text_is_told(name: str, raw: bytes, told: str, tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    (tmp_path / name).write_bytes(raw)
    before = tree(root)

    assert main(["add", str(tmp_path / name)], root=root) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / name}: {told}")
    assert tree(root) == before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("elsewhere/too.txt", "elsewhere/too.txt: there is no such file. Did you mean elsewhere/two.txt?"),
        ("example.org/report", "example.org/report: there is no such file. A web address begins with https://."),
        ("elsewhere", "elsewhere: this is a folder, not a file. A source is HTML, PDF, Markdown or plain text."),
        ("a\0b", "a\0b: this file cannot be read: it is no path."),
    ],
)
def test_a_file_that_is_not_there_is_told(given: str, told: str, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    text_file(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert main(["add", given], root=root) == 1
    assert capsys.readouterr().err.startswith(f"{told}\n\n")


def test_without_the_libraries_that_read_pages_the_way_to_install_them_is_told(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def bare(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in ("trafilatura", "pypdf"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest, **more)

    root = site(tmp_path)
    (tmp_path / "report.pdf").write_bytes(pdf("The bridge."))
    for name in ("diptych.bring.page", "diptych.bring.pdf"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(builtins, "__import__", bare)

    assert main(["add", str(NEWS), str(tmp_path / "report.pdf")], root=root) == 1
    told = capsys.readouterr().err
    assert f"{NEWS}: to read a page of HTML, trafilatura is missing. Install what reads it: python -m pip install " in told
    assert "report.pdf: to read a PDF, pypdf is missing." in told
    assert main(["add", str(text_file(tmp_path))], root=root) == 0


def test_all_inputs_are_told_as_json(tmp_path: Path, capsys: Printed) -> None:
    root = site(tmp_path)
    main(["add", str(NEWS), str(text_file(tmp_path)), "--json"], root=root)

    assert [source["id"] for source in json.loads(capsys.readouterr().out)["sources"]] == ["alder-courier", "two"]


def test_no_other_command_loads_what_goes_to_the_network_or_reads_pages(tmp_path: Path) -> None:
    root = site(tmp_path)
    script = (
        "import sys; from pathlib import Path; from diptych.cli import main; "
        f"code = main(['build'], root=Path({str(root)!r})); "
        "print([name for name in ('http.client', 'ssl', 'trafilatura', 'lxml', 'pypdf', 'diptych.bring.wire') if name in sys.modules]); "
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "[]")
