from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise, Measure, Muscle, Variant
from exercises.models.parts import Source
from exercises.queries.cards import DrillCard, drill_card
from exercises.queries.content import DRILL_PARTS
from exercises.queries.figures import Figure, figure
from exercises.queries.photos import PhotoShown, photo_shown
from exercises.queries.readers import anchor, ask_url

Position = Exercise.Position
HIP_STRAIGHT = {Position.PRONE, Position.STANDING, Position.HALF_KNEELING}
HIP_BENT = {Position.SEATED, Position.QUADRUPED, Position.SQUATTING}


@dataclass(frozen=True)
class DoseLine:
    what: str  # sets, amount or rest
    number: str
    unit: str
    label: str


@dataclass(frozen=True)
class MuscleLine:
    slug: str
    name: str
    url: str
    primary: bool
    action: str


@dataclass(frozen=True)
class VariantCard:
    card: DrillCard
    kind: str
    when: str


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Fix:
    fault: str
    fix: str


@dataclass(frozen=True)
class Answer:
    question: str
    answer: str
    anchor: str = ""


@dataclass(frozen=True)
class SafetyLine:
    title: str
    text: str


@dataclass(frozen=True)
class ReadingLine:
    title: str
    rest: str


@dataclass(frozen=True)
class DrillPage:
    id: UUID
    slug: str
    url: str
    log_url: str
    last_url: str
    name: str
    summary: str
    joint_action: str
    position: str
    figure: Figure | None
    figure_alt: str
    facts: tuple[str, ...]
    trains: str
    description: tuple[str, ...]
    dose: tuple[DoseLine, ...]
    dose_note: str
    details: tuple[Fact, ...]
    equipment: tuple[Fact, ...]
    setup: tuple[str, ...]
    steps: tuple[str, ...]
    photos: tuple[PhotoShown, ...]
    tips: tuple[str, ...]
    mistakes: tuple[Fix, ...]
    variants: tuple[VariantCard, ...]
    questions: tuple[Answer, ...]
    ask_url: str
    muscles: tuple[MuscleLine, ...]
    safety_notes: tuple[SafetyLine, ...]
    safety_note: str
    editors_note: str
    aliases: tuple[str, ...]
    references: tuple[ReadingLine, ...]
    updated_at: datetime
    is_archived: bool

    @property
    def main_muscles(self) -> frozenset[str]:
        return frozenset(muscle.slug for muscle in self.muscles if muscle.primary)

    @property
    def helping_muscles(self) -> frozenset[str]:
        return frozenset(muscle.slug for muscle in self.muscles if not muscle.primary)


def drill_page(slug: str) -> DrillPage | None:
    """A published drill's, or an archived one's: what was logged with it leads there, and others are named."""
    shown = (Exercise.Status.PUBLISHED, Exercise.Status.ARCHIVED)
    row = drills_to_show().filter(slug=slug, status__in=shown, merged_into=None).first()
    return page_of(row) if row else None


def preview_of(drill: Exercise) -> DrillPage:
    return page_of(drills_to_show().get(pk=drill.pk))


def drills_to_show() -> QuerySet[Exercise]:
    others = Exercise.objects.published().prefetch_related("equipment", "optional_equipment")
    variants = Variant.objects.filter(drill__in=Exercise.objects.published()).prefetch_related(
        Prefetch("drill", others)
    )
    parts = (*DRILL_PARTS, "photos")
    return Exercise.objects.prefetch_related(Prefetch("variants", variants)).prefetch_related(*parts)


def drill_moved_to(slug: str) -> str | None:
    """Where a drill with this former slug lives now, or the drill into which this one was merged."""
    here = Q(old_slugs__slug=slug) | Q(slug=slug, merged_into__isnull=False)
    drill = Exercise.objects.ever_published().filter(here).select_related("merged_into").first()
    while drill is not None and drill.merged_into is not None:
        drill = drill.merged_into
    return drill.get_absolute_url() if drill else None


def page_of(row: Exercise) -> DrillPage:
    trains = row.get_joint_action_display()
    return DrillPage(
        id=row.id,
        slug=row.slug,
        url=row.get_absolute_url(),
        log_url=f"/log/?drill={row.slug}",
        last_url=f"/progress/{row.slug}/last/",
        name=row.name,
        summary=row.summary,
        joint_action=row.joint_action,
        position=row.position,
        figure=figure(row.figure),
        figure_alt=row.figure_alt,
        facts=(row.get_position_display(), row.get_category_display(), row.get_level_display()),
        trains=trains,
        description=paragraphs(row.description),
        dose=tuple(dose_lines(row)),
        dose_note=row.dose_note,
        details=tuple(details(row)),
        equipment=tuple(equipment_facts(row)),
        setup=tuple(row.setup.splitlines()),
        steps=tuple(part.text for part in row.steps.all()),
        photos=tuple(photo_shown(row) for row in row.photos.all()),
        tips=tuple(part.text for part in row.tips.all()),
        mistakes=tuple(Fix(part.fault, part.fix) for part in row.mistakes.all()),
        variants=tuple(
            VariantCard(drill_card(part.drill), part.get_kind_display(), part.when)
            for part in row.variants.all()
        ),
        questions=tuple(Answer(part.question, part.answer, anchor(part.pk)) for part in row.questions.all()),
        ask_url=ask_url(row),
        muscles=tuple(muscle_lines(row)),
        safety_notes=tuple(SafetyLine(note.title, note.text) for note in row.safety_notes.all()),
        safety_note=row.safety_note,
        editors_note=row.editors_note,
        aliases=tuple(alias.name for alias in row.aliases.all()),
        references=reading_lines(row.references.all()),
        updated_at=row.updated_at,
        is_archived=row.status == Exercise.Status.ARCHIVED,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def dose_lines(row: Exercise) -> Iterable[DoseLine]:
    if row.sets_min or row.sets_max:
        most = row.sets_max or row.sets_min or 0
        yield DoseLine("sets", span(row.sets_min, row.sets_max), "", ngettext("set", "sets", most))
    if row.amount_min or row.amount_max:
        yield amount_line(row)
    if row.rest_seconds_min or row.rest_seconds_max:
        yield DoseLine("rest", span(row.rest_seconds_min, row.rest_seconds_max), _("s"), _("rest"))


def amount_line(row: Exercise) -> DoseLine:
    low, high, unit = row.amount_min, row.amount_max, ""
    if row.main_measure in (Measure.HOLD, Measure.DURATION):
        unit = _("s")
        if all(value is None or (value >= 60 and value % 60 == 0) for value in (low, high)):
            low, high, unit = low and low // 60, high and high // 60, _("min")
    words = {
        Measure.REPS: _("reps"),
        Measure.HOLD: _("hold"),
        Measure.DURATION: _("time"),
        Measure.BREATHS: _("breaths"),
        Measure.CYCLES: _("cycles"),
    }
    label = words.get(Measure(row.main_measure), "")
    if row.sides != Exercise.Sides.BOTH_TOGETHER:
        label = _("%(what)s each side") % {"what": label}
    return DoseLine("amount", span(low, high), unit, label.strip())


def span(low: int | None, high: int | None) -> str:
    ends = [str(value) for value in dict.fromkeys((low, high)) if value is not None]
    return "–".join(ends)


def details(row: Exercise) -> Iterable[Fact]:
    sides = row.get_sides_display()
    yield Fact(_("Sides"), f"{sides}: {row.logged_hip}" if row.logged_hip else sides)
    yield Fact(
        _("A set records"),
        capfirst(", ".join(str(Measure(measure).label).lower() for measure in row.measures)),
    )
    if row.band_placement != Exercise.BandPlacement.NONE:
        yield Fact(_("Band"), row.get_band_placement_display())
    if row.band_anchor != Exercise.BandAnchor.NONE:
        yield Fact(_("Anchor"), row.get_band_anchor_display())
    if row.ball_placement != Exercise.BallPlacement.NONE:
        yield Fact(_("Ball"), row.get_ball_placement_display())


def equipment_facts(row: Exercise) -> Iterable[Fact]:
    for item in row.equipment.all():
        yield Fact(item.name, "", item.get_absolute_url())
    for item in row.optional_equipment.all():
        yield Fact(item.name, _("optional"), item.get_absolute_url())


def muscle_lines(row: Exercise) -> Iterable[MuscleLine]:
    for primary, muscles in ((True, row.primary_muscles.all()), (False, row.secondary_muscles.all())):
        for muscle in muscles:
            yield MuscleLine(
                muscle.slug, muscle.name, muscle.get_absolute_url(), primary, muscle_action(muscle, row)
            )


def muscle_action(muscle: Muscle, row: Exercise) -> str:
    """Its turn of the thigh here. In an outward drill an inward rotator works for something else: that is said too."""
    turn = hip_action(muscle, row.position)
    here = muscle.hip_bent if row.position in HIP_BENT else muscle.hip_straight
    turns_in = here in (Muscle.HipAction.INTERNAL_ROTATION, Muscle.HipAction.ASSISTS_INTERNAL)
    if row.joint_action == Exercise.JointAction.EXTERNAL_ROTATION and turns_in and muscle.other_actions:
        return _("%(turn)s. It also %(other)s.") % {"turn": turn.rstrip("."), "other": muscle.other_actions}
    return turn


def hip_action(muscle: Muscle, position: str) -> str:
    """What the muscle does to the thigh at this drill's hip angle; both, where the position leaves the angle open."""
    straight, bent = muscle.get_hip_straight_display(), muscle.get_hip_bent_display()
    if {muscle.hip_straight, muscle.hip_bent} == {Muscle.HipAction.NONE} and muscle.other_actions:
        return capfirst(muscle.other_actions)
    if position in HIP_STRAIGHT or straight == bent:
        return straight
    if position in HIP_BENT:
        return bent
    return _("Hip straight: %(straight)s. Hip bent: %(bent)s.") % {
        "straight": straight[:1].lower() + straight[1:],
        "bent": bent[:1].lower() + bent[1:],
    }


def reading_lines(rows: Iterable[Source]) -> tuple[ReadingLine, ...]:
    return tuple(
        ReadingLine(row.title, ", ".join(filter(None, (row.authors, row.site, str(row.year or "")))))
        for row in rows
    )
