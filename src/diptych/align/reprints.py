"""Wire copy alone: the sources that reprint one text, where nobody wants claims to be looked for."""

from collections.abc import Sequence

from diptych.align.chrome import not_article
from diptych.align.origins import SEED, Origin, origins
from diptych.align.units import Text, units
from diptych.align.words import forms


def reprints(texts: Sequence[Text]) -> tuple[Origin, ...]:
    """Return the groups of one origin that `align` finds in `texts`, in a fraction of its time.

    >>> from diptych.text import segments
    >>> one = "The old wooden bridge over the river was closed to all traffic on Monday."
    >>> [origin.sources for origin in reprints([Text(name, one, segments(one)) for name in "ab"])]
    [('a', 'b')]
    """
    if not _share_words(texts):
        return ()
    article = [text.without(not_article(text.id, text.text, text.language)) for text in sorted(texts, key=lambda text: text.id)]
    return origins(units(article, {}))


def _share_words(texts: Sequence[Text]) -> bool:
    """Tell whether any two texts have as many words in a row in common as a run begins with; most stories end here."""
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        found = [form for span in text.segments for form in forms(span.of(text.text))]
        seeds = set(zip(*(found[shift:] for shift in range(SEED)), strict=False))
        if not seen.isdisjoint(seeds):
            return True
        seen |= seeds
    return False
