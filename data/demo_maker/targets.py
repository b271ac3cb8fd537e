"""Made-up targets of the city's plan for older people, beside what came of them, by 圏域 and for the whole city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demo_maker.chance import stream
from demo_maker.plan import City, District

EVERYWHERE = "市全域"
SOURCE = "高齢者福祉計画・介護保険事業計画(デモ用・架空)"
BETTER = "増えるほどよい"
YEARS = ("令和6年度", "令和7年度", "令和8年度")  # of the plan
Row = dict[str, str]
Figures = Mapping[str, Sequence[float]]  # by what is counted, one number a district


@dataclass(frozen=True)
class Aim:
    """An indicator with what was counted in each fiscal year that has a result; ``share``: of a whole, in per cent.

    ``growth``: what the plan adds a year, points or a share of the count.
    """

    name: str
    unit: str
    direction: str
    share: bool
    results: Mapping[str, str]  # name of the count by fiscal year
    growth: float


AIMS = (
    Aim("通いの場参加率", "%", BETTER, True, {"令和4年度": "before", "令和7年度": "now"}, 0.2),
    Aim("認定率", "%", "どちらでもない", True, {"令和6年度": "care_before", "令和7年度": "care"}, 0.2),
    Aim("単身高齢世帯", "世帯", "どちらでもない", False, {"令和2年度": "alone_before", "令和7年度": "alone"}, 0.012),
)


def targets(city: City, districts: Sequence[District], figures: Figures) -> Iterator[Row]:
    """Give a row an indicator, area and year; target or result is blank in years that have none.

    ``figures``: counts by name, and those they are a share of under the same name with ``_of``.
    """
    areas = {EVERYWHERE: range(len(districts))} | {
        area: [at for at, district in enumerate(districts) if district.area == area]
        for area in dict.fromkeys(district.area for district in districts)
    }
    for aim in AIMS:
        for area, inside in areas.items():
            yield from _rows(
                city, aim, area, {year: _result(aim, figures, key, inside) for year, key in aim.results.items()}
            )


def _result(aim: Aim, figures: Figures, key: str, inside: Sequence[int]) -> float:
    """Work out what came of an indicator in an area: per cent, or households."""
    count = sum(figures[key][at] for at in inside)
    return 100 * count / sum(figures[f"{key}_of"][at] for at in inside) if aim.share else count


def _rows(city: City, aim: Aim, area: str, results: Mapping[str, float]) -> Iterator[Row]:
    """Give an area's rows: what is wished for goes up from the first result, what is expected passes by the last."""
    rng = stream(city.slug, "targets", aim.name, area)
    since = min(results) if aim.direction == BETTER else max(results)
    start = results[since] * (1 + (0.0 if aim.direction == BETTER else 0.06 * (rng.random() - 0.5)))
    for year in sorted({*results, *YEARS}):  # years of 令和 with one digit: as text
        ahead = aim.growth * (int(year[2]) - int(since[2]))
        target = start + ahead if aim.share else start * (1 + ahead)
        yield {
            "indicator": aim.name,
            "area": area,
            "year": year,
            "target": _written(aim, target) if year in YEARS else "",
            "result": _written(aim, results[year]) if year in results else "",
            "unit": aim.unit,
            "higher": aim.direction,
            "plan": SOURCE,
        }


def _written(aim: Aim, value: float) -> str:
    """Write per cent with one decimal, households whole."""
    return f"{value:.1f}" if aim.share else str(round(value))
