from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts import units


def test_every_quarter_pound_to_2000_lb_comes_back_as_typed():
    for quarters in range(8001):
        pounds = Decimal(quarters) / 4
        kilograms = units.kg_from_lb(pounds)
        assert units.lb_from_kg(kilograms) == pounds
        assert units.show_load(kilograms, "lb") == f"{units.show_number(pounds)} lb"


@given(st.decimals(0, 9999, places=3))
def test_kilograms_are_kept_to_the_gram(kilograms):
    assert units.load_in(units.kg_from(kilograms, "kg"), "kg") == kilograms


@given(st.decimals(0, 2000, places=2))
def test_going_to_pounds_and_back_does_not_drift(pounds):
    once = units.kg_from_lb(pounds)
    assert units.kg_from_lb(units.lb_from_kg(once)) == once


@pytest.mark.parametrize(
    ("kilograms", "unit", "shown"),
    [("100.000", "kg", "100 kg"), ("2.500", "kg", "2.5 kg"), ("0", "kg", "0 kg"), ("5.670", "lb", "12.5 lb")],
)
def test_loads_are_shown_without_idle_zeros(kilograms, unit, shown):
    assert units.show_load(Decimal(kilograms), unit) == shown
