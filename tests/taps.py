"""The taps of somebody who logs a session, as forms: for tests without a browser."""

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.builders import TODAY
from workouts.models import Entry, Set

YESTERDAY = TODAY - timedelta(days=1)
LIGHT = "5b0d0000-0000-4000-8000-000000000002"
MEDIUM = "5b0d0000-0000-4000-8000-000000000003"
PAIR = [{"round": 1, "side": "left", "reps": 10}, {"round": 1, "side": "right", "reps": 9}]


def start(client: Client, **data: Any) -> Any:
    return client.post(reverse("workouts:new"), {"id": uuid.uuid4(), "when": "now", **data})


def add_set(client: Client, entry: Entry, **data: Any) -> Any:
    return client.post(address("add_set", entry), {"id": uuid.uuid4(), "round": 1, "count": 1, **data})


def edit_page(client: Client, entry: Entry, query: str = "") -> Any:
    return client.get(reverse("workouts:edit", args=[entry.workout_id]) + query)


def address(name: str, entry: Entry) -> str:
    return reverse(f"workouts:{name}", args=[entry.workout_id, entry.id])


def undo_address(response: Any) -> str:
    (message,) = response.wsgi_request._messages
    return message.extra_tags


def entry_of(owner: User, number: int = 0) -> Entry:
    return list(Entry.objects.filter(owner=owner, deleted=False).order_by("order"))[number]


def did(owner: User) -> list[tuple[int, str, int | None]]:
    rows = Set.objects.filter(owner=owner, deleted=False).order_by("round", "side")
    return [(row.round, row.side, row.reps) for row in rows]
