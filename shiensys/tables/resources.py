"""What help there is: places and activities, and whether the list of them is complete.

Terms follow Open Referral HSDS 3 where it has one.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.tables.column import column

HSDS = "Open Referral HSDS 3.0"
SEPARATOR = ";"  # between several kinds, shares or districts in one cell
ALL_DISTRICTS = "市全域"
OUTSIDE_CITY = "市外"
NOT_KNOWN = "不明"
PAGE = "page"  # the part of entries that were added in the page and stand in no list
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
COMPLETENESS = ("complete", "partial", "not_applicable")


class Resources(pa.DataFrameModel):
    """One row a resource. Without kinds it is a place that is no support by itself (a hall, an AED)."""

    resource_id: Series[str] = column("key in this list", unique=True)
    name: Series[str] = column("name", source=f"{HSDS} service.name", str_length={"min_value": 1})
    kinds: Series[str] = column(
        "kinds of support, keys of support_categories.csv, joined by ';'; blank: a place", nullable=True
    )
    kind_shares: Series[str] = column(
        "how the one capacity is split over the kinds, '0.6;0.4'; blank: equally", nullable=True
    )
    place_type: Series[str] = column("what place it is (公民館, AED, 病院 …)", nullable=True)
    provider_kind: Series[str] = column("社協, 自治会, NPO, 民間 …", source=f"{HSDS} organization", nullable=True)
    channel: Series[str] = column("総合事業, 一般介護予防, 任意事業, 市独自, 民間, 助け合い", nullable=True)
    venue: Series[str] = column("hall or house in which it takes place", nullable=True)
    address: Series[str] = column("address of the place", source=f"{HSDS} address", nullable=True)
    longitude: Series[float] = column("JGD2011", unit="degree", ge=122, le=154, nullable=True)
    latitude: Series[float] = column("JGD2011", unit="degree", ge=20, le=46, nullable=True)
    serves: Series[str] = column(
        "districts served, joined by ';'; 市全域; 市外 for beyond; blank: where it stands", nullable=True
    )
    schedule: Series[str] = column("when, in words", source=f"{HSDS} schedule", nullable=True)
    capacity: Series[float] = column("定員: persons at one time", unit="persons a time", ge=0, nullable=True)
    users: Series[float] = column("different persons who use it now", unit="persons", ge=0, nullable=True)
    times_month: Series[float] = column("times a month", unit="1/month", ge=0, nullable=True)
    helpers: Series[float] = column("helpers at work", unit="persons", ge=0, nullable=True)
    hours_month: Series[float] = column("hours that one helper gives a month", unit="h/month", ge=0, nullable=True)
    fee: Series[str] = column("what it costs", source=f"{HSDS} cost_option", nullable=True)
    eligibility: Series[str] = column("who may use it", source=f"{HSDS} eligibility", nullable=True)
    transport: Series[str] = column("how one gets there", nullable=True)
    contact: Series[str] = column("telephone or other contact", source=f"{HSDS} contact", nullable=True)
    contact_public: Series[pd.BooleanDtype] = column("the contact may be shown to everybody")
    status: Series[str] = column("active …", source=f"{HSDS} service.status", isin=STATUSES)
    assured_date: Series[pa.DateTime] = column("last confirmed", source=f"{HSDS} service.assured_date", nullable=True)
    assurer: Series[str] = column(
        "role of who confirmed it, no name", source=f"{HSDS} service.assurer_email", nullable=True
    )

    class Config:
        """Nothing but these columns may come in."""

        strict = True


class Completeness(pa.DataFrameModel):
    """Whether the city holds its list complete, by district and kind."""

    area: Series[str] = column("district, or 市全域 for all")
    kind: Series[str] = column("kind of support, a key of support_categories.csv")
    status: Series[str] = column("complete; partial; not_applicable: not needed in this city", isin=COMPLETENESS)
    since: Series[pa.DateTime] = column("since when", nullable=True)

    class Config:
        """A pair stands once."""

        strict = True
        unique = ["area", "kind"]
