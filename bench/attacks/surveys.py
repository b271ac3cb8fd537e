"""Surveys made up for attacks: districts of 5 to 200 respondents, and answers that hang together as those of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures import carriers, scoring
from shiensys.tables.indicators import indicator

SMALLEST, LARGEST = 5, 200  # respondents of a district
CITY, SMALL_CITY = 31, (3, 9)  # districts
AGES = ("65-69", "70-74", "75-79", "80-84", "85-")
BLANK = 0.03  # of the answers to each item
BESIDE = {  # of whom the second is true, the first is true; or, where they are apart, of nobody both
    "iadl_lower": ("iadl_low", False),
    "trouble_shopping": ("unsolved_shopping", False),
    "trouble_transport": ("unsolved_transport", False),
    "organises_or_would": ("would_organise", False),
    "would_join": ("wish_salon", False),
    "takes_part_kayoinoba": ("wish_salon", True),
}
ANY_OF = {"any_unsolved": ("unsolved_shopping", "unsolved_transport")}  # beside those ready to help
ALONE = ("falls", "homebound", "depression", "undernutrition")
KEYS = (*ALONE, *dict.fromkeys(part for part, _ in BESIDE.values()), *BESIDE, *ANY_OF)
Verdict = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Survey:
    """One survey: a row a respondent with ``district``, ``age``, ``sex``, and who borders on whom."""

    answers: pd.DataFrame
    borders: Mapping[str, Mapping[str, float]]
    areas: pd.Series


def made(seed: int) -> Survey:
    """Make up a survey: in half of the cities of 31 districts, else of 3 to 8; in half of them some ages unknown."""
    rng = np.random.default_rng(seed)
    districts = CITY if rng.random() < 0.5 else int(rng.integers(*SMALL_CITY))
    sizes = np.exp(rng.uniform(np.log(SMALLEST), np.log(LARGEST), districts)).astype(int)
    names = [f"d{number:02d}" for number in range(districts)]
    home = np.repeat(np.arange(districts), sizes)
    age = rng.choice(len(AGES), len(home), p=[0.24, 0.26, 0.22, 0.16, 0.12])
    lean = rng.normal(0, 0.3, districts)[home] + 0.3 * (age - 2)
    table = pd.DataFrame(_items(rng, lean))
    unknown = rng.random(len(home)) < (0.01 if rng.random() < 0.5 else 0)
    table = table.assign(
        district=np.array(names)[home],
        age=pd.Series(np.array(AGES)[age]).mask(pd.Series(unknown)),
        sex=np.where(rng.random(len(home)) < 0.55, "female", "male"),
        weight=1.0,
    )
    ring = {name: {names[place - 1]: 1.0, names[(place + 1) % districts]: 2.0} for place, name in enumerate(names)}
    areas = pd.Series([f"{place // 4}" for place in range(districts)], index=names)
    return Survey(table, ring, areas)


def verdict(answers: pd.DataFrame, key: str) -> pd.Series:
    """Judge each respondent as the product does."""
    if key == "wish_salon":
        wishes = answers["join"].isin([1, 2]).astype("boolean").mask(answers["join"].isna())
        return wishes & answers["kayoinoba"].eq(6).astype("boolean")
    if key in ANY_OF:
        return carriers.union([verdict(answers, part) for part in ANY_OF[key]])
    return scoring.judge(answers, indicator(key).rule)


def _items(rng: np.random.Generator, lean: np.ndarray) -> dict[str, pd.Series]:
    """Answer the items that the indicators look at. ``lean``: how much likelier trouble is, in logits."""

    def yes(share: float) -> np.ndarray:
        logit = np.log(share / (1 - share)) + lean
        return rng.random(len(lean)) < 1 / (1 + np.exp(-logit))

    found: dict[str, np.ndarray] = {
        "falls": np.where(yes(0.33), 2, 3),
        "outings": np.where(yes(0.22), 2, 3),
        "low_spirits": np.where(yes(0.3), 1, 2),
        "no_interest": np.where(yes(0.2), 1, 2),
        "bmi": np.where(yes(0.08), 18.0, 22.0),
        "weight_loss": np.where(yes(0.12), 1, 2),
        "join": rng.choice([1, 2, 3, 4], len(lean), p=[0.08, 0.4, 0.46, 0.06]),
        "kayoinoba": np.where(yes(0.1), rng.integers(1, 6, len(lean)), 6),
        "organise": rng.choice([1, 2, 3, 4], len(lean), p=[0.02, 0.25, 0.69, 0.04]),
    }
    for item, share in {"bus_alone": 0.12, "shops": 0.06, "cooks": 0.06, "pays_bills": 0.05, "banks": 0.06}.items():
        found[item] = np.where(yes(share), 3, 1)
    for item, share in {"shopping": 0.12, "hospital": 0.1, "outing": 0.08}.items():
        found[f"trouble_{item}"] = yes(share).astype(int)
        found[f"solved_{item}"] = np.where(yes(0.3), 10, 1)
    return {name: _blanked(rng, codes, "Float64" if name == "bmi" else "Int8") for name, codes in found.items()}


def _blanked(rng: np.random.Generator, codes: np.ndarray, kind: str) -> pd.Series:
    """Leave some answers blank."""
    return pd.Series(codes).astype(kind).mask(pd.Series(rng.random(len(codes)) < BLANK))
