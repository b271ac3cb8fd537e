"""The registry written to files from the command line."""

import json
import zipfile

import openpyxl
import pytest

PRIVATE = "054-000-0001"
LIST = f"""名称,支え合いの種類,活動日,連絡先,連絡先の公開,状態
小川サロン,通いの場・サロン,毎週火曜 10時〜12時,054-000-0002,公開,活動中
買い物の会,買い物の手助け,予約制,{PRIVATE},内部,活動中
"""


@pytest.fixture
def asked(run, write):
    run(
        "load",
        "resources",
        write("daicho.csv", LIST),
        "--city",
        "22212",
        "--name",
        "焼津市",
        "--accept",
        "--note",
        "可",
    )
    return "--city", "22212", "--out"


def test_each_kind_of_file_is_written_once(run, asked, tmp_path):
    package = tmp_path / "hsds.zip"
    code, out, _ = run("export", "hsds", *asked, str(package), "--licence", "CC BY 4.0")
    assert (code, "焼津市の台帳を hsds.zip に書きました" in out) == (0, True)
    with zipfile.ZipFile(package) as archive:
        assert json.loads(archive.read("services.json"))["total_items"] == 2
        assert "CC BY 4.0" in archive.read("README.txt").decode()
    code, _, error = run("export", "hsds", *asked, str(package))
    assert (code, "もうあります" in error) == (2, True)
    assert run("export", "opendata", *asked, str(tmp_path / "list.csv"))[0] == 0
    assert run("export", "hsds", *asked, str(tmp_path / "nowhere" / "a.zip"))[0] == 2


def test_internal_contacts_are_in_the_template_only_when_asked_for(run, asked, tmp_path):
    def cells(name, *more):
        assert run("export", "template", *asked, str(tmp_path / name), *more)[0] == 0
        book = openpyxl.load_workbook(tmp_path / name)
        return {str(cell.value) for row in book["入力"].iter_rows() for cell in row}

    assert PRIVATE not in cells("a.xlsx")
    assert PRIVATE in cells("b.xlsx", "--internal")


def test_another_kind_of_file_is_refused_with_a_sentence(run, asked, tmp_path):
    assert run("export", "xml", *asked, str(tmp_path / "a.xml"))[0] == 2
