"""Answers can't come from where nobody lives."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from shiensys.intake.answers.survey import read_survey
from shiensys.intake.areas.residents import without_residents
from shiensys.intake.findings import RefusedError, Severity, Where
from shiensys.intake.request import Request
from tests.city_of import TODAY, districts

WHERE = Where("r7.csv", column="地区名")
AREAS = pd.Series(["港", "小川", "小川", None, "東"], index=[2, 3, 4, 5, 6])


def request(residents: list[float] | None) -> Request:
    ground = districts() if residents is None else districts().assign(residents=residents)
    return Request(path=Path(), city="22212", today=TODAY, districts=gpd.GeoDataFrame(ground))


@pytest.mark.parametrize("nobody", [0.0, float("nan")])
def test_answers_from_a_district_without_residents_are_refused_by_row(nobody):
    (found,) = without_residents(AREAS, request([1000.0, nobody, 500.0, 400.0]), WHERE)
    assert found.severity is Severity.REFUSED
    assert found.rows == (3, 4)
    assert "小川" in str(found)
    assert "2行" in str(found)


@pytest.mark.parametrize("residents", [None, [float("nan")] * 4, [10.0] * 4])
def test_nothing_is_said_without_a_population_table_or_where_people_live_everywhere(residents):
    assert without_residents(AREAS, request(residents), WHERE) == []


def test_a_survey_with_such_answers_is_refused_as_a_whole(tmp_path):
    file = tmp_path / "r7.csv"
    rows = "\n".join(f"{n},{area},72,女,1" for n, area in enumerate(["港", "小川", "港"]))
    file.write_text(f"回答者番号,地区名,年齢,性別,日用品の買物\n{rows}\n", encoding="utf-8")
    ground = gpd.GeoDataFrame(districts().assign(residents=[1000.0, 0.0, 500.0, 400.0]))
    asked = Request(path=file, city="22212", today=TODAY, districts=ground, survey="R7", date=TODAY)
    with pytest.raises(RefusedError) as refused:
        read_survey(asked)
    (found,) = refused.value.findings
    assert (found.code, found.rows, found.where.column) == ("no_residents", (3,), "地区名")
