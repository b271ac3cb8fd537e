"""Small populations made by hand, for the tests of what may be expected."""

import numpy as np
import pandas as pd

FIVES = tuple(range(0, 90, 5))  # 0–4 … 80–84, 85 and over


def rows(counts, *, bands=FIVES, sex="total"):
    """Write {(district, day): persons by band} as rows of population; the last band is open."""
    upto = [*(np.array(bands[1:]) - 1), pd.NA]
    parts = [
        pd.DataFrame(
            {
                "district_id": district,
                "date": pd.Timestamp(day),
                "sex": sex,
                "age_from": pd.array(bands, dtype="Int16"),
                "age_to": pd.array(upto, dtype="Int16"),
                "persons": np.asarray(persons, float),
            }
        )
        for (district, day), persons in counts.items()
    ]
    return pd.concat(parts, ignore_index=True)


def closed(persons, years, survival):
    """Let five-year bands of a district grow older: everybody of a band lives with its ``survival``; 40 children."""
    states = [np.asarray(persons, float)]
    for _ in range(years // 5):
        grown = states[-1] * survival
        states.append(np.concatenate([[40.0], grown[:-2], [grown[-2] + grown[-1]]]))
    return states


def band(table, district, day, age):
    """Give the persons of one band."""
    here = (table["district_id"] == district) & (table["date"] == day) & (table["age_from"] == age)
    return float(table.loc[here, "persons"].sum())
