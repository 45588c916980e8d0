"""What of a drill can be drawn over time: the measures that matter to it, each by one row a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from exercises.models import Measure
from workouts import amounts, bests
from workouts.queries.drills import Drill
from workouts.words_finish import FINISH


@dataclass(frozen=True)
class Asked:
    """What the address asks for. What it does not know is as good as nothing."""

    measure: str = ""
    # Of a count: with this load and band alone. None: whatever it was done against.
    against: str | None = None
    range: str = ""
    # Slugs of variants to show too, and whether they join into one line.
    variants: tuple[str, ...] = ()
    together: bool = False

    def query(self) -> str:
        """For an address that asks for the same."""
        pairs = [("measure", self.measure), ("range", self.range)]
        if self.against is not None:
            pairs.append(("against", self.against))
        pairs += [("with", slug) for slug in self.variants]
        pairs.append(("line", "together" if self.together and self.variants else ""))
        return urlencode([(name, value) for name, value in pairs if value or name == "against"])


@dataclass(frozen=True)
class Choice:
    query: str
    label: str
    current: bool


@dataclass(frozen=True)
class Gauge:
    # In the address.
    key: str
    label: str
    heading: str
    # In whose words a value is said; "" counts sets.
    measure: str
    # Of DayBest; without `what`, a column of DayTotal.
    what: str
    column: str

    @property
    def splits(self) -> bool:
        """Whether it is another record for each load and band."""
        return self.what == bests.MOST


def gauges_of(drill: Drill) -> list[Gauge]:
    """The drill's main measure first, in its own order; then what sessions come to."""
    held = [measure for measure in drill.measures if measure in amounts.COLUMNS]
    counted = [measure for measure in held if measure in amounts.COUNTED]
    found = [gauge for measure in held for gauge in of_a_set(measure, held)]
    found += [of_a_session(measure) for measure in counted]
    if Measure.LOAD in held and Measure.REPS in held:
        heading = _("Load times reps in a day")
        found.append(Gauge("volume", _("Load × reps"), heading, Measure.LOAD, "", "volume_kg"))
    return found or [Gauge("sets", _("Sets"), name_best(""), "", "", "sets")]


def of_a_set(measure: str, held: Sequence[str]) -> Iterable[Gauge]:
    label = str(Measure(measure).label)
    if measure == Measure.LOAD:
        yield Gauge(measure, label, name_best(measure), measure, bests.HEAVIEST, bests.LOAD)
        if Measure.REPS in held:
            heading = str(FINISH["record.estimate.load"])
            yield Gauge("max", _("Estimated max"), heading, measure, bests.ESTIMATE, bests.LOAD)
    elif measure in amounts.SECONDS:
        yield Gauge(measure, label, name_best(measure), measure, bests.LONGEST, amounts.COLUMNS[measure])
    else:
        yield Gauge(measure, label, name_best(measure), measure, bests.MOST, amounts.COLUMNS[measure])


def of_a_session(measure: str) -> Gauge:
    label = _("%(measure)s a session") % {"measure": Measure(measure).label}
    heading = str(FINISH[f"record.session.{measure}"])
    return Gauge(f"session-{measure}", label, heading, measure, bests.SESSION, amounts.COLUMNS[measure])


def name_best(measure: str) -> str:
    names: dict[str, str] = {
        Measure.REPS: _("Most reps in a set"),
        Measure.HOLD: _("Longest hold"),
        Measure.DURATION: _("Longest time"),
        Measure.BREATHS: _("Most breaths in a set"),
        Measure.CYCLES: _("Most cycles in a set"),
        Measure.LOAD: _("Heaviest load"),
    }
    return names.get(measure, _("Most sets in a day"))


def measure_choices(gauges: Sequence[Gauge], gauge: Gauge, asked: Asked) -> tuple[Choice, ...]:
    """None where there is nothing to choose between."""
    if len(gauges) < 2:
        return ()
    plain = replace(asked, against=None)
    return tuple(
        Choice(replace(plain, measure=each.key).query(), each.label, each == gauge) for each in gauges
    )


def against_choices(keys: Sequence[tuple[str, str]], asked: Asked, *, plain: str) -> tuple[Choice, ...]:
    """`keys`: what a drill was done against, with its words; "" is said as `plain`."""
    if len(keys) < 2:
        return ()
    known = {against for against, _words in keys}
    chosen = asked.against if asked.against in known else None
    return (
        Choice(replace(asked, against=None).query(), _("All"), chosen is None),
        *(
            Choice(replace(asked, against=against).query(), words or plain, against == chosen)
            for against, words in keys
        ),
    )


def variant_choices(
    variants: Sequence[tuple[str, str]], shown: Sequence[str], asked: Asked
) -> tuple[Choice, ...]:
    """(slug, name) of each; a choice turns its variant on or off."""
    return tuple(
        Choice(
            replace(
                asked,
                variants=tuple(each for each in shown if each != slug) if slug in shown else (*shown, slug),
            ).query(),
            name,
            slug in shown,
        )
        for slug, name in variants
    )
