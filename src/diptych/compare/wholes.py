"""Tell whether two amounts are of different wholes: another population, another time, more things counted together."""

from diptych.compare.counting import SHARE, Amount
from diptych.compare.pair import Pair
from diptych.compare.parsed import Parsed


def other_wholes(pair: Pair, amount: Amount) -> bool:
    """Tell whether two statements count over different wholes, so that their amounts do not exclude each other.

    >>> from diptych.compare.pair import pair
    >>> from diptych.compare.said import Said
    >>> both = pair(Said("x", "The cash was worth $5"), Said("y", "The cash and gold were worth $9"))
    >>> other_wholes(both, both.a.amounts[0])
    True
    """
    turned = pair.turned()
    lead = "numbers.places" if amount.dimension == SHARE else "numbers.populations"
    return _joins(pair) or _joins(turned) or (_population(pair, lead) and _population(turned, lead)) or _other_times(pair)


def _joins(pair: Pair) -> bool:
    """Tell whether a joins something new to what b counts alone: "the cash and gold" beside "the cash"."""
    line = pair.a.line
    for at in line.places("numbers.joins"):
        joined = 0 < at < len(line) - 1 and at - 1 in pair.a_shared and pair.a.clauses[at - 1] == pair.a.clauses[at + 1]
        new = line.content(at + 1) and at + 1 not in pair.a_shared and not line.words[at + 1].endswith("ed")
        if joined and new and not any(amount.first <= at + 2 and at - 2 < amount.last for amount in pair.a.amounts):
            return True
    return False


def _population(pair: Pair, lead: str) -> bool:
    """Tell whether a gives figures for a part of its own: "among voters under 30", "in the cities"."""
    line = pair.a.line
    for at in line.places(lead):
        new = any(i not in pair.a_shared for i in pair.a.content(at + 1, at + 4)[:1])
        if new or any(line.listed(i, "numbers.quantifiers") for i in range(at + 1, at + 6)):
            return True
    return False


def _other_times(pair: Pair) -> bool:
    """Tell whether each side counts over a time of its own: "in its first week", "since 2019"."""
    mine, theirs = _times(pair.a), _times(pair.b)
    if not mine or not theirs or mine & theirs or any(not when.days for when in (*pair.a.dates, *pair.b.dates)):
        return False
    days_a = [span for when in pair.a.dates for span in when.days]
    days_b = [span for when in pair.b.dates for span in when.days]
    return not any(one[0] <= two[1] and two[0] <= one[1] for one in days_a for two in days_b)


def _times(side: Parsed) -> frozenset[str]:
    """Return the times over which a statement may count, as written; dates among them."""
    line = side.line
    places = (at for at in line.places("numbers.period_places") if line.listed(at + 1, "numbers.period_units"))
    named = {" ".join(line.words[at : at + 2]) for at in places}
    since = {line.words[at] for at in line.places("numbers.periods")}
    return frozenset(named | since | {" ".join(line.words[when.first : when.last]) for when in side.dates})
