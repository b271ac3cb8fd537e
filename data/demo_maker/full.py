"""A made-up survey of any size, as a file that somebody keyed in by the numbers of the 第9期 form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from demo_maker.chance import whole
from demo_maker.forms import by_number
from demo_maker.people import residents
from demo_maker.plan import CITIES, WAVE, districts
from demo_maker.respondents import survey
from demo_maker.troubles import FEW


def full_survey(*, n: int = 8000, seed: int = 1) -> pd.DataFrame:
    """Give the answers of ``n`` people of Tokushima's districts, all cells text; the same for the same ``seed``.

    Headings are the numbers of the form, several answers stand in one cell; districts with few answers keep as few.
    """
    city = CITIES[0]
    planned = districts(city)
    small = np.array([district.answers < FEW for district in planned])
    sizes = np.array([district.answers for district in planned])
    sizes[~small] = whole(sizes[~small].astype(float), n - int(sizes[small].sum()))
    grown = [replace(district, answers=int(size)) for district, size in zip(planned, sizes, strict=True)]
    people = residents(city, planned)[-1]
    answers = survey(city, grown, people, replace(WAVE, part=("survey", "full", str(seed))))
    heading, rows = by_number(answers)
    return pd.DataFrame(rows, columns=heading, dtype="str")
