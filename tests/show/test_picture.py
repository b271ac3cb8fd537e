"""A picture for reports says what it shows, where that is from and that it is fictional, in letters that it has."""

import dataclasses
import io
import os
import re
import struct
import subprocess
import sys

import pandas as pd
import pytest
from matplotlib.figure import Figure

from shiensys.answers.answer import Evidence
from shiensys.answers.matching import Requests
from shiensys.show import picture
from shiensys.show.ageing import aims, dots, fan, lines, outlook, pyramid
from shiensys.show.matching import counts
from tests.show.ageing import seen

CHARTS = {
    "lines": lambda: lines.lines(seen.trend(), chosen="a"),
    "dots": lambda: dots.dots(seen.trend(), seen.DAYS[-1], chosen="a"),
    "shares": lambda: fan.shares(seen.expected(), "older", "a"),
    "amounts": lambda: fan.amounts(seen.expected(), "older", None),
    "pyramid": lambda: pyramid.pyramid(seen.pyramid()),
    "outlook": lambda: outlook.needs(seen.outlook(), "shopping", seen.STEPS[2]),
    "aims": lambda: aims.aims(seen.aims(), "参加率", seen.DAYS[-1]),
}


@pytest.fixture
def written(monkeypatch):
    """Draw a chart and give all words that were put on the picture."""
    said: list[str] = []
    saved = Figure.savefig

    def save(figure, *places, **ways):
        saved(figure, *places, **ways)
        svg = io.StringIO()
        saved(figure, svg, format="svg")
        said.append(svg.getvalue())

    def draw(chart, answer, **ways):
        said.clear()
        with monkeypatch.context() as patch:
            patch.setattr(Figure, "savefig", save)
            picture.png(chart, answer, **ways)
        return said[0]

    return draw


def test_a_picture_of_one_district_names_it(written):
    text = written(CHARTS["shares"](), seen.expected(), title="東町の65歳以上の見通し")
    assert "<!-- 東町の65歳以上の見通し" in text


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_becomes_a_picture_as_wide_as_a_page(name):
    data = picture.png(CHARTS[name](), seen.trend())
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width == picture.WIDTH * picture.DPI >= 1200
    assert height > 400


def test_title_fiction_source_and_product_stand_on_the_picture(written):
    text = written(CHARTS["dots"](), seen.trend())
    for words in (
        "65歳以上の移り変わり",
        "見本市",
        "架空のデータ",
        "住民基本台帳",
        "支え合いの見える化",
        "西町",
        "28.0%(280人)",
    ):
        assert re.search(f"<!-- [^>]*{re.escape(words)}", text), words


def test_a_sign_that_the_font_lacks_is_a_geta_and_a_dollar_starts_no_formula(written):
    odd = dataclasses.replace(
        seen.trend(), title="$見出し$", evidence=(Evidence("住民", "\U0001f600の会", None, "人"),)
    )
    text = written(CHARTS["lines"](), odd)
    assert "<!-- $見出し$" in text
    assert "〓の会" in text


def test_a_picture_is_drawn_where_nothing_can_be_written_at_home(tmp_path):
    code = (
        "from tests.show.test_picture import CHARTS\nfrom tests.show.ageing import seen\n"
        "from shiensys.show import picture\nprint(len(picture.png(CHARTS['aims'](), seen.aims())))"
    )
    home = {"HOME": "/proc/none", "MPLCONFIGDIR": "/proc/none", "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=os.environ | home, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 10_000


def _requests():
    """Five requests of two kinds: three met, one open, one refused."""
    rows = {"kind_name": ["買い物", "移動"], "all": [4, 1], "met": [3, 0], "received": [0, 1], "refused": [1, 0],
            "withdrawn": [0, 0]}  # fmt: skip
    why = pd.DataFrame({"reason_words": ["遠い"], "refused": [1]})
    none = pd.DataFrame()
    given = {name: value for name, value in seen.GIVEN.items() if name != "columns"}
    return Requests(**given, columns=(), table=none, by_kind=pd.DataFrame(rows), by_district=none, by_month=none,
                    by_reason=why, exact=True, total=5.0)  # fmt: skip


def test_pieces_of_a_bar_stand_one_after_the_other_and_are_apart_without_colour(monkeypatch):
    drawn: list[Figure] = []
    saved = Figure.savefig
    monkeypatch.setattr(
        Figure, "savefig", lambda figure, *to, **ways: drawn.append(figure) or saved(figure, *to, **ways)
    )
    picture.png(counts.states(_requests(), "kind"), _requests())
    met, open_, refused, withdrawn = drawn[0].axes[0].containers
    assert [(bar.get_x(), bar.get_width()) for bar in met] == [(0, 3), (0, 0)]
    assert [(bar.get_x(), bar.get_width()) for bar in open_] == [(3, 0), (0, 1)]
    assert [(bar.get_x(), bar.get_width()) for bar in refused] == [(3, 1), (1, 0)]
    assert len({piece.patches[0].get_hatch() for piece in (met, refused, withdrawn)}) == 3
    assert [words.get_text() for words in drawn[0].axes[0].get_legend().get_texts()] == [
        "つながった", "受付中", "断った", "取り下げ",
    ]  # fmt: skip


def test_why_requests_were_refused_becomes_a_picture():
    assert picture.png(counts.refusals(_requests()), _requests()).startswith(b"\x89PNG")


def test_the_legend_has_the_order_of_the_screen(monkeypatch):
    drawn: list[Figure] = []
    saved = Figure.savefig
    monkeypatch.setattr(
        Figure, "savefig", lambda figure, *to, **ways: drawn.append(figure) or saved(figure, *to, **ways)
    )
    chart = CHARTS["pyramid"]()
    picture.png(chart, seen.pyramid())
    named = [
        trace["name"] for trace in chart.to_plotly_json()["data"] if trace.get("name") and trace.get("showlegend", True)
    ]
    legend = [words.get_text() for words in drawn[0].axes[0].get_legend().get_texts()]
    assert len(legend) > 1
    assert legend == named[::-1]  # as plate.LEGEND says
