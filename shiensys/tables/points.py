"""Points on the ground that addresses and hands lead to: what a roster without coordinates is placed by."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.tables.column import column

ISJ = "国土交通省 位置参照情報"
LEVELS = ("block", "town")  # 街区; 大字・町丁目


class AddressPoints(pa.DataFrameModel):
    """One row a block (街区, 地番), or a 大字・町丁目, with the point that stands for it."""

    level: Series[str] = column("how fine: block (街区・地番) or town (大字・町丁目)", source=ISJ, isin=LEVELS)
    municipality: Series[str] = column("市区町村名, with the ward where there is one", source=ISJ)
    town: Series[str] = column("大字・町丁目名", source=ISJ, str_length={"min_value": 1})
    hamlet: Series[str] = column("小字・通称名", source=ISJ, nullable=True)
    block: Series[str] = column("街区符号・地番; blank: the town as a whole", source=ISJ, nullable=True)
    representative: Series[pd.BooleanDtype] = column("of several points of one block the one that stands for it")
    longitude: Series[float] = column("JGD2011", unit="degree", ge=122, le=154)
    latitude: Series[float] = column("JGD2011", unit="degree", ge=20, le=46)

    class Config:
        """Nothing but these columns may come in."""

        strict = True


class HandPoints(pa.DataFrameModel):
    """One row a resource whose place somebody set on the map by hand."""

    part: Series[str] = column("which list of resources it stands in")
    resource_id: Series[str] = column("key in that list")
    name: Series[str] = column("name when the point was set; another name takes no point", str_length={"min_value": 1})
    longitude: Series[float] = column("JGD2011", unit="degree", ge=122, le=154)
    latitude: Series[float] = column("JGD2011", unit="degree", ge=20, le=46)

    class Config:
        """A resource has one point."""

        strict = True
        unique = ["part", "resource_id"]
