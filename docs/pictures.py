"""Retake the pictures of the README and of the tutorial, from the real thing: `python docs/pictures.py`.

The commands of the tutorial run in a temporary folder, in a terminal of their own, as `tests/test_guide.py` follows them too; Chromium
takes the pictures, of what they printed and of the pages that they made. Wanted: `pip install -e '.[test]' pillow`, Chromium, Linux.
"""

import html
import io
import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS, GUIDE = REPOSITORY / "docs", REPOSITORY / "site_src" / "guide"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LIGHTHOUSE = re.compile(r"^  - id: lighthouse\n.*?(?=^  - id: ferry\n)", re.DOTALL | re.MULTILINE)
PROMPT = "[?] help"

KEYS = "raaaar"
"""What is pressed at the cards of the ferry: all that both tell is kept, the two that compare headlines are not."""

CARD = "84"
"""What the card in the picture must have: the number of passengers, on which the accounts conflict."""

WIDE = 112
"""Columns of a terminal that holds the carets below a quote, and the table of `diptych doctor`."""

TERMINAL = """<!doctype html><meta charset="utf-8"><title>Terminal</title><style>
body {{ margin: 0 }}
pre {{ box-sizing: border-box; width: calc({columns}ch + 3em); margin: 0; padding: 1.2em 1.5em; background: #1d1f21; color: #e6e4df;
  font: 16px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere }}
i {{ color: #8fbf8f; font-style: normal }}
b {{ color: #fff }}
</style><pre>{text}</pre>"""


# The tutorial


def follow(folder: Path, browser: Browser) -> None:
    """Do what the tutorial says, word for word, in an empty folder, and take its pictures on the way."""
    tutorial = (GUIDE / "tutorial.md").read_text(encoding="utf-8")
    site = folder / "ferry-reports"
    for block in BLOCK.finditer(tutorial):
        if block[1] == "text":
            (name,) = re.findall(r"`(seeds/[\w-]+\.txt)`", tutorial[: block.start()].rstrip().rsplit("\n", 1)[-1])
            (site / name).write_text(block[2], encoding="utf-8")
        elif block[1] == "yaml":
            with (site / "claims.yaml").open("a", encoding="utf-8") as claims:
                claims.write(block[2])
        else:
            for line in (line for line in block[2].splitlines() if line.startswith("diptych ")):
                step(line, site if site.exists() else folder, browser)


def step(line: str, folder: Path, browser: Browser) -> None:
    """Run one command of the tutorial, and take the picture that belongs to it."""
    command = line.split()[1]
    claims = folder / "claims.yaml"
    if command == "doctor":
        kept = LIGHTHOUSE.sub("", claims.read_text(encoding="utf-8"))
        claims.write_text(re.sub(r"(?m)^  description: .*", "  description: Two reports of one ferry.", kept), encoding="utf-8")
    told = run(line, folder, KEYS if command == "suggest" else "", WIDE if command == "doctor" else 80)
    if command == "add" and "--title" in line:
        picture(screen(browser, typed(line) + told, 80), GUIDE / "add.png")
    elif command == "suggest":
        (card,) = (each for each in told.split(PROMPT) if "conflict" in each and CARD in each)
        picture(screen(browser, card[card.index("\x1b[1m") :] + PROMPT + "\x1b[0m", 80), GUIDE / "suggest.png")
    elif command == "check":
        written = claims.read_text(encoding="utf-8")
        claims.write_text(written.replace("the old engine in March", "the old engine in Marsh"), encoding="utf-8")
        picture(screen(browser, typed(line) + run(line, folder), WIDE), GUIDE / "mistake.png")
        claims.write_text(written, encoding="utf-8")
    elif command == "doctor":
        told = told.replace(str(REPOSITORY), "~/diptych")  # where this checkout is, is nobody else's place
        picture(screen(browser, typed(line) + told, WIDE), GUIDE / "doctor.png")
    elif command == "build":
        pictures_of_pages(folder / "_site", browser)


def pictures_of_pages(out: Path, browser: Browser) -> None:
    """Take the story page of the invented example, or, once it is deleted, that of the ferry on a phone."""
    if (out / "lighthouse").exists():
        page = opened(browser, out / "lighthouse/index.html", 1000, 850, 1.3)
        picture(page.screenshot(), GUIDE / "story.png")
    else:
        page = opened(browser, out / "ferry/index.html", 360, 680, 1.75)
        top = page.screenshot()
        page.locator("main h2").first.evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 16)")
        picture(beside(top, page.screenshot()), GUIDE / "phone.png")


def run(line: str, folder: Path, keys: str = "", columns: int = 80) -> str:
    """Run a command in a terminal, press a key whenever it asks for one, and return what it showed."""
    leader, follower = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "GITHUB_ACTIONS", "CI")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**clean, "PATH": path, "COLUMNS": str(columns), "TERM": "xterm"}
    shown, pressed = b"", 0
    with subprocess.Popen(
        shlex.split(line), cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True
    ) as process:
        os.close(follower)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([leader], [], [], 0.05)[0]:
                asked = shown.count(PROMPT.encode()) > pressed and pressed < len(keys)
                if asked and not termios.tcgetattr(leader)[3] & termios.ICANON:  # it waits for a key, and not for a line
                    os.write(leader, keys[pressed].encode())
                    pressed += 1
            elif found := received(leader):
                shown += found
            else:
                break
        os.close(leader)
        process.kill()
    return shown.decode().replace("\r\n", "\n")


def received(leader: int) -> bytes:
    """Return what a terminal shows next, and nothing at its end."""
    try:
        return os.read(leader, 4096)
    except OSError:  # how Linux says that nobody is at the other end any more
        return b""


# Pictures


def typed(line: str) -> str:
    """Return a command as it stands after the prompt of a terminal."""
    return f"\x1b[32mferry-reports $\x1b[0m {line}\n"


def screen(browser: Browser, shown: str, columns: int) -> bytes:
    """Return the picture of what a terminal showed, 1280 pixels wide."""
    text = html.escape(re.sub(r"[^\n]*\r\x1b\[K", "", shown).strip("\n"), quote=False)
    for code, tag in (("1", "b"), (r"3\d", "i")):
        text = re.sub(rf"\x1b\[{code}m(.*?)\x1b\[0m", rf"<{tag}>\1</{tag}>", text, flags=re.DOTALL)
    assert not re.search(rf"\x1b|{re.escape(str(REPOSITORY))}|{re.escape(tempfile.gettempdir())}", text), text
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    page.set_content(TERMINAL.format(columns=columns, text=text))
    width = page.locator("pre").evaluate("box => box.getBoundingClientRect().width")
    page = browser.new_page(viewport={"width": 1400, "height": 800}, device_scale_factor=1280 / width)
    page.set_content(TERMINAL.format(columns=columns, text=text))
    return page.locator("pre").screenshot()


def opened(browser: Browser, path: Path, width: int, height: int, scale: float = 1) -> Page:
    """Return a page of a site in a window of that size, by daylight and at rest."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(path.as_uri())
    return page


def beside(left: bytes, right: bytes) -> bytes:
    """Return two pictures of one size as one, a gap between them."""
    images = [Image.open(io.BytesIO(each)) for each in (left, right)]
    width, height = images[0].size
    both = Image.new("RGB", (2 * width + 20, height), "#8c8a85")
    for at, image in enumerate(images):
        both.paste(image, (at * (width + 20), 0))
    made = io.BytesIO()
    both.save(made, "PNG")
    return made.getvalue()


def picture(taken: bytes, path: Path) -> None:
    """Store a picture in 128 colours, which is all that these pages need."""
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(REPOSITORY)}: {path.stat().st_size // 1000} KB")


def readme(folder: Path, browser: Browser) -> None:
    """Take the two pictures of the README from the site of this repository."""
    run(f"diptych --root {shlex.quote(str(REPOSITORY))} build --out {shlex.quote(str(folder / 'demo'))}", folder)
    story = folder / "demo/xi-zelensky-call"
    picture(opened(browser, story / "index.html", 1280, 1000).screenshot(), DOCS / "story.png")
    page = opened(browser, story / "read/index.html", 1280, 1000)
    page.locator("#antiwar--call-length a").first.click()
    picture(page.screenshot(), DOCS / "reader.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        follow(Path(name), browser)
        readme(Path(name), browser)
        browser.close()


if __name__ == "__main__":
    main()
