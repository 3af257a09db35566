"""When a comparison was first published and when it last changed: from the editor's file alone, never from the clock.

Dates are as precise as they were written (`2024`, `2024-03`, `2024-03-12`); the less precise of two counts as its first day.
"""

from collections.abc import Iterable

from msgspec import Struct

from diptych.model import Claim, Story


class Dates(Struct, frozen=True):
    """When something was first published and when it last changed; empty where the file does not tell."""

    published: str
    changed: str

    @property
    def latest(self) -> str:
        """The last date on record, or nothing."""
        return newest((self.published, self.changed))


def newest(dates: Iterable[str]) -> str:
    """Return the latest of some dates, or nothing where none is known.

    >>> newest(["2024-03-12", "", "2024-03-16", "2024"])
    '2024-03-16'
    """
    return max(dates, default="")


def claim_dates(story: Story, claim: Claim) -> Dates:
    """Return when `claim` was first published, with its story unless it says otherwise, and when it last changed."""
    rated = claim.rating.date if claim.rating else ""
    published = claim.published or story.published
    changed = newest([claim.updated, rated, *(each.date for each in claim.corrections)])
    return Dates(published, changed if changed != published else "")


def story_dates(story: Story) -> Dates:
    """Return when `story` was first published, and when it or one of its claims last changed."""
    claims = [claim_dates(story, claim) for claim in story.claims]
    changed = newest([story.updated, *(each.latest for each in claims)])
    return Dates(story.published, changed if changed != story.published else "")


def known_since(story: Story, dates: Dates) -> str:
    """Return the date on which the feeds place `story`, which has these `dates`: its last one on record.

    Where the file has none, the comparison is at least as young as the youngest thing it rests on: the newest date of a source, or the
    day of the event.
    """
    sources = [source.provenance for source in story.sources]
    rests_on = [date for each in sources for date in (each.published, each.updated, each.retrieved)]
    return dates.latest or newest([*rests_on, story.event_date])
