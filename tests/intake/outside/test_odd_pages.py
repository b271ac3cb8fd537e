"""Pages of published workbooks with cells, rows and columns spoilt: taken, or refused in words, never a crash."""

import contextlib
import copy
import datetime as dt
import random

import pytest

from shiensys.intake.findings import RefusedError
from shiensys.intake.outside.city_forecast import read_city_forecast
from shiensys.intake.outside.cohort_rates import read_cohort_rates
from shiensys.intake.outside.series import read_series
from shiensys.intake.request import Request
from tests.intake.outside.projections_made import listed, municipality, stacked
from tests.intake.outside.test_cohort_rates import AGES
from tests.intake.outside.test_series import REGIONS, export
from tests.intake.sheets_made import TODAY, TOKUSHIMA, workbook_file

WORDS = [
    "男",
    "女",
    "総数",
    "2030年",
    "2030",
    "令和99年",
    "年",
    "年齢",
    "0～4歳",
    "95歳～",
    "コード",
    "36201",
    "全国",
    "列9",
]
SIGNS = ["列9", "約10", "…", "-", "X", "%", "=1+", "\u200b"]
ODD = ["", 2030.0, -1, 1e300, True, dt.date(2030, 10, 1), dt.time(1, 2), *WORDS, *SIGNS]
PAGES = {
    "a page of a municipality": (read_city_forecast, "36201_徳島市", municipality("36201", "徳島市")),
    "stacked": (read_city_forecast, "36201", stacked("36201", "徳島市")),
    "all municipalities": (read_city_forecast, "Sheet1", listed((36201, "2", "徳島市"), (1100, "1", "札幌市"))),
    "rates": (
        read_cohort_rates,
        "率",
        [["期間", "性別", "年齢", "生残率", "純移動率"], *(["2025～2030年", "計", age, 0.9, 0.0] for age in AGES)],
    ),
    "over time": (
        read_series,
        "表形式（時系列）",
        export(["令和6年3月末", "R6"], ["徳島市", "合計認定率", "％", 20.6, 21.0], ["全国", "総人口", "人", 1, "-"]),
    ),
    "by region": (read_series, "表形式（地域別）", REGIONS),
}


def spoilt(page: list[list[object]], chance: random.Random) -> list[list[object]]:
    """Put odd cells in, leave rows out, put them in twice, cut them short, move them right."""
    rows = copy.deepcopy(page)
    for _ in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        what = chance.randint(0, 9)
        if what == 0:
            rows.remove(row)
        elif what == 1:
            rows.insert(chance.randrange(len(rows) + 1), list(row))
        elif what == 2:
            del row[chance.randrange(len(row) + 1) :]
        elif what == 3:
            row.insert(0, None)
        elif row:
            row[chance.randrange(len(row))] = chance.choice(ODD)
        rows = rows or [[None]]
    return rows


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("seed", range(6))
def test_a_spoilt_page_is_taken_or_refused_in_words(tmp_path, name, seed):
    reader, sheet, page = PAGES[name]
    path = workbook_file(tmp_path / "a_202604_地域別.xlsx", **{sheet: spoilt(page, random.Random(f"{name}{seed}"))})
    with contextlib.suppress(RefusedError):
        found = reader(Request(path, TOKUSHIMA, TODAY, city_name="徳島市"))
        assert len(found.table)
        assert all(str(finding).startswith("a_202604_地域別.xlsx") for finding in found.findings)
