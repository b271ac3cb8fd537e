"""Every fault in its short form: the same trials as of ``make faults``, only fewer. Times are no test."""

import importlib

import pytest

from faults.__main__ import FAULTS
from faults.row import Row, table

NEED_A_COMPILER = ("power", "unwritable", "full")
TIMES = ("speed",)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in TIMES])
def test_what_must_not_be_is_not(fault, request):
    if fault in NEED_A_COMPILER:
        request.getfixturevalue("compiler")
    module = importlib.import_module(f"faults.{fault}")
    rows = list(module.rows(module.SHORT))
    assert rows
    assert [row.cells for row in rows if not row.met] == []


def test_what_is_not_met_is_said():
    assert table([Row("kill -9", 3000, "1 lost", "0", met=False)]).splitlines() == [
        "fault    trials  found   aim",
        "kill -9  3,000   1 lost  0    NOT met",
    ]
