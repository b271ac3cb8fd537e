"""What an officer does at the command line, and what is said when it goes wrong."""

import json

import openpyxl
import pytest

from shiensys.cli.commands import TABLES
from shiensys.cli.parser import parser

VERBS = (
    "demo",
    "check",
    "load",
    "template",
    "table",
    "inside",
    "minutes",
    "export",
    "cities",
    "remove",
    "history",
    "undo",
    "purge",
    "backup",
    "restore",
)
PEOPLE = """地区名,調査年月日,性別,年齢から,年齢まで,人数
港,2026-03-31,計,0,64,3000
港,2026-03-31,計,65,,1000
小川,2026-03-31,計,0,64,900
小川,2026-03-31,計,65,,300
"""


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_has_help_with_an_example_that_can_be_understood(run, verb, language):
    code, out, _ = run("--lang", language, verb, "-h")
    assert code == 0
    example = out.split(f"python -m shiensys {verb}")[-1].split("\n")[0].split()
    parser().parse_args([verb, *example])


def test_every_command_is_tested_here(run):
    _, out, _ = run("-h")
    assert [line.split()[0] for line in out.splitlines() if line.startswith("    ")] == list(VERBS)


def test_a_city_from_a_file_to_a_table(run, write):
    code, out, _ = run("load", "population", write("people.csv", PEOPLE), "--city", "222127", "--name", "焼津市")
    assert (code, "焼津市に保存しました" in out) == (0, True)
    assert run("cities")[1] == "22212 焼津市\n"
    code, out, _ = run("table", "population", "--city", "22212", "--format", "json")
    document = json.loads(out)
    assert [row["older"] for row in document["rows"]] == [1000, 300]
    assert document["evidence"][0]["date"] == "2026-03-31"
    assert code == 0


def test_csv_opens_in_a_spreadsheet_with_its_source(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    out = run("table", "population", "--city", "22212")[1]
    assert out.startswith("\ufeff地区,")
    assert "people.csv(令和8年3月31日)" in out


def test_the_same_file_again_is_no_second_version(run, write):
    path = write("people.csv", PEOPLE)
    run("load", "population", path, "--city", "22212")
    assert "もう読み込んであります" in run("load", "population", path, "--city", "22212")[1]


def test_check_finds_and_stores_nothing(run, write):
    code, _, _ = run("check", "population", write("people.csv", PEOPLE), "--city", "22212")
    assert code == 0
    assert run("cities")[1].startswith("まだ何も入っていません")


def test_check_needs_no_city_where_there_is_only_one(run, write):
    path = write("people.csv", PEOPLE)
    code, _, error = run("check", "population", path)
    assert (code, "--city" in error) == (2, True)
    run("load", "population", path, "--city", "22212")
    assert run("check", "population", path)[0] == 0


TOTALS = """地区名,調査年月日,性別,総数,0～64歳,65歳以上
港,2026-03-31,計,4100,3000,1000
"""


def test_what_was_mended_is_stored_only_when_accepted(run, write):
    path = write("people.csv", TOTALS)
    assert run("check", "population", path, "--city", "22212")[0] == 1
    code, out, error = run("load", "population", path, "--city", "22212")
    assert code == 1
    assert "4,100人" in out
    assert "--accept" in error
    assert run("cities")[1].startswith("まだ何も入っていません")
    assert run("load", "population", path, "--city", "22212", "--accept")[0] == 0


def test_a_refused_file_is_one_sentence_with_its_place_and_nothing_is_stored(run, write):
    path = write("people.csv", PEOPLE.replace("1000", "-5"))
    code, out, error = run("load", "population", path, "--city", "22212")
    assert code == 2
    assert out == ""
    assert "people.csv 3行目 「人数」列:" in error
    assert run("cities")[1].startswith("まだ何も入っていません")


def test_a_value_that_cant_be_is_refused_with_its_column_and_without_the_value(run, write):
    path = write("people.csv", f"{PEOPLE.splitlines()[0]}\n港,2026-03-31,計,999,,3\n")
    code, _, error = run("load", "population", path, "--city", "22212")
    assert (code, "people.csv 「年齢から」列:" in error, "999" in error) == (2, True, False)
    assert run("cities")[1].startswith("まだ何も入っていません")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("load", "population", "missing.csv", "--city", "22212"), "missing.csv"),
        (("table", "population", "--city", "22212"), "22212"),
        (("table", "gap", "--city", "22212"), "22212"),
        (("load", "population", "x.csv", "--city", "999"), "全国地方公共団体コード"),
        (("load", "population", "x.csv", "--city", "222120"), "全国地方公共団体コード"),
        (("load", "population", "x.csv", "--city", "22212", "--date", "昨日"), "昨日"),
        (("load", "nonsense", "x.csv", "--city", "22212"), "-h"),
        (("load",), "-h"),
        (("nonsense",), "-h"),
        (("remove", "22212", "--yes"), "22212"),
    ],
)
def test_slips_are_one_sentence_and_exit_2(run, words, said):
    code, _, error = run(*words)
    assert code == 2
    assert said in error
    assert "Traceback" not in error
    assert run("--lang", "en", *words)[0] == 2


def test_a_balance_needs_its_kind_named(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    code, _, error = run("table", "gap", "--city", "22212")
    assert (code, "--kind" in error) == (2, True)
    assert run("table", "gap", "--city", "22212", "--kind", "shopping")[0] == 0


SEVERAL_DAYS = {"forecast", "expected", "passing", "backtest"}  # what one day of residents is too little for
OF_OTHERS = {"certification"}
OF_A_DISTRICT = {"matching"}


@pytest.mark.parametrize("name", sorted(set(TABLES) - SEVERAL_DAYS - OF_OTHERS - OF_A_DISTRICT))
@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_table_can_be_had_from_population_alone(run, write, name, form):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    code, out, error = run("table", name, "--city", "22212", "--kind", "shopping", "--format", form)
    assert (code, error) == (0, "")
    assert json.loads(out)["rows"] is not None if form == "json" else out


def test_providers_are_listed_for_a_district(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    words = ["table", "matching", "--city", "22212", "--kind", "shopping"]
    code, _, error = run(*words)
    assert (code, "--district" in error) == (2, True)
    assert run(*words, "--district", "港")[0] == 0


@pytest.mark.parametrize("name", sorted(SEVERAL_DAYS))
def test_a_forecast_says_that_one_day_is_too_little(run, write, name):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    code, out, error = run("table", name, "--city", "22212")
    assert (code, out) == (2, "")
    assert "見通しを出せません" in error


def test_who_is_certified_is_told_where_that_was_loaded(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    code, _, error = run("table", "certification", "--city", "22212")
    assert code == 2
    assert "出せる値がありません" in error


def test_removing_a_city_needs_a_yes(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    assert run("remove", "22212")[0] == 2
    assert run("cities")[1] == "22212 22212\n"
    assert run("remove", "22212", "--yes")[0] == 0
    assert run("cities")[1].startswith("まだ何も入っていません")


def test_a_mapping_file_explains_other_headings(run, write):
    path = write("people.csv", PEOPLE.replace("地区名", "ところ"))
    assert run("load", "population", path, "--city", "22212")[0] == 2
    mapping = write("map.csv", "column,heading\narea,ところ\n")
    assert run("load", "population", path, "--city", "22212", "--mapping", mapping)[0] == 0


def test_a_mapping_file_that_is_none_is_a_sentence(run, write):
    path = write("people.csv", PEOPLE)
    code, _, error = run("load", "population", path, "--city", "22212", "--mapping", write("map.csv", "just words\n"))
    assert (code, "map.csv" in error) == (2, True)


def test_demonstration_cities_come_and_go_for_good(run):
    assert run("demo", "--if-empty")[0] == 0
    assert run("cities")[1] == "36201 徳島市(架空の見本)\n35215 周南市(架空の見本)\n"
    out = run("table", "gap", "--city", "36201", "--kind", "shopping")[1]
    assert out.count("架空のデータ") == 23
    assert run("demo", "--put-away")[0] == 0
    assert run("demo", "--if-empty")[0] == 0
    assert run("cities")[1].startswith("まだ何も入っていません")


def test_a_template_is_written_once_and_offers_the_citys_districts(run, write, tmp_path):
    run("load", "district-list", write("list.csv", "地区名\n港\n小川\n"), "--city", "22212", "--name", "焼津市")
    path = tmp_path / "returns.xlsx"
    assert run("template", "returns", str(path), "--city", "22212")[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["入力", "記入例", "説明"]
    assert {"港", "小川"} <= {cell.value for row in book["説明"].iter_rows() for cell in row}
    code, _, error = run("template", "returns", str(path))
    assert (code, "returns.xlsx" in error) == (2, True)
    code, _, error = run("template", "districts", str(tmp_path / "b.xlsx"))
    assert (code, "GeoPackage" in error) == (2, True)
    assert run("template", "returns", str(tmp_path / "nowhere" / "b.xlsx"))[0] == 2
