"""Residents of whom nobody moves, and nobody dies before 80 or lives beyond: what comes next is worked out by hand.

Whoever was born in a band of five years before 1960 is one of a hundred, later of two hundred. 65 and over of 港 are
three bands: 300 up to 2020, 400 in 2025, 500 in 2030, 600 from 2035 on; younger ones are 13 bands of 200 from
2020 on: 2,600.
"""

import pandas as pd

from tests.city_of import city, districts

TIMES = {"港": 1, "小川": 2, "和田": 3, "大富": 10}  # how many times as many live in a district
BANDS = [(low, low + 4) for low in range(0, 85, 5)] + [(85, None)]
BOOM = 1960  # the youngest of a band who turn their last age in this year were born in the first large one


def residents(*years, times=TIMES, sexes=("total",)):
    """Residents on 1 April of ``years``, in bands of five years."""
    rows = [
        (area, pd.Timestamp(year, 4, 1), sex, low, high, n * _of_band(year, low) / len(sexes))
        for area, n in times.items()
        for year in years
        for sex in sexes
        for low, high in BANDS
    ]
    table = pd.DataFrame(rows, columns=["area", "date", "sex", "age_from", "age_to", "persons"])
    return table.assign(area_code=None, status="stated").astype({"age_from": "Int16", "age_to": "Int16"})


def _of_band(year, low):
    """Count one band of 港."""
    if low >= 80:
        return 0.0
    return 200.0 if year - low >= BOOM else 100.0


def ageless(*years, **tables):
    """The city of four districts (港, 小川 in the east, 和田, 大富 in the west), its residents counted in ``years``."""
    return city(districts=districts(), **({"population": residents(*years)} | tables))
