"""The corrections of a story, and of all stories, as pages list them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:  # rows are read before it is known whether any story is to be made
    from diptych.pages.views import StoryView


class Corrected(Struct, frozen=True):
    """One correction, with the claim that it changed."""

    date: str
    changed: str
    why: str
    claim: str
    path: str
    story: str


def corrections(story: "StoryView") -> tuple[Corrected, ...]:
    """Return the corrections of a story's claims, newest first."""
    return in_order(
        Corrected(each.date, each.changed, each.why, row.text, row.path, story.title)
        for row in story.rows
        for each in row.claim.corrections
    )


def in_order(found: Iterable[Corrected]) -> tuple[Corrected, ...]:
    """Return corrections newest first; those of one day stay in their order."""
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))
