import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.builders import NOON
from tests.taps import LIGHT
from workouts import queries, services
from workouts.models import Band

pytestmark = pytest.mark.django_db
LOOP = {"name": "Long loop", "colour": "purple", "level": "6", "pull_kg": "7,5"}


def test_the_five_are_there_before_anything_is_written(her):
    page = her.get(reverse("workouts:bands")).content.decode()
    assert [page.index(name) for name in ("Extra light", "Medium", "Extra heavy")] == sorted(
        page.index(name) for name in ("Extra light", "Medium", "Extra heavy")
    )
    assert not Band.objects.exists()


def test_a_band_of_ones_own_is_added_once_however_often_the_form_is_sent(her, alice):
    band_id = uuid.uuid4()
    for _tap in range(2):
        her.post(reverse("workouts:new_band"), {**LOOP, "id": band_id})
    band = Band.objects.get()
    assert (band.id, band.name, band.level, band.pull_kg) == (band_id, "Long loop", 6, Decimal("7.500"))
    assert "7.5 kg" in her.get(reverse("workouts:bands")).content.decode()


def test_a_new_one_starts_a_level_above_the_strongest(her):
    assert 'name="level" value="6"' in her.get(reverse("workouts:new_band")).content.decode()


def test_a_default_one_takes_the_persons_name_and_stays_the_same_band(her, alice):
    data = {"id": LIGHT, "name": "The old green", "colour": "green", "level": "2"}
    her.post(reverse("workouts:band", args=[LIGHT]), data)
    names = [str(band.name) for band in queries.bands_of(alice)]
    assert names == ["Extra light", "The old green", "Medium", "Heavy", "Extra heavy"]


def test_pounds_are_typed_and_shown_where_they_are_preferred(her, alice):
    services.save_preferences(owner=alice, at=NOON, units="lb")
    her.post(reverse("workouts:new_band"), {**LOOP, "id": uuid.uuid4(), "pull_kg": "10"})
    assert Band.objects.get().pull_kg == Decimal("4.536")
    assert "10 lb" in her.get(reverse("workouts:bands")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Give the band a name."),
        ("level", "0", "The lightest level is 1."),
        ("level", "21", "The highest level is 20."),
        ("pull_kg", "-1", "Load can&#x27;t be below zero."),
        ("colour", "plaid", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(her, field, value, sentence):
    response = her.post(reverse("workouts:new_band"), {**LOOP, "id": uuid.uuid4(), field: value})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Band.objects.exists()


@pytest.mark.parametrize("own", [True, False])
def test_archiving_is_undone_from_the_toast(her, alice, own):
    band_id = uuid.UUID(LIGHT)
    if own:
        services.save_band(
            owner=alice,
            at=NOON,
            band_id=band_id,
            name="My green",
            colour="green",
            level=2,
            pull_kg=Decimal(3),
        )
    name = "My green" if own else "Light"
    response = her.post(reverse("workouts:archive_band", args=[band_id]))
    (message,) = response.wsgi_request._messages
    assert [band.name for band in queries.bands_page(alice, unit="kg").archived] == [name]
    her.post(message.extra_tags)
    page = queries.bands_page(alice, unit="kg")
    assert not page.archived
    assert (page.current[1].name, page.current[1].pull) == (name, "3 kg" if own else "")


def test_archiving_an_own_band_leaves_its_look_alone(her, alice):
    """Another phone may be renaming it at this moment."""
    band_id = uuid.uuid4()
    services.save_band(owner=alice, at=NOON, band_id=band_id, name="Loop", colour="grey", level=2)
    before = Band.objects.get().stamps["look"]
    her.post(reverse("workouts:archive_band", args=[band_id]))
    assert Band.objects.get().stamps["look"] == before


def test_bob_neither_sees_nor_changes_alices_band(client_for, alice, bob):
    band_id = uuid.uuid4()
    services.save_band(owner=alice, at=NOON, band_id=band_id, name="Secret loop", colour="grey", level=2)
    his = client_for(bob)
    assert "Secret loop" not in his.get(reverse("workouts:bands")).content.decode()
    assert his.post(reverse("workouts:band", args=[band_id]), {**LOOP, "id": band_id}).status_code == 404
    assert his.post(reverse("workouts:archive_band", args=[band_id])).status_code == 404
    assert Band.objects.get().name == "Secret loop"
