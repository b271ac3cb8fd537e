"""A contractor's cross-table of a survey: of so many who answered, so many are in need of a kind of support."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.answers.counts import counts
from shiensys.intake.answers.surveynames import survey_dates, survey_names
from shiensys.intake.areas.named import areas, without_totals
from shiensys.intake.findings import refuse
from shiensys.intake.privacy.personal import refuse_with_answers
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster import kindwords
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import persons, refuse_rows, texts
from shiensys.tables.survey import SurveyTable

KIND = "survey-table"
_KEY = ["survey", "date", "area", "kind", "basis"]


def read_survey_table(request: Request) -> Checked:
    """Read a list as ``tables.survey.SurveyTable``; a rate stands for rate × n persons.

    Refuses more persons than answered (``more_than_answered``), several kinds in one row, a cell that stands twice.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("area", "kind", "basis", "n"))
    refuse_with_answers(sheet, headings.values(), request.today)
    counted = [headings[column] for column in ("n", "count") if column in headings]
    by = [headings[column] for column in ("survey", "date", "kind", "basis") if column in headings]
    sheet, totals = without_totals(sheet, headings["area"], counted=counted, by=by)
    area, findings = areas(sheet, headings["area"], request)
    n = counts(sheet, headings["n"])
    refuse_rows("cell_blank", n.isna(), sheet, headings["n"])
    table = pd.DataFrame(
        {
            "survey": survey_names(sheet, headings.get("survey"), request),
            "date": survey_dates(sheet, headings.get("date"), request),
            "area": area,
            "kind": _kind(sheet, headings["kind"]),
            "basis": words.checked(sheet, headings["basis"], "basis"),
            "n": n,
            "count": _count(sheet, headings, n.astype(float)),
        }
    )
    refuse_rows("cell_blank", table["basis"].isna(), sheet, headings["basis"])
    refuse_rows("more_than_answered", table["count"] > table["n"], sheet)
    refuse_rows("stands_twice", table.duplicated(_KEY), sheet)
    checked = SurveyTable.validate(table.reset_index(drop=True))
    part = ";".join(checked["survey"].unique())
    facts = {"rows": len(checked), "survey": part} | of_table(checked)
    return Checked(checked, part=part, findings=(*sheet.findings, *totals, *findings), facts=facts)


def _kind(sheet: Sheet, heading: str) -> pd.Series:
    """Read the one kind of each row."""
    kinds = kindwords.keys(sheet, heading)
    refuse_rows("kind_blank", kinds.isna(), sheet, heading)
    refuse_rows("one_kind", kinds.str.contains(";"), sheet, heading)
    return kinds


def _count(sheet: Sheet, headings: dict[str, str], n: pd.Series) -> pd.Series:
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
