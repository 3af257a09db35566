"""Name every typed difference between two statements on one claim."""

from functools import lru_cache

from diptych.compare.certainty import certainty_differences
from diptych.compare.contrasts import contrast_differences
from diptych.compare.deeds import deed_differences
from diptych.compare.orders import order_differences
from diptych.compare.pair import pair
from diptych.compare.people import name_differences
from diptych.compare.quantities import quantity_differences
from diptych.compare.said import Difference, Said
from diptych.compare.times import date_differences
from diptych.compare.voices import voice_differences
from diptych.compare.wording import wording_differences

_RULES = (
    quantity_differences,
    date_differences,
    name_differences,
    deed_differences,
    order_differences,
    contrast_differences,
    certainty_differences,
    voice_differences,
    wording_differences,
)


@lru_cache(maxsize=256)
def differences(a: Said, b: Said) -> tuple[Difference, ...]:
    """Return the differences between two statements, the values of `a` on the left.

    >>> a, b = Said("wire", "The hour-long call"), Said("blog", "The call took about 60 minutes")
    >>> [str(each.kind) for each in differences(a, b) if each.kind == "duration"]
    []
    """
    # The rules see a pair in one order only, so that what they say can never depend on which side is called a.
    if (b.words, b.source) < (a.words, a.source):
        return tuple(found.mirrored() for found in differences(b, a))
    both = pair(a, b)
    found = tuple(each for rule in _RULES for each in rule(both))
    return found if both.one_claim() else tuple(each.softened() for each in found)
