"""Rating entries to `Rating` records, with their scale checked."""

from diptych.model import Claimant, Rating, Scale
from diptych.read.entries import Entries
from diptych.read.form import Kind, RatingEntry, ScaleEntry


def read_rating(entries: Entries, entry: RatingEntry) -> Rating:
    """Return the rating of `entry`. What is wrong with its scale is noted at the scale."""
    by = entry.claimant
    return Rating(
        verdict=entry.verdict,
        explanation=entry.explanation,
        evidence=tuple(entry.evidence),
        reviewer=entry.reviewer,
        date=entry.date,
        scale=_scale(entries, entry.scale) if entry.scale else None,
        claimant=Claimant(by.name, by.kind is Kind.PERSON, by.url) if by else None,
    )


def _scale(entries: Entries, entry: ScaleEntry) -> Scale | None:
    if not all((entry.value, entry.worst, entry.best)):
        return None  # a step is missing or is no number, and that has been said
    value, worst, best = int(entry.value), int(entry.worst), int(entry.best)
    if worst < 1:
        entries.problem(entries.node(entry, "worst"), "a scale begins at 1 or higher.")
    if best <= worst:
        entries.problem(entries.node(entry, "best"), f"the best step, {best}, must be higher than the worst, {worst}.")
    elif not worst <= value <= best:
        entries.problem(entries.node(entry, "value"), f"{value} is not on the scale from {worst} to {best}.")
    return Scale(value, worst, best)
