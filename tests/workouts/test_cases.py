"""The files that the phone's JavaScript is held to as well: tests/cases."""

import json
from typing import Any

import pytest

from tests.record_table import MERGES, RECORDS, record_table, written
from workouts.services.merge import Register, Stamp, Version

CASES = json.loads(MERGES.read_text())


def registers(wire: dict[str, Any]) -> dict[str, Register]:
    return {name: Register(each["values"], Stamp(*each["stamp"])) for name, each in wire.items()}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_registers_merge_as_the_shared_cases_say(case):
    version = Version(registers(case["mine"]))
    version.merge(registers(case["incoming"]))
    assert version.registers == registers(case["expected"])
    assert sorted(version.changed) == case["changed"]


def test_every_case_has_a_name_of_its_own():
    assert len({case["name"] for case in CASES}) == len(CASES) > 20


def test_the_phones_table_of_records_is_the_servers():
    assert RECORDS.read_text() == written(record_table()), "python -m tests.record_table writes it anew"
