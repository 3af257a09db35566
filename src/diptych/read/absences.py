"""Words that should not stand in a source, and where one does."""

from diptych.quotes import lowered, standing
from diptych.text import Folded, Span, fold


def first_use(folded: Folded, term: str, aside: tuple[Span, ...]) -> Span | None:
    """Return where `term` first stands as whole words outside `aside`, in whatever case, or None.

    >>> first_use(fold("He said: Aid came."), "aid", ())
    Span(start=9, end=12)
    """
    words = lowered(fold(term).text.strip())
    spans = (folded.span(at, at + len(words)) for at in standing(lowered(folded.text), words))
    return next((span for span in spans if not any(span.overlaps(other) for other in aside)), None)


def line_of(folded: Folded, span: Span) -> str:
    """Return the words around a place."""
    start, end = max(0, span.start - 40), min(len(folded.original), span.end + 40)
    around = " ".join(folded.original[start:end].split())
    return f"“{'…' if start else ''}{around}{'…' if end < len(folded.original) else ''}”"
