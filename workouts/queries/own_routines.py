"""What to start from: a person's own routines and the curated ones, in one shape."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from workouts import minutes
from workouts.models import CuratedRoutine, Routine, RoutineItem
from workouts.queries.drills import Drill, drills_by_id

NAMED = 3


@dataclass(frozen=True)
class RoutineChoice:
    """`key` is how a form names it: a curated one by slug, an own one by id."""

    key: str
    title: str
    minutes: int
    summary: str
    own: bool = False
    drills: tuple[Drill, ...] = ()
    # Its day of the week is today.
    planned: bool = False
    weekdays: tuple[int, ...] = ()


def curated_choice(routine: CuratedRoutine) -> RoutineChoice:
    return RoutineChoice(routine.slug, routine.title, routine.minutes, routine.summary)


def own_routines(owner: User, *, today: date) -> list[RoutineChoice]:
    """Those that can be started, today's first."""
    routines = {row.id: row for row in Routine.objects.owned_by(owner).filter(archived=False)}
    items = live_items(owner, routines) if routines else {}
    drills = drills_by_id(owner, {item.drill_id for each in items.values() for item in each})
    choices = (choice_of(routines[each], items[each], drills, today) for each in items)
    offered = [choice for choice in choices if choice.drills]
    return sorted(offered, key=lambda choice: (not choice.planned, choice.title.casefold(), choice.key))


def find_own_routine(owner: User, routine_id: UUID, *, today: date) -> RoutineChoice | None:
    row = Routine.objects.owned_by(owner).filter(id=routine_id).first()
    items = live_items(owner, [routine_id]).get(routine_id, []) if row else []
    if row is None or not items:
        return None
    choice = choice_of(row, items, drills_by_id(owner, {item.drill_id for item in items}), today)
    return choice if choice.drills else None


def live_items(owner: User, routine_ids: Collection[UUID]) -> dict[UUID, list[RoutineItem]]:
    """A deleted routine is in sight as long as any item in it is live: those without one are left out."""
    found = defaultdict(list)
    items = RoutineItem.objects.owned_by(owner).kept().filter(routine_id__in=list(routine_ids))
    for item in items.order_by("order", "id"):
        found[item.routine_id].append(item)
    return dict(found)


def choice_of(
    row: Routine, items: Iterable[RoutineItem], drills: dict[UUID, Drill], today: date
) -> RoutineChoice:
    known = [(item, drills[item.drill_id]) for item in items if item.drill_id in drills]
    pieces = [piece_of(item, drill) for item, drill in known]
    return RoutineChoice(
        key=str(row.id),
        title=row.title,
        minutes=minutes.minutes_of(pieces),
        summary=named([drill for _item, drill in known]),
        own=True,
        drills=tuple(drill for _item, drill in known),
        planned=today.weekday() in row.weekdays,
        weekdays=tuple(row.weekdays),
    )


def piece_of(item: RoutineItem, drill: Drill) -> minutes.Piece:
    return minutes.Piece(
        drill.measures,
        drill.sides,
        item.target if isinstance(item.target, dict) else {},
        item.superset,
        rest_seconds=drill.rest_seconds,
        amount_min=drill.amount_min,
        sets_min=drill.sets_min,
        round_seconds=drill.figure.round_seconds if drill.figure and drill.figure.stages else None,
    )


def named(drills: list[Drill]) -> str:
    """The first few by name; the rest can be counted."""
    names = list(dict.fromkeys(drill.name for drill in drills))
    rest = f" +{len(names) - NAMED}" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + rest
