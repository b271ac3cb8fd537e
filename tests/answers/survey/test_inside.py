"""The second way to the answers: exact, written down, and with its warning in every file."""

import io

import openpyxl
import pytest

from shiensys.answers.survey.inside import inside
from shiensys.show import export
from shiensys.store import audit
from shiensys.tables.indicators import UnknownIndicatorError
from tests.answers.survey.surveys_made import survey
from tests.city_of import city, districts


@pytest.fixture
def answers(empty_store):
    return city(districts=districts(), survey=survey({"港": (7, 3), "大富": (4, 0), "どこか": (2, 1)}))


def test_counts_are_exact_by_district(answers):
    table = inside(answers, "falls", "district", "佐藤").table
    assert table[["district", "n", "x"]].to_numpy().tolist() == [["わからない", 2, 1], ["港", 7, 3], ["大富", 4, 0]]


def test_districts_by_age_and_sex(answers):
    table = inside(answers, "falls", "all", "佐藤").table
    assert table["n"].sum() == 13
    assert table.iloc[-1][["district", "age", "sex", "n"]].tolist() == ["大富", "80〜84歳", "女性", 1]


def test_it_is_written_down_who_looked_before_anything_is_given(answers):
    inside(answers, "falls", "sex", "佐藤")
    entry = audit.entries()[0]
    assert (entry.action, entry.who, entry.city) == ("inside", "佐藤", "22212")
    assert entry.details == {"indicator": "falls", "by": "sex", "what": "転倒のリスク"}
    with pytest.raises(UnknownIndicatorError):
        inside(answers, "nonsense", "sex", "佐藤")


def test_nothing_is_given_where_it_cannot_be_written_down(answers, monkeypatch):
    def full(*_args, **_named):
        raise OSError("no room")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(OSError, match="no room"):
        inside(answers, "falls", "sex", "佐藤")


def test_every_file_begins_with_the_warning(answers):
    answer = inside(answers, "falls", "district", "佐藤")
    first = export.csv_bytes(answer).decode("utf-8-sig").splitlines()[0]
    assert first.startswith("取扱注意")
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx_bytes(answer)))
    assert str(book.worksheets[0]["A1"].value).startswith("取扱注意")
    assert book.worksheets[0]["A2"].value == "地区"
    assert str(book.worksheets[1]["A1"].value).startswith("取扱注意")
    assert answer.notes[0].startswith("取扱注意")
