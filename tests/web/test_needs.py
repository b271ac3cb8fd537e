"""The needs page: the answer first, any subset of tables, and a link that restores the view."""

import dataclasses
import gc

import pytest

from tests import city_of


def test_the_answer_is_a_sentence_and_the_legend_counts_alike(held, tables, opened, html):
    held(city_of.city(**tables))
    shown = html(opened())
    assert "<h1>買い物の手助け:4地区のうち1地区で手が足りていない見込みです</h1>" in shown
    assert "足りない見込み(1地区)" in shown
    assert "いまのところ足りる見込み(1地区)" in shown
    assert "伏せています(1地区)" in shown


def test_a_real_city_bears_no_mark_of_fiction_and_a_fictional_one_bears_it_first(held, tables, opened, html):
    held(city_of.city(**tables))
    assert "架空" not in html(opened())
    held(city_of.city(dataclasses.replace(city_of.RECORD, fictional=True), **tables))
    assert html(opened()).startswith('<p class="fiction">架空のデータ(地区別の値・境界は実在しません)')


def test_a_chosen_district_opens_its_panel(held, tables, opened, html):
    held(city_of.city(**tables))
    app = opened()
    app.selectbox(key="district").set_value("d0").run()
    shown = html(app)
    assert "<h2>港</h2>" in shown
    assert "人の間と考えられます" in shown
    assert "港の買い物バス" in shown


def test_nothing_of_a_protected_district_is_in_the_page(held, tables, opened, html):
    held(city_of.city(**tables))
    app = opened()
    app.selectbox(key="district").set_value("d3").run()
    shown = html(app)
    assert "<h2>大富</h2>" in shown
    assert "個人がわからないよう伏せています" in shown
    assert "5人" not in shown[shown.index("<h2>大富") : shown.index("</section>")]


def test_a_link_restores_the_choices_and_nonsense_is_ignored(held, tables, opened, html):
    held(city_of.city(**tables))
    app = opened(metric="困りごと", by="割合", district="小川", kind="買い物の手助け")
    assert app.session_state["metric"] == "need"
    assert app.session_state["by"] == "share"
    assert "<h2>小川</h2>" in html(app)
    app = opened(metric="42", district="どこにもない", city="99999")
    assert app.session_state["metric"] == "gap"
    assert 'class="panel"' not in html(app)


def test_the_page_speaks_english_at_a_switch(held, tables, opened, html):
    held(city_of.city(**tables))
    shown = html(opened(lang="English"))
    assert "likely short" in shown
    assert "hidden (1 districts)" in shown


def test_kinds_whose_units_differ_offer_no_shortage(held, tables, opened):
    held(city_of.city(**tables))
    app = opened(kind="電球交換・小修繕")
    assert app.session_state["metric"] == "need"


def test_population_without_boundaries_gives_chart_and_table_and_says_so(held, tables, opened, html):
    without = {name: table for name, table in tables.items() if name != "districts"}
    held(city_of.city(**without))
    app = opened()
    assert [each.value for each in app.info] == [
        "地区の境界がまだ読み込まれていないため、地図は出せません。図と表は使えます。"
    ]
    assert app.get("plotly_chart")
    assert "<table>" in html(app)


def test_a_city_without_districts_is_told_what_to_load(held, tables, opened, html):
    held(city_of.city(resources=tables["resources"]))
    app = opened()
    assert "地区の境界か一覧を読み込んでください" in html(app)
    assert not app.get("plotly_chart")


def test_boundaries_and_resources_alone_show_places(held, tables, opened, html):
    held(city_of.city(districts=tables["districts"], resources=tables["resources"]))
    shown = html(opened())
    assert "まだわかりません(4地区)" in shown


def test_no_city_gives_a_sentence_how_to_load_one(held, opened, html):
    held()
    assert "python -m shiensys demo" in html(opened())


def test_what_is_loaded_for_good_is_left_out_of_later_collections(held, tables, opened):
    held(city_of.city(**tables))
    opened()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


@pytest.mark.parametrize(
    ("spoken", "address"),
    [
        ("English", {"page": "どこで手が足りないか", "kind": "配食", "metric": "困りごと", "by": "割合"}),
        ("日本語", {"page": "Where help is short", "kind": "Meal delivery", "metric": "Need", "by": "Share"}),
        ("English", {"page": "Where help is short", "kind": "Meal delivery", "metric": "Need", "by": "Share"}),
    ],
)
def test_a_link_is_understood_in_each_language_and_speaks_its_own_from_the_first_moment(
    held, tables, opened, spoken, address
):
    held(city_of.city(**tables))
    app = opened(lang=spoken, **address)
    chosen = {key: app.session_state[key] for key in address}
    assert chosen == {"page": "needs", "kind": "meals", "metric": "need", "by": "share"}
    names = [option.content for group in app.get("button_group") for option in group.proto.options]
    assert ("How things stand" in names) == (spoken == "English")
