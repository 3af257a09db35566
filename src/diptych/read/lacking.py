"""What is missing before publication: it builds without, but readers would miss it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from diptych.errors import Problem
from diptych.manifest import Review
from diptych.model import Publish
from diptych.read.entries import Entries
from diptych.read.form import Entry, SiteEntry, SourceEntry, StoryEntry
from diptych.read.site import entries_of
from diptych.text import counted

_EXAMPLES: Final = ("example.org", "example.com", "example.net")
"""Hosts that nobody can have (RFC 2606): an address there is still to be replaced."""


def lacking(root: Path, url: str = "") -> tuple[Problem, ...]:
    """Return what the site in `root` lacks before it is published, in file order, each with its way out.

    `url` is the site's address where it does not come from the file. What cannot be read is left to `read_site` to tell.
    """
    written = entries_of(root)
    if written is None:
        return ()
    claims, stories = written
    site = claims.top.site
    found = list(_site(site, claims.entries, url)) if isinstance(site, SiteEntry) else []
    for story, holder in stories:
        if story.status is not Review.REJECTED:
            found += sorted(_story(root, story, holder), key=lambda problem: problem.place)
    return tuple(found)


def _lack(entries: Entries, entry: Entry, key: str, message: str, way_out: str) -> Problem:
    """Return what is missing, at its key where that is written, else at the entry."""
    return Problem(entries.yaml_file.place(entries.node(entry, key)), message, (way_out,))


def _site(site: SiteEntry, entries: Entries, url: str) -> Iterator[Problem]:
    host = urlsplit(url or site.url).hostname or ""
    if not host:
        way_out = "Write `url: https://…` under `site:`, or build with --url, as the shipped workflow does."
        yield _lack(entries, site, "url", "the site has no `url`", way_out)
    elif any(host == example or host.endswith(f".{example}") for example in _EXAMPLES):
        yield _lack(entries, site, "url", f"`url` is at {host}, an address for examples", "Write the address where the site will live.")
    if not site.description:
        yield _lack(entries, site, "description", "the site has no `description`", "Say in a sentence what it compares.")
    if not entries.has(site, "language"):
        yield _lack(entries, site, "language", "the site names no `language`", f"Write `language: {site.language}`, or what is right.")


def _story(root: Path, story: StoryEntry, entries: Entries) -> Iterator[Problem]:
    if story.status is Review.DRAFT:
        way_out = "Review it, then take `status: draft` away."
        yield _lack(entries, story, "status", f"story `{story.id}` is a draft and stays off the site", way_out)
    for source in story.sources:
        yield from _source(root, source, entries)
    for claim in story.claims:
        if claim.status is Review.DRAFT:
            way_out = "Review it, then take `status: draft` away, or write `rejected`."
            yield _lack(entries, claim, "status", f"claim `{claim.id}` is a draft and stays off the site", way_out)
        elif claim.status is Review.REVIEWED and not claim.relation and len(claim.statements) > 1:
            yield _lack(entries, claim, "relation", f"the relation of `{claim.id}` is only proposed", "Write `relation:` as you see it.")
    anonymous = [claim for claim in story.claims if claim.status is Review.REVIEWED and not claim.reviewed_by]
    if anonymous and not story.reviewed_by:
        message = f"{counted(len(anonymous), 'claim')} of `{story.id}` without `reviewed_by`"
        yield _lack(entries, anonymous[0], "reviewed_by", message, "Name who reviewed them, at each claim or once at the story.")


def _source(root: Path, source: SourceEntry, entries: Entries) -> Iterator[Problem]:
    if source.publish is Publish.FULL and not source.licence:
        way_out = "Write `licence:` if its text may be published, else `publish: quotes`."
        yield _lack(entries, source, "publish", f"source `{source.id}` is published in full without a `licence`", way_out)
    if source.url and not source.archive_url:
        way_out = "Save the page at web.archive.org, and write the address that you get as `archive_url:`."
        yield _lack(entries, source, "archive_url", f"source `{source.id}` has no `archive_url`", way_out)
    if not source.note:
        for key, what in (("url", "address"), ("published", "date")):
            if not getattr(source, key):
                way_out = f"Write `{key}:`, or say in `note:` why it is not known."
                yield _lack(entries, source, key, f"source `{source.id}` has no {what} (`{key}`)", way_out)
    if not source.sha256:
        way_out = f"Write `sha256: {_hash(root / source.file)}`."
        yield _lack(entries, source, "sha256", f"source `{source.id}` is not pinned", way_out)


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "…"
