"""A contractor's cross-table of a survey: of so many who answered, so many are in need of a kind, or at a risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shiensys.intake.answers import survey_table_kinds
from shiensys.intake.answers.counts import counts
from shiensys.intake.answers.survey_table_cells import DISTRICT, divided, without_whole_parts
from shiensys.intake.answers.surveynames import survey_dates, survey_names
from shiensys.intake.areas.named import areas, without_totals
from shiensys.intake.findings import Finding, refuse
from shiensys.intake.privacy.personal import refuse_with_answers
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched, needed
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import persons, refuse_rows, texts
from shiensys.tables.survey import SurveyTable

KIND = "survey-table"
INDICATOR = "indicator"  # basis of rows that count an indicator
_KEY = ["survey", "date", "area", "kind", "basis", "by", "cell"]


def read_survey_table(request: Request) -> Checked:
    """Read a list as ``tables.survey.SurveyTable``; a rate stands for rate × n persons.

    Refuses more persons than answered (``more_than_answered``), several kinds in one row, a cell that stands twice,
    districts divided by age or sex (``crossed``).
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("kind", "n"))
    if not {"by", "cell"} & set(headings):
        needed(sheet, KIND, headings, ("area",))
    refuse_with_answers(sheet, headings.values(), request.today)
    sheet, whole_parts = without_whole_parts(sheet, headings)
    parts = divided(sheet, headings)
    sheet, area, about_areas = _areas(sheet, headings, parts["by"] == DISTRICT, request)
    kind = survey_table_kinds.counted(sheet, headings["kind"])
    n = counts(sheet, headings["n"])
    refuse_rows("cell_blank", n.isna(), sheet, headings["n"])
    table = pd.DataFrame(
        {
            "survey": survey_names(sheet, headings.get("survey"), request),
            "date": survey_dates(sheet, headings.get("date"), request),
            "area": area,
            "kind": kind,
            "basis": _basis(sheet, headings, kind),
            "n": n,
            "count": _count(sheet, headings, n.astype(float)),
        }
    ).join(parts)
    refuse_rows("more_than_answered", table["count"] > table["n"], sheet)
    refuse_rows("stands_twice", table.duplicated(_KEY), sheet)
    checked = SurveyTable.validate(table.reset_index(drop=True))
    part = ";".join(checked["survey"].unique())
    facts = {"rows": len(checked), "survey": part} | of_table(checked)
    return Checked(checked, part=part, findings=(*sheet.findings, *whole_parts, *about_areas), facts=facts)


def _areas(
    sheet: Sheet, headings: Mapping[str, str], by_district: pd.Series, request: Request
) -> tuple[Sheet, pd.Series, tuple[Finding, ...]]:
    """Read the areas of rows about districts, blank in others, and leave out rows that add districts up."""
    blank = pd.Series(None, index=sheet.cells.index, dtype="str")
    if not by_district.any():
        return sheet, blank, ()
    needed(sheet, KIND, headings, ("area",))
    counted = [headings[column] for column in ("n", "count") if column in headings]
    by = [headings[column] for column in ("survey", "date", "kind", "basis") if column in headings]
    districts, totals = without_totals(
        replace(sheet, cells=sheet.cells[by_district]), headings["area"], counted=counted, by=by
    )
    read, findings = areas(districts, headings["area"], request)
    left = sheet.cells[~by_district | by_district.index.isin(districts.cells.index)]
    return replace(sheet, cells=left), read.reindex(left.index).astype("str"), (*totals, *findings)


def _basis(sheet: Sheet, headings: Mapping[str, str], kind: pd.Series) -> pd.Series:
    """Read what was counted of a kind of support; an indicator says it itself."""
    itself = survey_table_kinds.is_indicator(kind)
    if itself.all():
        return pd.Series(INDICATOR, index=kind.index, dtype="str")
    needed(sheet, KIND, headings, ("basis",))
    basis = words.checked(sheet, headings["basis"], "basis").mask(itself, INDICATOR)
    refuse_rows("cell_blank", basis.isna(), sheet, headings["basis"])
    return basis


def _count(sheet: Sheet, headings: Mapping[str, str], n: pd.Series) -> pd.Series:
    """Read persons, or work them out from a rate."""
    if "count" in headings:
        count = persons(sheet, headings["count"]).values
        refuse_rows("cell_blank", count.isna(), sheet, headings["count"])
        return count
    if "rate" not in headings:
        refuse("no_count", sheet.where(sheet.heading_row))
    return n * _shares(sheet, headings["rate"])


def _shares(sheet: Sheet, heading: str) -> pd.Series:
    """Read a column of rates as shares: 11.7%, 11.7 and 0.117 are the same.

    A column is written in one way: where one number is above 1, all that stand without a sign are per cent.
    """
    cells = texts(sheet.cells[heading]).str.normalize("NFKC")
    signed = cells.str.endswith("%").eq(True)
    read = pd.to_numeric(cells.str.removesuffix("%"), errors="coerce").astype(float)
    refuse_rows("not_a_share", ~read.between(0, 100), sheet, heading)
    per_cent = signed | bool((read[~signed] > 1).any())
    return read.where(~per_cent, read / 100)
