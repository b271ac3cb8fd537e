"""A large made-up survey keyed in by the numbers of the form: for trials, the same for the same seed."""

import subprocess
import sys
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[2] / "data"


def made(folder: Path, *, seed: int) -> pd.DataFrame:
    file = folder / f"{seed}.csv"
    told = ["--respondents", "700", "--seed", str(seed)]
    subprocess.run([sys.executable, str(DATA / "make_survey.py"), str(file), *told], check=True)
    return pd.read_csv(file, dtype="str", encoding="utf-8-sig")


def test_a_survey_of_any_size_has_all_items_and_small_districts(tmp_path: Path) -> None:
    answers = made(tmp_path, seed=1)
    assert len(answers) == 700
    assert answers["回答者番号"].is_unique
    assert {"問2(1)", "問3(2)", "問4(16)", "問5(1)⑧", "問6(4)", "問7(4)", "身長(cm)"} <= set(answers)
    sizes = answers["地区名"].value_counts()
    assert len(sizes) == 23
    assert (sizes < 10).sum() >= 2
    assert ((sizes >= 10) & (sizes < 30)).sum() >= 3
    assert 0.005 < answers["問2(4)"].isna().mean() < 0.04
    assert answers["問6(1)"].str.fullmatch(r"[1-8](;[1-8])*").sum() > 600
    assert not made(tmp_path, seed=2)["問2(4)"].equals(answers["問2(4)"])
