"""What a file is taken for is told before it can be refused, so that its owner can say otherwise."""

import contextlib
import datetime as dt
import time

import numpy as np
import pandas as pd
import pytest

from shiensys.intake.findings import RefusedError
from shiensys.intake.look import Look
from shiensys.intake.readers import KINDS
from shiensys.intake.request import Request
from shiensys.intake.seeing import look, matching
from shiensys.intake.sheets.headings import printed
from shiensys.intake.sheets.sheet import Sheet
from tests.intake import boundary_files as made
from tests.intake.sheets_made import TODAY, TOKUSHIMA, refusal, text_file, workbook_file

PEOPLE = """焼津市の人口,,
学区名称,基準日,総数,0～64歳,65歳以上
港,2026-03-31,4000,3000,1000
小川,2026-03-31,1200,900,300
"""


def looks(kind: str, path, **said) -> list[Look]:
    """Read a file, whatever comes of it, and give what it was taken for."""
    told: list[Look] = []
    with contextlib.suppress(RefusedError):
        KINDS[kind].read(Request(path, TOKUSHIMA, TODAY, tell=told.append, **said))
    return told


def taken(look: Look) -> dict[str, str | None]:
    return {column.heading: column.column for column in look.columns}


def test_a_file_without_a_needed_heading_is_seen_and_can_be_mapped(tmp_path):
    path = text_file(tmp_path / "a.csv", PEOPLE)
    [look] = looks("population", path)
    assert (look.sheet, look.heading_row, look.rows) == ("", 2, 2)
    assert taken(look) == {
        "学区名称": None, "基準日": "date", "総数": "persons", "0～64歳": "persons", "65歳以上": "persons",
    }  # fmt: skip
    assert [column.heading for column in look.columns if column.by_heading] == ["総数", "0～64歳", "65歳以上"]
    assert look.columns[0].samples == ("港", "小川")
    assert {"area", "date", "sex", "ages", "persons", "municipality_code"} <= set(look.ours)
    [again] = looks("population", path, mapping={"area": "学区名称"})
    assert taken(again)["学区名称"] == "area"
    assert again.shape == look.shape
    read = KINDS["population"].read(Request(path, TOKUSHIMA, TODAY, mapping={"area": "学区名称"}))
    assert read.table["persons"].sum() == 5200


def test_a_column_can_be_left_unread(tmp_path):
    path = text_file(tmp_path / "a.csv", "名称,種類,支え合いの種類,住所\n港サロン,どれでもない,サロン,港1\n")
    read = KINDS["resources"].read(Request(path, TOKUSHIMA, TODAY, mapping={"kinds": ""}))
    assert read.table["kinds"].isna().all()
    [look] = looks("resources", path, mapping={"address": ""})
    assert taken(look)["住所"] is None


def test_where_no_heading_is_known_the_likeliest_row_is_shown(tmp_path):
    rows = [["令和8年度 調べ"], [], ["ところ", "なにをする", "いくら"], ["港", "体操", 100], ["小川", "お茶", 200]]
    told = looks("completeness", workbook_file(tmp_path / "a.xlsx", 表=rows))
    assert [(look.sheet, look.heading_row, look.rows) for look in told] == [("表", 3, 2)]
    assert taken(told[0]) == {"ところ": None, "なにをする": None, "いくら": None}
    assert told[0].columns[2].samples == ("100", "200")
    said = {"mapping": {"area": "ところ", "kind": "なにをする", "status": "いくら"}}
    assert taken(looks("completeness", tmp_path / "a.xlsx", **said)[0])["ところ"] == "area"


def test_the_same_question_of_a_text_without_any_headings_has_no_look(tmp_path):
    path = text_file(tmp_path / "a.csv", "1,2,3\n4,5,6\n")
    assert looks("returns", path) == []
    assert refusal(lambda: KINDS["returns"].read(Request(path, TOKUSHIMA, TODAY)))


def test_samples_are_few_short_and_different(tmp_path):
    long = "第2層のコーディネーターが毎月一度は訪ねて確かめている場所"
    rows = "".join(f"港{n % 5},{long},R8.3.{n % 28 + 1}\n" for n in range(300))
    [look] = looks("population", text_file(tmp_path / "a.csv", "地区名,備考,調査年月日\n" + rows))
    samples = {column.heading: column.samples for column in look.columns}
    assert samples["地区名"] == ("港0", "港1", "港2")
    assert samples["備考"] == (long[:19] + "…",)


def test_a_value_that_stands_far_down_is_a_sample_too(tmp_path):
    rows = "港,\n" * 400 + "小川,見守り\n"
    [look] = looks("returns", text_file(tmp_path / "a.csv", "地区名,備考\n" + rows))
    assert look.columns[1].samples == ("見守り",)


def test_a_published_list_is_seen_as_its_layout_reads_it(tmp_path):
    text = "名称,所在地_連結表記,緯度,経度,設置位置,小児対応設備の有無\n市役所,本町1,34.0,134.5,玄関,有\n"
    [look] = looks("resources", text_file(tmp_path / "aed.csv", text))
    assert taken(look) | {"名称": "name", "所在地_連結表記": "address", "緯度": "latitude"} == taken(look)


def test_a_workbooks_days_and_whole_numbers_are_written_as_people_do(tmp_path):
    rows = [["地区名", "調査年月日", "世帯数"], ["港", dt.datetime(2026, 3, 31), 12.0]]
    [look] = looks("households", workbook_file(tmp_path / "a.xlsx", 表=rows))
    assert [column.samples for column in look.columns] == [("港",), ("2026-03-31",), ("12",)]


def test_boundaries_tell_their_attributes_before_a_name_is_missing(tmp_path):
    path = tmp_path / "a.gpkg"
    made.layer(町会=["八万", "内町"], よみ=["はちまん", "うちまち"]).to_file(path)
    [look] = looks("districts", path)
    assert (look.sheet, look.heading_row, look.rows) == ("a", None, 2)
    assert taken(look) == {"町会": None, "よみ": "reading"}
    assert look.columns[0].samples == ("八万", "内町")
    assert {"name", "district_id", "area"} <= set(look.ours)
    assert taken(looks("districts", path, name_column="町会")[0])["町会"] == "name"
    assert taken(looks("districts", path, mapping={"name": "よみ"})[0]) == {"町会": None, "よみ": "name"}


def test_an_official_layout_is_seen_by_its_columns(tmp_path):
    path = tmp_path / "a.gpkg"
    made.layer([made.WEST], **made.a27()).to_file(path)
    [look] = looks("districts", path)
    assert taken(look) == {
        "A27_001": "municipality_code", "A27_002": "founder", "A27_003": "school", "A27_004": "name", "A27_005": None,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "districts"])
def test_every_kind_of_sheet_tells_its_look_though_nothing_in_it_fits(tmp_path, kind):
    [look] = looks(kind, text_file(tmp_path / "a.csv", "いろは,にほへ\nちり,ぬる\n"))
    assert taken(look) == {"いろは": None, "にほへ": None}
    assert all(printed(kind, column) for column in look.ours)


def test_a_look_costs_next_to_nothing(tmp_path):
    """What is looked at is the top of each column: 100,000 rows take no longer than 1,000."""
    request = Request(tmp_path, TOKUSHIMA, TODAY)

    def seconds(rows):
        cells = pd.DataFrame(np.ones((rows, 63)), columns=[f"問{n}" for n in range(63)]).astype("str")
        sheet = Sheet("a.csv", "", 1, cells, ())
        began = time.process_time()
        look(sheet, ("survey",), matching(sheet, ("survey",), request), lambda _heading: False)
        return time.process_time() - began

    assert seconds(100_000) < 2 * seconds(1_000) + 0.5
