"""Names of areas beside the city's districts."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from shiensys.intake.areas.places import is_total, placed
from shiensys.intake.findings import Where
from shiensys.intake.request import Request
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, refusal

DISTRICTS = gpd.GeoDataFrame({"district_id": ["1", "2"], "name": ["八万", "加茂"], "area": ["南", "西"]})
CROSSWALK = pd.DataFrame({"source_kind": ["town"], "source": ["八万町大坪"], "district": ["八万"], "share": [1.0]})
WHERE = Where("a.csv")


def check(*names: str, **known):
    request = Request(Path("a.csv"), TOKUSHIMA, TODAY, **{"districts": DISTRICTS, **known})
    return placed(pd.Series(names), request, WHERE)


def test_districts_however_written_are_placed():
    assert check("八万", "加茂小学校") == ()


def test_before_the_districts_are_loaded_nothing_is_compared_and_that_is_said():
    assert codes(check("八万", districts=None)) == ["no_districts_yet"]


def test_towns_of_the_crosswalk_and_areas_above_the_districts_have_a_place():
    assert check("八万町大坪", "西", crosswalk=CROSSWALK) == ()


def test_unknown_names_are_set_aside_with_the_nearest():
    assert [str(one) for one in check("八万", "加藻")] == [
        "a.csv: 市の地区にない名前が1つあります。これらの行は別に置き、地区の数字には入れません: 加藻(加茂?)"
    ]


def test_a_file_without_one_district_of_the_city_is_refused():
    assert refusal(lambda: check("葵", "新通")) == [
        "a.csv: 市の地区と一致する名前が1つもありません。ファイルの名前: 葵、新通。市の地区: 八万、加茂。"
        "別の市のファイルでないか確かめてください。"
    ]


def test_rows_that_add_up_others_are_known():
    names = pd.Series(["合計", "総 数", "市計", "全市", "計", "中央", "新町", "町"])
    assert is_total(names).tolist() == [True] * 5 + [False] * 3
