"""Wire copy alone: the sources that reprint one text, where nobody wants claims to be looked for."""

from collections.abc import Sequence

from diptych.align.chrome import not_article
from diptych.align.origins import Origin, Own, of_one_origin
from diptych.align.units import Text, own_words


def reprints(texts: Sequence[Text]) -> tuple[Origin, ...]:
    """Return the groups of one origin that `align` finds in `texts`, in a fraction of its time.

    >>> from diptych.text import segments
    >>> one = "The old wooden bridge over the river was closed to all traffic on Monday."
    >>> [origin.sources for origin in reprints([Text(name, one, segments(one)) for name in "ab"])]
    [('a', 'b')]
    """
    if len(texts) < 2:
        return ()
    found = [_own(text.without(not_article(text.id, text.text, text.language))) for text in texts]
    return of_one_origin([own for own in found if own.words])


def _own(text: Text) -> Own:
    found = list(own_words(text))
    return Own(text.id, tuple("" if quoted else word.form for word, quoted in found), tuple(word for word, _ in found))
