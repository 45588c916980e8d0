"""World axes: +X the figure's left, -Y its front, +Z up. A positive turn is counter-clockwise seen from the axis's tip."""

import numpy as np
import pytest

from figures.rotations import about, about_x, about_y, about_z, align, between, frame, twist_towards

X, Y, Z = np.eye(3)


def same(one, other):
    np.testing.assert_allclose(one, other, atol=1e-9)


def test_a_quarter_turn_takes_each_axis_to_the_next():
    same(about_x(90) @ Y, Z)
    same(about_y(90) @ Z, X)
    same(about_z(90) @ X, Y)


@pytest.mark.parametrize(("axis", "turn"), [(X, about_x), (Y, about_y), (Z, about_z)])
def test_a_turn_about_any_axis_agrees_with_the_turns_about_the_three(axis, turn):
    same(about(axis * 3, 37), turn(37))


def test_the_smallest_rotation_leaves_what_is_across_it_alone():
    turn = align([1, 0, 0], [0, 2, 0])
    same(turn @ X, Y)
    same(turn @ Z, Z)


def test_opposite_directions_still_have_a_rotation_between_them():
    same(align(Z, -Z) @ Z, -Z)


def test_a_frame_keeps_its_third_axis_and_bends_the_first_to_it():
    made = frame([0, 0, 5], [1, 0, 9])
    same(made[:, 2], Z)
    same(made[:, 0], X)
    assert np.linalg.det(made) == pytest.approx(1)


@pytest.mark.parametrize("degrees", [10, 90, 179.99])
def test_half_way_between_two_rotations_is_half_the_turn(degrees):
    start = about_x(25)
    goal = start @ about_y(degrees)
    same(between(start, goal, 0.5), start @ about_y(degrees / 2))
    same(between(start, goal, 0), start)
    same(between(start, goal, 1), goal)


def test_twisting_towards_a_goal_takes_only_the_part_about_the_axis():
    same(twist_towards(np.eye(3), about_z(40), Z), about_z(40))
    same(twist_towards(np.eye(3), about_x(40), Z), np.eye(3))
