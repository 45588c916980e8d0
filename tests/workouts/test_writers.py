"""Nothing writes a synced record past the store: revision, stamps and totals would no longer be true."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib import admin

from workouts.services.records import RECORD_TYPES

ROOT: Path = settings.BASE_DIR
# The store; and what fills a benchmark's database, which a test compares with it.
ALLOWED = {"workouts/services/store.py", "workouts/services/seeding.py"}
WRITES = r"(?:create|bulk_create|get_or_create|update_or_create|update|bulk_update|delete|save)\("
MODELS = "|".join(sorted({kind.model.__name__ for kind in RECORD_TYPES.values()}))
PAST_THE_STORE = re.compile(
    rf"\b(?:{MODELS}|kind\.model|RECORD_TYPES\[[^\]]*\]\.model)\.objects\b[^\n]*?\.{WRITES}"
)


def sources() -> list[Path]:
    files = [
        path for app in ("accounts", "workouts", "exercises", "config") for path in (ROOT / app).rglob("*.py")
    ]
    return [path for path in files if "migrations" not in path.parts]


def test_the_search_finds_a_writer():
    assert PAST_THE_STORE.search("Set.objects.filter(owner=owner).update(reps=1)")
    assert PAST_THE_STORE.search("RECORD_TYPES[name].model.objects.bulk_create(rows)")
    assert not PAST_THE_STORE.search("Set.objects.filter(owner=owner).values('reps')")


def test_only_the_store_writes_records():
    found = {str(path.relative_to(ROOT)) for path in sources() if PAST_THE_STORE.search(path.read_text())}
    assert found - ALLOWED == set()
    assert "workouts/services/store.py" in found


def test_the_admin_writes_no_records():
    assert not [kind.name for kind in RECORD_TYPES.values() if admin.site.is_registered(kind.model)]
