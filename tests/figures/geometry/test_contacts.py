import numpy as np
import pytest

from figures import contacts
from figures.contacts import joint_place, region, settle, stand
from figures.spec import Contact

SUPINE = {"orient": "supine", "fix": "pelvis"}
LEG = ("hip.l.flex", "hip.l.abd", "hip.l.ir", "knee.l", "ankle.l", "foot.l.inv")
BENT = {"hip.l.flex": 52, "knee.l": 98, "ankle.l": -34}


def settled(pose, root, contact, pins=None):
    found = settle(pose, root, contact, pins or {})
    return found, stand({name: found[name] for name in (*BENT, *LEG) if name in found}, found["root"])


def lowest(posed, patch):
    return posed.skin_of(region(patch))[:, 2].min()


def test_what_touches_comes_to_its_height():
    _, posed = settled(BENT, SUPINE, Contact(touch={"seat.l": -0.02, "seat.r": -0.02}))
    assert lowest(posed, "seat.l") == pytest.approx(-0.02, abs=0.004)


def test_a_pinned_joint_stays_while_the_thigh_turns():
    root = {**SUPINE, "height": 0.1}
    ankle = stand(BENT, root).joint("ankle.l")
    found, posed = settled({**BENT, "hip.l.ir": 12}, root, Contact(vary=LEG), {"ankle.l": ankle})
    assert np.linalg.norm(posed.joint("ankle.l") - ankle) < 0.012
    assert found["hip.l.ir"] != 12


def test_the_solver_moves_angles_as_little_as_it_must():
    root = {**SUPINE, "height": 0.1}
    ankle = stand(BENT, root).joint("ankle.l")
    found, _ = settled(BENT, root, Contact(vary=LEG), {"ankle.l": ankle})
    assert all(abs(found[name] - BENT.get(name, 0)) < 0.1 for name in LEG)


@pytest.mark.parametrize(("side", "out"), [("l", 1), ("r", -1)])
def test_a_foot_that_stands_is_flat_there_with_its_toes_turned_out(side, out):
    pins = contacts._own_pins({"stand": {side: [0.1 * out, -0.2, 30]}})
    ankle, toes = pins[f"ankle.{side}"], pins[f"toes.{side}"]
    np.testing.assert_allclose(ankle[:2], [0.1 * out, -0.2])
    ahead = toes - ankle
    assert np.degrees(np.arctan2(ahead[0] * out, -ahead[1])) == pytest.approx(30, abs=0.5)
    assert ankle[2] > toes[2] > 0


@pytest.mark.parametrize(("side", "out"), [("l", 1), ("r", -1)])
def test_a_planted_foot_stays_flat_whatever_the_leg_does(side, out):
    root = {"plant": f"foot.{side}", "toe_out": 10}
    for angles in ({}, {f"hip.{side}.flex": 60, f"knee.{side}": 20, f"hip.{side}.ir": 30}):
        posed = stand(angles, root)
        ahead = posed.joint(f"toes.{side}") - posed.joint(f"ankle.{side}")
        turned_out = np.degrees(np.arctan2(ahead[0] * out, -ahead[1]))
        assert turned_out == pytest.approx(10 + contacts.REST_TOES_OUT, abs=0.5)
        np.testing.assert_allclose(posed.joint(f"ankle.{side}")[:2], [0, 0], atol=1e-9)
        assert lowest(posed, f"foot.{side}") == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("side", "towards"), [("l", 1), ("r", -1)])
def test_over_a_planted_foot_inward_rotation_turns_the_pelvis_towards_it(side, towards):
    posed = stand({f"hip.{side}.ir": 30}, {"plant": f"foot.{side}", "toe_out": 0})
    front = posed.frames["pelvis"] @ np.array([0, -1.0, 0])
    assert front[0] * towards == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("orient", "way", "goes"),
    [
        ("upright", (0, -1, 0), (0, -1, 0)),
        ("supine", (0, -1, 0), (0, 0, 1)),
        ("prone", (0, -1, 0), (0, 0, -1)),
        ("side_right", (1, 0, 0), (0, 0, 1)),
        ("side_left", (1, 0, 0), (0, 0, -1)),
    ],
)
def test_a_lying_body_looks_the_right_way(orient, way, goes):
    turned = stand({}, {"orient": orient}).frames["pelvis"]
    np.testing.assert_allclose(turned @ np.array(way, float), goes, atol=1e-9)


def test_a_place_is_a_joint_a_joint_and_a_shift_or_three_numbers():
    posed = stand({}, {"orient": "upright"})
    np.testing.assert_allclose(joint_place(posed, "knee.l"), posed.joint("knee.l"))
    np.testing.assert_allclose(
        joint_place(posed, "knee.l+0.1,-0.2,0"), posed.joint("knee.l") + [0.1, -0.2, 0]
    )
    np.testing.assert_allclose(joint_place(posed, [1, 2, 3]), [1, 2, 3])
