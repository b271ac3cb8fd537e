"""What a forecast with bands costs: of 20,000 districts in a process of its own, of one city while a slider moves."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pandas as pd

from bench import districts_made
from bench.child import Cost, cost
from bench.ratio import Ratio
from bench.row import Row
from shiensys.measures.ageing.forecast import by_group, forecast

PEERS = Path(__file__).parent / "peers"
ROUNDS = 3
MANY = 20_000
ELAPSED_AIM, MEMORY_AIM, CITY_AIM = 20.0, 1_024.0, 0.050  # s, MB, s
CITY, YEARS = 31, 11


def rows() -> Iterator[Row]:
    """Give time and memory of many districts beside a plain way, and the time of one city."""
    elapsed, ours, peer = many(MANY)
    size = (
        f"{MANY:,} districts × 2 sexes × {districts_made.BANDS} bands × {len(districts_made.STEPS)} steps, from Parquet"
    )
    cpu, memory = ([getattr(one, name) for one in ours] for name in ("cpu", "memory"))
    ratio = Ratio(cpu, [one.cpu for one in peer])
    yield Row(
        f"{size}: elapsed", f"{median(elapsed):.1f} s ({median(cpu):.1f} s CPU)",
        f"{ratio.medians[1]:.1f} s CPU: one ratio a cohort, no bands", f"{ratio.middle:.2f}×",
        f"≤ {ELAPSED_AIM:g} s", median(elapsed) <= ELAPSED_AIM,
    )  # fmt: skip
    yield Row(
        f"{size}: memory", f"{median(memory):.0f} MB", f"{median(one.memory for one in peer):.0f} MB",
        aim=f"≤ {MEMORY_AIM:g} MB", met=median(memory) <= MEMORY_AIM,
    )  # fmt: skip
    took = city()
    yield Row(
        f"{CITY} districts × {YEARS} days: forecast and groups", f"{median(took) * 1000:.0f} ms",
        aim=f"≤ {CITY_AIM * 1000:g} ms", met=median(took) <= CITY_AIM,
    )  # fmt: skip


def many(districts: int, rounds: int = ROUNDS) -> tuple[list[float], list[Cost], list[Cost]]:
    """Forecast the same file in turns, each time in a new process: elapsed seconds of ours, costs of both."""
    elapsed: list[float] = []
    ours: list[Cost] = []
    peer: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "population.parquet")
        districts_made.write(file, districts)
        for _ in range(rounds):
            before = time.perf_counter()
            ours.append(cost(PEERS / "forecast_ours.py", [str(file)]))
            elapsed.append(time.perf_counter() - before)
            peer.append(cost(PEERS / "forecast_plain.py", [str(file)]))
    return elapsed, ours, peer


def city(rounds: int = 9) -> list[float]:
    """Forecast one city again and again: elapsed seconds."""
    population = districts_made.city(CITY, YEARS)
    ids = population["district_id"].drop_duplicates().to_numpy()
    unit = pd.Series(ids, index=ids)
    took = []
    for _ in range(rounds + 1):  # the first time warms up
        before = time.perf_counter()
        by_group(forecast(population), unit)
        took.append(time.perf_counter() - before)
    return took[1:]
