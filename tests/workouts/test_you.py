import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Preference, User
from accounts.queries import preferences_of

YOU = reverse("workouts:you")
PREFERENCES = reverse("workouts:preferences")
DEFAULTS = {
    "units": "kg",
    "rest_seconds": "60",
    "first_side": "left",
    "sound": "True",
    "week_start": "0",
    "time_zone": "UTC",
    "theme": "system",
}


def test_the_page_leads_everywhere_and_signs_out_by_post(her):
    text = her.get(YOU).text
    for name in (
        "account_email",
        "account_change_password",
        "mfa_index",
        "workouts:preferences",
        "workouts:own_drills",
        "workouts:export",
        "workouts:export_sets",
        "workouts:delete_account",
    ):
        assert f'href="{reverse(name)}"' in text
    assert f'method="post" action="{reverse("account_logout")}"' in text
    assert "alice@example.com" in text
    assert "/admin/" not in text


def test_admins_find_the_admin(her, alice):
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    assert f'href="{reverse("admin:index")}"' in her.get(YOU).text


def test_changed_preferences_are_saved_and_the_others_not_written(her, alice):
    response = her.post(PREFERENCES, {**DEFAULTS, "units": "lb", "rest_seconds": "90", "first_side": "right"})
    assert response["Location"] == YOU
    assert "Preferences saved" in her.get(YOU).text
    assert dict(Preference.objects.values_list("id", "value")) == {
        "units": "lb",
        "rest_seconds": 90,
        "first_side": "right",
    }
    chosen = preferences_of(alice)
    assert (chosen.units, chosen.rest_seconds, chosen.first_side, chosen.week_start) == ("lb", 90, "right", 0)


def test_saving_what_is_already_so_writes_nothing(her):
    her.post(PREFERENCES, DEFAULTS)
    assert not Preference.objects.exists()


def test_the_time_zone_of_the_sign_up_is_where_the_form_starts(her, alice):
    User.objects.filter(pk=alice.pk).update(guessed_time_zone="Asia/Kathmandu")
    assert her.get(PREFERENCES).context["form"]["time_zone"].value() == "Asia/Kathmandu"


def test_a_zone_by_an_old_name_can_be_kept(her, alice):
    User.objects.filter(pk=alice.pk).update(guessed_time_zone="GB")
    assert '<option value="GB" selected>' in her.get(PREFERENCES).text
    assert her.post(PREFERENCES, {**DEFAULTS, "time_zone": "GB"}).status_code == 302


def test_the_theme_shows_at_once_on_every_page_of_ones_own(her):
    assert 'data-theme-saved="system"' in her.get(YOU).text
    her.post(PREFERENCES, {**DEFAULTS, "theme": "dark"})
    for page in (YOU, PREFERENCES, reverse("account_email"), reverse("account_logout")):
        assert 'data-theme-saved="dark" data-theme="dark"' in her.get(page).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("units", "stone", "Select a valid choice"),
        ("rest_seconds", "-1", "Rest cannot be below zero."),
        ("rest_seconds", "1801", "Write 1800 seconds at most."),
        ("rest_seconds", "soon", "Write a whole number of seconds, like 60."),
        ("rest_seconds", "", "Write a number of seconds, like 60."),
        ("week_start", "3", "Select a valid choice"),
        ("time_zone", "Middle/Earth", "Select a valid choice"),
        ("theme", "neon", "Select a valid choice"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_in_words(her, field, value, words):
    response = her.post(PREFERENCES, {**DEFAULTS, "units": "lb", field: value})
    assert response.status_code == 422
    assert words in response.context["form"].errors[field][0]
    assert not Preference.objects.exists()


@pytest.mark.parametrize("page", [YOU, PREFERENCES, reverse("workouts:delete_account")])
def test_nobody_is_sent_to_sign_in_and_back(client, db, page):
    assert client.get(page)["Location"] == f"{reverse('account_login')}?next={page}"
    assert client.post(page).status_code in (302, 405)


def test_bob_sees_and_changes_his_own_alone(her, alice, bob):
    her.post(PREFERENCES, {**DEFAULTS, "units": "lb"})
    his = Client()
    his.force_login(bob)
    assert "alice" not in his.get(YOU).text
    assert his.get(PREFERENCES).context["form"]["units"].value() == "kg"
    his.post(PREFERENCES, {**DEFAULTS, "theme": "light"})
    assert preferences_of(alice).theme == "system"


def test_the_you_page_asks_little_of_the_database(her, django_assert_max_num_queries):
    her.get(YOU)  # the day's first request renews the session
    with django_assert_max_num_queries(6):
        her.get(YOU)
