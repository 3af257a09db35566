"""What a run tells people and programs: counts that add up, in a line or as JSON."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diptych.counts import Report, Score, counted
from diptych.errors import Problem


def problem_json(each: Problem) -> dict[str, Any]:
    """Return a problem or warning for programs."""
    return {"file": each.place.file, "line": each.place.line, "column": each.place.column, "message": each.message, "hints": each.hints}


def shown(path: Path) -> str:
    """Return a path as a person in the current folder would type it."""
    whole, here = path.resolve(), Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def score_line(score: Score) -> str:
    """Return how many curated claims the aligner finds by itself, and how many of its suggestions an editor has."""
    found = f"found {score.found} of {score.curated}, {score.right} of {score.suggested} suggestions are curated"
    return f"{found} (precision {score.precision:.2f}, recall {score.recall:.2f}, F1 {score.f1:.2f})"


def by_name(quotes: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return the quotes counted by status, for programs."""
    return {str(status): count for status, count in quotes}


def _score_json(score: Score) -> dict[str, Any]:
    return {
        "curated": score.curated,
        "found": score.found,
        "suggested": score.suggested,
        "right": score.right,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }


def report_json(report: Report) -> dict[str, Any]:
    """Return everything that a build reports, for programs."""
    return {
        "quotes": by_name(report.quotes),
        "claims": dict(report.claims),
        "suggestions": report.suggestions,
        "drafts": report.drafts,
        "hidden": list(report.hidden),
        "aligner": _score_json(report.score) if report.score.curated or report.score.suggested else None,
        "warnings": [problem_json(each) for each in report.warnings],
        "notes": [problem_json(each) for each in report.notes],
        "moved": [problem_json(each) for each in report.moved],
        "stories": report.stories,
        "sources": report.sources,
        "left_out": list(report.left_out),
        "pages": report.pages,
        "files": {
            "changed": len(report.written.changed),
            "unchanged": report.written.unchanged,
            "removed": len(report.written.removed),
        },
        "changed": list(report.written.changed),
        "removed": list(report.written.removed),
        "seconds": {stage: round(seconds, 4) for stage, seconds in report.seconds},
    }


def quote_line(quotes: Sequence[tuple[str, int]]) -> str:
    """Return every quote counted by status; the counts add up to the number named first."""
    return f"{counted(sum(count for _, count in quotes), 'quote')}: {', '.join(f'{count} {status}' for status, count in quotes)}"


def report_lines(report: Report, out: Path | str, seconds: float) -> list[str]:
    """Return what a build tells people, its warnings aside. `out` is a folder or a URL."""
    written = report.written
    changes = f"{len(written.changed)} changed, {written.unchanged} unchanged, {len(written.removed)} removed"
    suggestions = f"Suggestions that nobody has reviewed: {report.suggestions} (diptych suggest shows them)"
    waiting = [counted(len(report.hidden), "story", "stories")] if report.hidden else []
    waiting += [counted(report.drafts, "draft claim")] if report.drafts else []
    return [
        f"Read {counted(report.stories, 'story', 'stories')}, {counted(report.sources, 'source')}, {quote_line(report.quotes)}",
        f"Claims: {', '.join(f'{count} {relation}' for relation, count in report.claims)}",
        *([f"Left out, not reviewed or rejected: {' and '.join(waiting)} (--drafts shows the drafts)"] if waiting else []),
        *([suggestions] if report.suggestions else []),
        *([f"Aligner against the curated claims: {score_line(report.score)}"] if report.score.curated else []),
        *(f"moved: {note}" for note in report.moved),
        *(f"note: {note}" for note in report.notes),
        *([f"Left out, since `site: url:` is not given: {', '.join(report.left_out)}"] if report.left_out else []),
        f"Wrote {counted(report.pages, 'page')} to {_where(out)}: {changes} files, in {seconds:.2f} s",
    ]


def _where(out: Path | str) -> str:
    if isinstance(out, Path):
        return shown(out)
    from diptych.store import public

    return public(out)


def unread() -> int:
    """Return the exit code of a run whose reader has gone, as in `| head`; what is still to be printed goes nowhere, and nobody is told."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def timings_line(seconds: Sequence[tuple[str, float]]) -> str:
    """Return where the time went, stage by stage; what several processes did at once is added up.

    >>> timings_line([("look", 0.01), ("read", 1.5)])
    'Seconds by stage: look 0.01, read 1.50'
    """
    return f"Seconds by stage: {', '.join(f'{stage} {each:.2f}' for stage, each in seconds)}"
