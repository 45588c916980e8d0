"""Writing sets down and correcting them, by forms alone."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.builders import NOON, TODAY, make_exercise, make_workout
from tests.taps import LIGHT, MEDIUM, PAIR, YESTERDAY, add_set, address, did, edit_page, entry_of, start
from workouts import services
from workouts.models import Entry, Set, Workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


# --- sets ----------------------------------------------------------------------------------------


def test_left_and_right_of_a_round_are_written_by_one_form(her, alice, drill):
    start(her, drill="band-lying")
    add_set(
        her,
        entry_of(alice),
        left_reps=10,
        right_reps=9,
        band=LIGHT,
        effort="7,5",
        left_pain=2,
        note="slow",
    )
    assert did(alice) == [(1, "left", 10), (1, "right", 9)]
    left, right = Set.objects.order_by("side")
    assert str(left.band_id) == str(right.band_id) == LIGHT
    assert left.effort == right.effort == Decimal("7.5")
    assert (left.pain, right.pain) == (2, None)
    assert (left.note, right.note) == ("slow", "")
    assert left.done_at == NOON


def test_a_side_left_empty_is_not_written_and_can_be_added_later(her, alice, drill):
    start(her, drill="band-lying")
    entry = entry_of(alice)
    add_set(her, entry, left_reps=10, right_reps="")
    assert did(alice) == [(1, "left", 10)]
    page = edit_page(her, entry, f"?entry={entry.id}&round=1").content.decode()
    assert "Add right to set 1" in page
    assert 'name="left_reps"' not in page
    refused = add_set(her, entry, only="right", right_reps=-8)
    assert refused.status_code == 422
    assert "Add right to set 1" in refused.content.decode()
    add_set(her, entry, only="right", right_reps=8)
    assert did(alice) == [(1, "left", 10), (1, "right", 8)]


def test_three_alike_are_one_tap(her, alice, drill):
    start(her, drill="band-lying")
    add_set(her, entry_of(alice), left_reps=10, right_reps=10, count=3)
    assert [row[0] for row in did(alice)] == [1, 1, 2, 2, 3, 3]


def test_a_form_sent_twice_makes_its_sets_once(her, alice, drill):
    start(her, drill="band-lying")
    for _tap in range(2):
        add_set(her, entry_of(alice), id=uuid.UUID(int=3), left_reps=10, right_reps=9, count=2)
    assert len(did(alice)) == 4


def test_a_form_sent_again_after_its_set_was_deleted_does_not_bring_it_back(her, alice, drill):
    start(her, drill="band-lying")
    entry = entry_of(alice)
    add_set(her, entry, id=uuid.UUID(int=3), left_reps=10)
    her.post(reverse("workouts:delete_set", args=[entry.workout_id, Set.objects.get().id]))
    add_set(her, entry, id=uuid.UUID(int=3), left_reps=10)
    assert did(alice) == []


def test_the_last_round_is_repeated_without_how_it_felt(her, alice, drill):
    make_workout(alice, drills=[drill], sets=[{**PAIR[0], "pain": 5, "note": "ouch"}, PAIR[1]])
    entry = entry_of(alice)
    for _tap in range(2):
        her.post(address("repeat_set", entry), {"id": uuid.UUID(int=4)})
    assert did(alice) == [(1, "left", 10), (1, "right", 9), (2, "left", 10), (2, "right", 9)]
    assert list(Set.objects.filter(round=2).values_list("pain", "note")) == [(None, ""), (None, "")]


def test_a_whole_session_is_written_again_as_last_time(her, alice, drill):
    sets = [{**each, "round": number} for number in (1, 2, 3) for each in PAIR]
    make_workout(alice, day=YESTERDAY, drills=[drill], sets=sets, finished_at=NOON)
    start(her, drill="band-lying")
    entry = Entry.objects.get(workout_id=Workout.objects.get(date=TODAY).id)
    assert "Add all 3 as last time" in edit_page(her, entry, f"?entry={entry.id}").content.decode()
    for _tap in range(2):
        her.post(address("as_last_time", entry), {"id": uuid.UUID(int=4)})
    assert Set.objects.filter(entry_id=entry.id).count() == 6


def test_fields_start_with_the_same_round_of_last_time_and_keep_the_band_in_hand(her, alice, drill):
    earlier = [
        {"round": 1, "side": "left", "reps": 10, "band_id": uuid.UUID(LIGHT)},
        {"round": 1, "side": "right", "reps": 10, "band_id": uuid.UUID(LIGHT)},
        {"round": 2, "side": "left", "reps": 9, "band_id": uuid.UUID(LIGHT)},
        {"round": 2, "side": "right", "reps": 7, "band_id": uuid.UUID(LIGHT)},
    ]
    make_workout(alice, day=YESTERDAY, drills=[drill], sets=earlier, finished_at=NOON)
    start(her, drill="band-lying")
    entry = Entry.objects.get(workout_id=Workout.objects.get(date=TODAY).id)
    page = edit_page(her, entry).content.decode()
    assert "Last time, 11 Nov" in page
    assert f'<option value="{LIGHT}" selected>' in page
    add_set(her, entry, left_reps=12, right_reps=12, band=MEDIUM)
    page = edit_page(her, entry, f"?entry={entry.id}").content.decode()
    assert 'name="left_reps" value="9"' in page
    assert 'name="right_reps" value="7"' in page
    assert f'<option value="{MEDIUM}" selected>' in page


def test_without_a_last_time_fields_start_with_the_dose(her, alice, drill):
    start(her, drill="band-lying")
    assert 'name="left_reps" value="8"' in edit_page(her, entry_of(alice)).content.decode()


def test_the_next_drill_opens_when_the_planned_rounds_are_in(her, alice, drill):
    other = make_exercise(name="Other")
    make_workout(
        alice, day=YESTERDAY, drills=[drill], sets=[*PAIR, {**PAIR[0], "round": 2}], finished_at=NOON
    )
    make_workout(alice, drills=[drill, other])
    first = Entry.objects.get(drill_id=drill.id, workout_id=Workout.objects.get(date=TODAY).id)
    assert f"?entry={first.id}" in add_set(her, first, left_reps=1)["Location"]
    assert add_set(her, first, round=2, left_reps=1)["Location"].endswith("/edit/#now")
    page = edit_page(her, first).content.decode()
    assert page.index("Band Lying") < page.index("Other") < page.index('id="add-set"')


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"left_reps": "-1"}, "Reps can&#x27;t be below zero."),
        ({"left_reps": "ten"}, "Write reps as a whole number, like 10."),
        ({"left_reps": "99999999999"}, "That is more reps than fit here: 10,000 at most."),
        ({"left_reps": "", "right_reps": ""}, "Write down at least one number, or choose another drill."),
        ({"left_reps": "1", "band": str(uuid.UUID(int=1))}, "Choose one of your bands."),
        ({"left_reps": "1", "effort": "11"}, "Effort goes from 1 to 10, in halves: 7 or 7.5."),
        ({"left_reps": "1", "effort": "7.25"}, "Effort goes from 1 to 10, in halves: 7 or 7.5."),
        ({"left_reps": "1", "left_pain": "11"}, "Pain goes from 0 to 10."),
        ({"left_reps": "1", "count": "11"}, "Add 1 to 10 sets at once."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_what_was_typed_stays(her, alice, drill, typed, sentence):
    start(her, drill="band-lying")
    response = add_set(her, entry_of(alice), **{"right_reps": "6", **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "autofocus" in page
    assert not Set.objects.exists()
    if typed.get("right_reps") != "":
        assert 'name="right_reps" value="6"' in page


def test_a_form_without_its_id_is_refused_with_a_sentence(her, alice, drill):
    start(her, drill="band-lying")
    response = add_set(her, entry_of(alice), id="", left_reps=1)
    assert response.status_code == 422
    assert "This page is out of date." in response.content.decode()


def test_a_nul_in_a_note_is_refused_with_a_sentence(her, alice, drill):
    start(her, drill="band-lying")
    response = add_set(her, entry_of(alice), left_reps=1, note="a\x00b")
    assert response.status_code == 422
    assert not Set.objects.exists()


@pytest.mark.parametrize(
    ("unit", "typed", "kilograms"),
    [
        ("kg", "12,5", "12.500"),
        ("kg", "12.5", "12.500"),
        ("lb", "25", "11.340"),
        ("lb", "12.25", "5.557"),
        ("kg", "0", "0.000"),
    ],
)
def test_load_is_typed_in_the_persons_unit_and_comes_back_as_typed(her, alice, unit, typed, kilograms):
    services.save_preferences(owner=alice, at=NOON, units=unit)
    make_exercise(slug="hinge", measures=["reps", "load"], sides="both_together")
    start(her, drill="hinge")
    entry = entry_of(alice)
    add_set(her, entry, both_reps=5, both_load=typed)
    row = Set.objects.get()
    assert (row.load_kg, row.load_unit) == (Decimal(kilograms), unit)
    shown = typed.replace(",", ".")
    assert f"5 <small>× {shown} {unit}</small>" in edit_page(her, entry).content.decode()
    page = her.get(reverse("workouts:set", args=[entry.workout_id, row.id])).content.decode()
    assert f'name="load" value="{shown}"' in page


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        ("-1", "Load can&#x27;t be below zero."),
        ("heavy", "Write the load as a number"),
        ("NaN", "Write the load as"),
        ("99999", "9,999 kg at most"),
        ("1e9", "9,999 kg at most"),
    ],
)
def test_a_load_that_cannot_be_is_refused(her, alice, load, sentence):
    make_exercise(slug="hinge", measures=["reps", "load"], sides="both_together")
    start(her, drill="hinge")
    response = add_set(her, entry_of(alice), both_reps=5, both_load=load)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_drill_shows_its_own_measures_and_nothing_else(her, alice):
    make_exercise(slug="release", measures=["duration"], sides="both_together")
    start(her, drill="release")
    page = edit_page(her, entry_of(alice)).content.decode()
    assert 'name="both_duration_min"' in page
    for absent in ("reps", "load", "hold", "breaths", "cycles", "left_", 'name="band"'):
        assert f'name="both_{absent}' not in page
        assert f'name="{absent}' not in page
    add_set(her, entry_of(alice), both_duration_min=2, both_duration_s=5)
    assert Set.objects.get().duration_seconds == 125


def test_each_field_says_its_side_in_words(her, alice):
    make_exercise(slug="release", measures=["duration", "reps"])
    start(her, drill="release")
    page = edit_page(her, entry_of(alice)).content.decode()
    for words in ("Minutes, left", "Seconds, right", "Reps, left", "Reps, right"):
        assert f'aria-label="{words}"' in page


def test_minutes_below_zero_are_refused(her, alice):
    make_exercise(slug="release", measures=["duration"], sides="both_together")
    start(her, drill="release")
    response = add_set(her, entry_of(alice), both_duration_min=-2, both_duration_s=5)
    assert response.status_code == 422
    assert "Time can&#x27;t be below zero." in response.content.decode()


def test_a_set_of_an_earlier_day_does_not_say_when_it_was_done(her, alice, drill):
    make_workout(alice, day=YESTERDAY, drills=[drill])
    add_set(her, entry_of(alice), left_reps=1)
    assert Set.objects.get().done_at is None


# --- pain ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pain", "shown"), [(3, False), (4, True), (10, True)])
def test_pain_of_four_and_more_shows_the_safety_note_and_is_saved(her, alice, drill, pain, shown):
    start(her, drill="band-lying")
    response = add_set(her, entry_of(alice), left_reps=1, left_pain=pain)
    assert response.status_code == 302
    assert Set.objects.get().pain == pain
    page = edit_page(her, entry_of(alice)).content.decode()
    assert (f"You noted pain {pain}." in page) is shown


# --- one set -------------------------------------------------------------------------------------


def test_a_set_can_be_corrected_in_everything(her, alice, drill):
    make_workout(alice, drills=[drill], sets=PAIR)
    row = Set.objects.get(side="right")
    response = her.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {
            "reps": 12,
            "band": MEDIUM,
            "side": "left",
            "round": 2,
            "kind": "warm_up",
            "done": "11:45",
            "effort": "6.5",
            "pain": 1,
            "note": "easy",
        },
    )
    assert response["Location"].endswith(f"#entry-{row.entry_id}")
    row.refresh_from_db()
    assert (row.reps, str(row.band_id), row.side, row.round, row.kind) == (12, MEDIUM, "left", 2, "warm_up")
    assert (row.effort, row.pain, row.note) == (Decimal("6.5"), 1, "easy")
    assert row.done_at == NOON.replace(hour=11, minute=45)


def test_saving_a_set_unchanged_writes_nothing(her, alice, drill):
    make_workout(
        alice,
        drills=[drill],
        sets=[{"side": "left", "reps": 10, "load_kg": Decimal("5.557"), "load_unit": "lb"}],
    )
    row = Set.objects.get()
    her.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {"reps": 10, "load": "12.25", "side": "left", "round": 1, "kind": "working", "done": "12:00"},
    )
    assert Set.objects.get().revision == row.revision


def test_a_set_emptied_of_every_number_is_refused(her, alice, drill):
    make_workout(alice, drills=[drill], sets=PAIR)
    row = Set.objects.get(side="right")
    response = her.post(
        reverse("workouts:set", args=[row.workout_id, row.id]),
        {"reps": "", "side": "right", "round": 1, "kind": "working"},
    )
    assert response.status_code == 422
    assert "Write down at least one number, or delete the set." in response.content.decode()


def test_two_drills_repeated_from_one_page_both_get_their_set(her, alice, drill):
    """The forms of a page share an id, and going back shows the same page again."""
    other = make_exercise(name="Clamshell", slug="clamshell")
    make_workout(alice, drills=[drill, other], sets=PAIR)
    for number in range(2):
        response = her.post(address("repeat_set", entry_of(alice, number)), {"id": uuid.UUID(int=4)})
        assert response.status_code == 302
    assert Set.objects.filter(round=2).count() == 4


def test_a_load_typed_in_pounds_is_shown_in_the_persons_unit(alice, client_for):
    drill = make_exercise(measures=["reps", "load"])
    load = {"side": "left", "reps": 5, "load_kg": Decimal("5.670"), "load_unit": "lb"}
    workout = make_workout(alice, drills=[drill], sets=[load])
    page = client_for(alice).get(reverse("workouts:edit", args=[workout])).content.decode()
    assert "5.67 kg" in page
    services.save_preferences(owner=alice, at=NOON, units="lb")
    page = client_for(alice).get(reverse("workouts:edit", args=[workout])).content.decode()
    assert "12.5 lb" in page
