"""Rows named by the values of several columns, in one statement however many: as conditions joined by OR they would be
too deep for SQLite."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

from accounts.models import User


def delete(
    model: type[models.Model], owner: User, names: Sequence[str], keys: Collection[Sequence[Any]]
) -> None:
    """The owner's rows of which the columns `names` are one of `keys`."""
    if not keys:
        return
    columns: list[Any] = [model._meta.get_field(name) for name in names]
    row = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {model._meta.db_table} WHERE owner_id = %s"
            f" AND ({', '.join(names)}) IN (VALUES {', '.join([row] * len(keys))})",
            [
                owner.pk,
                *(
                    column.get_db_prep_value(value, connection)
                    for key in keys
                    for column, value in zip(columns, key, strict=True)
                ),
            ],
        )
