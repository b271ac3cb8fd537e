"""The made-up tables as files, headed as our templates are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon, get_coordinates

from demo_maker.people import CERTIFIED_FROM, Homes, People
from demo_maker.plan import AS_OF, WAVES, City, District, headings

CRS = "urn:ogc:def:crs:EPSG::6668"  # JGD2011
ENCODING = "utf-8-sig"  # spreadsheets open it without asking
SEXES = ("男", "女")
BANDS = [f"{age}～{age + 4}歳" for age in range(0, 100, 5)] + ["100歳以上"]
LEVELS = ("要支援1", "要支援2", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5")
FICTION = "answers.fiction"  # the sentence that stands on everything that shows this city
LOADS = (
    *((kind, kind, "") for kind in ("districts", "population", "households", "certified")),
    *((kind, file, f'survey = "{wave.name}"\ndate = {wave.date}') for wave in WAVES for kind, file in wave.files),
    *((kind, kind, "") for kind in ("resources", "completeness", "targets")),
    ("city-forecast", "city_forecast", ""),
)  # kind, name of the file, what else is told
Row = dict[str, str]


def write_rows(path: Path, kind: str, rows: Iterable[Row], *, leave_out: Sequence[str] = ()) -> None:
    """Write rows (values by column) under our own headings, in their order."""
    ours = {column: heading for column, heading in headings(kind).items() if column not in leave_out}
    write_table(path, list(ours.values()), ([row.get(column, "") for column in ours] for row in rows))


def write_table(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows under their headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(ENCODING))


def write_districts(path: Path, city: City, districts: Sequence[District], polygons: Sequence[Polygon]) -> None:
    """Write the districts with their polygons, one feature a line."""
    ours = headings("districts")
    features = ",\n".join(
        json.dumps(
            {
                "type": "Feature",
                "properties": {
                    ours["name"]: district.name,
                    ours["district_id"]: f"{city.code}-{district.number:02d}",
                    ours["reading"]: district.reading,
                    ours["area"]: district.area,
                    ours["order"]: district.number,
                    ours["made_up"]: int(district.made_up),
                    "担当": district.charge or None,
                },
                "geometry": {"type": "Polygon", "coordinates": [get_coordinates(polygon.exterior).tolist()]},
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for district, polygon in zip(districts, polygons, strict=True)
    )
    crs = json.dumps({"type": "name", "properties": {"name": CRS}})
    text = f'{{"type":"FeatureCollection","name":"districts","crs":{crs},"features":[\n{features}\n]}}\n'
    path.write_bytes(text.encode())


def write_population(path: Path, districts: Sequence[District], years: Sequence[People]) -> None:
    """Write residents wide: a row a date, district and sex, a column an age band."""
    ours = headings("population")
    rows = [
        [
            district.name,
            people.total.date,
            SEXES[sex],
            int(people.persons[at, sex].sum() + people.unknown[at, sex]),
            *people.persons[at, sex].tolist(),
            int(people.unknown[at, sex]),
        ]
        for people in years
        for at, district in enumerate(districts)
        for sex in range(len(SEXES))
    ]
    write_table(path, [ours["area"], ours["date"], ours["sex"], "総数", *BANDS, "不詳"], rows)


def write_households(path: Path, districts: Sequence[District], homes: Sequence[Homes]) -> None:
    """Write households, a row a date and district."""
    rows = [
        {
            "area": district.name,
            "date": one.total.date.isoformat(),
            "all_households": str(one.every[at]),
            "single_65": str(one.single[at]),
            "couple_65": str(one.couple[at]),
        }
        for one in homes
        for at, district in enumerate(districts)
    ]
    write_rows(path, "households", rows, leave_out=("area_code",))


def certified_rows(districts: Sequence[District], day: dt.date, persons: NDArray[np.int64]) -> list[Row]:
    """Give certified persons by (district, level, band), a row each."""
    ends = [*(str(first - 1) for first in CERTIFIED_FROM[1:]), ""]
    return [
        {
            "area": district.name,
            "date": day.isoformat(),
            "level": level,
            "age_from": str(first),
            "age_to": last,
            "persons": str(count),
        }
        for district, counts in zip(districts, persons.tolist(), strict=True)
        for level, ages in zip(LEVELS, counts, strict=True)
        for first, last, count in zip(CERTIFIED_FROM, ends, ages, strict=True)
    ]


def write_city(path: Path, city: City) -> None:
    """Write what the city is and which of the files beside it to load, in order."""
    lines = [
        f'code = "{city.code}"',
        f'name = "{city.name}"',
        f'name_en = "{city.name_en}"',
        "fictional = true",
        f'fiction = "{FICTION}"',
        f"as_of = {AS_OF}  # what today means for this city",
    ]
    for kind, file, told in LOADS:
        suffix = "geojson" if kind == "districts" else "csv"
        if not (path.parent / f"{file}.{suffix}").exists():
            continue  # not every city has a published forecast
        lines += ["", "[[load]]", f'kind = "{kind}"', f'file = "{file}.{suffix}"', *filter(None, [told])]
    path.write_bytes(("\n".join(lines) + "\n").encode())
