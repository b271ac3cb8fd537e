"""An attacker who knows every rule and every published number, on made-up surveys; beside small cells merely hidden."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.attacks import hiding, versions
from bench.attacks.joint import BREAKDOWNS, Published, Ranges, published, worked_out
from bench.attacks.programme import NO, YES, Programme, programme
from bench.attacks.surveys import BESIDE, CITY, KEYS, made
from bench.attacks.tally import Tally, of_cells, of_unions, tally
from bench.row import Row

SURVEYS = 1_000
BASELINE = 100  # surveys of the baselines and of the integer programmes
VERSIONS = 40  # surveys for each kind of change
NARROWEST, AT_RANDOM = 2, 2  # cells of a survey that the integer programme solves


def rows(surveys: int = SURVEYS) -> Iterator[Row]:
    """Attack ``surveys`` surveys, and a tenth of them by integer programmes."""
    few = max(surveys * BASELINE // SURVEYS, 2)
    found, several, solved = Tally(), Tally(), Tally()
    for seed in range(surveys):
        told = published(made(seed))
        known = worked_out(told)
        found += of_cells(told, known)
        several += of_unions(told, known)
        if seed < few:
            solved += by_programme(told, known, np.random.default_rng(seed))
    yield from _told(f"cells, {surveys:,} surveys × {len(KEYS)} questions", found)
    yield from _told("those in several troubles at once, of any and of each", several)
    yield from _told(f"of these and of sub-cells by integer programmes, {few} surveys", solved)
    yield from merely_hidden(few)
    yield from between_versions(max(surveys * VERSIONS // SURVEYS, 2))


def by_programme(told: Published, known: dict[str, dict[str, Ranges]], rng: np.random.Generator) -> Tally:
    """Solve for the narrowest cells of a survey, for some at random, and for sub-cells by district, age and sex."""
    found = Tally()
    if len(told.cells["district"]) > CITY // 2:  # a programme of all atoms of a large city takes minutes
        return found
    for part in [(key,) for key in KEYS[:2]] + [(other, key) for key, (other, _) in list(BESIDE.items())[:2]]:
        written = programme(told, part)
        for place, key in enumerate(part):
            for by in told.told[key]:
                n, x = told.exact[key][by]
                low, high = known[key][by]["x"]
                cells = np.argsort(high - low + (n == 0) * 1e6)[:NARROWEST].tolist()
                for cell in {*cells, int(rng.integers(len(n) - 1))}:
                    span = written.least_and_most(written.atoms(place, YES, **{by: cell}))
                    if span is not None:
                        found += _one(span, x[cell], n[cell])
            found += _sub_cells(written, place, rng, told)
    return found


def _sub_cells(written: Programme, place: int, rng: np.random.Generator, told: Published) -> Tally:
    """Solve for some cells of a district, an age and a sex at once, whose truth isn't needed."""
    found = Tally()
    for _ in range(AT_RANDOM):
        cells = {by: int(rng.integers(len(told.cells[by]))) for by in BREAKDOWNS}
        yes, no = (written.atoms(place, answer, **cells) for answer in (YES, NO))
        true, judged = written.least_and_most(yes), written.least_and_most(yes | no)
        if true is not None and judged is not None:
            found += _one(true, true[0], judged[1])
    return found


def _one(span: tuple[float, float], x: float, n: float) -> Tally:
    """Hold one range against the truth."""
    low, high = np.array([span[0]]), np.array([span[1]])
    return tally(low, high, np.array([x]), np.array([n]))


def merely_hidden(surveys: int) -> Iterator[Row]:
    """Measure what is recovered without protection of totals, filters, needs and intervals."""
    for least_shown in (5, 10):
        found = np.sum([hiding.recovered_in_tables(made(seed), least_shown) for seed in range(surveys)], axis=0)
        yield Row(f"small cells merely hidden (1–{least_shown - 1}), {surveys} surveys", "", _share(found[1], found[0]))
    rng = np.random.default_rng(surveys)
    found = np.sum([hiding.recovered_from_need(made(seed), rng) for seed in range(surveys)], axis=0)
    yield Row("need in whole persons from exact counts", "", _share(found[1], found[0]))
    yield Row("interval with one decimal from exact counts", "", _share(found[2], found[0]))


def between_versions(surveys: int) -> Iterator[Row]:
    """Let one respondent come, go or change between versions."""
    for change in versions.CHANGES:
        rng = np.random.default_rng(surveys)
        chains = [versions.states(made(seed), change, rng) for seed in range(surveys)]
        ours = sum(versions.told_apart(chain, settled=True) for chain in chains)
        plain = sum(versions.told_apart(chain, settled=False) for chain in chains)
        yield Row(f"one respondent {change}", _share(ours, surveys), _share(plain, surveys), "", "0", ours == 0)


def _told(what: str, found: Tally) -> Iterator[Row]:
    """Tell a tally in two lines; one whose ranges miss the truth is none."""
    valid = found.wrong == 0 and found.hidden > 0
    yield Row(f"{what}: found out", f"{found.exact} of {found.hidden:,}", "", "", "0", valid and found.exact == 0)
    narrow = f"{found.narrow} of {found.hidden:,} (narrowest {found.narrowest:g})"
    yield Row(f"{what}: range under 5", narrow, "", "", "0", valid and found.narrow == 0)


def _share(part: float, of: float) -> str:
    """Write a part as percent of all."""
    return f"{part / of:.0%} of {int(of):,}" if of else "none"
