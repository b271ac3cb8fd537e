"""The overview: sentences with their sources, and what isn't known."""

from tests import city_of


def test_each_sentence_has_its_source_below_it(held, tables, opened, html):
    held(city_of.city(**tables))
    shown = html(opened(page="いま、このまちは"))
    assert "いま、焼津市は" in shown
    assert '<p class="sentence">65歳以上は4,000人' in shown
    assert '<p class="source">' in shown


def test_the_largest_shortages_are_drawn_by_kind_and_what_is_unknown_is_said(held, tables, opened, html):
    held(city_of.city(**tables))
    app = opened(page="いま、このまちは")
    assert app.get("plotly_chart")
    assert '<ul class="unknowns"><li>' in html(app)


def test_a_city_of_boundaries_alone_says_what_is_missing(held, tables, opened, html):
    held(city_of.city(districts=tables["districts"]))
    app = opened(page="いま、このまちは")
    assert not app.get("plotly_chart")
    assert "いまのところありません" in html(app)
