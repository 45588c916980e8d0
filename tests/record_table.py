"""The table of docs/offline.md as the phone needs it. `python -m tests.record_table` writes it anew."""

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
RECORDS = CASES / "records.json"
MERGES = CASES / "merge.json"


def record_table() -> dict[str, Any]:
    """Of each type: its parent, the registers that make one, and each register's fields with their defaults."""
    from workouts.services.records import RECORD_TYPES

    return {
        kind.name: {
            "parent": kind.parent or None,
            "needed": list(kind.needed),
            "registers": {
                register: {name: default_of(kind, name) for name in names}
                for register, names in kind.registers.items()
            },
            "kinds": {name: kind_of(kind, name) for name in kind.fields},
        }
        for kind in RECORD_TYPES.values()
    }


def default_of(kind: Any, name: str) -> Any:
    from workouts.services import checks

    value = checks.default_of(kind, name)
    return value.value if hasattr(value, "value") else value


def kind_of(kind: Any, name: str) -> str:
    """What its values look like on the wire; of a decimal, with how many places."""
    from django.db import models

    from workouts.services.checks import field_of

    field = field_of(kind, name)
    if isinstance(field, models.DecimalField):
        return f"decimal {field.decimal_places}"
    shapes: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
        (models.BooleanField, "boolean"),
        (models.DateTimeField, "moment"),
        (models.DateField, "date"),
        (models.UUIDField, "id"),
        (models.JSONField, "json"),
        (models.IntegerField, "integer"),
    )
    return next((word for shape, word in shapes if isinstance(field, shape)), "text")


def written(table: dict[str, Any]) -> str:
    return json.dumps(table, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    RECORDS.write_text(written(record_table()))
