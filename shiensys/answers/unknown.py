"""What the overview can't say, and why."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.estimate import surveyed
from shiensys.answers.headline import counted
from shiensys.city import City
from shiensys.text import say


def cannot_say(city: City, kinds: pd.DataFrame) -> tuple[str, ...]:
    """Say what isn't known, and why: first what is missing altogether, then kind by kind."""
    missing = [
        say(f"answers.missing.{name}")
        for name, there in (
            ("boundaries", city.has_boundaries),
            ("population", city.population is not None),
            ("survey", surveyed(city)),
            ("resources", city.resources is not None),
            ("certified", city.certified is not None and city.asked.without_care),
        )
        if not there
    ]
    unsaid = kinds[kinds["has_gap"] & (kinds["unknown"] > 0)]
    return (*missing, *(_unsaid(row) for row in unsaid.to_dict("records")))


def _unsaid(row: dict[object, object]) -> str:
    """Say of how many districts a kind can't be said, with every reason and how often it is given."""
    told = pd.Series([code for code in str(row["reasons"]).split(";") if code]).value_counts()
    reasons = say("answers.reason_joint").join(
        say("answers.say.reason_counted", reason=say(f"answers.cause.{code}"), units=counted(int(n), "district"))
        for code, n in told.items()
    )
    units = counted(int(str(row["unknown"])), "district")
    return say("answers.say.unsaid", kind=row["name"], units=units, reasons=reasons)
