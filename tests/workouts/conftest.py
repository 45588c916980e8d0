from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from exercises.models import Exercise
from tests.builders import NOON, make_exercise


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
