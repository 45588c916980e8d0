import uuid

from hypothesis import given
from hypothesis import strategies as st

from workouts.services.merge import Change, Register, Stamp, Version, merged

stamps = st.builds(Stamp, st.integers(0, 5), st.sampled_from(["a", "b"]))


def register_at(stamp: Stamp) -> Register:
    """Two writers never share a stamp, so equal stamps mean equal values."""
    return Register({"note": f"{stamp.milliseconds}{stamp.device}"}, stamp)


registers = st.dictionaries(st.sampled_from(["name", "note", "felt"]), stamps.map(register_at))


def after(*deliveries: dict[str, Register]) -> dict[str, Register]:
    version = Version()
    for delivery in deliveries:
        version.merge(delivery)
    return version.registers


@given(registers, registers, registers)
def test_the_order_of_delivery_does_not_matter(a, b, c):
    assert after(a, b, c) == after(c, b, a) == after(b, a, c)


@given(registers, registers)
def test_delivering_twice_changes_nothing(a, b):
    version = Version(dict(after(a, b)))
    version.merge(a)
    version.merge(b)
    assert version.changed == set()
    assert version.registers == after(a, b)


@given(st.lists(registers, min_size=1, max_size=5))
def test_merging_a_request_with_itself_first_is_the_same_as_one_by_one(deliveries):
    changes = [Change(type="set", id="x", registers=delivery) for delivery in deliveries]
    [change] = merged(changes)
    assert change.registers == after(*deliveries)


def test_among_equal_times_the_greater_device_wins():
    early, late = register_at(Stamp(1, "a")), register_at(Stamp(1, "b"))
    assert after({"note": late}, {"note": early}) == {"note": late}


def test_an_equal_stamp_keeps_what_is_here():
    mine, theirs = Register({"note": "mine"}, Stamp(1, "a")), Register({"note": "theirs"}, Stamp(1, "a"))
    assert after({"note": mine}, {"note": theirs}) == {"note": mine}


def test_a_parent_named_late_in_a_request_is_kept():
    entry = uuid.uuid4()
    changes = [
        Change(type="set", id="x", registers={}),
        Change(type="set", id="x", registers={}, parent=entry),
    ]
    assert merged(changes)[0].parent == entry
