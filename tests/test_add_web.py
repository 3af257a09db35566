"""`diptych add URL` against a real server: what comes well is stored, and what does not is told plainly and changes nothing."""

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from diptych.bring.fetch import LARGEST
from diptych.cli import main
from diptych.read import read_site
from tests.conftest import REPOSITORY
from tests.web import Page, Web, serving

NEWS = (REPOSITORY / "tests/pages/news.html").read_bytes()
SCRIPTED = (REPOSITORY / "tests/pages/scripted.html").read_bytes()
START = "site: {title: Toy}   # mine\nstories:\n  - id: bridge\n    title: The bridge\n    sources: []\n# the end\n"

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "claims.yaml").write_text(START, encoding="utf-8")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def entry(root: Path) -> Any:
    site = read_site(root).site
    assert site is not None
    return site.stories[0].sources[-1]


def refused(root: Path, capsys: Printed, url: str, *options: str, private: bool = True) -> str:
    """Add what cannot be added; assert that nothing at all changed, and return what was told, without the line that counts."""
    before = tree(root)
    status = main(["add", url, *options, *(["--allow-private"] if private else [])], root=root)
    shown = capsys.readouterr()

    assert status == 1
    assert shown.out == ""
    assert tree(root) == before
    told, _, count = shown.err.rstrip("\n").rpartition("\n\n")
    assert count.startswith("1 problem in ")
    return told


# What comes well


def test_a_news_page_becomes_a_source_with_what_it_says_of_itself(web: Web, root: Path) -> None:
    web.pages["/news/bridge"] = Page(NEWS)
    assert main(["add", f"{web.url}/news/bridge", "--allow-private"], root=root) == 0
    source = entry(root)
    origin = source.provenance

    assert read_site(root).problems == ()
    assert (source.id, source.file, source.language) == ("alder-courier", "seeds/bridge/alder-courier.txt", "en-GB")
    assert source.title == "Footbridge at Alder Ford shut after crack is found"
    assert (origin.publisher, origin.author) == ("The Alder Courier", "Ada Writer")
    assert (origin.published, origin.updated) == ("2024-03-12", "2024-03-13")
    assert origin.url == f"{web.url}/news/bridge"
    assert origin.retrieved == time.strftime("%Y-%m-%d")
    assert (origin.archive_url, origin.licence) == ("", "")


def test_the_stored_text_is_the_whole_page_and_what_is_not_the_article_is_set_aside(web: Web, root: Path) -> None:
    web.pages["/a"] = Page(NEWS)
    main(["add", f"{web.url}/a", "--allow-private"], root=root)
    source = entry(root)
    lines = source.text.splitlines()
    aside = " ".join(span.of(source.text).replace("\n\n", " ") for span in source.aside)
    article = "".join(
        character for at, character in enumerate(source.text) if not any(span.start <= at < span.end for span in source.aside)
    )

    assert {"Home", "We use cookies to make this page better.", "© 2024 The Alder Courier. All rights reserved."} <= set(lines)
    for chrome in (
        "We use cookies",
        "Home News Sport Weather",
        "By Ada Writer",
        "Ferry fares go up",
        "Library to open",
        "Leave a reply",
        "Imprint",
    ):
        assert chrome in aside
        assert chrome.split()[-1] not in article.split()
    assert article.strip().partition("\n")[0] == "Footbridge at Alder Ford shut after crack is found"
    assert "“We will not reopen the bridge before it is safe,” said Maja Kovačič, the town’s engineer." in article
    assert article.rstrip().endswith("nobody needs a ticket, the mayor said.")
    assert "JavaScript" not in source.text
    assert "nothing that counts" not in source.text


def test_the_page_is_kept_as_it_came_and_both_are_hashed(web: Web, root: Path) -> None:
    web.pages["/a"] = Page(NEWS)
    main(["add", f"{web.url}/a", "--allow-private"], root=root)
    original = root / "seeds/originals/bridge/alder-courier.html"

    assert original.read_bytes() == NEWS
    assert (root / "seeds/originals/SHA256SUMS").read_text() == f"{sha256(NEWS).hexdigest()}  bridge/alder-courier.html\n"
    assert f"sha256: {sha256((root / 'seeds/bridge/alder-courier.txt').read_bytes()).hexdigest()}" in (root / "claims.yaml").read_text()


def test_neither_original_nor_text_is_published_unless_the_editor_says_so(web: Web, root: Path) -> None:
    web.pages["/a"] = Page(NEWS)
    main(["add", f"{web.url}/a", "--allow-private"], root=root)
    main(["build"], root=root)
    written = {path: content for path, content in tree(root / "_site").items() if path != ".diptych-files"}

    assert written
    assert not [path for path in written if "original" in path or path.endswith("alder-courier.txt")]
    assert not [path for path, content in written.items() if b"nobody needs a ticket" in content or b"We use cookies" in content]


def test_what_was_done_and_what_comes_next_is_told(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(NEWS)
    main(["add", f"{web.url}/a", "--allow-private"], root=root)
    shown = capsys.readouterr().out

    assert shown.startswith("bridge: alder-courier, from HTML\n")
    assert "  publisher  The Alder Courier\n" in shown
    assert "  original   seeds/originals/bridge/alder-courier.html\n" in shown
    assert "Added to claims.yaml, where all else is as it was.\nNext: " in shown


def test_programs_get_the_same_as_json(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(NEWS)
    main(["add", f"{web.url}/a", "--allow-private", "--json"], root=root)
    told = json.loads(capsys.readouterr().out)

    assert (told["story"], told["file"], told["started"]) == ("bridge", "claims.yaml", False)
    assert told["sources"][0]["id"] == "alder-courier"
    assert told["sources"][0]["published"] == "2024-03-12"


def test_what_a_page_does_not_say_is_left_out_and_told(web: Web, root: Path, capsys: Printed) -> None:
    plain = b"<p>The bridge at Alder Ford was closed on Tuesday. An engineer had found a crack in it.</p>"
    web.pages["/bridge-shut.html"] = Page(plain, kind="text/html")
    main(["add", f"{web.url}/bridge-shut.html", "--allow-private"], root=root)
    written = (root / "claims.yaml").read_text()

    assert "  not found: title, publisher, author, published, language\n" in capsys.readouterr().out
    assert [key for key in ("title", "publisher", "author", "published", "updated", "language") if f"        {key}:" in written] == []


def test_redirects_are_followed_and_shown_and_the_last_address_is_kept(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/short"] = Page(status=301, headers={"Location": "/long"})
    web.pages["/long"] = Page(status=307, headers={"Location": f"{web.url}/news"})
    web.pages["/news"] = Page(NEWS)
    main(["add", f"{web.url}/short", "--allow-private"], root=root)

    assert capsys.readouterr().err == f"{web.url}/short redirects to {web.url}/long\n{web.url}/long redirects to {web.url}/news\n"
    assert entry(root).provenance.url == f"{web.url}/news"


def test_a_request_is_honest_and_carries_nothing_that_it_need_not(web: Web, root: Path) -> None:
    web.pages["/a"] = Page(NEWS, headers={"Set-Cookie": "id=1"})
    main(["add", f"{web.url}/a#part", "--allow-private"], root=root)

    assert web.asked == ["/robots.txt", "/a"]
    assert web.heads[1]["User-Agent"].startswith("Diptych/")
    assert web.heads[1]["Host"] == web.url.removeprefix("http://")
    assert "Cookie" not in web.heads[1]


def test_a_packed_answer_is_unpacked(web: Web, root: Path) -> None:
    web.pages["/a"] = Page(gzip.compress(NEWS), headers={"Content-Encoding": "gzip"})
    main(["add", f"{web.url}/a", "--allow-private"], root=root)

    assert (root / "seeds/originals/bridge/alder-courier.html").read_bytes() == NEWS


def test_plain_text_and_markdown_are_stored_as_they_came(web: Web, root: Path) -> None:
    text = b"The bridge was closed on Tuesday.\r\nAn engineer found a crack.\r\n"
    web.pages["/a.txt"] = Page(text, kind="text/plain; charset=utf-8")
    main(["add", f"{web.url}/a.txt", "--allow-private", "--id", "post"], root=root)

    assert (root / "seeds/bridge/post.txt").read_bytes() == text
    assert not (root / "seeds/originals").exists()
    assert read_site(root).problems == ()


def test_a_page_that_says_that_it_is_not_free_is_stored_with_a_warning(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(NEWS.replace(b'"@type": "NewsArticle",', b'"@type": "NewsArticle", "isAccessibleForFree": false,'))
    main(["add", f"{web.url}/a", "--allow-private"], root=root)

    assert "note: The page says that it is not free to read: what was stored may be only its beginning.\n" in capsys.readouterr().out


# Letters


@pytest.mark.parametrize(
    ("body", "kind", "note"),
    [
        (NEWS, "text/html; charset=iso-8859-1", "The server says iso-8859-1, but the bytes are UTF-8; they were read so."),
        (NEWS.replace(b"utf-8", b"windows-1250"), "text/html", "The page says windows-1250, but the bytes are UTF-8; they were read so."),
        (b"\xef\xbb\xbf" + NEWS, "text/html; charset=koi8-r", "The server says koi8-r, but the bytes are UTF-8; they were read so."),
        (
            NEWS.decode().encode("utf-16"),
            "text/html; charset=utf-8",
            "The server says utf-8, but the bytes are UTF-16-LE; they were read so.",
        ),
        (NEWS, "text/html; charset=utf-8", ""),
        (NEWS.decode().replace("utf-8", "x").encode("iso-8859-2", "xmlcharrefreplace"), "text/html; charset=iso-8859-2", ""),
        (NEWS.decode().replace("utf-8", "cp1252").encode("cp1252", "xmlcharrefreplace"), "text/html", ""),
    ],
)
def test_letters_are_right_whatever_server_and_page_say(body: bytes, kind: str, note: str, web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(body, kind=kind)
    main(["add", f"{web.url}/a", "--allow-private"], root=root)

    assert "“We will not reopen the bridge before it is safe,” said Maja Kovačič, the town’s engineer." in entry(root).text
    assert (f"note: {note}\n" in capsys.readouterr().out) if note else "note:" not in capsys.readouterr().out


def test_server_and_page_that_contradict_each_other_are_judged_by_the_letters(web: Web, root: Path, capsys: Printed) -> None:
    words = "Мост через реку закрыли во вторник, сообщили в мэрии города. Инженер нашёл трещину длиной сорок сантиметров. "
    page = f"<html lang=ru><meta charset=windows-1251><h1>Мост закрыт</h1><article><p>{words * 3}</p></article>"
    web.pages["/a"] = Page(page.encode("cp1251"), kind="text/html; charset=iso-8859-1")
    main(["add", f"{web.url}/a", "--allow-private"], root=root)

    assert words.strip() in entry(root).text
    assert "it was read as windows-1251. Look whether its letters are right." in capsys.readouterr().out


def test_bytes_that_are_not_what_everybody_says_are_refused(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page("<p>Größe, Übergröße, Müßiggang und äußerste Höhe.</p>".encode("cp1252"))

    assert refused(root, capsys, f"{web.url}/a") == (
        f"{web.url}/a: the letters cannot be read: the server says utf-8, but the bytes are not. Save it as UTF-8 and add the file."
    )


# What does not come


@pytest.mark.parametrize(
    ("status", "said", "hint"),
    [
        (404, "404 Not Found", "Check the address; an archive may have the page."),
        (410, "410 Gone", "Check the address; an archive may have the page."),
        (
            403,
            "403 Forbidden",
            "Diptych goes round no barrier. If you may read it, save the page in your browser and add the file.",
        ),
        (
            402,
            "402 Payment Required",
            "Diptych goes round no barrier. If you may read it, save the page in your browser and add the file.",
        ),
        (503, "503 Service Unavailable", "Try again later."),
    ],
)
def test_a_server_that_refuses_is_told_by_its_own_words(status: int, said: str, hint: str, web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/gone"] = Page(NEWS, status=status)

    assert refused(root, capsys, f"{web.url}/gone") == f"{web.url}/gone: the server answers {said}. {hint}"


SAVE = "If you may read it, save the page in your browser and add the file."


def test_redirects_in_a_circle_are_told_with_every_step(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    web.pages["/b"] = Page(status=302, headers={"Location": "/a"})
    told = refused_after_redirects(root, capsys, f"{web.url}/a")

    assert told == f"{web.url}/a: the redirects go in a circle: {web.url}/a → {web.url}/b → {web.url}/a. {SAVE}"


def test_more_than_five_redirects_are_too_many(web: Web, root: Path, capsys: Printed) -> None:
    for at in range(9):
        web.pages[f"/{at}"] = Page(status=302, headers={"Location": f"/{at + 1}"})
    told = refused_after_redirects(root, capsys, f"{web.url}/0")

    assert told == f"{web.url}/0: there are more than 5 redirects: {' → '.join(f'{web.url}/{at}' for at in range(7))}. {SAVE}"
    assert web.asked[-1] == "/5"


def refused_after_redirects(root: Path, capsys: Printed, url: str, private: bool = True) -> str:
    told = refused(root, capsys, url, private=private)
    return "\n".join(line for line in told.splitlines() if " redirects to " not in line)


def test_a_redirect_to_no_address_is_told(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(status=302)

    assert refused(root, capsys, f"{web.url}/a") == f"{web.url}/a: the server answers 302 Found and does not say where to. {SAVE}"


def test_a_redirect_to_another_scheme_is_refused(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(status=302, headers={"Location": "file:///etc/passwd"})

    assert refused(root, capsys, f"{web.url}/a") == (
        "file:///etc/passwd: Diptych fetches http and https alone, not file. Save the text as a file and add that."
    )


def test_a_private_address_is_refused_unless_it_is_asked_for(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(NEWS)
    told = refused(root, capsys, f"{web.url}/a", private=False)

    assert told == f"{web.url}/a: 127.0.0.1 is no public address. If you trust this address, allow it with --allow-private."
    assert web.asked == []


@pytest.mark.parametrize(
    "host", ["localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
)
def test_a_private_address_is_known_however_it_is_written(host: str, root: Path, capsys: Printed) -> None:
    told = refused(root, capsys, f"http://{host}:9/a", private=False)

    assert "no public address. If you trust this address, allow it with --allow-private." in told


def test_a_redirect_to_a_private_address_is_refused(web: Web, root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.bring.address.is_public", lambda machine: machine == "127.0.0.1")
    web.pages["/a"] = Page(status=302, headers={"Location": f"http://127.0.0.2:{web.port}/secret"})
    web.pages["/secret"] = Page(NEWS)
    told = refused_after_redirects(root, capsys, f"{web.url}/a", private=False)

    assert told == (
        f"http://127.0.0.2:{web.port}/secret: 127.0.0.2 is no public address. If you trust this address, allow it with --allow-private."
    )
    assert "/secret" not in web.asked


def test_a_name_that_leads_elsewhere_the_second_time_leads_nowhere(
    web: Web, root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host != "rebinding.example":
            return real(host, port, type=socket.SOCK_STREAM)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port, type=socket.SOCK_STREAM)

    monkeypatch.setattr("diptych.bring.address.is_public", lambda machine: machine == "127.0.0.1")
    monkeypatch.setattr("diptych.bring.address.socket.getaddrinfo", rebinding)
    web.pages["/a"] = Page(NEWS)
    told = refused(root, capsys, f"http://rebinding.example:{web.port}/a", private=False)

    assert told.startswith(f"http://rebinding.example:{web.port}/a: rebinding.example leads to 127.0.0.2, no public address.")
    assert web.asked == ["/robots.txt"]


def test_a_page_of_30_megabytes_is_refused_without_being_read_to_its_end(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/large"] = Page(b"<p>large</p>" * 100_000, times=25)
    web.pages["/told"] = Page(b"<p>x</p>", length=30_000_000)
    for path in ("/large", "/told"):
        assert refused(root, capsys, web.url + path) == (
            f"{web.url}{path}: this is larger than 10 MB, the most that a source has. Add its text alone, as a file."
        )


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/bomb"] = Page(gzip.compress(b" " * (LARGEST * 5)), headers={"Content-Encoding": "gzip"})

    assert "/bomb: this is larger than 10 MB, the most that a source has." in refused(root, capsys, f"{web.url}/bomb")


@pytest.mark.parametrize("path", ["/drip", "/robots.txt"])
def test_a_slow_drip_ends_when_the_time_is_up_however_alive_it_is(path: str, web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/drip"] = Page(NEWS)
    web.pages[path] = Page(NEWS, pause=0.05)
    start = time.monotonic()
    told = refused(root, capsys, f"{web.url}/drip", "--timeout", "0.6")

    assert told == f"{web.url}/drip: there was no whole answer within 0.6 seconds. Try again, or give a longer --timeout."
    assert time.monotonic() - start < 5


def test_a_connection_that_breaks_off_stores_nothing(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/a"] = Page(NEWS, length=len(NEWS) + 100)
    web.pages["/b"] = Page(gzip.compress(NEWS)[:-20], headers={"Content-Encoding": "gzip"})
    for path in ("/a", "/b"):
        assert refused(root, capsys, web.url + path) == (
            f"{web.url}{path}: no page came from 127.0.0.1: the connection broke off. Check the address, or try again later."
        )


def test_a_page_that_is_empty_without_javascript_is_told(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/app"] = Page(SCRIPTED)

    assert refused(root, capsys, f"{web.url}/app") == (
        f"{web.url}/app: the text of this page is written by scripts, and Diptych runs none. "
        "If you may read it, save what the page shows as a text file and add that."
    )


@pytest.mark.parametrize("body", [b"", b"<html><body><img src=a.png></body></html>"])
def test_a_page_without_a_word_is_told(body: bytes, web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/empty"] = Page(body)

    assert refused(root, capsys, f"{web.url}/empty").startswith(f"{web.url}/empty: there is no text to be seen. ")


@pytest.mark.parametrize(("kind", "shown"), [("image/png", "image/png"), ("application/json; charset=utf-8", "application/json")])
def test_what_is_no_page_is_told_by_its_type(kind: str, shown: str, web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/x"] = Page(b"\x89PNG", kind=kind)

    assert refused(root, capsys, f"{web.url}/x") == f"{web.url}/x: this is {shown}. A source is HTML, PDF, Markdown or plain text."


def test_a_robots_txt_that_forbids_is_respected(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private/\n", kind="text/plain")
    web.pages["/private/a"] = web.pages["/public/a"] = Page(NEWS)
    told = refused(root, capsys, f"{web.url}/private/a")

    assert told == f"{web.url}/private/a: the robots.txt of 127.0.0.1 asks programs to leave this page alone. {SAVE}"
    assert "/private/a" not in web.asked
    assert main(["add", f"{web.url}/public/a", "--allow-private"], root=root) == 0


def test_a_robots_txt_holds_for_what_a_redirect_leads_to(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/robots.txt"] = Page(b"User-agent: Diptych\nDisallow: /private/\n", kind="text/plain")
    web.pages["/a"] = Page(status=302, headers={"Location": "/private/a"})
    web.pages["/private/a"] = Page(NEWS)

    assert "/private/a: the robots.txt of 127.0.0.1 asks" in refused(root, capsys, f"{web.url}/a")
    assert "/private/a" not in web.asked


def test_a_robots_txt_that_cannot_be_read_may_forbid(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/robots.txt"] = Page(b"", status=500)
    told = refused(root, capsys, f"{web.url}/a")

    assert told == (f"{web.url}/a: the robots.txt of 127.0.0.1 cannot be read: 500 Internal Server Error. It may forbid this page. {SAVE}")


def test_a_host_that_is_not_there_is_told(root: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any, **__: Any) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr("diptych.bring.address.socket.getaddrinfo", nowhere)

    assert refused(root, capsys, "https://nowhere.example/a") == (
        "https://nowhere.example/a: there is no host nowhere.example to be found. "
        "Check the address, and that this machine is on the network."
    )


def test_a_port_that_nobody_listens_at_is_told(root: Path, capsys: Printed) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a"
        told = refused(root, capsys, url)

    assert "no page came from 127.0.0.1: connection refused. Check the address, or try again later." in told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/a", "Diptych fetches http and https alone, not ftp. Save the text as a file and add that."),
        ("https://", "this web address names no host. One looks like https://example.org/report."),
        ("https://[bad/", "this is no web address. One looks like https://example.org/report."),
        ("https://example.org:port/", "this is no web address. One looks like https://example.org/report."),
        (
            "https://me:secret@example.org/",
            "this web address holds a user name or a password. It would be published with the source; leave it out.",
        ),
    ],
)
def test_what_is_no_address_of_the_web_is_told(url: str, told: str, root: Path, capsys: Printed) -> None:
    assert refused(root, capsys, url) == f"{url}: {told}"


def test_everything_that_is_wrong_with_several_inputs_is_told_at_once_and_nothing_is_added(web: Web, root: Path, capsys: Printed) -> None:
    web.pages["/good"] = Page(NEWS)
    before = tree(root)
    status = main(["add", f"{web.url}/good", f"{web.url}/none", "nofile.txt", "--allow-private"], root=root)
    told = capsys.readouterr().err

    assert (status, tree(root)) == (1, before)
    assert f"{web.url}/none: the server answers 404 Not Found." in told
    assert "nofile.txt: there is no such file." in told
    assert told.endswith(f"1 problem in {web.url}/none, 1 in nofile.txt\n")


# https


@pytest.fixture
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, *names, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    return folder


def secure(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_a_page_comes_over_https_when_its_certificate_is_trusted(certificate: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with serving(secure(certificate)) as web:
        web.pages["/a"] = Page(NEWS)

        assert main(["add", f"{web.url}/a", "--allow-private"], root=root) == 0
        assert web.heads[0]["Host"] == f"localhost:{web.port}"


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path, root: Path, capsys: Printed) -> None:
    with serving(secure(certificate)) as web:
        web.pages["/a"] = Page(NEWS)
        told = refused(root, capsys, f"{web.url}/a")

        assert "the certificate of localhost cannot be trusted: self-signed certificate. Diptych does not go on without it." in told
        assert web.asked == []
