"""How old each part of the city is, where that is going, what it does to need, and what the plan aims at."""

from shiensys.web import choose, top
from shiensys.web.ageing import aims, choosing, forecast, need, trend

BY_UNIT = {"trend": trend.show, "forecast": forecast.show, "need": need.show}

city = top.city()
with choose.row("choices"):
    part = choosing.part()
    level = choose.level(areas=bool(city.districts["area"].notna().any())) if part in BY_UNIT else "city"
if part in BY_UNIT:
    BY_UNIT[part](city, level)
else:
    aims.show(city)
