"""Doors for measurement: the product's own code with its shipped settings, in the shape that scorers call."""

from datetime import date

from diptych.align import Text, scores
from diptych.compare import Said, between
from diptych.text import Span


def align(sources: list[list[str]]) -> list[tuple[int, int, int, int, float]]:
    """Return (source, sentence, source, sentence, probability) for every two sentences of different sources; sentence 0 is the title."""
    width = len(str(len(sources)))
    texts = [_joined(f"{at:0{width}}", sentences) for at, sentences in enumerate(sources)]
    return [(int(one), i, int(other), j, probability) for one, i, other, j, probability in scores(texts)]


def _joined(source: str, sentences: list[str]) -> Text:
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Text(source, "\n".join(sentences), tuple(spans))


def relation(a: str, b: str, published: str | None) -> str:
    """Return how two statements relate; `published` is their day, or None where they appeared on different days.

    >>> relation("Nine were saved.", "Twelve were saved.", "2024-03-14")
    'conflict'
    """
    day = date.fromisoformat(published) if published else None
    return between(Said("a", a, day), Said("b", b, day)).relation
