"""The guide of the demo: the tutorial does what it says, the reference is that of the types, and no other site has these pages."""

import re
import shlex
import struct
from pathlib import Path

import pytest

from diptych.build import build, check
from diptych.cli import main
from diptych.read import read_site, reference
from diptych.shipped import folders
from tests.conftest import REPOSITORY
from tests.htmlcheck import broken_links
from tests.test_review import in_terminal

GUIDE = REPOSITORY / "site_src" / "guide"
TUTORIAL = (GUIDE / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LIGHTHOUSE = re.compile(r"^  - id: lighthouse\n.*?(?=^  - id: ferry\n)", re.DOTALL | re.MULTILINE)


class Reader:
    """Somebody who follows the tutorial to the letter in an empty folder, and notes what each command printed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        self.ran: dict[str, tuple[int, str]] = {}

    def follow(self) -> None:
        monkeypatch = self._monkeypatch
        monkeypatch.chdir(self.folder)
        for block in BLOCK.finditer(TUTORIAL):
            before = TUTORIAL[: block.start()].rstrip().rsplit("\n", 1)[-1]
            if block[1] == "text":
                (name,) = re.findall(r"`(seeds/[\w-]+\.txt)`", before)
                (self.folder / name).write_text(block[2], encoding="utf-8")
            elif block[1] == "yaml":
                with (self.folder / "claims.yaml").open("a", encoding="utf-8") as claims:
                    claims.write(block[2])
            else:
                for line in block[2].splitlines():
                    self.run(line)
            if "diptych check" in block[2]:
                self.tidy()

    def run(self, line: str) -> None:
        """Run one line as a shell would. What is installed is installed already; what asks is asked in a terminal."""
        command, *args = shlex.split(line)
        if command == "cd":
            self.folder = self.folder / args[0]
            self._monkeypatch.chdir(self.folder)
        elif args[0] == "suggest":
            shown, code = in_terminal(self.folder, b"arsq", *args[1:])
            self.ran[line] = (code, shown)
        elif command == "diptych":
            code = main(args)
            self.ran[line] = (code, "".join(self._capsys.readouterr()))
        else:
            assert line == 'python -m pip install ".[add,search,share]"'  # in quotation marks that every shell takes, cmd.exe too

    def tidy(self) -> None:
        """Delete the invented story and describe the site, as section 7 says."""
        claims = self.folder / "claims.yaml"
        kept, count = LIGHTHOUSE.subn("", claims.read_text(encoding="utf-8"))
        assert count == 1
        kept, count = re.subn(r"(?m)^  description: .*", "  description: Two reports of one ferry.", kept)
        assert count == 1
        claims.write_text(kept, encoding="utf-8")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    made = Reader(tmp_path, monkeypatch, capsys)
    made.follow()
    return made


def test_who_follows_the_tutorial_ends_with_a_site_of_the_reviewed_claims(reader: Reader) -> None:
    codes = {line: code for line, (code, _) in reader.ran.items()}
    out = reader.folder / "_site"
    pages = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert [(line, told) for line, (code, told) in reader.ran.items() if code and line != "diptych doctor"] == []
    site = check(reader.folder).site

    assert len(codes) == 7
    assert {line: code for line, code in codes.items() if code} == {"diptych doctor": 1}  # something is still missing
    assert "requirements.txt:1:1" in reader.ran["diptych doctor"][1]  # this is a checkout, of which no wheel was made
    assert "example" not in reader.ran["diptych doctor"][1]
    assert "1 accepted, 1 rejected" in reader.ran["diptych suggest --story ferry"][1]
    assert [claim.id for claim in site.stories[0].claims][1:] == ["warning"]
    assert (len(site.stories), len(site.stories[0].claims)) == (1, 2)
    assert (reader.folder / "claims.yaml").read_text(encoding="utf-8").count("status: rejected") == 1
    assert b"The Invented Evening Sheet" in pages["ferry/claims/warning/index.html"]
    assert broken_links(pages, "https://example.org/") == []
    shown_mistake(reader)


def shown_mistake(reader: Reader) -> None:
    """A letter changed inside a quote is told as the tutorial shows it, the line aside."""
    (told,) = re.findall(r"^    (claims\.yaml:\d+:\d+: quote not found .*)$", TUTORIAL, re.MULTILINE)
    claims = reader.folder / "claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("the old engine in March", "the old engine in Marsh"), encoding="utf-8")
    (problem,) = read_site(reader.folder).problems

    assert re.sub(r":\d+:", ":0:", str(problem).partition("\n")[0], count=1) == re.sub(r":\d+:", ":0:", told, count=1)


def test_the_claim_of_the_tutorial_where_none_was_accepted_is_told_with_the_line_that_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", str(tmp_path / "site")])
    claims = tmp_path / "site/claims.yaml"
    (written,) = (block[2] for block in BLOCK.finditer(TUTORIAL) if block[1] == "yaml")
    without = claims.read_text(encoding="utf-8").partition("    # A claim is the point")[0].rstrip()
    claims.write_text(f"{without}\n{written}", encoding="utf-8")
    capsys.readouterr()
    status = main(["check"], root=tmp_path / "site")

    assert status == 1
    assert "this looks like a claim, but it stands under `sources`. It belongs below the line `claims:`" in capsys.readouterr().err


def test_the_reference_in_the_repository_is_current() -> None:
    advice = "run: diptych schema --reference > site_src/guide/claims-file.md"
    assert (GUIDE / "claims-file.md").read_text(encoding="utf-8") == reference(), advice


def test_the_reference_has_every_key_and_explains_each() -> None:
    rows = re.findall(r"^\| `(\w+)`(?: \(needed\))? \| (.+?) \| (.*?) \|$", reference(), re.MULTILINE)

    assert len(rows) > 50
    assert [key for key, value, meaning in rows if not value.strip() or not meaning.strip()] == []


def test_the_guide_belongs_to_the_demo_alone_and_every_site_has_the_shipped_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The river rose.\n", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(
        "site: {title: Own}\nstories: [{id: flood, title: Flood, sources: [{id: a, file: a.txt}]}]\n", encoding="utf-8"
    )
    build(tmp_path, tmp_path / "_site")

    assert (tmp_path / "_site/method/index.html").is_file()
    assert not (tmp_path / "_site/tutorial").exists()
    assert not (tmp_path / "_site/static/guide").exists()


def test_pages_of_the_guide_are_led_to_from_the_foot_and_not_from_the_head() -> None:
    site = read_site(REPOSITORY, folders(REPOSITORY, "site_src")).site
    assert site is not None

    assert {page.name for page in site.documents if not page.guide} == {"about", "corrections", "method"}
    assert {page.name for page in site.documents if page.guide} == {path.stem for path in GUIDE.glob("*.md")}


def test_every_picture_of_the_guide_is_there_and_says_what_it_shows() -> None:
    pictures = [found for path in GUIDE.glob("*.md") for found in re.findall(r"!\[(.*?)\]\(/static/guide/(.+?)\)", path.read_text("utf-8"))]

    assert pictures
    assert all(len(words) > 20 and (GUIDE / name).is_file() for words, name in pictures)


def test_every_picture_of_the_guide_keeps_its_place_before_it_comes() -> None:
    told = [found for path in GUIDE.glob("*.md") for found in re.findall(r"/static/guide/(.+?)\)\{(.+?)\}", path.read_text("utf-8"))]
    measured = [struct.unpack(">II", (GUIDE / name).read_bytes()[16:24]) for name, _ in told]

    assert len(told) == len(list(GUIDE.glob("*.png")))
    assert [size for _, size in told] == [f"width={width} height={height}" for width, height in measured]
