"""A finished chart says what a figure of Plotly's would, and copies nothing to say it again."""

import plotly.graph_objects as go

from shiensys.show.drawn import Drawn

PARTS = {"data": [{"type": "scatter", "x": [1.0, None], "y": [0, 1]}], "layout": {"height": 120}}


def test_it_says_the_same_as_a_figure_of_plotly_and_says_it_once():
    drawn = Drawn(PARTS)
    assert drawn.to_dict() == go.Figure(PARTS).to_dict()
    assert drawn.to_json() == go.Figure(PARTS).to_json()
    assert drawn.to_dict() is drawn.to_dict()
