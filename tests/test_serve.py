"""The preview that an editor works with: as GitHub Pages would answer, with problems shown and the last good site kept."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from jinja2 import TemplateSyntaxError
from tornado.websocket import WebSocketClientConnection, websocket_connect

from diptych.build import build
from diptych.errors import ContentError, Excerpt, Place, Problem
from diptych.render.filled import template_problem
from diptych.serve import HOST, Preview, free_port, placed, relaxed, watched

EXAMPLE = Path(__file__).parent / "example"
PROBLEM = Problem(Place("claims.yaml", 3, 10), "unknown key `<b>`.", ("Did you mean `claim`?",), Excerpt("    - <b>: x & y", 3))


@dataclass(slots=True)
class Answer:
    """What a request was answered with."""

    status: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(app: Preview, path: str) -> Answer:
    answer = Answer()

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        answer.status, answer.headers = status, dict(headers)

    answer.body = b"".join(app({"PATH_INFO": path.encode().decode("latin-1")}, start_response))
    return answer


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output of a former build."""
    pages = {
        "index.html": "home",
        "404.html": "no such page",
        "story/index.html": "story",
        "static/style.css": "p {}",
        "über.html": "about",
    }
    for path, text in pages.items():
        (tmp_path / "_site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_site" / path).write_text(f"<head></head>{text}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "_site"


def preview(out: Path, base: str = "/", rebuild: Callable[[], object] = lambda: None) -> Preview:
    return Preview(out, base, rebuild, lambda _: None)


def fails() -> None:
    raise ContentError([PROBLEM])


def broken(out: Path, base: str = "/") -> Preview:
    app = preview(out, base, fails)
    app.refresh()
    return app


# Pages


def test_the_top_of_the_site_is_its_home_page(out: Path) -> None:
    answer = get(preview(out), "/")

    assert (answer.status, answer.body) == ("200 OK", b"<head></head>home")


def test_a_page_is_html_in_utf_8(out: Path) -> None:
    assert get(preview(out), "/").headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_folder_answers_with_its_index(out: Path) -> None:
    assert get(preview(out), "/story/").body == b"<head></head>story"


def test_under_a_base_path_the_top_leads_to_it(out: Path) -> None:
    answer = get(preview(out, "/repo/"), "/")

    assert (answer.status, answer.headers["Location"]) == ("302 Found", "/repo/")


def test_under_a_base_path_pages_stand_below_it(out: Path) -> None:
    assert get(preview(out, "/repo/"), "/repo/story/").body == b"<head></head>story"


def test_outside_the_base_path_there_is_no_page(out: Path) -> None:
    assert get(preview(out, "/repo/"), "/story/").status == "404 Not Found"


@pytest.mark.parametrize(
    ("base", "path", "target"), [("/", "/story", "/story/"), ("/repo/", "/repo/story", "/repo/story/"), ("/repo/", "/repo", "/repo/")]
)
def test_a_folder_without_its_slash_is_redirected(out: Path, base: str, path: str, target: str) -> None:
    answer = get(preview(out, base), path)

    assert answer.status.startswith("30")
    assert answer.headers["Location"] == target


@pytest.mark.parametrize(("base", "path"), [("/", "//etc"), ("/", "//{}/etc"), ("/", "//{}/_site/story"), ("/repo/", "/repo/{}/etc")])
def test_no_path_sends_a_browser_to_another_host_or_tells_what_lies_elsewhere(out: Path, base: str, path: str) -> None:
    (out.parent / "etc").mkdir()
    answer = get(preview(out, base), path.format(out.parent))

    assert (answer.status, answer.headers.get("Location")) == ("404 Not Found", None)


def test_a_link_to_a_folder_elsewhere_is_not_followed(out: Path) -> None:
    (out.parent / "elsewhere").mkdir()
    (out / "link").symlink_to(out.parent / "elsewhere")

    assert get(preview(out), "/link").status == "404 Not Found"


def test_a_page_that_does_not_exist_is_answered_with_the_sites_own_404_page(out: Path) -> None:
    answer = get(preview(out), "/nowhere/")

    assert (answer.status, answer.body) == ("404 Not Found", b"<head></head>no such page")


@pytest.mark.parametrize("path", [f"/{'a' * 300}", f"/{'a' * 300}/", f"/story/{'ä' * 200}.html", "/" + "a/" * 3000])
def test_a_name_that_is_too_long_for_a_disk_is_not_found(out: Path, path: str) -> None:
    answer = get(preview(out), path)

    assert (answer.status, answer.body) == ("404 Not Found", b"<head></head>no such page")


def test_a_site_without_a_404_page_still_says_not_found(out: Path) -> None:
    (out / "404.html").unlink()

    assert get(preview(out), "/nowhere/").status == "404 Not Found"


def test_a_style_sheet_is_sent_as_one(out: Path) -> None:
    assert get(preview(out), "/static/style.css").headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("path", ["/über.html", "/%C3%BCber.html"])
def test_a_name_in_any_script_is_found(out: Path, path: str) -> None:
    assert get(preview(out), path).body == b"<head></head>about"


def test_nothing_is_kept_by_the_browser(out: Path) -> None:
    assert get(preview(out), "/static/style.css").headers["Cache-Control"] == "no-store"


def test_the_length_is_that_of_the_body(out: Path) -> None:
    answer = get(preview(out), "/story/")

    assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/story/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2Fsecret.txt",
        "/%252e%252e/secret.txt",
        "{}",
        "/{}",
        "/\0",
        "/%00",
    ],
)
def test_no_path_leads_out_of_the_site(out: Path, path: str) -> None:
    answer = get(preview(out), path.format(out.parent / "secret.txt"))

    assert answer.status == "404 Not Found"
    assert b"secret" not in answer.body


def test_no_link_leads_out_of_the_site(out: Path) -> None:
    (out / "link.txt").symlink_to(out.parent / "secret.txt")

    assert get(preview(out), "/link.txt").status == "404 Not Found"


# Problems


@pytest.mark.parametrize("path", ["/", "/story/", "/nowhere/"])
def test_problems_take_the_place_of_every_page_that_exists_or_not(out: Path, path: str) -> None:
    answer = get(broken(out), path)

    assert (answer.status, b"Problems in the site" in answer.body) == ("500 Problems in the site", True)


def test_problems_are_shown_with_place_hint_and_excerpt_and_as_text(out: Path) -> None:
    body = get(broken(out), "/").body.decode()

    assert "claims.yaml:3:10: unknown key `&lt;b&gt;`. Did you mean `claim`?\n" in body
    assert "    3 |     - &lt;b&gt;: x &amp; y\n      |          ^^^\n" in body
    assert "<b>" not in body


def test_the_page_of_problems_can_be_reloaded_by_livereload(out: Path) -> None:
    assert b"</head>" in get(broken(out), "/").body


def test_files_that_are_no_pages_are_served_while_there_are_problems(out: Path) -> None:
    assert get(broken(out), "/static/style.css").status == "200 OK"


def test_problems_are_told_on_the_terminal_too(out: Path) -> None:
    told: list[str] = []
    Preview(out, "/", fails, told.append).refresh()

    assert len(told) == 1
    assert told[0].startswith("claims.yaml:3:10: unknown key")
    assert told[0].endswith("The last good site is still in _site.")


def test_when_the_problems_are_mended_the_site_is_back(out: Path) -> None:
    faults = [True]

    def rebuild() -> None:
        if faults:
            fails()

    app = preview(out, rebuild=rebuild)
    app.refresh()
    faults.clear()
    app.refresh()

    assert get(app, "/").body == b"<head></head>home"


def test_the_last_good_site_stays_on_the_disk_and_comes_back(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("_site"))
    claims = (root / "claims.yaml").read_text(encoding="utf-8")
    app = preview(root / "_site", "/repo/", lambda: build(root, root / "_site"))
    app.refresh()
    good = get(app, "/repo/").body
    (root / "claims.yaml").write_text(claims.replace("40 centimetres", "41 centimetres"), encoding="utf-8")
    app.refresh()
    while_broken = get(app, "/repo/").body
    kept = (root / "_site/index.html").read_bytes()
    (root / "claims.yaml").write_text(claims, encoding="utf-8")
    app.refresh()

    assert b"quote not found in seeds/courier.txt" in while_broken
    assert relaxed(kept) == good == get(app, "/repo/").body


def test_only_the_preview_relaxes_the_policy_that_keeps_livereload_out(tmp_path: Path) -> None:
    build(EXAMPLE, tmp_path / "_site")
    app = preview(tmp_path / "_site", "/repo/")
    stored, shown = (tmp_path / "_site/search/index.html").read_bytes(), get(app, "/repo/search/").body

    assert b"script-src 'self' 'unsafe-inline'" in shown
    assert b"unsafe-inline" not in stored
    assert b"connect-src 'self' ws:" in shown
    assert get(app, "/repo/static/scheme.js").body == (tmp_path / "_site/static/scheme.js").read_bytes()
    assert relaxed(b"<head></head>") == b"<head></head>"


def test_a_mistake_in_a_template_is_shown_in_the_browser_too(out: Path) -> None:
    def rebuild() -> None:
        raise ContentError([template_problem(TemplateSyntaxError("unexpected '}'", 3, "home.html.j2", "templates/home.html.j2"))])

    app = preview(out, rebuild=rebuild)
    app.refresh()

    assert b"templates/home.html.j2:3:1: unexpected &#x27;}&#x27;." in get(app, "/").body


def test_a_disk_that_fails_is_told_in_the_browser_too(out: Path) -> None:
    def rebuild() -> None:
        raise OSError("no space left on device")

    app = preview(out, rebuild=rebuild)
    app.refresh()

    assert b"no space left on device" in get(app, "/").body


# Ports


@contextlib.contextmanager
def taken(port: int = 0) -> Iterator[int]:
    """Listen on a port, any free one unless it is named."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()
        yield int(listening.getsockname()[1])


def unused() -> int:
    with taken() as port:
        return port


def test_a_port_that_is_free_is_the_one_used() -> None:
    port = unused()

    assert free_port(port) == port


def test_a_port_that_is_taken_gives_way_to_a_later_one() -> None:
    with taken() as port:
        assert port < free_port(port) < port + 20


def test_ports_that_are_all_taken_are_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.serve._TRIES", 1)
    with taken() as port, pytest.raises(OSError, match=f"no free port from {port} to {port}"):
        free_port(port)


def test_after_the_last_port_there_is_none() -> None:
    with taken(65535), pytest.raises(OSError, match="no free port"):
        free_port(65535)


# What is watched


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("seeds", "stories", "templates", "site_src", "_site", ".git", "__pycache__", "public"):
        (tmp_path / folder).mkdir()
    (tmp_path / "claims.yaml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["claims.yaml", "seeds", "stories", "templates", "site_src"])
def test_what_a_site_is_made_of_is_watched(name: str, root: Path) -> None:
    assert (root / name).resolve() in [path.resolve() for path in watched(root, root / "_site")]


@pytest.mark.parametrize("name", ["_site", ".git", "__pycache__", "public"])
def test_what_a_build_writes_is_not_watched(name: str, root: Path) -> None:
    assert (root / name).resolve() not in [path.resolve() for path in watched(root, root / "public")]


def test_the_private_folder_is_watched_wherever_it_lies(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    private = tmp_path_factory.mktemp("private")

    assert private.resolve() in [path.resolve() for path in watched(root, root / "_site", private)]


@pytest.mark.parametrize(
    ("written", "environment", "found"), [("../a", "", "../a"), ("../a", "/b", "/b"), ("", "/b", "/b"), ("", "", None)]
)
def test_the_private_folder_is_the_one_that_a_build_reads(
    written: str, environment: str, found: str | None, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "seeds/courier.txt").write_text("The bridge was closed.\n", encoding="utf-8")
    private = f"private: {written}, " if written else ""
    (root / "claims.yaml").write_text(CLAIMS.replace("site: {", f"site: {{{private}"), encoding="utf-8")
    monkeypatch.setenv("DIPTYCH_PRIVATE", environment)

    assert placed(root) == ("/repo/", root / found if found else None)


def test_nothing_is_watched_twice(root: Path) -> None:
    paths = [path.resolve() for path in watched(root, root / "_site")]

    assert len(paths) == len(set(paths))


def test_a_story_file_beside_claims_yaml_is_watched(root: Path) -> None:
    (root / "bridge.yaml").write_text("", encoding="utf-8")
    paths = [path.resolve() for path in watched(root, root / "_site")]

    assert (root / "bridge.yaml").resolve() in paths or root.resolve() in paths


# For real


CLAIMS = """\
site: {title: FIRST TITLE, url: "https://example.org/repo/"}
stories:
  - id: bridge
    title: The bridge closes
    sources: [{id: courier, file: seeds/courier.txt}]
    claims:
      - {id: closure, claim: The bridge is closed, statements: {courier: The bridge was closed}, relation: only}
"""
PATIENCE = 15.0
"""Seconds in which a change must have reached the browser."""

OPENER: Any = build_opener(ProxyHandler({}))


def fetched(url: str) -> str:
    """Return what stands at `url`, whatever its status; nothing while nobody listens."""
    try:
        with OPENER.open(url, timeout=5) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()
    except (URLError, ConnectionError, TimeoutError):
        return ""


def arrives(words: str, url: str) -> bool:
    """Tell whether `words` come to stand at `url` before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in fetched(url):
            return True
        time.sleep(0.1)
    return False


@dataclass(frozen=True, slots=True)
class Session:
    """What an editor saw while the server ran, and how it ended."""

    seen: tuple[tuple[str, bool], ...]
    exit_code: int
    seconds_to_stop: float
    out: str
    err: str


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Serve a site, change it, break it, mend it, and stop with Ctrl-C."""
    root = tmp_path_factory.mktemp("served")
    (root / "seeds").mkdir()
    (root / "seeds/courier.txt").write_text("The bridge was closed.\n", encoding="utf-8")
    (root / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    port = unused()
    url = f"http://{HOST}:{port}/repo/"
    command = [sys.executable, "-m", "diptych", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            seen = [("first", arrives("FIRST TITLE", url)), ("reload script", "livereload.js" in fetched(url))]
            for step, text, words in (
                ("changed", CLAIMS.replace("FIRST", "SECOND"), "SECOND TITLE"),
                ("broken", CLAIMS.replace("was closed", "was shut"), "quote not found in seeds/courier.txt"),
                ("mended", CLAIMS.replace("FIRST", "THIRD"), "THIRD TITLE"),
            ):
                (root / "claims.yaml").write_text(text, encoding="utf-8")
                seen.append((step, arrives(words, url)))
            start = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE)
            return Session(tuple(seen), process.returncode, time.monotonic() - start, out, err)
        finally:
            process.kill()


async def reload_comes(page: WebSocketClientConnection) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(4):
            while True:
                if json.loads(await page.read_message() or "{}").get("command") == "reload":
                    return True
    return False


async def reloads(port: int, saves: Sequence[Callable[[], object]]) -> list[bool]:
    """Connect as the script in a page does, and tell of each save whether the page was told to load itself again."""
    page = await websocket_connect(f"ws://{HOST}:{port}/livereload")
    for message in ({"command": "hello"}, {"command": "info", "url": f"http://{HOST}:{port}/"}):
        await page.write_message(json.dumps(message))
    await reload_comes(page)  # the one that follows a start
    reached = []
    for save in saves:
        save()
        reached.append(await reload_comes(page))
    page.close()
    return reached


def test_each_of_several_saves_in_a_row_reaches_the_page_private_texts_too(tmp_path: Path) -> None:
    root, private = tmp_path / "site", tmp_path / "private"
    for folder in (root, private):
        (folder / "seeds").mkdir(parents=True)
    (private / "seeds/courier.txt").write_text("The bridge was closed.\n", encoding="utf-8")
    pinned = f"publish: quotes, sha256: {sha256((private / 'seeds/courier.txt').read_bytes()).hexdigest()}"
    claims = CLAIMS.replace("seeds/courier.txt}", f"seeds/courier.txt, {pinned}}}")
    (root / "claims.yaml").write_text(claims, encoding="utf-8")
    saves = [
        partial((root / "claims.yaml").write_text, claims.replace("FIRST", "SECOND"), "utf-8"),
        partial((root / "claims.yaml").write_text, claims.replace("FIRST", "THIRD"), "utf-8"),
        partial((private / "seeds/courier.txt").write_text, "The bridge was open.\n", "utf-8"),
    ]
    port = unused()
    command = [sys.executable, "-m", "diptych", "--root", str(root), "serve", "--port", str(port)]
    environment = {**os.environ, "DIPTYCH_PRIVATE": str(private)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            assert arrives("FIRST TITLE", f"http://{HOST}:{port}/repo/")
            assert asyncio.run(reloads(port, saves)) == [True, True, True]
            assert "seeds/courier.txt has changed since it was pinned" in fetched(f"http://{HOST}:{port}/repo/")
        finally:
            process.kill()


@pytest.mark.parametrize("step", ["first", "reload script", "changed", "broken", "mended"])
def test_an_editor_sees_each_change_in_the_browser(session: Session, step: str) -> None:
    assert dict(session.seen)[step]


def test_ctrl_c_stops_the_server_at_once(session: Session) -> None:
    assert session.seconds_to_stop < 5


def test_ctrl_c_is_quiet(session: Session) -> None:
    assert session.out.count("\n") == 1
    assert "Traceback" not in session.err


def test_the_terminal_tells_the_problem_once_while_it_lasts(session: Session) -> None:
    assert session.err.count("quote not found in seeds/courier.txt") == 1
    assert "1 problem in claims.yaml\n\nThe last good site is still in _site.\n" in session.err


def test_the_terminal_is_not_filled_with_log_lines(session: Session) -> None:
    assert "500 GET" not in session.err


def test_ctrl_c_is_no_error(session: Session) -> None:
    assert session.exit_code in (0, 130)


def test_the_terminal_names_the_address(session: Session) -> None:
    assert "/repo/  (stop with Ctrl-C)\n" in session.out
