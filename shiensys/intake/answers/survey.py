"""Answers to the needs survey, one row a respondent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from shiensys.intake.answers import marks
from shiensys.intake.answers.answercodes import RANGES, answers
from shiensys.intake.answers.respondents import ages, areas, in_one_line, respondents, sexes
from shiensys.intake.answers.surveynames import survey_dates, survey_names
from shiensys.intake.areas.places import placed_rows
from shiensys.intake.findings import Finding, RefusedError, mended, noted, refuse
from shiensys.intake.privacy.personal import refuse_with_answers
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import numbers
from shiensys.tables.survey import Survey
from shiensys.text import say

KIND = "survey"
MARKS_LIMIT = "marks_limit"  # in a mapping: most troubles that a form lets people mark
_ALWAYS = ("household",)  # in every table, blank where it wasn't asked


def read_survey(request: Request) -> Checked:
    """Read answers as ``tables.survey.Survey``; a question that the file doesn't have has no column in the table.

    Needs the area and one answer at least. ``marks_limit`` in the mapping: a form on which only so many troubles may
    be marked. Raises RefusedError; cells of answers are never quoted.
    """
    mapping = {column: heading for column, heading in request.mapping.items() if column != MARKS_LIMIT}
    request.progress(0.0, say("intake.progress.opening"))
    sheet = opened(replace(request, mapping=mapping), KIND, required=("地区名",))
    headings = matched(sheet, KIND, mapping, required=("area",))
    refuse_with_answers(sheet, headings.values(), request.today)
    request.progress(0.5, say("intake.progress.answers"))
    table, wrong = _people(sheet, headings, request)
    given, several, more_wrong = _answers(sheet, headings)
    if wrong or more_wrong:
        raise RefusedError([*wrong, *more_wrong])
    given, about_boxes, facts = _boxes(given, sheet, request.mapping.get(MARKS_LIMIT))
    given, not_asked = _asked(given, sheet)
    whole = Survey.validate(pd.concat([table, given], axis=1).reset_index(drop=True))
    request.progress(1.0, say("intake.progress.checked"))
    part = ";".join(whole["survey"].unique())
    about_areas = _placed(table["area"], headings, sheet, request)
    findings = (*sheet.findings, *about_areas, *several, *about_boxes, *not_asked)
    facts |= {"rows": len(whole), "survey": part, "troubles": len(_columns(whole, "trouble_")), **of_table(whole)}
    return Checked(whole, part=part, findings=findings, facts=facts)


def _people(sheet: Sheet, headings: Mapping[str, str], request: Request) -> tuple[pd.DataFrame, list[Finding]]:
    """Read who answered, in which survey."""
    number, twice = respondents(sheet, headings.get("respondent"))
    sex, no_sex = sexes(sheet, headings.get("sex"))
    age, no_age = ages(sheet, band=headings.get("age_band"), age=headings.get("age"))
    weight, no_weight = _weights(sheet, headings.get("weight"))
    table = pd.DataFrame(
        {
            "respondent": number,
            "survey": survey_names(sheet, headings.get("survey"), request),
            "date": survey_dates(sheet, headings.get("date"), request),
            "area": areas(sheet, headings["area"]),
            "age_from": age["age_from"],
            "age_to": age["age_to"],
            "sex": sex,
            "weight": weight,
        }
    )
    return table, [*twice, *no_sex, *no_age, *no_weight]


def _weights(sheet: Sheet, heading: str | None) -> tuple[pd.Series, list[Finding]]:
    """Read the weights, 1 where there are none."""
    if heading is None or sheet.cells[heading].isna().all():
        return pd.Series(1.0, index=sheet.cells.index), []
    weight = numbers(sheet.cells[heading]).values
    return weight, in_one_line("weight_unknown", ~(weight > 0) | np.isinf(weight), sheet, heading)


def _answers(sheet: Sheet, headings: Mapping[str, str]) -> tuple[pd.DataFrame, list[Finding], list[Finding]]:
    """Read all answers. Gives them, what is said, what is wrong."""
    there = [column for column in RANGES if column in headings]
    if not there or there == ["household"]:
        refuse("no_answers", sheet.where(sheet.heading_row))
    columns: dict[str, pd.Series] = {}
    several = 0
    wrong: list[Finding] = []
    for column in there:
        read = answers(sheet.cells[headings[column]], column)
        first, last = RANGES[column]
        wrong += in_one_line("answer_unknown", read.bad, sheet, headings[column], first=first, last=last)
        several += int(read.several.sum())
        columns[column] = read.values
    said = [noted("several_answers", sheet.where(), n=several)] if several else []
    return pd.DataFrame(columns, index=sheet.cells.index), said, wrong


def _asked(given: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Leave out questions that nobody answered: they weren't asked."""
    empty = [column for column in given if given[column].isna().all()]
    asked = given.drop(columns=empty)
    for column in _ALWAYS:
        if column not in asked:
            asked[column] = pd.Series(None, index=sheet.cells.index, dtype="Int8")
    return asked, [noted("not_asked", sheet.where(), n=len(empty))] if empty else []


def _boxes(
    given: pd.DataFrame, sheet: Sheet, limit: str | None
) -> tuple[pd.DataFrame, list[Finding], dict[str, object]]:
    """Say what empty boxes mean, in troubles and wishes."""
    found: list[Finding] = []
    troubles = _columns(given, "trouble_")
    for columns in (troubles, _columns(given, "wish_")):
        if marks.marks_only(given, columns):
            given = marks.with_zeros(given, columns)
            found.append(mended("marks_only", sheet.where(), n=len(columns)))
    if limit is None:
        return given, found, {}
    if not limit.isdecimal() or int(limit) < 1:
        refuse("marks_limit_unknown", sheet.where())
    given, used_up = marks.with_limit(given, troubles, int(limit))
    found.append(noted("marks_limited", sheet.where(), limit=int(limit), n=used_up))
    return given, found, {MARKS_LIMIT: int(limit)}


def _columns(table: pd.DataFrame, beginning: str) -> list[str]:
    """Name the columns that begin so."""
    return [str(column) for column in table if str(column).startswith(beginning)]


def _placed(areas: pd.Series, headings: Mapping[str, str], sheet: Sheet, request: Request) -> tuple[Finding, ...]:
    """Hold the areas against the city's, and count those who don't say theirs."""
    where = sheet.where(column=headings["area"])
    blank = int(areas.isna().sum())
    said = (noted("area_not_said", where, n=blank).about(areas.index[areas.isna()]),) if blank else ()
    return (*said, *placed_rows(areas, request, where)) if blank < len(areas) else said
