"""Forecast the residents of a file's districts with bands, as shiensys does; the first argument is the file."""

import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.districts_made import STEPS
from shiensys.measures.ageing.forecast import by_band, by_group, forecast

population = pd.read_parquet(sys.argv[1])
found = forecast(population, STEPS)
districts = population["district_id"].drop_duplicates()
groups = by_group(found, pd.Series(districts.to_numpy(), index=districts.to_numpy()))
bands = by_band(found)
assert groups["low"].le(groups["high"]).all()
print(len(groups), len(bands))
