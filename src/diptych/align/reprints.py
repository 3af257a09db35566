"""Wire copy alone: the sources that reprint one text, where nobody wants claims to be looked for."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations

from diptych.align.chrome import not_article
from diptych.align.origins import Own, may_share_run, of_one_origin
from diptych.align.units import own_forms, own_words
from diptych.align.words import forms
from diptych.alignment import Origin, Text


def reprints(texts: Sequence[Text]) -> tuple[Origin, ...]:
    """Return the groups of one origin that `align` finds in `texts`, in a fraction of its time.

    >>> from diptych.text import segments
    >>> one = "The old wooden bridge over the river was closed to all traffic on Monday."
    >>> [origin.sources for origin in reprints([Text(name, one, segments(one)) for name in "ab"])]
    [('a', 'b')]
    """
    if len(texts) < 2:
        return ()
    articles = [text.without(not_article(text.id, text.text, text.language)) for text in texts]
    written = [_forms(article) for article in articles]
    near = {at for pair in combinations(range(len(articles)), 2) if may_share_run(*(written[at] for at in pair)) for at in pair}
    found = [_own(articles[at]) for at in sorted(near)]
    return of_one_origin([own for own in found if own.forms])


def _forms(article: Text) -> list[str]:
    """Return the forms of all words of an article, those that it quotes too."""
    parts = [span.of(article.text) for span in article.segments if not any(span.overlaps(skipped) for skipped in article.skip)]
    return forms("\n".join(parts), article.language)


def _own(text: Text) -> Own:
    return Own(text.id, tuple(own_forms(text)), partial(own_words, text))
