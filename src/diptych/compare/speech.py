"""Tell verbs of saying from nouns that look like them, and whether anything is said."""

from diptych.compare.tokens import Line


def is_verb(line: Line, at: int) -> bool:
    """Tell whether a word of saying is a verb here: "claims" after an article is none, nor is "statement", nor "States".

    >>> from diptych.compare.tokens import line
    >>> is_verb(line("he claims that"), 1), is_verb(line("the claims that"), 1)
    (True, False)
    """
    if line.kinds[at] != "word" or (line.capital(at) and at) or line.listed(at - 1, "grammar.be"):
        return False
    word, plain = line.words[at], line.stems[at].rstrip("~")
    ending = word.removeprefix(plain).lstrip(plain[-1:])
    inflected = word in line.table("irregular") or ending in line.table("reporting.verb_endings") or not word.startswith(plain)
    return inflected and not line.listed(at - 1, "grammar.articles") and _agrees(line, at)


def _agrees(line: Line, at: int) -> bool:
    """Tell whether the form fits a verb: a past, an "-s" before what is reported, a plain form after a plural."""
    word, irregular = line.words[at], line.listed(at, "irregular")
    if word.endswith("s") and not irregular:
        return line.listed(at + 1, "reporting.openers") or line.capital(at - 1)
    past = irregular or word.endswith(tuple(line.table("grammar.past_endings"))) or line.listed(at, "grammar.past_as_plain")
    return past or line.word(at - 1).endswith("s") or line.listed(at - 1, "reporting.pronouns")


def reports(line: Line, subject: int, after: int) -> bool:
    """Tell whether something is reported: words follow the verb, or stood before the subject with a comma or a quotation."""
    if line.listed(after, "reporting.begins_report") or line.content(after) or line.capital(after) or line.number(after):
        return True
    return line.listed(subject - 1, "reporting.openers") and line.word(after) in ("", ".", ",")


def quoted(line: Line) -> frozenset[int]:
    """Return the tokens between quotation marks; a lone mark after a stop closes what stood before it.

    >>> from diptych.compare.tokens import line
    >>> sorted(quoted(line("It fell,” she said"))), sorted(quoted(line("She said “it fell”")))
    ([0, 1, 2], [3, 4])
    """
    if '"' not in line.distinct:
        return frozenset()
    marks = [at for at, word in enumerate(line.words) if word == '"']
    if len(marks) % 2 and line.word(marks[0] - 1) in (",", ".", "!", "?"):
        marks = [-1, *marks]
    ends = [*marks[1::2], len(line)]
    return frozenset(at for start, end in zip(marks[::2], ends, strict=False) for at in range(start + 1, end))
