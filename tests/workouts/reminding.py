"""Plans for reminders, and what may come between a reminder and its person."""

import threading
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from accounts.models import User
from workouts import services
from workouts.queries import reminders as queries

# NOON is a Thursday.
THURSDAY = 3
PLAN: dict[str, Any] = {
    "by_mail": True,
    "weekdays": [THURSDAY],
    "with_routines": True,
    "time_of_day": time(12),
    "quiet_from": None,
    "quiet_until": None,
}


def plan(owner: User, **changes: Any) -> None:
    services.save_reminders(owner=owner, **{**PLAN, **changes})


class ClosedMailServer(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("alice@example.com")


def two_senders(send: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each of two answers that chose the same reminders before either sent one."""
    both_chose = threading.Barrier(2)
    choose = queries.due_reminders

    def chosen(*, now: datetime) -> list[Any]:
        due = list(choose(now=now))
        both_chose.wait(timeout=60)
        return due

    monkeypatch.setattr(queries, "due_reminders", chosen)
    outcomes: list[Any] = []

    def run() -> None:
        outcomes.append(send())
        connection.close()

    threads = [threading.Thread(target=run) for _sender in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
