"""Answers counted batch by batch give what they give in one table, however they are cut and coded."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures import tally
from shiensys.measures.scoring import counts, judge
from shiensys.measures.tally import counts_of_batches
from shiensys.tables.rules import rules

ITEMS = ("falls", "low_spirits", "no_interest", "weight_loss")
ASKED = {key: rules()[key] for key in ("falls", "depression", "undernutrition")}  # an odd number of rules


def batches_of(table, *, rows, coded=False):
    """Cut a table into batches of so many rows, as slices of one."""
    columns = {item: pa.array(table[item], pa.int8(), from_pandas=True) for item in ITEMS}
    columns["bmi"] = pa.array(table["bmi"], pa.float64(), from_pandas=True)
    cells = pa.array(table["district"], pa.string(), from_pandas=True)
    whole = pa.record_batch({**columns, "district": cells.dictionary_encode() if coded else cells})
    return [whole.slice(at, rows) for at in range(0, whole.num_rows, rows)]


def in_one_table(table):
    """Judge and count by the way that all answers of a city take."""
    survey = table.astype(dict.fromkeys(ITEMS, "Int8") | {"bmi": "Float64"}).assign(weight=1.0)
    return {key: counts(survey, judge(survey, rule), table["district"]) for key, rule in ASKED.items()}


def told(found):
    return {key: pd.DataFrame({"n": found.n[key], "x": found.x[key]}, index=list(found.cells)) for key in found.n}


def test_two_batches_worked_out_by_hand():
    told = [(["港", "港"], [1, 3]), (["小川", "港"], [None, 2])]
    batches = [pa.record_batch({"district": cells, "falls": pa.array(falls, pa.int8())}) for cells, falls in told]
    found = counts_of_batches(batches, {"falls": rules()["falls"]}, cell="district")
    assert found.cells == ("港", "小川")
    assert found.n["falls"].tolist() == [3, 0]
    assert found.x["falls"].tolist() == [2, 0]


def test_no_batch_at_all_counts_nobody():
    found = counts_of_batches([], ASKED, cell="district")
    assert found.cells == ()
    assert found.n["falls"].tolist() == []


person = st.fixed_dictionaries(
    {item: st.none() | st.integers(1, 3) for item in ITEMS}
    | {"bmi": st.none() | st.sampled_from([17.0, 18.5, 22.0]), "district": st.none() | st.sampled_from("港小川和")}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(person, min_size=1, max_size=30), st.integers(1, 11), st.booleans(), st.sampled_from([3, 1 << 18]))
def test_however_the_rows_are_cut_and_coded_the_counts_are_the_same(persons, rows, coded, collected):
    asked = dict.fromkeys(ITEMS, 1) | {"bmi": 20.0, "district": "港"}  # so that every item was asked
    table = pd.DataFrame([asked, *persons])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "ROWS", collected)
        found = told(counts_of_batches(batches_of(table, rows=rows, coded=coded), ASKED, cell="district"))
    for key, expected in in_one_table(table).items():
        pd.testing.assert_frame_equal(found[key].sort_index(), expected, check_dtype=False, check_index_type=False)
