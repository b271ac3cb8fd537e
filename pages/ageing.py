"""How old each part of the city is, where that is going, what it does to need, and what the plan aims at."""

from shiensys.web import choose, top
from shiensys.web.ageing import aims, choosing, forecast, need, trend

VIEWS = {"trend": trend.show, "forecast": forecast.show, "need": need.show, "aims": aims.show}

city = top.city()
row = choose.row("choices")
with row:
    part = choosing.part()
VIEWS[part](city, row)
