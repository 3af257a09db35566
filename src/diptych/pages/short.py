"""What a comparison finds, in a sentence or two: the counts, and the strongest difference; and what of it a page may show."""

from collections import Counter
from collections.abc import Mapping, Sequence

from diptych.findings import Finding, StoryFindings
from diptych.model import Publish, Relation, Statement, Story
from diptych.pages.telling import briefly, clearest, parting
from diptych.text import counted, joined


def in_short(names: Mapping[str, str], findings: StoryFindings) -> str:
    """Return what the comparison of a story finds; `names` are those of its sources, by id."""
    tally = Counter(each.relation for each in findings.findings)
    shared = len(findings.findings) - tally[Relation.ONLY]
    if not findings.findings:
        count = sum(may_be_shown(findings.story, each) for each in findings.suggestions)
        found = f" The program suggests {counted(count, 'shared claim')}." if count else ""
        return f"{counted(len(names), 'account')}, not yet compared by an editor.{found}"
    more_specific = f"in {tally[Relation.MORE_SPECIFIC]} one account is more specific" if tally[Relation.MORE_SPECIFIC] else ""
    told = [
        _telling(tally[Relation.AGREE], "agrees", "agree"),
        more_specific,
        _telling(
            tally[Relation.DIFFER], "differs in what they select, attribute or stress", "differ in what they select, attribute or stress"
        ),
        _telling(tally[Relation.CONFLICT], "conflicts", "conflict") or "none conflict",
    ]
    makers = "both accounts make" if len(names) == 2 else "two or more accounts make"
    first = f"Of the {counted(shared, 'claim')} that {makers}, {joined(list(filter(None, told)))}." if shared else ""
    lone = Counter(each.claim.statements[0].source_id for each in findings.findings if each.relation is Relation.ONLY)
    alone = [f"{name} alone makes {counted(lone[source_id], 'claim')}" for source_id, name in names.items() if lone[source_id]]
    return " ".join(filter(None, [first, f"{joined(alone)}." if alone else ""]))


def _telling(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}" if count else ""


def strongest(findings: StoryFindings) -> tuple[str, dict[str, str]] | None:
    """Return the id of the claim that parts the accounts most, with a few words of each source on it by id; None where none does.

    The words are the values that differ where these speak for themselves (40 metres, 14 metres), else the beginning of each quote.
    """
    apart = [each for each in findings.findings if each.relation not in (Relation.AGREE, Relation.ONLY)]
    if not apart:
        return None
    found = min(apart, key=parting)
    ids = {source.name: source.id for source in findings.story.sources}
    for pair in found.proposal.pairs:
        clear = clearest(pair.differences)
        if clear and pair.a in ids and pair.b in ids:
            return found.claim.id, {ids[pair.a]: clear.a or "", ids[pair.b]: clear.b or ""}
    return found.claim.id, {each.source_id: briefly(_words(findings.story, each)) for each in found.claim.statements}


def _words(story: Story, statement: Statement) -> str:
    text = story.source(statement.source_id).text
    return " […] ".join(" ".join(span.of(text).split()) for span in statement.passages[0].match.spans)


def origin_line(names: Sequence[str]) -> str:
    """Return that the outlets of these names reprint one text.

    >>> origin_line(["Courier", "Herald"])
    'Courier and Herald reprint one text: 2 outlets, 1 origin.'
    """
    return f"{joined(names)} reprint one text: {len(names)} outlets, 1 origin."


def may_be_shown(story: Story, suggestion: Finding) -> bool:
    """Tell whether a page may show a suggestion: where only quotes are published, no editor has approved these."""
    return all(story.source(statement.source_id).publish is Publish.FULL for statement in suggestion.claim.statements)
