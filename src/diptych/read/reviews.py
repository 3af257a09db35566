"""Who stands behind a claim or a story."""

from diptych.manifest import Review
from diptych.read.entries import Entries
from diptych.read.form import ClaimEntry, StoryEntry
from diptych.read.unseen import unseen_in


def reviewed_by(entry: ClaimEntry | StoryEntry, entries: Entries, otherwise: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return who stands behind a claim or a story, after noting a name that stands twice and a review of what is a draft.

    `otherwise` stand behind what is reviewed and names nobody.
    """
    names = tuple(entry.reviewed_by) if isinstance(entry.reviewed_by, list) else tuple(filter(None, [entry.reviewed_by]))
    if entry.status is Review.DRAFT and names:
        way_out = "Take `status: draft` away when the review is done."
        entries.key_problem(entry, (), "reviewed_by", "`reviewed_by` stands on a draft, which nobody has reviewed yet.", way_out)
    for index, name in enumerate(names):
        if unseen_in(entries.yaml_file, entries.problems, entries.node(entry, "reviewed_by", index), "reviewed_by", name):
            continue
        if not name.strip():
            entries.problem(entries.node(entry, "reviewed_by", index), "`reviewed_by` names nobody here.")
        elif name in names[:index]:
            node = entries.node(entry, "reviewed_by", index)
            entries.problem(node, f"`{name}` is named twice; a second reviewer is another person.")
    return names or (otherwise if entry.status is Review.REVIEWED else ())
