"""What a comparison finds, in a sentence or two: the counts, and the strongest difference; and what of it a page may show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from diptych.findings import Finding, StoryFindings
from diptych.model import Publish, Relation, Statement, Story
from diptych.pages.telling import briefly, clearest, parting
from diptych.words import Words


def in_short(names: Mapping[str, str], findings: StoryFindings, words: Words) -> str:
    """Return what the comparison of a story finds; `names` are those of its sources, by id."""
    if not findings.findings:
        count = sum(may_be_shown(findings.story, each) for each in findings.suggestions)
        found = [words.say("finding.unreviewed", count=len(names)), words.say("finding.suggested", count=count) if count else ""]
        return " ".join(filter(None, found))
    tally = Counter(each.relation for each in findings.findings)
    first = _of_shared({each: tally[each] for each in _SHARED if tally[each]}, "of-both" if len(names) == 2 else "of-several", words)
    lone = Counter(each.claim.statements[0].source_id for each in findings.findings if each.relation is Relation.ONLY)
    alone = [words.say("finding.alone", name=name, count=lone[source_id]) for source_id, name in names.items() if lone[source_id]]
    return " ".join(filter(None, [first, words.say("finding.sentence", told=words.joined(alone)) if alone else ""]))


def _of_shared(tally: Mapping[Relation, int], key: str, words: Words) -> str:
    """Return how the claims that accounts share are spread over relations; one alone is told in words of its own."""
    count = sum(tally.values())
    if count < 2:
        return "".join(words.say(f"finding.one-{key}", told=words.say(f"finding.one-{relation.value}")) for relation in tally)
    told = [words.say(f"finding.{relation.value}", count=tally[relation]) for relation in tally]
    whole = words.joined(told if Relation.CONFLICT in tally else [*told, words.say("finding.no-conflict")])
    return words.say(f"finding.{key}", count=count, told=whole)


_SHARED: Final = (Relation.AGREE, Relation.MORE_SPECIFIC, Relation.DIFFER, Relation.CONFLICT)


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


def origin_line(names: Sequence[str], words: Words) -> str:
    """Return that the outlets of these names reprint one text."""
    return words.say("finding.origin", names=words.joined(names), count=len(names))


def may_be_shown(story: Story, suggestion: Finding) -> bool:
    """Tell whether a page may show a suggestion: where only quotes are published, no editor has approved these."""
    return all(story.source(statement.source_id).publish is Publish.FULL for statement in suggestion.claim.statements)
