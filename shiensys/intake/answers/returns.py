"""How many were asked in a survey and how many answered, by area."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.answers.counts import counts
from shiensys.intake.answers.surveynames import survey_names
from shiensys.intake.areas.named import areas, without_totals
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.values import refuse_rows
from shiensys.tables.survey import SurveyReturns

KIND = "returns"
COUNTS = ("sampled", "sent", "returned")


def read_returns(request: Request) -> Checked:
    """Read a list as ``tables.survey.SurveyReturns``.

    Refuses more forms returned than sent (``more_returned``), and an area that stands twice.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("area", "returned"))
    counted = [headings[column] for column in COUNTS if column in headings]
    by = [headings["survey"]] if "survey" in headings else []
    sheet, totals = without_totals(sheet, headings["area"], counted=counted, by=by)
    area, findings = areas(sheet, headings["area"], request)
    columns = {"survey": survey_names(sheet, headings.get("survey"), request), "area": area}
    blank = pd.Series(None, index=area.index, dtype="Int32")
    for column in COUNTS:
        columns[column] = counts(sheet, headings[column]) if column in headings else blank
    table = pd.DataFrame(columns)
    refuse_rows("more_returned", (table["returned"] > table["sent"]).fillna(False), sheet, headings["returned"])
    refuse_rows("stands_twice", table.duplicated(["survey", "area"]), sheet, headings["area"])
    checked = SurveyReturns.validate(table.reset_index(drop=True))
    part = ";".join(checked["survey"].unique())
    facts = {"rows": len(checked), "survey": part} | of_table(checked)
    return Checked(checked, part=part, findings=(*sheet.findings, *totals, *findings), facts=facts)
