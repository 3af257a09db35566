"""The words that pages use for relations, voices and sources, and nowhere else."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from diptych.model import Attribution, Relation, Statement
from diptych.words import Words

_RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

ORDER: Final = (Relation.CONFLICT, Relation.DIFFER, Relation.MORE_SPECIFIC, Relation.AGREE, Relation.ONLY)
"""The order in which pages list relations: what parts the accounts first."""


class Label(Struct, frozen=True):
    """A relation as readers meet it: its key (also its icon and colour), its word, its word after a count, what it means."""

    key: str
    word: str
    counted: str
    meaning: str


def relations(words: Words) -> dict[Relation, Label]:
    """Return the label of every relation, in the order in which pages list them."""
    return {relation: label(relation, words) for relation in ORDER}


def label(relation: Relation, words: Words) -> Label:
    """Return the label of one relation."""
    word, counted, meaning = (words.say(f"relation.{relation}.{part}") for part in ("word", "counted", "meaning"))
    return Label(relation.value, word, counted, meaning)


def voice(statement: Statement, words: Words) -> str:
    """Return in whose voice a statement is made, to follow a source's name; nothing where the editor left it open."""
    if statement.attribution is None:
        return ""
    return words.say(f"voice.{statement.attribution}", speaker=statement.speaker or words.say("voice.unnamed"))


_OWN_WORDS: Final = (Attribution.OWN_VOICE, Attribution.HEADLINE)


def chain(name: str, statement: Statement, words: Words) -> tuple[str, ...]:
    """Return who says that who said it, from the outlet inwards: names and what joins them, in turn."""
    if statement.attribution is None:
        return ()
    link = words.say(f"chain.{statement.attribution}")
    speaker = () if statement.attribution in _OWN_WORDS else (statement.speaker or words.say("voice.unnamed"),)
    return name, link, *speaker


def direction(language: str) -> str:
    """Return the direction in which a language is written, as HTML's `dir`.

    >>> direction("fa-IR"), direction("uk")
    ('rtl', 'ltr')
    """
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def language_name(tag: str, words: Words) -> str:
    """Return what a language is called in the language of `words`; a tag that says more stands behind it, one without a name for it.

    >>> words = Words("en", {"languages.pt": "Portuguese", "source.language-variant": "{language} ({tag})"})
    >>> [language_name(tag, words) for tag in ("pt", "pt-BR", "tlh")]
    ['Portuguese', 'Portuguese (pt-BR)', 'tlh']
    """
    known, spoken = tag.lower(), tag.lower().partition("-")[0]
    if f"languages.{known}" in words.entries:
        return words.say(f"languages.{known}")
    if f"languages.{spoken}" in words.entries:
        return words.say("source.language-variant", language=words.say(f"languages.{spoken}"), tag=tag)
    return tag


def verdict(relation: Relation, stating: Sequence[str], specific: Sequence[str], words: Words) -> str:
    """Return a relation in words that name the sources: “Herald is more specific”."""
    if relation is Relation.ONLY:
        return words.say("verdict.only", name=stating[0])
    if relation is Relation.MORE_SPECIFIC:
        return words.say("verdict.more-specific", names=words.joined(specific), count=len(specific))
    return words.say(f"verdict.{relation}", names=words.joined(stating))
