"""A registry of 10,000 resources: filters of many sorts beside the same conditions in SQLite, and a map's points.

What is counted is CPU time in this process, the registry in memory as pages hold it, nothing kept between searches.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from statistics import median

import numpy as np
import pandas as pd

from bench import ground
from bench.row import Row
from shiensys.answers.registry import Found, Wanted, search
from shiensys.city import City
from shiensys.gathering import gathered
from shiensys.show.registry import hits
from shiensys.store.cities import CityRecord
from shiensys.tables.categories import categories
from shiensys.tables.resources import Resources

RESOURCES, DISTRICTS = 10_000, 31
SEED = 20261122
AIM = 150.0  # milliseconds
WORDS = ("サロン", "さろん", "八万", "体操 公民館", "買い物")
SCHEDULES = (
    "毎週火曜 10時〜12時", "第1・3水曜 13:30〜", "毎月25日", "平日 9:00-17:00", "隔週木曜", "月2回 午前", "予約制",
)  # fmt: skip
FEES = ("無料", "100円", "1回200円", "1時間500円", "実費", None)
WHO = ("65歳以上", "どなたでも", "ひとり暮らしの65歳以上", "要支援・事業対象者")
PEER = """SELECT resource_id FROM resources WHERE status = 'active' AND name || venue || address LIKE ? AND kinds LIKE ?
AND schedule LIKE ? AND located LIKE ? ORDER BY located"""


def rows() -> Iterator[Row]:
    """Search with many filters, one after the other, ours and the peer's in turns."""
    city = made()
    database = loaded(city)
    wanted = list(filters(city))
    for each in wanted:
        search(city, each)  # a page that is open has read the registry's words once
    times = [(spent(partial(search, city, each)), spent(partial(peer, database, each))) for each in wanted]
    ours, others = ([pair[side] for pair in times] for side in (0, 1))
    figure = f"search in {RESOURCES:,} resources, median of {len(wanted)} filters, beside SQLite"
    yield row(figure, median(ours), median(others))
    yield row("the slowest of these filters", max(ours), max(others))
    found = search(city, Wanted(kinds=("salon",), days=("TU",)))
    yield row(f"the map's {len(found.points):,} points of one search", spent(lambda: drawn(found)))


def row(figure: str, ours: float, other: float | None = None) -> Row:
    """Write milliseconds as a row."""
    peer_words, ratio = ("", "") if other is None else (f"{other:.0f} ms CPU", f"{ours / other:.1f}×")
    return Row(figure, f"{ours:.0f} ms CPU", peer_words, ratio, f"≤ {AIM:.0f} ms", ours <= AIM)


def spent(work: Callable[[], object]) -> float:
    """Give the CPU milliseconds of work."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def drawn(found: Found) -> str:
    """Write the points of a map, and the counts that stand in for them."""
    return hits.dots(found.points) + str(hits.counts(found.by_district))


def filters(city: City) -> Iterator[Wanted]:
    """Give filters of every sort, alone and together."""
    ids = tuple(city.districts["district_id"])
    kinds = [one.kind for one in categories()]
    yield Wanted()
    yield from (Wanted(text=text) for text in WORDS)
    yield from (Wanted(kinds=(kind,)) for kind in kinds)
    yield from (Wanted(days=(day,)) for day in ("MO", "TU", "SA"))
    yield from (Wanted(near=district, within_m=metres) for district, metres in product(ids[:3], (500, 2_000)))
    yield from (Wanted(free_only=True), Wanted(fee_most=200), Wanted(who="ひとり暮らし"), Wanted(transport=True))
    yield from (Wanted(unconfirmed=True), Wanted(status=("active", "defunct")), Wanted(page=100))
    yield from (Wanted(text="サロン", districts=ids[n : n + 2], days=("TU", "WE"), fee_most=300) for n in range(3))


def made() -> City:
    """Make a city of so many resources, half of them in lists with points."""
    rng = np.random.default_rng(SEED)
    at = ground.points(RESOURCES)
    kinds = [one.kind for one in categories()]

    def some(of: tuple[str | None, ...] | list[str]) -> np.ndarray:
        return np.array(of, dtype=object)[rng.integers(0, len(of), RESOURCES)]

    numbers = [f"{n:05d}" for n in range(RESOURCES)]
    told = {
        "resource_id": numbers,
        "name": [
            f"{word}の会{n}"
            for word, n in zip(some(["八万いきいきサロン", "川内体操", "買い物"]), numbers, strict=True)
        ],
        "kinds": some(kinds),
        "venue": [f"{word}公民館" for word in some(["八万", "川内", "沖洲"])],
        "address": [f"徳島市八万町{n}" for n in numbers],
        "schedule": some(SCHEDULES),
        "fee": some(FEES),
        "eligibility": some(WHO),
        "transport": some(["徒歩", "送迎", "訪問"]),
        "provider_kind": some(["NPO", "自治会", "社協"]),
        "status": "active",
        "contact": "000-0000-0000",
        "contact_public": False,
        "capacity": rng.integers(5, 40, RESOURCES),
        "users": rng.integers(0, 20, RESOURCES),
        "times_month": 4.0,
        "assured_date": pd.Timestamp("2026-09-01") - pd.to_timedelta(rng.integers(0, 700, RESOURCES), unit="D"),
        "longitude": at["longitude"],
        "latitude": at["latitude"],
    }
    types = {name: column.dtype.type for name, column in Resources.to_schema().columns.items()}
    blank = dict.fromkeys(name for name in types if name not in told)
    table = pd.DataFrame(told | blank)[list(types)].astype(types)
    districts = ground.districts(DISTRICTS)
    named = districts.assign(name=districts["district_id"].map("第{}".format), area=None, order=range(DISTRICTS))
    record = CityRecord("36201", "徳島市", fictional=True)
    return gathered(record, (), {"resources": (table,), "districts": (named,)})


def loaded(city: City) -> sqlite3.Connection:
    """Put the same registry into SQLite, in memory."""
    database = sqlite3.connect(":memory:")
    columns = ["resource_id", "name", "venue", "address", "kinds", "schedule", "status", "located"]
    assert city.resources is not None  # it was made with one
    city.resources[columns].astype(object).fillna("").to_sql("resources", database, index=False)
    return database


def peer(database: sqlite3.Connection, wanted: Wanted) -> list[tuple[str]]:
    """Search with one query: words as they are written, days as a word of the schedule, no distance, fee or order."""
    day = {"MO": "月曜", "TU": "火曜", "SA": "土曜"}.get((*wanted.days, "")[0], "")
    told = (wanted.text, (*wanted.kinds, "")[0], day, (*wanted.districts, "")[0])
    return database.execute(PEER, [f"%{text}%" for text in told]).fetchall()
