import pytest

from exercises import services
from exercises.models import Exercise
from tests.builders import make_exercise, make_workout
from workouts.models import CuratedItem, CuratedRoutine

CLAM = "side-lying-clamshell"


@pytest.fixture
def drills(catalogue):
    return make_exercise(name="Clam opener", slug="clam-opener"), Exercise.objects.get(slug=CLAM)


def test_a_duplicate_leads_to_the_drill_it_was_merged_into_which_has_its_names(drills, client):
    duplicate, clam = drills
    duplicate.aliases.create(name="Oyster")
    services.merge_drill(duplicate, into=clam)
    reply = client.get("/drills/clam-opener/")
    assert (reply.status_code, reply["Location"]) == (301, f"/drills/{CLAM}/")
    assert {"Clam opener", "Oyster"} <= {alias.name for alias in clam.aliases.all()}
    assert CLAM in client.get("/drills/?q=oyster").text


def test_logged_sets_stay_with_the_duplicate_under_its_name(drills, alice, client_for):
    duplicate, clam = drills
    workout = make_workout(alice, drills=[duplicate], sets=[{"side": "left", "reps": 8}])
    services.merge_drill(duplicate, into=clam)
    page = client_for(alice).get(f"/workouts/{workout}/").text
    assert "Clam opener" in page
    assert "Side-Lying Clamshell" not in page


def test_variants_guides_and_routines_follow_and_none_names_a_drill_twice(drills):
    duplicate, clam = drills
    hinge = Exercise.objects.get(slug="hip-ir-hinge")
    hinge.variants.create(drill=duplicate, kind="easier", when="Lying down.")
    clam.variants.create(drill=duplicate, kind="easier", when="Never.")
    routine = CuratedRoutine.objects.get(slug="warm-up-before-squats")
    item = CuratedItem.objects.create(routine=routine, drill=duplicate, amount_min=5, amount_max=8)
    services.merge_drill(duplicate, into=clam)
    assert hinge.variants.filter(drill=clam).count() == 1
    assert not clam.variants.filter(drill__in=[duplicate, clam]).exists()
    item.refresh_from_db()
    assert item.drill == clam


def test_a_chain_of_merges_leads_to_its_end(drills, client):
    duplicate, clam = drills
    first = make_exercise(name="Clam lifter", slug="clam-lifter")
    services.merge_drill(first, into=duplicate)
    services.merge_drill(duplicate, into=clam)
    assert client.get("/drills/clam-lifter/")["Location"] == f"/drills/{CLAM}/"


def test_a_drill_is_not_merged_into_itself_or_a_draft_or_twice(drills):
    duplicate, clam = drills
    draft = make_exercise(status="draft", published_at=None)
    for target in (duplicate, draft):
        with pytest.raises(services.NotReady, match="published"):
            services.merge_drill(duplicate, into=target)
    services.merge_drill(duplicate, into=clam)
    with pytest.raises(services.NotReady, match="before"):
        services.merge_drill(duplicate, into=clam)


def test_both_histories_say_who_merged_and_the_other_drill_s_has_its_new_names(drills, bob):
    duplicate, clam = drills
    services.merge_drill(duplicate, into=clam, by=bob)
    for drill in drills:
        latest = services.versions_of(drill).first()
        assert latest.history_user == bob
    assert "Clam opener" in latest.content["aliases"]
