from django.db import migrations
from django.db.models import Count

TABLES = {
    "accounts": ["Preference"],
    "workouts": [
        "Band",
        "CheckIn",
        "Entry",
        "Favourite",
        "Goal",
        "OwnDrill",
        "PinnedNote",
        "RangeCheck",
        "Routine",
        "RoutineItem",
        "Set",
        "Workout",
    ],
}


def count_records(apps, schema_editor):
    """User.records counts up from here; the store keeps it true."""
    counted = {}
    for app, names in TABLES.items():
        for name in names:
            rows = apps.get_model(app, name).objects.order_by().values_list("owner").annotate(Count("id"))
            for owner, count in rows:
                counted[owner] = counted.get(owner, 0) + count
    User = apps.get_model("accounts", "User")
    for owner, count in counted.items():
        User.objects.filter(pk=owner).update(records=count)


class Migration(migrations.Migration):
    dependencies = [
        ("workouts", "0001_initial"),
        ("accounts", "0002_what_phones_need_of_an_account"),
    ]

    operations = [migrations.RunPython(count_records, migrations.RunPython.noop)]
