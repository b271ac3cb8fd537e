"""The same table to read and to download."""

import dataclasses
from io import BytesIO

import pandas as pd

from shiensys.show import export


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


def test_text_is_never_a_formula(balance):
    names = ["=1+1", "+1", "-1", "@x", "町", "山手"]
    table = balance.table.assign(name=names)
    read = pd.read_csv(BytesIO(export.csv_bytes(dataclasses.replace(balance, table=table))))
    assert list(read["地区"]) == ["'=1+1", "'+1", "'-1", "'@x", "町", "山手"]
