"""The terminal that a command talks to: whether there is one, its colours, its characters, and texts laid out in its columns."""

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final
from unicodedata import bidirectional, category

NARROWEST: Final = 32
"""Columns that a text needs beside another; with fewer, they stand one under the other."""

RED: Final = 31
YELLOW: Final = 33
_HINGE: Final = " │ "


def prepare() -> None:
    """Let every character through where the system would stop at one: UTF-8 in the pipes of Windows, and `?` where nothing else can be."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
            if os.name == "nt" and not stream.isatty() and not os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(encoding="utf-8")


def colour() -> bool | None:
    """Return False where no colour is wanted (https://no-color.org), else None: then a terminal has colour and a pipe has none."""
    return False if os.environ.get("NO_COLOR") else None


def head(word: str, code: int) -> str:
    """Return the word that begins a line of the stream for problems, in the colour of that number where a person sees colours."""
    lit = sys.stderr.isatty() and colour() is None and (os.name != "nt" or "WT_SESSION" in os.environ)
    return f"\x1b[{code}m{word}\x1b[0m" if lit else word


def line(text: str, err: bool = False) -> None:
    """Print a line, at once; `err` prints it on the stream for problems."""
    print(text, file=sys.stderr if err else sys.stdout, flush=True)


def width() -> int:
    """Return how many columns the terminal has; 80 where nothing tells."""
    from shutil import get_terminal_size  # which brings all kinds of compression

    return get_terminal_size().columns


def is_narrow() -> bool:
    """Tell whether standard output cannot hold every character, so that programs get escapes instead."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"


def is_terminal() -> bool:
    """Tell whether a person sits at both ends of this command."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def shown(text: str) -> str:
    r"""Return a text on one line, without characters that would steer a terminal.

    >>> shown("a\x1b[2J\n b")
    'a[2J b'
    """
    return "".join(character for character in " ".join(text.split()) if category(character) != "Cc")


def leftwards(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left.

    >>> leftwards("call"), leftwards("مكالمة")
    (False, True)
    """
    return any(bidirectional(character) in ("R", "AL") for character in text)


def panels(texts: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return texts, each a list of paragraphs, as lines: side by side where `width` has room, else one under the other.

    A wide character takes two columns. A text that runs from right to left turns whole lines around in many a terminal, so it stands
    alone on its lines.

    >>> panels([["one two"], ["three"]], 80)[0].rstrip()
    'one two                                │ three'
    >>> panels([["one two"], ["three"]], 40)
    ['one two', '', 'three']
    """
    from wcwidth import ljust, wrap

    each = (width - len(_HINGE) * (len(texts) - 1)) // max(1, len(texts))
    apart = each < NARROWEST or any(leftwards(paragraph) for text in texts for paragraph in text)
    wrapped = [[line for part in text for line in wrap(part, width if apart else each) or [""]] for text in texts]
    if apart:
        return [line for at, lines in enumerate(wrapped) for line in (*([""] if at else []), *lines)]
    return [_HINGE.join(ljust(line, each) for line in row).rstrip() for row in zip_longest(*wrapped, fillvalue="")]
