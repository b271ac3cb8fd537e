"""What files carry of the survey: nothing that isn't in the protected table, and marks where a cell is blank."""

import csv
import io
import re
from functools import lru_cache

import openpyxl
import pandas as pd
import pytest

from shiensys.answers import survey as told
from shiensys.show import export
from tests.answers.survey.surveys_made import survey
from tests.city_of import city, districts

MADE = {"港": (101, 23), "小川": (47, 13), "和田": (19, 7), "大富": (7, 3)}


@lru_cache
def answer():
    nowhere = pd.DataFrame(districts().drop(columns="geometry").assign(area=None))
    return told.rates(city(districts=nowhere, survey=survey(MADE)), "falls")


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.csv_bytes(answer()).decode("utf-8-sig"))))


def test_a_file_holds_no_number_that_is_not_in_the_table():
    table = answer().table
    known = {round(float(value), 4) for value in table.select_dtypes("number").to_numpy().ravel() if pd.notna(value)}
    headings = {column.heading for column in answer().columns if column.style in ("persons", "share", "number")}
    told_ = {cell for row in rows() for heading, cell in row.items() if heading in headings}
    numbers = {float(cell) for cell in told_ if re.fullmatch(r"-?[\d.]+", cell)}
    assert numbers
    assert numbers <= known


@pytest.mark.parametrize("exact", ["101", "47", "19", "174"])  # exact counts of districts, and of the city's
def test_no_exact_count_of_a_district_is_in_a_file(exact):
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx_bytes(answer())))
    cells = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    text = export.csv_bytes(answer()).decode("utf-8-sig") + " ".join(cells)
    found = re.findall(rf"(?<![\d.]){exact}(?![\d.%〜])", text)
    assert found == (["174"] * len(found) if exact == "174" else [])


def test_blank_cells_say_why_and_few_answers_are_not_protected():
    by_name = {row["地区"]: row for row in rows()}
    assert by_name["大富"]["答えた人"] == by_name["大富"]["調査の集計値"] == "伏せています"
    assert by_name["和田"]["答えた人"] == "20"
    assert by_name["和田"]["調査の集計値"] == "回答が少なく、割合は出しません"
    assert by_name["大富"]["しるし"] != by_name["和田"]["しるし"]


def test_files_and_screens_have_both_figures_side_by_side():
    headings = [column.heading for column in answer().columns]
    assert headings.index("調査の集計値") < headings.index("ほかの地区も参考にした推計")
    readable = export.readable(answer())
    assert {"調査の集計値", "ほかの地区も参考にした推計", "しるし"} <= set(readable)
    assert readable.loc["d3", "調査の集計値"] == "保護のため出せません"
