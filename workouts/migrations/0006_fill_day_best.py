from datetime import UTC, datetime
from itertools import groupby

from django.db import migrations

from workouts import bests

LATER = datetime.max.replace(tzinfo=UTC)
MEASURED = ("side", "kind", "load_kg", "band_id", *bests.COUNTED)


def fill(apps, schema_editor):
    """The bests of every day that was trained before they were kept. From here on the store keeps them."""
    Set = apps.get_model("workouts", "Set")
    DayBest = apps.get_model("workouts", "DayBest")
    for owner in Set.objects.order_by().values_list("owner", flat=True).distinct():
        live = Set.objects.filter(owner=owner, deleted=False).exclude(kind="warm_up")
        rows = live.order_by("drill_id", "date").values("drill_id", "date", "workout_id", "done_at", *MEASURED)
        days = groupby(rows.iterator(), key=lambda row: (row["drill_id"], row["date"]))
        made = [
            DayBest(
                owner_id=owner,
                drill_id=drill,
                date=day,
                against="" if best.load_kg is None and best.band_id is None
                else f"{best.load_kg or ''}|{best.band_id or ''}",
                **{name: getattr(best, name) for name in WHAT},
            )
            for (drill, day), sets in days
            for best in bests.held(sorted(sets, key=moment)).values()
        ]
        DayBest.objects.bulk_create(made, batch_size=2000)


WHAT = ("side", "what", "measure", "load_kg", "band_id", "value", "workout_id")


def moment(row):
    return (row["done_at"] or LATER, str(row["workout_id"]))


class Migration(migrations.Migration):
    dependencies = [("workouts", "0005_day_best")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
