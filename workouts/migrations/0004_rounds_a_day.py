from collections import Counter, defaultdict

from django.db import migrations, models

KEY = ("owner_id", "drill_id", "date", "side")


def count_rounds(apps, schema_editor):
    """As the store keeps it from here on: the right of a round adds only what its left does not stand for."""
    Set, DayTotal = (apps.get_model("workouts", name) for name in ("Set", "DayTotal"))
    for owner in DayTotal.objects.order_by().values_list("owner_id", flat=True).distinct():
        rounds = defaultdict(Counter)
        live = Set.objects.filter(owner_id=owner, deleted=False).exclude(kind="warm_up")
        for *key, entry, round in live.values_list(*KEY, "entry_id", "round").iterator():
            rounds[tuple(key)][entry, round] += 1
        totals = list(DayTotal.objects.filter(owner_id=owner))
        for total in totals:
            mine = rounds[total.owner_id, total.drill_id, total.date, total.side]
            if total.side == "right":
                mine = mine - rounds[total.owner_id, total.drill_id, total.date, "left"]
            total.rounds = mine.total()
        DayTotal.objects.bulk_update(totals, ["rounds"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("workouts", "0003_history")]

    operations = [
        migrations.AddField("daytotal", "rounds", models.IntegerField(default=0)),
        migrations.RunPython(count_rounds, migrations.RunPython.noop),
    ]
