"""Answers to the needs survey, one row a respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from shiensys.intake.answers import bookchoice, items, marks, quality
from shiensys.intake.answers.bookchoice import chosen, likely_book, people
from shiensys.intake.answers.formnumbers import spellings
from shiensys.intake.answers.itemheadings import Plan
from shiensys.intake.answers.quality_forms import Forms, named
from shiensys.intake.answers.respondents import ages, areas, in_one_line, respondents, sexes
from shiensys.intake.answers.surveynames import survey_dates, survey_names
from shiensys.intake.areas.places import placed_rows
from shiensys.intake.areas.residents import without_residents
from shiensys.intake.findings import Finding, RefusedError, mended, noted, refuse
from shiensys.intake.privacy.personal import refuse_with_answers
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import matching, opened
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import numbers
from shiensys.tables.codebook import Item, codebooks, own_items
from shiensys.tables.survey import Survey
from shiensys.text import say

KIND = "survey"
MARKS_LIMIT = "marks_limit"  # in a mapping: most troubles that a form lets people mark
_ALWAYS = ("household",)  # in every table, blank where it wasn't asked


def read_survey(request: Request) -> Checked:
    """Read answers as ``tables.survey.Survey``; a question that the file doesn't have has no column in the table.

    Needs the area and one answer at least, and headings that one code book has; ``codebook`` in the mapping names it.
    ``marks_limit`` in the mapping: a form on which only so many troubles may be marked. Raises RefusedError; cells
    of answers are never quoted.
    """
    mapping = {column: heading for column, heading in request.mapping.items() if column != MARKS_LIMIT}
    own = own_items(request.codebook)
    request.progress(0.0, say("intake.progress.opening"))
    sheet = _opened(replace(request, mapping=people(mapping)), own)
    plans = bookchoice.plans(sheet, own, mapping)
    read = likely_book(plans)
    headings = _headings(sheet, mapping, plans[read.key])
    refuse_with_answers(sheet, {*headings.values(), *plans[read.key].reads}, request.today)
    request.progress(0.5, say("intake.progress.answers"))
    table, wrong = _people(sheet, headings, request)
    book = chosen(sheet, plans, mapping, table["date"].min().date())
    answered = items.read(sheet, plans[book.key], (*book.items, *own))
    if wrong or answered.wrong:
        raise RefusedError(named([*wrong, *answered.wrong], table["respondent"], headings))
    given, about_boxes, limited = _boxes(answered, sheet, request.mapping.get(MARKS_LIMIT))
    given, not_asked = _asked(given, sheet)
    known = {**headings, **plans[book.key].lists, **plans[book.key].columns}
    filled_in = pd.concat([table.assign(codebook=book.key), given], axis=1)
    forms = Forms(filled_in, (*book.items, *own), sheet, known, {"trouble": limited.get(MARKS_LIMIT, 0)})
    kept, doubtful = quality.looked_at(forms)
    whole = Survey.validate(kept.reset_index(drop=True))
    request.progress(1.0, say("intake.progress.checked"))
    part = ";".join(whole["survey"].unique())
    about_areas = _placed(kept["area"], headings, sheet, request)
    findings = (*sheet.findings, *about_areas, *answered.said, *about_boxes, *not_asked, *doubtful)
    facts = {**limited, "rows": len(whole), "survey": part, "codebook": book.name}
    facts |= {"troubles": len(_columns(whole, "trouble_")), **of_table(whole)}
    return Checked(whole, part=part, findings=findings, facts=facts)


def _opened(request: Request, own: Sequence[Item]) -> Sheet:
    """Open the sheet; numbers of the form are known headings too, and the look tells what they are taken for."""
    numbers = [way for book in codebooks() for way in spellings(book)]
    numbers += [word for item in own for word in (item.heading, item.number) if word]

    def taken(sheet: Sheet) -> dict[str, str]:
        plans = bookchoice.plans(sheet, own, request.mapping)
        return matching(sheet, (KIND,), request) | plans[likely_book(plans).key].reads

    return opened(request, KIND, more=numbers, required=("地区名",), taken=taken)


def _headings(sheet: Sheet, mapping: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Give the heading by our column of who answered, and of answers."""
    return {**matched(sheet, KIND, people(mapping), required=("area",)), **plan.columns}


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
    nobody = without_residents(table["area"], request, sheet.where(column=headings["area"]))
    return table, [*twice, *no_sex, *no_age, *no_weight, *nobody]


def _weights(sheet: Sheet, heading: str | None) -> tuple[pd.Series, list[Finding]]:
    """Read the weights, 1 where there are none."""
    if heading is None or sheet.cells[heading].isna().all():
        return pd.Series(1.0, index=sheet.cells.index), []
    weight = numbers(sheet.cells[heading]).values
    return weight, in_one_line("weight_unknown", ~(weight > 0) | np.isinf(weight), sheet, heading)


def _asked(given: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Leave out questions that nobody answered: they weren't asked."""
    empty = [column for column in given if given[column].isna().all()]
    asked = given.drop(columns=empty)
    for column in _ALWAYS:
        if column not in asked:
            asked[column] = pd.Series(None, index=sheet.cells.index, dtype="Int8")
    return asked, [noted("not_asked", sheet.where(), n=len(empty))] if empty else []


def _boxes(
    answered: items.Answered, sheet: Sheet, limit: str | None
) -> tuple[pd.DataFrame, list[Finding], dict[str, int]]:
    """Say what empty boxes mean, question by question."""
    given, marked = answered.table, 0
    for columns in answered.boxes:
        if marks.marks_only(given, columns):
            given = marks.with_zeros(given, columns)
            marked += len(columns)
    found = [mended("marks_only", sheet.where(), n=marked)] if marked else []
    if limit is None:
        return given, found, {}
    if not limit.isdecimal() or int(limit) < 1:
        refuse("marks_limit_unknown", sheet.where())
    given, used_up = marks.with_limit(given, _columns(given, "trouble_"), int(limit))
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
