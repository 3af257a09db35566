"""What stands in a stored page and is not the article: breadcrumbs, teasers of other articles, comment forms, the author's box.

Only the text is looked at, line by line; phrases come from the language's rules, shapes (breadcrumbs, teasers) hold in any language.
A line that ends like a sentence is never taken for chrome by its shape alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from diptych.align.rules import Rules, rules
from diptych.align.words import plain
from diptych.alignment import Aside
from diptych.text import Span

_BREADCRUMB: Final = re.compile(r"^\S[^\n]*?(?:\s[>›»/|]\s[^\n]*?){2,}\S$")
_BYLINE: Final = re.compile(r"^(?:author|autor|auteur|by)\s*:\s*(?P<name>\S[^\n]*)$", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<!\w)@\w{3,}")
_LONGEST_CRUMB: Final = 200


def not_article(source: str, text: str, language: str) -> tuple[Aside, ...]:
    r"""Return the lines of `text` that look like the page and not like the article, in order.

    >>> [aside.reason for aside in not_article("a", "Home > News > Talks held\n\nTalks held\n\nLeave a Reply", "en")]
    ['breadcrumb', 'page furniture']
    """
    folded = plain(text)
    lines = list(_lines(folded))
    reasons = _reasons([line.of(folded) for line in lines], rules(language))
    return tuple([Aside(source, line, reasons[at]) for at, line in enumerate(lines) if at in reasons])


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, without the space around them."""
    start = 0
    for line in text.split("\n"):
        if words := line.strip():
            before = start + len(line) - len(line.lstrip())
            yield Span(before, before + len(words))
        start += len(line) + 1


def _reasons(lines: Sequence[str], known: Rules) -> dict[int, str]:
    found = dict(_teasers(lines, known))
    whole = "\n".join(lines).lower()
    phrases = [phrase for phrase in known.chrome_phrases if phrase in whole]
    for at, line in enumerate(lines):
        reason = _reason(line, known, phrases)
        if reason and at not in found:
            found[at] = reason
    found |= dict.fromkeys(_author_box(lines), "author’s box")
    return found


def _reason(line: str, known: Rules, phrases: Sequence[str]) -> str | None:
    small = line.lower()
    ended = _ended(line)
    if not ended and len(line) <= _LONGEST_CRUMB and _BREADCRUMB.match(line):
        return "breadcrumb"
    if small.strip(" .:!|>-") in known.chrome_lines or small.startswith(known.chrome_openers):
        return "page furniture"
    if small.startswith(known.chrome_labels) and not ended:
        return "page furniture"
    return "page furniture" if any(phrase in small for phrase in phrases) else None


def _ended(line: str) -> bool:
    """Tell whether a line ends like a sentence."""
    return line.rstrip("\"')").endswith((".", "!", "?"))


def _teasers(lines: Sequence[str], known: Rules) -> Iterator[tuple[int, str]]:
    """A line cut off by an ellipsis above "see more" is the teaser of another article, and so is the headline above it."""
    for at in range(1, len(lines)):
        if lines[at].lower().strip(" .:>-") not in known.teaser_ends:
            continue
        yield at, "teaser of another article"
        if re.search(r"(?:\u2026|\.\.\.)\W*$", lines[at - 1]):
            yield at - 1, "teaser of another article"
            if at > 1 and not _ended(lines[at - 2]):
                yield at - 2, "teaser of another article"


def _author_box(lines: Sequence[str]) -> Iterator[int]:
    """The byline at the end, and a line after it that begins with the author's name or gives a handle."""
    for at, line in enumerate(lines):
        byline = _BYLINE.match(line)
        if not byline or _ended(line):
            continue
        yield at
        yield from (
            later
            for later in range(at + 1, min(at + 3, len(lines)))
            if lines[later].startswith(byline["name"]) and (_HANDLE.search(lines[later]) or later == len(lines) - 1)
        )
