"""Height and weight made into the body mass index, at once: neither of them is kept."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.intake.answers.itemheadings import BMI, BODY_WEIGHT, HEIGHT
from shiensys.intake.answers.respondents import in_one_line
from shiensys.intake.findings import Finding
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import numbers, texts
from shiensys.intake.sheets.words import codes

PLAUSIBLE: Mapping[str, tuple[float, float]] = {HEIGHT: (100, 210), BODY_WEIGHT: (20, 200), BMI: (10, 60)}
_NOT_SAID = (999, 999.9, 9999)  # customary codes of 無回答
_UNITS = r"(?i)\s*(cm|kg|㎝|㎏|センチ|キロ)$"


def body_mass(sheet: Sheet, headings: Mapping[str, str]) -> tuple[pd.Series | None, list[Finding]]:
    """Give the index (Float64, kg/m², to 0.1), None where the file holds nothing for it.

    ``headings``: by HEIGHT and BODY_WEIGHT, or by BMI. Blank where one of the two is. Refuses by row what no body
    measures (``implausible_body``).
    """
    read, wrong = {}, []
    for column in (HEIGHT, BODY_WEIGHT, BMI):
        if column in headings:
            read[column], found = _measured(sheet, headings[column], PLAUSIBLE[column])
            wrong += found
    if HEIGHT in read and BODY_WEIGHT in read:
        index = (read[BODY_WEIGHT] / (read[HEIGHT] / 100) ** 2).round(1)
        least, most = PLAUSIBLE[BMI]
        bad = index.notna() & ~index.between(least, most)
        wrong += in_one_line("implausible_bmi", bad, sheet, headings[BODY_WEIGHT], least=least, most=most)
    elif BMI in read:
        index = read[BMI].round(1)
    else:
        return None, wrong
    return index.astype("Float64"), wrong


def _measured(sheet: Sheet, heading: str, plausible: tuple[float, float]) -> tuple[pd.Series, list[Finding]]:
    """Read one measure, NaN where not said."""
    cells = sheet.cells[heading]
    if not pd.api.types.is_numeric_dtype(cells):
        words = texts(cells)
        cells = words.mask(words.isin([*codes("no_answer")])).str.replace(_UNITS, "", regex=True)
    found = numbers(cells)
    values = found.values.mask(found.values.isin(_NOT_SAID))
    least, most = plausible
    bad = found.bad | (values.notna() & ~values.between(least, most))
    return values.mask(bad), in_one_line("implausible_body", bad, sheet, heading, least=least, most=most)
