"""Text that begins as a formula does stays text, and comes back as it was."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.tables.formulas import FORMULA_SIGNS, escaped, unescaped, unescaped_cells

WORDS = st.text() | st.text(alphabet="'=+-@\t\r＝＋－＠a港", max_size=6)


@given(WORDS)
def test_every_text_comes_back_as_it_was_and_none_is_live(text):
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(FORMULA_SIGNS)


@given(st.lists(WORDS | st.none(), min_size=1))
@pytest.mark.parametrize("kind", ["str", object])
def test_a_column_is_read_cell_by_cell(kind, texts):
    column = pd.Series([text if text is None else escaped(text) for text in texts], dtype=kind)
    read = unescaped_cells(column)
    assert [None if pd.isna(cell) else cell for cell in read] == texts


def test_numbers_and_days_in_a_workbooks_column_are_left_alone():
    column = pd.Series(["'=1", 5.0, None, pd.Timestamp("2026-03-31")], dtype=object)
    assert unescaped_cells(column).tolist()[:2] == ["=1", 5.0]
    assert unescaped_cells(column).tolist()[3] == pd.Timestamp("2026-03-31")


def test_a_column_without_apostrophes_is_the_very_same():
    for column in (pd.Series(["港", "=1"]), pd.Series(["港", 1.0], dtype=object), pd.Series([1.0])):
        assert unescaped_cells(column) is column
