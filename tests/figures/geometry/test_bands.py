import numpy as np
import pytest

from figures.contacts import stand
from figures.props import GAP, LIMBS, band_seat, build, taut_path

KNEES_OUT = {"hip.l.abd": 14, "hip.r.abd": 14}


@pytest.fixture(scope="module")
def posed():
    return stand(KNEES_OUT, {"orient": "upright"})


@pytest.fixture(scope="module")
def skin(posed):
    return posed.skin()


def length(path):
    return np.linalg.norm(np.diff(path, axis=0), axis=1).sum()


def loop_round(posed, skin, *limbs):
    (one, along), (two, along_too) = (band_seat(posed, limb, 0.1) for limb in limbs)
    axis = (along + along_too) / np.linalg.norm(along + along_too)
    return taut_path(posed, skin, list(limbs), (one + two) / 2, axis), one, two, axis


def test_a_loop_goes_round_two_limbs_by_the_shortest_way(posed, skin):
    path, one, two, axis = loop_round(posed, skin, "thigh.l", "thigh.r")
    assert np.allclose(path[0], path[-1])
    # Taut: it never bends inward, so a walk round it always turns the same way.
    steps = np.diff(path, axis=0)
    turns = np.cross(steps[:-1], steps[1:]) @ axis
    assert (turns > -1e-7).all() or (turns < 1e-7).all()
    # Twice the way from limb to limb, and once round the two halves of them.
    apart = np.linalg.norm(two - one)
    around_one = length(taut_path(posed, skin, ["thigh.l"], one, axis))
    assert length(path) == pytest.approx(2 * apart + around_one, rel=0.06)


def test_a_loop_lies_outside_the_skin_and_close_to_it(posed, skin):
    path, *_, axis = loop_round(posed, skin, "thigh.l", "thigh.r")
    middle = path.mean(0)
    body = posed.body
    thigh = body.weights[:, [i for i, n in enumerate(body.names) if n.startswith(LIMBS["thigh"][2])]].sum(1)
    near = skin[(thigh > 0.6) & (np.abs((skin - middle) @ axis) < 0.005)]
    right = np.array([1.0, 0, 0])
    assert np.abs((near - middle) @ right).max() <= np.abs((path - middle) @ right).max()
    assert np.abs((path - middle) @ right).max() - np.abs((near - middle) @ right).max() < GAP + 0.012


def test_a_loop_gets_longer_as_the_limbs_part(skin, posed):
    together = stand({}, {"orient": "upright"})
    assert length(loop_round(posed, skin, "ankle.l", "ankle.r")[0]) > length(
        loop_round(together, together.skin(), "ankle.l", "ankle.r")[0]
    )


def test_a_band_sits_just_above_the_ankle_and_ends_at_its_anchor(posed, skin):
    anchor = np.array([0.9, -0.2, 0.3])
    cuff, cord = build({"band": {"limb": "ankle.l", "anchor": list(anchor), "up": 0.03}}, posed, skin)
    middle = cuff.vertices.mean(0)
    assert np.linalg.norm(middle - posed.joint("ankle.l")) < 0.07
    assert middle[2] > posed.joint("ankle.l")[2] - 0.01
    start, end = cord.vertices[:10].mean(0), cord.vertices[10:].mean(0)
    np.testing.assert_allclose(end, anchor, atol=1e-9)
    # The cord leaves the cuff on the side of the anchor, so it does not run through the leg.
    assert (start - middle) @ (anchor - middle) > 0


def test_every_picture_of_a_band_has_the_same_number_of_points(posed, skin):
    together = stand({}, {"orient": "upright"})
    one = loop_round(posed, skin, "thigh.l", "thigh.r")[0]
    other = loop_round(together, together.skin(), "thigh.l", "thigh.r")[0]
    assert one.shape == other.shape
