"""A template that somebody filled in always loads; an empty one says that nothing is in it yet."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiensys import loading
from shiensys.errors import UnknownKindError
from shiensys.intake import templates
from shiensys.intake.findings import RefusedError, Severity
from shiensys.intake.readers import KINDS
from shiensys.intake.request import Checked, Request, Said
from shiensys.intake.templates.choices import choices, is_open
from shiensys.intake.templates.columns import columns
from shiensys.intake.upload import Upload
from shiensys.tables.formulas import escaped
from shiensys.text import say
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes

OFFERED = [kind for kind in KINDS if templates.offered(kind)]
# columns that tell rows of a kind apart: what stands there isn't chosen by chance
KEYS = {
    "district-list": {"district"}, "crosswalk": {"source_kind", "district"}, "population": {"area", "sex"},
    "households": {"area"}, "certified": {"area", "level"}, "codebook": {"answer"}, "survey": {"codebook"},
    "survey-table": {"area", "basis", "by", "cell", "kind"},
    "returns": {"area"}, "resources": set(), "completeness": {"area", "kind"}, "targets": {"area"},
    "city-forecast": {"sex"}, "cohort-rates": {"sex"}, "series": set(),
}  # fmt: skip
DISTRICTS = ("八万", "加茂名", "=佐古")


def filled(kind: str, rows: list[list[object]] | None = None, districts=DISTRICTS) -> bytes:
    """Fill a template in with rows, else with those of its own example sheet."""
    book = openpyxl.load_workbook(BytesIO(templates.template(kind, districts)))
    example = [list(row) for row in book["記入例"].iter_rows(min_row=2, values_only=True)]
    for at, row in enumerate(example if rows is None else rows, start=2):
        for column, value in enumerate(row, start=1):
            book["入力"].cell(at, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(tmp_path, kind: str, data: bytes) -> Checked:
    (tmp_path / "a.xlsx").write_bytes(data)
    return KINDS[kind].read(Request(tmp_path / "a.xlsx", TOKUSHIMA, TODAY))


def test_there_is_one_for_every_kind_that_a_city_writes_itself():
    assert set(KINDS) - set(OFFERED) == {"districts", "address-points", "hand-points"}
    assert set(OFFERED) == set(KEYS)


@pytest.mark.parametrize("kind", OFFERED)
def test_the_example_rows_load_as_they_are(kind, empty_store):
    upload = Upload.of("a.xlsx", filled(kind))
    checked = loading.check(kind, upload, TOKUSHIMA, Said())
    assert checked.rows >= 3
    assert checked.mended == ()
    assert checked.facts["rows"] == checked.rows or kind in ("population", "households", "certified", "completeness")
    elsewhere = ("city-forecast", "cohort-rates", "series")  # they speak of the whole city or of other regions
    assert kind in ("resources", "codebook", *elsewhere) or checked.facts["areas"] >= 1
    dated = {column.column for column in columns(kind)} & {"date", "assured_date"}
    assert {"date": "dates", "assured_date": "assured"}[min(dated)] in checked.facts if dated else True
    for fact in checked.facts:
        assert say(f"cli.fact.{fact}")
    harmless = {"no_districts_yet", "not_asked", "one_date", "shares_rounded", "without_point"}
    assert set(codes(checked.findings)) <= harmless


@pytest.mark.parametrize("kind", OFFERED)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_chosen_from_the_lists_loads(kind, data, tmp_path):
    book = openpyxl.load_workbook(BytesIO(templates.template(kind, DISTRICTS)))
    rows = [list(row) for row in book["記入例"].iter_rows(min_row=2, values_only=True)]
    for at, column in enumerate(columns(kind)):
        offered = [int(word) if word.isdecimal() else escaped(word) for word in choices(column, DISTRICTS)]
        if not offered or column.column in KEYS[kind]:
            continue
        may_be_blank = st.none() if not column.required else st.nothing()
        for row in rows:
            row[at] = data.draw(st.sampled_from(offered) | may_be_blank)
        if column.column == "kinds":  # the shares are those of the example's kinds
            rows = [[*row[: at + 1], None, *row[at + 2 :]] for row in rows]
    found = read(tmp_path, kind, filled(kind, rows))
    assert len(found.table) >= 3
    assert all(finding.severity < Severity.REFUSED for finding in found.findings)


@pytest.mark.parametrize("kind", OFFERED)
def test_an_untouched_template_says_that_it_has_no_rows(kind, tmp_path):
    with pytest.raises(RefusedError) as refused:
        read(tmp_path, kind, templates.template(kind))
    assert codes(refused.value.findings) == ["no_rows"]
    assert refused.value.findings[0].where.sheet == "入力"


def test_the_other_sheets_are_neither_data_nor_spoken_of(tmp_path):
    found = read(tmp_path, "returns", filled("returns"))
    assert len(found.table) == 3
    assert "sheet_chosen" not in codes(found.findings)


@pytest.mark.parametrize("kind", OFFERED)
def test_headings_stay_in_view_and_what_is_needed_is_marked_by_colour_and_word(kind):
    sheet = openpyxl.load_workbook(BytesIO(templates.template(kind)))["入力"]
    assert sheet.freeze_panes == "A2"
    for cell, column in zip(sheet[1], columns(kind), strict=True):
        assert cell.value == column.heading
        assert (cell.fill.fgColor.rgb == "00FFD9A0") == column.required
        assert cell.comment.text.startswith("必ず入力" if column.required else "わかれば入力")
        assert sheet.column_dimensions[cell.column_letter].width >= 2 * len(column.heading)
    assert any(column.required for column in columns(kind))


@pytest.mark.parametrize("kind", OFFERED)
def test_a_cell_offers_what_may_stand_in_it(kind):
    book = openpyxl.load_workbook(BytesIO(templates.template(kind, DISTRICTS)))
    rules = {str(rule.sqref).partition("2:")[0]: rule for rule in book["入力"].data_validations.dataValidation}
    for cell, column in zip(book["入力"][1], columns(kind), strict=True):
        rule = rules[cell.column_letter]
        assert rule.prompt.startswith(("必ず入力", "わかれば入力"))
        assert len(rule.prompt) <= 255
        offered = choices(column, DISTRICTS)
        if not offered:
            assert rule.type is None
            continue
        sheet, _, place = rule.formula1.partition("!")
        listed = [cell[0].value for cell in book[sheet.strip("'")][place.replace("$", "")]]
        assert [str(word).lstrip("'") for word in listed] == list(offered)
        assert rule.showErrorMessage is not is_open(column)


def test_a_district_is_never_a_formula():
    book = openpyxl.load_workbook(BytesIO(templates.template("returns", ('=HYPERLINK("http://x")', "港"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" and cell.value.startswith("'=") for cell in cells)


def test_a_city_with_one_district_has_examples_about_it_alone(tmp_path):
    found = read(tmp_path, "population", filled("population", districts=("港",)))
    assert found.table["area"].tolist() == ["港", "港"]


def test_a_kind_that_is_taken_as_published_says_what_to_use():
    with pytest.raises(templates.NoTemplateError, match="GeoPackage"):
        templates.template("districts")
    with pytest.raises(UnknownKindError):
        templates.template("nonsense")
