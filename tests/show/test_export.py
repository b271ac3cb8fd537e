"""The same table to read and to download."""

import dataclasses
from io import BytesIO

import openpyxl
import pandas as pd

from shiensys.answers.answer import Column
from shiensys.show import export
from shiensys.tables.formulas import unescaped


def test_a_table_to_read_has_words_where_a_cell_is_blank(balance):
    table = export.readable(balance)
    assert list(table.columns[:2]) == ["地区", "困っていて、解決できていない人(推計)"]
    assert list(table.iloc[0][:3]) == ["東町", "300人", "30.0%"]
    protected, unknown = table.iloc[4], table.iloc[5]
    assert protected["困っていて、解決できていない人(推計)"] == "伏せています"
    assert protected["回答した人"] == "伏せています"
    assert unknown["あと受け入れられる人数"] == "まだわかりません"


def test_a_file_opens_in_a_spreadsheet_with_source_and_fiction_in_every_row(balance):
    data = export.csv_bytes(balance)
    assert data.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(BytesIO(data))
    assert list(table["地区"]) == list(balance.table["name"])
    assert table["困っていて、解決できていない人(推計)"].iloc[0] == "300"
    assert (table["注記"] == "架空のデータ(地区別の値・境界は実在しません)").all()
    assert "ニーズ調査、令和7年11月1日、単位:人、回答 424人" in table["出典"].iloc[0]
    assert "支え合い資源台帳、令和8年10月31日" in table["出典"].iloc[0]


NAMES = ["=1+1", "'=1", "-1", "＠x", "町", "\t山手"]


def test_text_is_never_a_formula_and_comes_back_as_it_was(balance):
    answer = dataclasses.replace(balance, table=balance.table.assign(name=NAMES))
    read = pd.read_csv(BytesIO(export.csv_bytes(answer)), dtype=str)["地区"]
    assert list(read) == ["'=1+1", "''=1", "'-1", "'＠x", "町", "'\t山手"]
    assert [unescaped(name) for name in read] == NAMES


def test_a_workbook_holds_figures_as_figures_and_text_as_text(balance):
    answer = dataclasses.replace(balance, table=balance.table.assign(name=NAMES))
    sheet = openpyxl.load_workbook(BytesIO(export.xlsx_bytes(answer)))["表"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[-2:] == ["出典", "注記"]
    first = dict(zip(headings, sheet[2], strict=True))
    assert (first["地区"].value, first["地区"].data_type, first["地区"].quotePrefix) == ("'=1+1", "s", True)
    assert first["困っていて、解決できていない人(推計)"].value == 300
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    protected = dict(zip(headings, sheet[6], strict=True))
    assert protected["困っていて、解決できていない人(推計)"].value == "伏せています"


def test_a_workbook_says_on_a_second_sheet_what_it_is_and_where_from(balance):
    about = openpyxl.load_workbook(BytesIO(export.xlsx_bytes(balance)))["出典"]
    lines = [row[0].value for row in about.iter_rows()]
    assert lines[0] == balance.title
    assert "架空のデータ(地区別の値・境界は実在しません)" in lines
    assert any("ニーズ調査、令和7年11月1日" in line for line in lines)


def test_csv_and_workbook_read_back_are_the_same_table(balance):
    answer = dataclasses.replace(balance, table=balance.table.assign(name=NAMES))
    from_csv = pd.read_csv(BytesIO(export.csv_bytes(answer)), dtype=str)
    from_workbook = pd.read_excel(BytesIO(export.xlsx_bytes(answer)), sheet_name="表", dtype=str, engine="calamine")
    figures = [column for column in from_csv if column not in ("地区", "出典", "注記")]
    assert list(from_csv["地区"]) == list(from_workbook["地区"])
    for column in figures:
        numbers = [pd.to_numeric(each[column], errors="coerce") for each in (from_csv, from_workbook)]
        pd.testing.assert_series_equal(*numbers)


def test_an_index_keeps_its_decimals_and_a_count_of_persons_is_whole(balance):
    table = balance.table[:1].assign(index=47.26, residents=1234.4)
    columns = (Column("name", "地区"), Column("index", "平均年齢", "decimal"), Column("residents", "住民", "number"))
    answer = dataclasses.replace(balance, table=table, columns=columns)
    assert list(export.readable(answer).iloc[0]) == ["東町", "47.3", "1,234"]
    filed = pd.read_csv(BytesIO(export.csv_bytes(answer))).iloc[0]
    assert (filed["平均年齢"], filed["住民"]) == (47.26, 1234)
