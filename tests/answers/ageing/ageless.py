"""Residents among whom nobody dies, moves or has more children than before: what comes next is worked out by hand."""

import pandas as pd

from tests.city_of import city, districts

TIMES = {"港": 1, "小川": 2, "和田": 3, "大富": 10}  # how many times a hundred live in every band
BANDS = [(low, low + 4) for low in range(0, 85, 5)] + [(85, None)]
FIRST = 2010  # the year in which 85 and over are one band's worth; they are one more every five years


def residents(*years, times=TIMES, sexes=("total",)):
    """A hundred times so many in every band of five years; those of 85 and over never leave theirs.

    65 and over of 港 are 500 in 2010 (four bands and the open one), 600 in 2015, 700 in 2020 …; all are 1,800, 1,900 …
    """
    rows = [
        (area, pd.Timestamp(year, 4, 1), sex, low, high, 100.0 * n * (1 + (year - FIRST) // 5 if high is None else 1))
        for area, n in times.items()
        for year in years
        for sex in sexes
        for low, high in BANDS
    ]
    table = pd.DataFrame(rows, columns=["area", "date", "sex", "age_from", "age_to", "persons"])
    table = table.assign(area_code=None, status="stated", persons=table["persons"] / len(sexes))
    return table.astype({"age_from": "Int16", "age_to": "Int16"})


def ageless(*years, **tables):
    """The city of four districts (港, 小川 in the east, 和田, 大富 in the west), its residents counted in ``years``."""
    return city(districts=districts(), **({"population": residents(*years)} | tables))
