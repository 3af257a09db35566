"""What two units name, compared: numbers, names, dates, quotations and speakers that agree or clash."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from diptych.align.marks import Slot, agreeing
from diptych.align.side import Weights
from diptych.align.units import Unit
from diptych.align.vectors import Grid, held, letters
from diptych.align.words import Word


class Judge(Struct, frozen=True):
    """A feature that speaks only where both units have something of one kind; everywhere else it is 0."""

    name: str
    has: Callable[[Unit], bool]
    judge: Callable[[Unit, Unit, Weights], float]

    def grid(self, left: Sequence[Unit], right: Sequence[Unit], weights: Weights) -> Grid:
        """Return the feature for every pair."""
        among = [(at, other) for at, other in enumerate(right) if self.has(other)]
        rows = [[0.0] * len(right) for _ in left]
        for row, one in zip(rows, left, strict=True):
            if self.has(one):
                for at, other in among:
                    row[at] = self.judge(one, other, weights)
        return rows


def _number(one: Unit, other: Unit, weights: Weights) -> float:
    """How rare the numbers are that both give; small ones count half."""
    return sum(
        [
            weights.numbers[a.value] * (0.5 if a.value <= 12 and a.value.is_integer() else 1.0)
            for a, _ in agreeing(one.numbers, other.numbers)
        ]
    )


def _number_clash(one: Unit, other: Unit, _: Weights) -> float:
    """1 where both count one thing and no number is the same; less where they count different things."""
    if agreeing(one.numbers, other.numbers):
        return 0.0
    return 1.0 if {a.noun for a in one.numbers} & {b.noun for b in other.numbers} else 0.4


def _date(one: Unit, other: Unit, _: Weights) -> float:
    return float(not _dated(one).isdisjoint(_dated(other)))


def _dated(unit: Unit) -> set[tuple[str, str]]:
    return {(date.kind, date.name) for date in unit.dates}


def slot_clash(left: Sequence[Unit], right: Sequence[Unit]) -> Grid:
    """Return 1 where both have a slot and fill it differently; hardly any two units have one in common."""
    among = held([unit.slots for unit in right])
    rows = [[0.0] * len(right) for _ in left]
    for row, one in zip(rows, left, strict=True):
        for at in {at for slot in one.slots if slot in among for at in among[slot]}:
            row[at] = float(bool(clashing_slots(one, right[at])))
    return rows


def clashing_slots(one: Unit, other: Unit) -> list[Slot]:
    """Return the slots that both have and fill differently; spellings of one name share a run of letters."""
    return [slot for slot, word in one.slots.items() if slot in other.slots and _differ(word, other.slots[slot])]


def _differ(one: Word, other: Word) -> bool:
    return one.stem != other.stem and set(letters(one.form)).isdisjoint(letters(other.form))


def _quotation(one: Unit, other: Unit, _: Weights) -> float:
    """Which share of the shorter quotation's runs of three words both quote."""
    return len(one.runs & other.runs) / min(len(one.runs), len(other.runs))


JUDGES: Final = (
    Judge("number", lambda unit: bool(unit.numbers), _number),
    Judge("number clash", lambda unit: bool(unit.numbers), _number_clash),
    Judge("date", lambda unit: bool(unit.dates), _date),
    Judge("quotation", lambda unit: bool(unit.runs), _quotation),
)
