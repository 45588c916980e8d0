from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Session


def expiry():
    return Session.objects.get().expire_date


def test_coming_back_starts_the_180_days_anew(alice, client_for, time_machine):
    start = timezone.now()
    client = client_for(alice)
    first = expiry()
    time_machine.move_to(start + timedelta(days=100))
    client.get("/you/")
    assert expiry() - first > timedelta(days=99)
    time_machine.move_to(start + timedelta(days=270))
    assert client.get("/you/").status_code == 200


def test_a_second_page_on_a_day_writes_no_session(alice, client_for):
    client = client_for(alice)
    client.get("/you/")
    assert settings.SESSION_COOKIE_NAME not in client.get("/you/").cookies


@pytest.mark.usefixtures("catalogue")
def test_a_catalogue_page_renews_nothing(alice, client_for):
    assert not client_for(alice).get("/drills/").cookies
