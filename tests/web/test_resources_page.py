"""The page of the registry: found by words and conditions, one place's sheet, mended by coordinators alone."""

import datetime as dt
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from shiensys import recording
from shiensys.answers.registry import Wanted
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.show.registry import hits
from shiensys.store.records import ChangedError
from shiensys.tables.programme import Edit, Kept
from shiensys.web import data
from shiensys.web import visitor as visitors
from shiensys.web.resources import board, callings, desk, joining, listing, sheet, taking
from shiensys.web.visitor import Visitor
from tests import city_of
from tests.answers.test_roster import of_rows

PAGE = "支え合い資源"
INTERNAL, PUBLIC = "054-000-0001", "054-000-0002"
COORDINATOR = Visitor("担当", may_load=True, may_see_personal=True)
ASKERS = (visitors, board, callings, desk, joining, listing, sheet, taking)


@pytest.fixture
def looked_at_by(monkeypatch):
    """Let the page be looked at by somebody."""

    def sit(who: Visitor = COORDINATOR):
        for module in ASKERS:
            monkeypatch.setattr(module, "visitor", lambda: who)

    return sit


@pytest.fixture
def city():
    return of_rows(
        city_of.resource(
            "港の買い物バス", contact=INTERNAL, longitude=138.305, latitude=34.805, schedule="毎週火曜 10時〜12時",
            fee="無料",
        ),
        city_of.resource(
            "港サロン", kinds="salon", contact=PUBLIC, contact_public=True, longitude=138.306, latitude=34.806,
        ),
        city_of.resource("小川サロン", kinds="salon", longitude=138.315, latitude=34.805, assured_date=pd.NaT),
        districts=city_of.districts(),
    )  # fmt: skip


@pytest.fixture
def shown(held, opened, city, monkeypatch):
    """Open the page of the small city."""

    def run(**address):
        held(city)
        monkeypatch.setattr(data, "programme", Programme)
        return opened(page=PAGE, **address)

    return run


@pytest.fixture
def stored(monkeypatch):
    """Keep what would be stored."""
    kept = []

    def save(_city, record, *, who, revision=None):
        kept.append((record, who, revision))
        return Kept(record, 1, None, who)

    monkeypatch.setattr(recording, "save", save)
    return kept


def names(app):
    return [name.replace("\\", "") for name in app.radio(key="hits").options]


def test_a_link_brings_back_what_was_looked_for_until_it_is_forgotten_with_one_click(shown, looked_at_by):
    looked_at_by()
    app = shown(kinds="買い物の手助け", on="火", find="港", free="true", **{"in": "港"})
    assert names(app) == ["港の買い物バス"]
    app.button(key="resources-forget").click().run()
    assert len(names(app)) == 3
    app.button(key="resources-stale").click().run()
    assert names(app) == ["小川サロン"]


def test_a_row_of_the_list_opens_its_sheet_and_back(shown, html, looked_at_by):
    looked_at_by()
    app = shown()
    assert "3件" in html(app)
    assert names(app) == ["港の買い物バス", "港サロン", "小川サロン"]
    app.radio(key="hits").set_value("小川サロン").run()
    assert "<h2>小川サロン</h2>" in html(app)
    assert app.query_params["place"] in ("小川サロン", ["小川サロン"])
    app.button(key="resources-back").click().run()
    assert len(names(app)) == 3
    app.text_input(key="place").set_value("昔の会").run()  # a link to what is gone
    assert "見つかりません" in app.info[0].value


def test_a_viewer_sees_no_internal_contact_and_may_change_nothing(shown, html, looked_at_by):
    looked_at_by(Visitor(""))
    app = shown()
    for place in ("", "港の買い物バス", "港サロン"):
        app.text_input(key="place").set_value(place).run()
        assert INTERNAL not in html(app) + str([each.proto for each in app.main])
        assert not {"resources-new", "resources-edit", "resources-confirm"} & {each.key for each in app.button}
    assert PUBLIC in html(app)
    looked_at_by()
    app.text_input(key="place").set_value("港の買い物バス").run()
    assert INTERNAL in html(app)


@pytest.mark.parametrize("write", [export.csv_bytes, taking._template])
def test_no_file_of_a_viewer_holds_an_internal_contact(city, write):
    if write is export.csv_bytes:
        for internal in (True, False):
            assert (INTERNAL.encode() in taking._list(city, Wanted(), internal, write)) is internal
    else:
        cells = [
            str(cell.value) for row in openpyxl.load_workbook(BytesIO(write(city, False))).worksheets[0] for cell in row
        ]
        assert PUBLIC in cells
        assert INTERNAL not in cells


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(shown, html, looked_at_by, stored):
    looked_at_by()
    app = shown(place="港の買い物バス")
    app.button(key="resources-edit").click().run()
    app.text_input(key="edit-capacity").set_value("8").run()
    app.text_input(key="edit-users").set_value("80").run()
    app.button(key="edit-save").click().run()
    assert stored == []
    assert 'class="wrong"' in html(app)
    assert app.text_input(key="edit-users").value == "80"
    app.text_input(key="edit-users").set_value("6").run()
    app.text_input(key="edit-schedule").set_value("毎週木曜 13時〜15時").run()
    assert "「毎週木曜 13時〜15時」と読み取りました" in html(app)
    app.button(key="edit-save").click().run()
    ((edit, who, revision),) = stored
    assert (edit.cells["schedule"], edit.cells["users"]) == ("毎週木曜 13時〜15時", 6)
    assert (edit.id, who, revision) == ("港の買い物バス", "担当", None)


def test_a_schedule_is_entered_by_choosing(shown, looked_at_by):
    looked_at_by()
    app = shown()
    app.button(key="resources-new").click().run()
    app.button_group(key="hours-how").set_value("nth").run()
    app.button_group(key="hours-nth").set_value(["1", "3"]).run()
    app.button_group(key="hours-on").set_value(["WE"]).run()
    assert app.text_input(key="edit-schedule").value == "第1・3水曜"


def test_every_second_week_takes_the_day_on_which_it_is_next(shown, html, looked_at_by):
    looked_at_by()
    app = shown()
    app.button(key="resources-new").click().run()
    app.button_group(key="hours-how").set_value("other_week").run()
    app.button_group(key="hours-on").set_value(["TH"]).run()
    assert "次がいつかは、次に行う日を入れるとわかります" in html(app)
    app.date_input(key="hours-next").set_value(dt.date(2026, 11, 26)).run()
    assert app.text_input(key="edit-schedule").value == "隔週木曜(2026年11月26日から)"
    assert "次は 令和8年11月26日、令和8年12月10日" in html(app)


def test_what_was_confirmed_is_kept_with_day_and_role(shown, looked_at_by, stored, city):
    looked_at_by()
    app = shown(place="小川サロン")
    app.button(key="resources-confirm").click().run()
    ((edit, _, _),) = stored
    assert edit.cells["assured_date"] == city.today.isoformat()
    assert edit.cells["assurer"] == "第2層コーディネーター"


def test_whoever_was_slower_sees_both_versions_and_chooses(shown, looked_at_by, city, monkeypatch):
    looked_at_by()
    kept = []

    def save(_city, record, *, who, revision=None):
        kept.append((record, revision))
        if len(kept) == 1:
            theirs = Edit(id=record.id, cells={"fee": "100円"})
            at = pd.Timestamp("2026-10-01", tz="UTC").to_pydatetime()
            raise ChangedError(Kept(theirs, 7, at, "別の人"), who="別の人", at=at)
        return Kept(record, 8, None, who)

    monkeypatch.setattr(recording, "save", save)
    app = shown(place="港の買い物バス")
    app.button(key="resources-edit").click().run()
    app.text_input(key="edit-fee").set_value("200円").run()
    changed = city.resources.assign(
        fee=city.resources["fee"].mask(city.resources["name"].eq("港の買い物バス"), "100円")
    )
    monkeypatch.setattr(
        data, "current", lambda _code: of_rows(*changed.to_dict("records"), districts=city_of.districts())
    )
    app.button(key="edit-save").click().run()
    assert "別の人" in app.warning[0].value
    assert [each.replace("\\", "") for each in app.radio(key="version-fee").options] == ["自分: 200円", "相手: 100円"]
    assert app.button(key="versions-save").disabled
    app.radio(key="version-fee").set_value("mine").run()
    app.button(key="versions-save").click().run()
    assert kept[1][0].cells["fee"] == "200円"
    assert kept[1][1] == 7


def test_names_are_written_as_they_are(held, opened, html, looked_at_by, monkeypatch):
    looked_at_by()
    name = "**会** <script>alert(1)</script> ${x} `y`"
    held(of_rows(city_of.resource(name, longitude=138.305, latitude=34.805), districts=city_of.districts()))
    monkeypatch.setattr(data, "programme", Programme)
    app = opened(page=PAGE)
    assert app.radio(key="hits").options == [
        r"\*\*会\*\* \<script\>alert\(1\)\<\/script\> \$\{x\} \`y\`".replace(r"\/", "/")
    ]
    points = pd.DataFrame({"resource_id": ["a"], "longitude": [138.305], "latitude": [34.805], "name": [name]})
    drawn = hits.dots(points.assign(kind="salon", coarse=False))
    assert not set("<>`$") & set(drawn)
    app.radio(key="hits").set_value(name).run()
    assert "<script>" not in html(app)


def test_two_that_look_alike_are_joined_when_somebody_says_so(held, opened, html, looked_at_by, stored, monkeypatch):
    looked_at_by()
    alike = [
        city_of.resource(
            name, kinds="salon", venue="港公民館", address="港1-2", longitude=138.305, latitude=34.805, fee=fee
        )
        for name, fee in (("港いきいきサロン", None), ("港 いきいきサロン", "100円"))
    ]
    held(of_rows(*alike, districts=city_of.districts()))
    monkeypatch.setattr(data, "programme", Programme)
    app = opened(page=PAGE, pairs="true")
    assert "≠ " in html(app)
    assert stored == []
    app.button(key="pairs-same").click().run()
    edit, pair = (record for record, _, _ in stored)
    assert (edit.id, edit.cells["fee"]) == ("港いきいきサロン", "100円")
    assert (pair.verdict, pair.kept) == ("same", "港いきいきサロン")
