"""Kilograms are stored, exactly enough for every quarter-pound. Pages show the person's unit; a form to correct a set,
and the table a person takes away, show the unit that was typed, so that nothing drifts on the way back."""

from decimal import ROUND_HALF_EVEN, Decimal

KG_IN_LB = Decimal("0.45359237")
GRAM = Decimal("0.001")
QUARTER = Decimal("0.25")


def kg_from_lb(pounds: Decimal) -> Decimal:
    return (pounds * KG_IN_LB).quantize(GRAM, ROUND_HALF_EVEN)


def lb_from_kg(kilograms: Decimal) -> Decimal:
    """Pounds to the hundredth. A stored gram is 0.0022 lb, so what was typed in hundredths comes back unless two
    of them share a gram; quarter-pounds never do."""
    pounds = kilograms / KG_IN_LB
    quarters = (pounds / QUARTER).quantize(Decimal(1), ROUND_HALF_EVEN) * QUARTER
    if kg_from_lb(quarters) == kilograms:
        return quarters
    return pounds.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def kg_from(load: Decimal, unit: str) -> Decimal:
    return kg_from_lb(load) if unit == "lb" else load.quantize(GRAM, ROUND_HALF_EVEN)


def load_in(kilograms: Decimal, unit: str) -> Decimal:
    return lb_from_kg(kilograms) if unit == "lb" else kilograms


def show_number(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def show_load(kilograms: Decimal, unit: str) -> str:
    return f"{show_number(load_in(kilograms, unit))} {unit}"
