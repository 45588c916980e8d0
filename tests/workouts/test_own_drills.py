import pytest
from django.urls import reverse

from tests.builders import NOON, make_workout
from workouts import services
from workouts.models import Entry, OwnDrill, Set

pytestmark = pytest.mark.django_db
DRILL = {
    "name": "Wall turns",
    "main": "hold",
    "measures": ["load", "hold"],
    "sides": "both_together",
    "note": "Slow.",
}


def make_own(owner, **fields):
    values = {"name": "Wall turns", "measures": ["hold"], "sides": "each_side", **fields}
    return services.save_own_drill(owner=owner, at=NOON, **values)


def test_a_drill_of_ones_own_is_made_with_its_main_measure_first(her):
    assert her.get(reverse("workouts:new_drill")).status_code == 200
    her.post(reverse("workouts:new_drill"), DRILL)
    drill = OwnDrill.objects.get()
    assert (drill.name, drill.measures, drill.sides, drill.note) == (
        "Wall turns",
        ["hold", "load"],
        "both_together",
        "Slow.",
    )
    assert "Wall turns" in her.get(reverse("workouts:own_drills")).content.decode()


def test_made_from_a_workout_it_is_added_there_and_can_be_logged(her, alice):
    workout = make_workout(alice)
    response = her.post(f"{reverse('workouts:new_drill')}?workout={workout}", DRILL)
    entry = Entry.objects.get()
    assert f"?entry={entry.id}" in response["Location"]
    page = her.get(response["Location"]).content.decode()
    assert 'name="both_hold"' in page
    her.post(
        reverse("workouts:add_set", args=[workout, entry.id]),
        {"id": entry.id, "round": 1, "count": 1, "both_hold": 30, "both_load": "5"},
    )
    assert Set.objects.get().hold_seconds == 30


def test_without_a_name_it_is_refused_and_the_rest_stays(her):
    response = her.post(reverse("workouts:new_drill"), {**DRILL, "name": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Give the drill a name." in page
    assert "Slow." in page
    assert not OwnDrill.objects.exists()


def test_it_can_be_changed(her, alice):
    drill = make_own(alice)
    her.post(reverse("workouts:own_drill", args=[drill]), {**DRILL, "name": "Wall slides"})
    assert OwnDrill.objects.get().name == "Wall slides"


def test_archived_it_is_no_longer_offered_and_can_be_used_again(her, alice):
    drill, workout = make_own(alice), make_workout(alice)
    add = reverse("workouts:add_drill", args=[workout])
    assert "Wall turns" in her.get(add).content.decode()
    her.post(reverse("workouts:archive_drill", args=[drill]), {"archived": "yes"})
    her.get(reverse("workouts:own_drills"))
    assert "Wall turns" not in her.get(add).content.decode()
    her.post(reverse("workouts:archive_drill", args=[drill]), {"archived": "no"})
    her.get(reverse("workouts:own_drills"))
    assert "Wall turns" in her.get(add).content.decode()


def test_deleted_it_comes_back_by_undo_and_its_sets_never_went(her, alice):
    drill = make_own(alice)
    workout = services.start_workout(owner=alice, at=NOON, begins=services.Beginning(NOON.date(), "UTC"))
    entry = services.add_drill(owner=alice, at=NOON, workout_id=workout, drill_id=drill)
    services.record_sets(owner=alice, at=NOON, entry_id=entry, drafts=[{"side": "left", "hold_seconds": 20}])
    response = her.post(reverse("workouts:delete_drill", args=[drill]))
    (message,) = response.wsgi_request._messages
    assert "Wall turns" in her.get(reverse("workouts:edit", args=[workout])).content.decode()
    her.post(message.extra_tags)
    assert not OwnDrill.objects.get().deleted


def test_bob_sees_none_of_alices_drills(client_for, alice, bob):
    make_own(alice)
    assert "Wall turns" not in client_for(bob).get(reverse("workouts:own_drills")).content.decode()
