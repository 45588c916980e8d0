from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise
from tests.workouts.receivers import PushService, push_service
from workouts import web_push


@pytest.fixture
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def her(client_for: Callable[[User], Client], alice: User) -> Client:
    """Alice's browser, signed in."""
    return client_for(alice)


@pytest.fixture
def drill(db: None) -> Exercise:
    return make_exercise(name="Band Lying", slug="band-lying", amount_min=8, amount_max=12)


@pytest.fixture
def push_key(settings: Any) -> str:
    settings.WEB_PUSH_PRIVATE_KEY = web_push.new_private_key()
    settings.WEB_PUSH_TO_LOOPBACK = True
    settings.DEFAULT_FROM_EMAIL = "Swivel <coach@swivel.example>"
    return web_push.public_key()


@pytest.fixture
def receiver() -> Iterator[PushService]:
    with push_service() as service:
        yield service
