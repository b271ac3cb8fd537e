"""How many of those who were asked answered: what an interval from a sample doesn't cover."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.survey.answer import By
from shiensys.answers.survey.cells import area_of
from shiensys.answers.survey.released import Told
from shiensys.answers.units import WHOLE
from shiensys.city import City


def response(city: City, now: Told | None, by: By) -> pd.Series:
    """Give the share of forms that came back (0..1, whole percent) by unit_id.

    Answers are counted as they are released: the exact number that came back would tell how many are hidden. NaN by
    age and sex, which nobody's list of forms tells, and where forms weren't counted.
    """
    asked = _asked(city, now)
    if now is None or asked is None or by in ("age", "sex"):
        return pd.Series(dtype=float, name="response")
    if by == "city":
        return pd.Series({WHOLE: _whole(now, asked)}, name="response")
    groups = now.everybody.groups
    cells = now.everybody.cells.get("district")
    sent = asked["stratum"].map(groups).fillna(asked["stratum"])
    sums = asked["forms"].groupby(sent).sum(min_count=1)
    if cells is None:
        return pd.Series(dtype=float, name="response")
    if by == "district":
        found = (cells["n"] / sums.reindex(cells.index)).clip(upper=1).round(2)
        return found.reindex(groups).set_axis(groups.index).rename("response")
    areas = area_of(city, cells.index[cells["n"].notna()])
    answered, forms = (values.reindex(areas.index).groupby(areas).sum(skipna=False) for values in (cells["n"], sums))
    return (answered / forms).clip(upper=1).round(2).rename("response")


def _whole(now: Told, asked: pd.DataFrame) -> float:
    """Give the city's response: what was counted as returned, else the answers as they are released."""
    placed = asked[asked["stratum"].notna()]  # a row of the whole city beside those of its districts counts twice
    forms = float((placed if len(placed) else asked)["forms"].sum(skipna=False))
    whole = now.everybody.whole
    if not forms > 0 or whole is None:
        return float("nan")
    return min(1.0, round(float(whole["n"].iloc[0]) / forms, 2))


def _asked(city: City, now: Told | None) -> pd.DataFrame | None:
    """Give the forms of the newest survey by stratum: those sent, else the persons sampled; None: not known."""
    newest = city.rounds[0] if city.rounds else None
    if now is None or city.returns is None or city.returns.empty or newest is None or now.round.name != newest.name:
        return None
    forms = city.returns["sent"].fillna(city.returns["sampled"]).astype(float)
    known = pd.DataFrame({"stratum": city.returns["stratum"], "forms": forms})
    return known if forms.notna().any() else None
