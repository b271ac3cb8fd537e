"""Small copies of the workbooks of 社人研, as public readers of them describe their sheets."""

from pathlib import Path

from tests.intake.sheets_made import workbook_file

AGES = [*(f"{first}～{first + 4}歳" for first in range(0, 95, 5)), "95歳～"]
YEARS = range(2020, 2051, 5)


def count(sex: int, age: int, year: int, scale: int = 1) -> int:
    """Persons of a sex (0 men, 1 women) in the age-th band: 100 or 110, fewer the older and the later."""
    return scale * (100 + 10 * sex - 4 * age - (year - 2020) // 5)


def ages(sex: int | None, year: int, scale: int = 1) -> list[int]:
    """Persons by age; sex None: both together."""
    both = (0, 1) if sex is None else (sex,)
    return [sum(count(one, age, year, scale) for one in both) for age in range(len(AGES))]


def municipality(code: str, name: str, scale: int = 1) -> list[list[object]]:
    """A page of 令和5年推計: both together, men and women beside each other, ages down."""
    years = [f"{year}年" for year in YEARS]
    lines: list[list[object]] = [
        ["将来の男女・年齢(5歳)階級別人口(各年10月1日現在)"],
        [code, name],
        [cell for head in ("男女計", "男", "女") for cell in [head, *years, None]],
    ]
    columns = {sex: {year: ages(sex, year, scale) for year in YEARS} for sex in (None, 0, 1)}
    for label, part in [("総数", slice(None)), *((age, slice(at, at + 1)) for at, age in enumerate(AGES)),
                        ("（再掲）0～14歳", slice(0, 3)), ("（再掲）65歳以上", slice(13, None))]:  # fmt: skip
        lines.append([cell for sex in columns for cell in [label, *(sum(columns[sex][y][part]) for y in YEARS), None]])
    return lines


def stacked(code: str, name: str) -> list[list[object]]:
    """A page of 平成30年推計: the same below each other, the oldest age 90 and over."""
    years = [f"{year}年" for year in range(2015, 2046, 5)]
    lines: list[list[object]] = [[code, name]]
    for head, men, women in (("男女計", 1, 1), ("男", 1, 0), ("女", 0, 1)):
        lines.append([head, *years])
        lines.append(["総数", *(19 * (10 * men + 12 * women) for _ in years)])
        lines += [[age, *(10 * men + 12 * women for _ in years)] for age in [*AGES[:18], "90歳以上"]]
        lines.append([])
    return lines


def listed(*cities: tuple[int, str, str]) -> list[list[object]]:
    """``suikei_kekka`` of 令和5年推計: a row a municipality and year, ages across, headings in rows 4 and 5."""
    block = ["計", *AGES, None]
    upper = ["コード", "市などの別", "都道府県", "市区町村", "年"]
    for head in ("総数", "男", "女"):
        upper += [head, *[None] * (len(AGES) + 1)]
    lower = [None] * 5 + block * 3 + ["総人口指数", "0～14歳", "15～64歳", "65歳以上"]
    lines: list[list[object]] = [["将来の地域別男女5歳階級別人口"], ["注 2020年は実績値"], [], upper, lower]
    for scale, (code, kind, name) in enumerate(cities, start=1):
        for year in YEARS:
            parts = [ages(sex, year, scale) for sex in (None, 0, 1)]
            figures = [cell for part in parts for cell in [sum(part), *part, None]]
            lines.append([code, kind, "徳島県", name, f"{year}年", *figures, 98.7, 1, 2, 3])
    return lines


def book(path: Path, **sheets) -> Path:
    return workbook_file(path, **sheets)
