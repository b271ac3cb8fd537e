"""What something costs: yen where the words say so, else unknown, which is never free."""

import math

import pytest

from shiensys.measures.fees import yen

KNOWN = {
    "無料": 0, "参加費なし": 0, "0円": 0, "100円": 100, "1回２００円": 200, "1,000円": 1000, "100〜300円": 300,
    "大人200円、子ども100円": 200, "500円程度": 500, "材料費100円": 100, "無料(材料費1,200円)": 1200,
    "1回200円(材料費込み)": 200, "100円＋材料費500円": 600, "1時間500円": 500, "30分300円": 600,
}  # fmt: skip
UNKNOWN = (
    "実費", "会費", "燃料代", "商品代のみ", "無料(材料費は実費)", "100円＋材料費", "100円から", "1割負担",
    "年会費1000円", "月500円", "応相談", "不明", "",
)  # fmt: skip


@pytest.mark.parametrize(("text", "amount"), KNOWN.items())
def test_an_amount_is_read(text, amount):
    assert yen(text) == amount


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_left_open_is_unknown(text):
    assert math.isnan(yen(text))
