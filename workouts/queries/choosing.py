"""Which drill comes next: /workouts/<id>/add/, and a person's own drills."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from exercises import queries as catalogue
from exercises.models import Exercise
from workouts.models import DayTotal, Favourite, OwnDrill, PinnedNote
from workouts.queries.drills import Drill, catalogue_drills, drills_by_id, own_drills

LAST_USED = 6
# Rows of the newest days that are looked through for the drills last used: a day has few.
DAYS_READ = 80
MOST_FOUND = 40


@dataclass(frozen=True)
class Choice:
    drill: Drill
    favourite: bool


@dataclass(frozen=True)
class AddPage:
    query: str
    found: tuple[Choice, ...]
    favourites: tuple[Choice, ...]
    last_used: tuple[Choice, ...]
    own: tuple[Choice, ...]
    others: tuple[Choice, ...]


def add_page(owner: User, query: str) -> AddPage:
    own = own_drills(OwnDrill.objects.owned_by(owner).kept().filter(archived=False).order_by("name"))
    favourites = favourite_ids(owner)
    if query:
        return AddPage(
            query, choices([*matching_own(own, query), *matching(owner, query)], favourites), (), (), (), ()
        )
    published = {drill.id: drill for drill in catalogue_drills(Exercise.objects.published())}
    known = published | {drill.id: drill for drill in own}
    used = [drill_id for drill_id in last_used_ids(owner) if drill_id in known][:LAST_USED]
    starred = [drill_id for drill_id in favourites if drill_id in known]
    above = {*starred, *used, *(drill.id for drill in own)}
    return AddPage(
        query="",
        found=(),
        favourites=choices([known[each] for each in starred], favourites),
        last_used=choices([known[each] for each in used if each not in starred], favourites),
        own=choices([drill for drill in own if drill.id not in {*starred, *used}], favourites),
        others=choices([drill for drill in published.values() if drill.id not in above], favourites),
    )


def choices(drills: Iterable[Drill], favourites: Iterable[UUID]) -> tuple[Choice, ...]:
    starred = set(favourites)
    return tuple(Choice(drill, drill.id in starred) for drill in drills)


def favourite_ids(owner: User) -> list[UUID]:
    return list(Favourite.objects.owned_by(owner).kept().order_by("order", "id").values_list("id", flat=True))


def last_used_ids(owner: User) -> list[UUID]:
    """Newest first, each once."""
    days = DayTotal.objects.filter(owner=owner).order_by("-date").values_list("drill_id", flat=True)
    return list(dict.fromkeys(days[:DAYS_READ]))


def last_used_drills(owner: User) -> list[Drill]:
    ids = last_used_ids(owner)[:LAST_USED]
    drills = drills_by_id(owner, ids)
    return [drills[each] for each in ids if each in drills and not drills[each].archived]


def matching_own(own: Iterable[Drill], query: str) -> list[Drill]:
    words = query.casefold().split()
    return [drill for drill in own if all(word in drill.name.casefold() for word in words)]


def matching(owner: User, query: str) -> list[Drill]:
    """As the catalogue finds them: by name, alias, muscle, equipment, with a slip of the finger forgiven."""
    ids = [card.id for card in catalogue.drills_found(query, {})][:MOST_FOUND]
    drills = drills_by_id(owner, ids)
    return [drills[each] for each in ids if each in drills]


def find_own_drill(owner: User, drill_id: UUID) -> OwnDrill | None:
    return OwnDrill.objects.owned_by(owner).kept().filter(id=drill_id).first()


@dataclass(frozen=True)
class OwnDrillsPage:
    current: tuple[OwnDrill, ...]
    archived: tuple[OwnDrill, ...]


def own_drills_page(owner: User) -> OwnDrillsPage:
    rows = list(OwnDrill.objects.owned_by(owner).kept().order_by("name", "id"))
    return OwnDrillsPage(
        current=tuple(row for row in rows if not row.archived),
        archived=tuple(row for row in rows if row.archived),
    )


def pinned_note_of(owner: User, drill_id: UUID) -> str:
    notes = PinnedNote.objects.owned_by(owner).kept().filter(id=drill_id).values_list("note", flat=True)
    return next(iter(notes), "")
