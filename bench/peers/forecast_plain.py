"""The same file by one city-wide ratio a cohort, without bands or anything else; the first argument is the file."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.districts_made import STEPS

population = pd.read_parquet(sys.argv[1])
wide = population.pivot_table(index=["date", "district_id", "sex"], columns="age_from", values="persons")
layers = np.stack([wide.xs(day, level="date").to_numpy() for day in wide.index.levels[0]])
before, after = layers[:-1].sum(axis=(0, 1)), layers[1:].sum(axis=(0, 1))
ratios = after[1:] / before[:-1]
ratios[-1] = after[-1] / before[-2:].sum()
births = after[0] / before[4:10].sum()
now, steps = layers[-1], []
for _ in STEPS:
    aged = now[:, :-1] * ratios
    aged[:, -1] += now[:, -1] * ratios[-1]
    now = np.column_stack([now[:, 4:10].sum(axis=1) * births, aged])
    steps.append(now)
result = pd.DataFrame(np.concatenate(steps), columns=wide.columns)
print(len(result))
