import uuid

from django.db import migrations, models

import accounts.models


def tell_apart(apps, schema_editor):
    """One default was written into all rows at once; each account needs its own."""
    User = apps.get_model("accounts", "User")
    for pk in User.objects.order_by("pk").values_list("pk", flat=True).iterator():
        User.objects.filter(pk=pk).update(public_id=uuid.uuid4(), epoch=accounts.models.new_epoch())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="epoch",
            field=models.CharField(default=accounts.models.new_epoch, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="user",
            name="records",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="paced_until",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="user",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
