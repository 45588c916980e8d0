"""A drill's records that stand, the sides of each in one row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workouts import bests, calendars
from workouts.queries.drill_days import Held
from workouts.queries.record_rows import Words
from workouts.queries.sets import SIDES, SideAmount


@dataclass(frozen=True)
class HeldRow:
    name: str
    # The days on which the sides' records were there first.
    dates: str
    amounts: tuple[SideAmount, ...]


def held_rows(held: Sequence[Held], words: Words, today: date) -> Iterable[HeldRow]:
    """The drill's records, the sides of each in one row."""
    alike: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for each in held:
        alike[each.what, each.measure, each.against].append(each)
    for key in sorted(alike, key=lambda key: rank(alike[key][0])):
        sides = sorted(alike[key], key=lambda each: SIDES.index(each.side))
        one = sides[0]
        name = words.name(one.what, one.measure, one.load_kg, one.band_id)
        plain = "" if one.against else plain_words(held, one.what, one.measure)
        # In the order of the sides; one where it is the same day.
        days = list(dict.fromkeys(each.date for each in sides))
        yield HeldRow(
            name=f"{name}, {plain}" if plain else name,
            dates=" · ".join(calendars.name_day(day, today) for day in days),
            amounts=tuple(SideAmount(each.side, words.amount(each.measure, each.value)) for each in sides),
        )


def rank(each: Held) -> tuple[bool, int, int, float, str]:
    """Reps at many loads make a long list: it follows what there is one of."""
    return (
        each.what == bests.MOST and each.load_kg is not None,
        bests.KINDS.index(each.what),
        (*bests.COUNTED, bests.LOAD).index(each.measure),
        float(each.load_kg or 0),
        str(each.band_id or ""),
    )


def plain_words(held: Iterable[Held], what: str, measure: str) -> str:
    """What a set without load and band is called beside those that have one."""
    beside = [each for each in held if (each.what, each.measure) == (what, measure)]
    loads, bands = any(each.load_kg for each in beside), any(each.band_id for each in beside)
    if loads or bands:
        return _("no band or load") if loads and bands else _("no load") if loads else _("no band")
    return ""
