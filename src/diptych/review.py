"""Suggestions before a person, one after the other: each decision is in the file before the next one is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from diptych.errors import Problem
from diptych.findings import Finding
from diptych.manifest import Review
from diptych.model import Statement, Story
from diptych.read import in_edit, opening, trial
from diptych.suggest import as_yaml, with_text
from diptych.terminal import panels, shown
from diptych.write import write_text

KEYS: Final = "[a]ccept  [e]dit  [r]eject  [s]kip  [q]uit  [?] help"
HELP: Final = """\
a  accept: the claim stands in the file as reviewed, as it is shown here
e  edit: the claim opens in your editor ($EDITOR) first; it is written when you save, and only if every quote stands
r  reject: it is written with `status: rejected` and never suggested again
s  skip: nothing is written, and it is suggested again next time
q  quit: what you decided so far is in the file already
"""
_HEAD: Final = """\
# Say in neutral words what is compared, give it a short id, look at the relation, take away what is not meant; save and close.
# Close without saving to leave everything as it is.
"""
_WRITTEN: Final = {"a": Review.REVIEWED, "e": Review.REVIEWED, "r": Review.REJECTED}
_MORE: Final = 3
"""Reasons shown; the first ones are the surest."""


class Person(Struct, frozen=True):
    """Who decides: `key` returns the next key pressed, `edit` an edited text or None, `show` shows a line, `style` sets one off.

    `width` is that of the terminal.
    """

    key: Callable[[], str]
    edit: Callable[[str], str | None]
    show: Callable[[str], object]
    style: Callable[[str], str]
    width: int


class Tally(Struct, frozen=True):
    """What came of the suggestions; they add up to all that there were."""

    accepted: int
    rejected: int
    left: int

    def __str__(self) -> str:
        return f"{self.accepted} accepted, {self.rejected} rejected, {self.left} left for another time"


def review(root: Path, suggestions: Sequence[tuple[Story, Finding]], person: Person) -> Tally:
    """Show each suggestion, ask for a decision, write it, and say what came of all of them."""
    statuses: list[Review] = []
    for at, (story, finding) in enumerate(suggestions, 1):
        person.show("\n".join(["", *card(story, finding, f"{at} of {len(suggestions)}", person)]))
        decision = _decided(root, story, finding, person)
        if decision is None:
            break
        statuses.append(decision)
    accepted, rejected = statuses.count(Review.REVIEWED), statuses.count(Review.REJECTED)
    return Tally(accepted, rejected, len(suggestions) - accepted - rejected)


def _decided(root: Path, story: Story, finding: Finding, person: Person) -> Review | None:
    """Return what became of a suggestion, a draft being one that was left alone, or None to quit."""
    edited = as_yaml(finding, "", Review.REVIEWED)
    while True:
        person.show(person.style(KEYS))
        key = person.key().lower()
        if key in ("q", "\x1b"):
            return None
        if key == "s":
            return Review.DRAFT
        if key == "e":
            saved = person.edit(_HEAD + edited)
            if saved is None:
                continue
            edited = saved.replace("\r\n", "\n").removeprefix(_HEAD).strip("\n") + "\n"
        if key not in _WRITTEN:
            person.show(HELP)
            continue
        status = _WRITTEN[key]
        problems = _add(root, story, edited if key == "e" else as_yaml(finding, "", status))
        if not problems:
            return status
        for problem in problems:
            person.show(f"\n{problem}\n")


def _add(root: Path, story: Story, text: str) -> list[Problem]:
    """Write the items of `text` below the claims of `story`, or return why they cannot stand there; then nothing is written."""
    place = opening(root, story.place.file, story.id)
    whole = with_text(place, text)
    first = (place.before + place.lead).count("\n") + 1
    problems = trial(story, place.former, whole)
    if not problems:
        write_text(root / story.place.file, whole)
    return [in_edit(problem, first, len(place.indent)) for problem in problems]


def card(story: Story, finding: Finding, number: str, person: Person) -> list[str]:
    """Return a suggestion as lines: the claim, how it relates and why it is suggested, then what each source says, side by side."""
    claim, hint = finding.claim, finding.hint
    names = {source.id: source.name for source in story.sources}
    specific = f" ({', '.join(names[each] for each in finding.specific)})" if finding.specific else ""
    title, *more = panels([[f"{shown(story.title)}, {number}", shown(claim.text)]], person.width)
    lines = [person.style(title), *more, ""]
    lines += panels([_said(story, each, names[each.source_id]) for each in claim.statements], person.width)
    lines += ["", *panels([[f"Relation: {finding.relation.value}{specific}. {shown(finding.proposal.reason)}"]], person.width)]
    if hint:
        lines.append(f"{min(99, round(hint.confidence * 100))} % sure, because:")
        lines += [f"  {line}" for reason in hint.reasons[:_MORE] for line in panels([[shown(reason)]], person.width - 2)]
    return [*lines, ""]


def _said(story: Story, statement: Statement, name: str) -> list[str]:
    text = story.source(statement.source_id).text
    quotes = [f"“{shown(span.of(text))}”" for span in statement.spans]
    voice = statement.attribution.value if statement.attribution else ""
    return [shown(name), *quotes, *([f"({', '.join(filter(None, [voice, shown(statement.speaker)]))})"] if voice else [])]
