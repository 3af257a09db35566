"""Wire copy alone: the sources that reprint one text, where nobody wants claims to be looked for."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from diptych.align.chrome import not_article
from diptych.align.origins import RUN, Origin, Own, of_one_origin
from diptych.align.units import Text, article_forms, own_words


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
    written = [article_forms(article) for article in articles]
    near = {at for pair in combinations(range(len(articles)), 2) if _may_share_run(*(written[at] for at in pair)) for at in pair}
    found = [_own(articles[at]) for at in sorted(near)]
    return of_one_origin([own for own in found if own.words])


def _may_share_run(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two texts may have a run in common that counts: so many words in a row that stand in both, and in both the same.

    Few accounts written apart have. Quotations count here, so that none is missed.
    """
    common = set(left).intersection(right)
    if not all(b"\1" * RUN in bytes(map(common.__contains__, words)) for words in (left, right)):
        return False
    return not set(_grams(left)).isdisjoint(_grams(right))


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _own(text: Text) -> Own:
    found = list(own_words(text))
    return Own(text.id, tuple("" if quoted else word.form for word, quoted in found), tuple(word for word, _ in found))
