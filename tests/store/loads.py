"""What the tests of the store put into it."""

import pandas as pd
import pytest

from shiensys.store.cities import CityRecord
from shiensys.store.versions import Load
from shiensys.tables.frames import to_bytes

YAIZU = CityRecord("22212", "焼津市", fictional=False)
TABLE = pd.DataFrame({"area": ["港", "小川"], "persons": [1.0, None]})
LOAD = Load("22212", "population", "2025", to_bytes(TABLE), len(TABLE), "p.csv", b"raw bytes", {"date": "2025-03-31"})
ANSWERS = pd.DataFrame({"respondent": ["r-1", "r-2", "r-3"], "area": ["港", "港", "小川"]})
SURVEY = Load("22212", "survey", "R7", to_bytes(ANSWERS), len(ANSWERS), "r7.csv", b"answers", {}, who="佐藤")
PART = ("22212", "population", "2025")
on_sqlite = pytest.mark.parametrize("kind_of_database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("kind_of_database", ["postgresql"], indirect=True)
