"""/progress/range/ and its readings."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from tests.builders import NOON, TODAY
from workouts import queries, services
from workouts.models import RangeCheck
from workouts.services.store import apply_changes

pytestmark = pytest.mark.django_db
READING: dict[str, Any] = {
    "movement": "internal_rotation",
    "side": "left",
    "position": "seated",
    "active": True,
    "device": "phone",
    "trials_degrees": [33, 34, 35],
    "date": TODAY,
}
FORM = {
    "movement": "internal_rotation",
    "side": "left",
    "position": "seated",
    "active": "yes",
    "device": "goniometer",
    "measured_by": "self",
    "first": "33",
    "second": "35.5",
    "third": "",
    "date": "2026-11-12",
    "pain": "2",
    "note": "After sitting all day.",
}


def record(owner: User, **fields: Any) -> uuid.UUID:
    return services.record_range_check(owner=owner, at=NOON, fields={**READING, **fields})


def test_without_a_reading_the_page_leads_to_the_check(her):
    page = her.get(reverse("workouts:ranges")).content.decode()
    assert "No reading yet" in page
    assert 'href="/log/#range-check"' in page


def test_the_page_shows_both_sides_and_what_may_be_said(her, alice):
    record(alice, trials_degrees=[40, 41, 42])
    record(alice, side="right", trials_degrees=[30])
    page = her.get(reverse("workouts:ranges")).content.decode()
    assert "41°" in page
    assert "Left turns 11° further, more than measuring alone explains." in page
    assert "Seated · Active · Phone" in page
    assert page.count("not medical advice") == 1


def test_the_table_has_the_newest_first_and_left_before_right(alice):
    for days in (7, 0):
        for side in ("right", "left"):
            record(alice, side=side, date=TODAY - timedelta(days=days), trials_degrees=[30 + days])
    [section] = queries.range_page(alice, today=TODAY).sections
    assert [(row.day, row.side, row.degrees) for row in section.rows] == [
        ("12 Nov", "left", "30"),
        ("12 Nov", "right", "30"),
        ("5 Nov", "left", "37"),
        ("5 Nov", "right", "37"),
    ]


def test_pain_with_little_rotation_leads_to_a_clinician_calmly(her, alice):
    record(alice, trials_degrees=[8], pain=3)
    assert "worth showing to a clinician" in her.get(reverse("workouts:ranges")).content.decode()


def test_positions_have_sections_of_their_own(alice):
    record(alice)
    record(alice, position="prone", trials_degrees=[60])
    page = queries.range_page(alice, today=TODAY)
    ways = {section.line.way for section in page.sections}
    assert ways == {"Face down · Active · Phone", "Seated · Active · Phone"}
    assert not any("60" in sentence for section in page.sections for sentence in section.sentences)


def test_the_grey_band_lies_within_the_chart(alice):
    for days, degrees in ((60, 25), (30, 34), (0, 38)):
        record(alice, date=TODAY - timedelta(days=days), trials_degrees=[degrees])
    [section] = queries.range_page(alice, today=TODAY).sections
    assert section.chart is not None
    assert section.band is not None
    rows = {row.label: row.at for row in section.chart.rows}
    assert section.band.top == rows["40°"]
    assert section.band.top + section.band.height == pytest.approx(rows["30°"], abs=0.2)


def test_the_summary_is_one_query_however_many_readings(alice, django_assert_num_queries):
    record(alice)
    record(alice, side="right", trials_degrees=[30])
    for days in range(1, 20):
        record(alice, date=TODAY - timedelta(days=days), position="prone", trials_degrees=[30 + days])
    with django_assert_num_queries(1):
        lines = queries.range_summary(alice)
    [seated] = [line for line in lines if line.way.startswith("Seated")]
    assert [(side.side, side.degrees) for side in seated.sides] == [("left", "34"), ("right", "30")]
    assert seated.sentence == "4° between the sides. Measuring alone can differ by that much."


@pytest.mark.parametrize("count", [2, 20])
def test_the_page_takes_as_many_queries_for_many_readings(her, alice, count, django_assert_max_num_queries):
    for days in range(count):
        record(alice, date=TODAY - timedelta(days=days))
    with django_assert_max_num_queries(7):
        her.get(reverse("workouts:ranges"))


@pytest.mark.usefixtures("at_noon")
def test_a_reading_is_written_down_once_however_often_the_form_is_sent(her, alice):
    check_id = uuid.uuid4()
    for _tap in range(2):
        answer = her.post(reverse("workouts:new_range_check"), {**FORM, "id": check_id})
    assert answer["Location"] == reverse("workouts:ranges")
    check = RangeCheck.objects.get()
    assert (check.trials_degrees, check.pain, check.measured_by) == ([33, 35.5], 2, "self")


@pytest.mark.usefixtures("at_noon")
def test_a_reading_is_corrected_and_keeps_when_it_was_done(her, alice):
    check_id = record(alice, done_at=NOON)
    her.post(
        reverse("workouts:range_check", args=[check_id]),
        {**FORM, "id": check_id, "device": "inclinometer", "measured_by": "trained"},
    )
    check = RangeCheck.objects.get()
    assert (check.device, check.measured_by, check.done_at) == ("inclinometer", "trained", NOON)


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first", "", "Write degrees from 0 to 120, like 34."),
        ("first", "121", "Write degrees from 0 to 120, like 34."),
        ("second", "-1", "Write degrees from 0 to 120, like 34."),
        ("third", "nan", "Write degrees from 0 to 120, like 34."),
        ("pain", "11", "Write pain as a whole number from 0 to 10."),
        ("date", "2027-11-12", "This date is still to come."),
        ("date", "soon", "Write the day as a date."),
        ("side", "both", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(her, alice, field, value, sentence):
    answer = her.post(reverse("workouts:new_range_check"), {**FORM, "id": uuid.uuid4(), field: value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RangeCheck.objects.exists()


@pytest.mark.parametrize("typed", ["30,5", "30.5", " 30,5 "])
def test_degrees_are_typed_with_a_point_or_a_comma(her, typed):
    answer = her.post(reverse("workouts:new_range_check"), {**FORM, "id": uuid.uuid4(), "first": typed})
    assert answer.status_code == 302
    assert RangeCheck.objects.get().trials_degrees == [30.5, 35.5]


@pytest.mark.parametrize("typed", ["3,0,5", "1.000,5", "NaN", "-1", "120,5"])
def test_what_is_no_number_of_degrees_is_refused(her, typed):
    answer = her.post(reverse("workouts:new_range_check"), {**FORM, "id": uuid.uuid4(), "first": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()


def chosen_device(client):
    return client.get(reverse("workouts:new_range_check")).context["form"]["device"].value()


def test_what_was_measured_with_is_not_guessed_but_remembered(her, alice, bob):
    record(bob, device="by_eye")
    assert chosen_device(her) == ""
    answer = her.post(reverse("workouts:new_range_check"), {**FORM, "id": uuid.uuid4(), "device": ""})
    assert answer.status_code == 422
    assert "Choose what you measured with." in answer.content.decode()
    assert '<option value="" selected>Choose one</option>' in answer.content.decode()
    record(alice, device="inclinometer", date=TODAY - timedelta(days=1))
    # The phone's own check: nobody wrote that down.
    record(alice, device="phone", done_at=NOON)
    assert chosen_device(her) == "inclinometer"
    assert "Choose one" not in her.get(reverse("workouts:new_range_check")).content.decode()
    record(alice, device="by_eye")
    assert chosen_device(her) == "by_eye"


def test_nothing_sent_is_an_invalid_form(her):
    assert her.post(reverse("workouts:new_range_check"), {}).status_code == 422


def test_a_deleted_reading_comes_back_by_undo(her, alice):
    check_id = record(alice)
    answer = her.post(reverse("workouts:delete_range_check", args=[check_id]), follow=True)
    assert "Reading deleted" in answer.content.decode()
    assert queries.range_summary(alice) == ()
    [message] = list(answer.context["messages"]) or [None]
    her.post(message.extra_tags)
    assert len(queries.range_summary(alice)) == 1


def test_anothers_readings_are_not_here(her, bob):
    check_id = record(bob)
    assert her.get(reverse("workouts:range_check", args=[check_id])).status_code == 404
    assert her.post(reverse("workouts:delete_range_check", args=[check_id])).status_code == 404
    assert "34°" not in her.get(reverse("workouts:ranges")).content.decode()


def test_a_phone_that_does_not_know_who_measured_is_taken_for_oneself(alice):
    from workouts.services.merge import Change, Register, Stamp

    did = Register({**READING, "date": "2026-11-12"}, Stamp(1, "phone"))
    apply_changes(owner=alice, changes=[Change("range_check", uuid.uuid4(), {"did": did})], at=NOON)
    assert RangeCheck.objects.get().measured_by == "self"
