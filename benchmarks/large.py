"""Sites that are large in one way each, in words that are made up, to see that nothing grows faster than what it is given."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

_WORDS: Final = """\
river bridge council harbour engine warehouse ferry market report repair storm hearing budget vote school bakery tunnel garden station
captain mayor driver witness officer neighbour worker engineer teacher closed opened rose fell burned collapsed delayed found lost moved
began ended early late heavy narrow wooden northern southern crowded quiet long short first second third"""
_NAMES: Final = ("Ana Ruiz", "Ines Prado", "Tomas Lindqvist", "Mira Kowal", "Omar Haddad", "Lena Fischer")


def sentences(chance: random.Random, words: int) -> list[str]:
    """Return sentences of some 15 words each, together as many words as asked; no two are alike."""
    return [_sentence(chance, number) for number in range(words // 15)]


def _sentence(chance: random.Random, number: int) -> str:
    told = " ".join(chance.choices(_WORDS.split(), k=9))
    when = chance.choice(["on Monday", "last week", "in March 2021", "at noon", "yesterday"])
    return f"The {told} number {number} {when}, {chance.choice(_NAMES)} said."


def long_source(folder: Path, words: int = 100_000, claims: int = 500) -> None:
    """Write a story of one long source beside a short one, with `claims` claims on it."""
    chance = random.Random(1)
    found = sentences(chance, words)
    short = sentences(random.Random(2), 600)
    quoted = [found[at * len(found) // claims] for at in range(claims)]
    _write(folder, [found, short], [{"s0": quote} for quote in quoted])


def many_sources(folder: Path, sources: int = 30, claims: int = 12) -> None:
    """Write a story of many sources, all of which make every claim."""
    texts = [sentences(random.Random(at), 600) for at in range(sources)]
    _write(folder, texts, [{f"s{at}": text[number] for at, text in enumerate(texts)} for number in range(claims)])


def many_claims(folder: Path, claims: int = 2_000) -> None:
    """Write a story of two sources that both make every claim."""
    texts = [sentences(random.Random(at), 15 * claims) for at in range(2)]
    _write(folder, texts, [{"s0": texts[0][number], "s1": texts[1][number]} for number in range(claims)])


def wrong_quotes(folder: Path, wrong: int = 1_000, words: int = 20_000) -> None:
    """Write a story of which every quote has a wrong word."""
    found = sentences(random.Random(1), words)
    mistaken = [found[at % len(found)].replace("number", "nummer") for at in range(wrong)]
    _write(folder, [found, sentences(random.Random(2), 600)], [{"s0": quote} for quote in mistaken])


CASES: Final[dict[str, tuple[str, Callable[[Path], None]]]] = {
    "long-source": ("a source of 100,000 words with 500 claims", long_source),
    "many-sources": ("30 sources, 12 claims that all make", many_sources),
    "many-claims": ("2,000 claims that both of two sources make", many_claims),
    "wrong-quotes": ("1,000 wrong quotes of a source of 20,000 words", wrong_quotes),
}


def _write(folder: Path, texts: list[list[str]], claims: list[dict[str, str]]) -> None:
    (folder / "seeds").mkdir(parents=True)
    sources = []
    for at, text in enumerate(texts):
        name = f"seeds/s{at}.txt"
        paragraphs = (" ".join(text[first : first + 4]) for first in range(0, len(text), 4))
        (folder / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        sources.append({"id": f"s{at}", "file": name, "publisher": f"Example {at}", "published": "2021-04-01"})
    entries = [{"id": f"c{at}", "claim": f"Claim {at}", "statements": said} for at, said in enumerate(claims)]
    story = {"id": "large", "title": "Large", "sources": sources, "claims": entries}
    whole = {"site": {"title": "Large", "suggestions": "hide"}, "stories": [story]}
    (folder / "claims.yaml").write_text(json.dumps(whole, indent=1), encoding="utf-8")
