"""The words that pages use for relations, voices and sources, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diptych.model import Attribution, Relation, Statement
from diptych.text import joined

_RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Label:
    """A relation as readers meet it: its key (also its icon and colour), its word, its word after a count, what it means."""

    key: str
    word: str
    counted: str
    meaning: str


RELATIONS: Final = {
    Relation.CONFLICT: Label("conflict", "Conflict", "conflict", "The accounts cannot both be true."),
    Relation.DIFFER: Label("differ", "Differs", "differ", "The accounts are compatible, yet select, attribute or frame differently."),
    Relation.MORE_SPECIFIC: Label("more-specific", "More specific", "more specific", "The accounts are compatible, and one adds detail."),
    Relation.AGREE: Label("agree", "Agree", "agree", "The accounts say the same."),
    Relation.ONLY: Label("only", "Only in one", "only in one", "One account alone says it."),
}
"""In the order in which pages list them: what parts the accounts first."""

_VOICES: Final = {
    Attribution.OWN_VOICE: "in its own voice",
    Attribution.PARAPHRASE: "paraphrasing {speaker}",
    Attribution.QUOTE: "quoting {speaker}",
    Attribution.QUOTED_POST: "inside a reproduced post by {speaker}",
    Attribution.HEADLINE: "in a headline",
}


def voice(statement: Statement) -> str:
    """Return in whose voice a statement is made, to follow a source's name; nothing where the editor left it open."""
    if statement.attribution is None:
        return ""
    return _VOICES[statement.attribution].format(speaker=statement.speaker or "a speaker it does not name")


_LINKS: Final = {
    Attribution.OWN_VOICE: ("says in its own voice",),
    Attribution.PARAPHRASE: ("reports in its own words what was said by", "{speaker}"),
    Attribution.QUOTE: ("quotes the words of", "{speaker}"),
    Attribution.QUOTED_POST: ("reproduces a post by", "{speaker}"),
    Attribution.HEADLINE: ("says in its headline",),
}


def chain(name: str, statement: Statement) -> tuple[str, ...]:
    """Return who says that who said it, from the outlet inwards: names and what joins them, in turn."""
    if statement.attribution is None:
        return ()
    speaker = statement.speaker or "a speaker it does not name"
    return name, *(link.format(speaker=speaker) for link in _LINKS[statement.attribution])


def direction(language: str) -> str:
    """Return the direction in which a language is written, as HTML's `dir`.

    >>> direction("fa-IR"), direction("uk")
    ('rtl', 'ltr')
    """
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def verdict(relation: Relation, stating: Sequence[str], specific: Sequence[str]) -> str:
    """Return a relation in words that name the sources.

    >>> verdict(Relation.MORE_SPECIFIC, ["Courier", "Herald"], ["Herald"])
    'Herald is more specific'
    """
    if relation is Relation.ONLY:
        return f"Only in {stating[0]}"
    if relation is Relation.MORE_SPECIFIC:
        return f"{joined(specific)} {'is' if len(specific) == 1 else 'are'} more specific"
    return f"{joined(stating)} {RELATION_VERBS[relation]}"


RELATION_VERBS: Final = {Relation.AGREE: "agree", Relation.DIFFER: "differ", Relation.CONFLICT: "conflict"}
