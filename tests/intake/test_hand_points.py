"""Points set by hand, as a file."""

from shiensys.intake.areas.hand_points import read_hand_points
from tests.intake.sheets_made import read, refusal

HEAD = "一覧,資源番号,名称,経度,緯度\n"
SALON = "registry,R001,八万サロン,134.54,34.04\n"


def test_a_point_belongs_to_a_resource_of_a_list(tmp_path):
    table = read(read_hand_points, tmp_path, HEAD + SALON).table
    assert table.values.tolist() == [["registry", "R001", "八万サロン", 134.54, 34.04]]


def test_a_resource_has_one_point_and_every_row_is_whole(tmp_path):
    def said(*rows: str) -> str:
        return refusal(lambda: read(read_hand_points, tmp_path, HEAD + "".join(rows)))[0]

    assert "2行目" in said(SALON.replace("八万サロン", ""))
    assert "「経度」列" in said(SALON.replace("134.54", ""))
    assert "3行目" in said(SALON, SALON)
    assert "R001" not in said(SALON, SALON)  # no cell is quoted


def test_points_far_from_the_city_are_another_citys(tmp_path):
    near = (134.5, 34.0, 134.6, 34.1)
    assert (
        "50" in refusal(lambda: read(read_hand_points, tmp_path, HEAD + SALON.replace("34.04", "35.04"), near=near))[0]
    )
