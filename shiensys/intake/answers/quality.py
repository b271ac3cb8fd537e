"""What isn't as it should be on forms that can be read: said by the numbers of respondents, answers never."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from shiensys.intake.answers.quality_forms import BLANK, NONE_OF, Forms, Rows, applies, given, marks
from shiensys.intake.answers.quality_lines import straight_lines
from shiensys.intake.answers.quality_numbers import identifiers
from shiensys.intake.findings import Finding, refuse

SINGLES = 3  # questions for one answer, from which a form with empty boxes alone is known to be blank


def looked_at(forms: Forms) -> tuple[pd.DataFrame, list[Finding]]:
    """Give the answers without blank forms, and all that is to be said of them. Refuses (``all_blank``) none at all."""
    kept, blank = answered(forms)
    if kept.table.empty:
        refuse("all_blank", forms.sheet.where())
    return kept.table, [*blank, *checks(kept)]


def answered(forms: Forms) -> tuple[Forms, list[Finding]]:
    """Leave out forms on which nothing is answered, and say so: they are no answers (``form_blank``)."""
    blank = _blank(forms)
    found = forms.mended("form_blank", blank)
    return (replace(forms, table=pd.DataFrame(forms.table[~blank])) if found else forms), found


def checks(forms: Forms) -> list[Finding]:
    """Look for all that needn't stop a file: ``forms`` without the blank ones. Clean forms give nothing.

    Codes beyond their range and two marks on one question are refused on reading (answercodes).
    """
    return [
        *identifiers(forms),
        *_required(forms),
        *_branches(forms),
        *_marks(forms),
        *forms.noted("straight_line", straight_lines(forms)),
    ]


def _blank(forms: Forms) -> Rows:
    """Tell forms without any answer. Boxes that are all 0 say nothing where the rest of a long form is blank."""
    single = [name for item, columns in forms.asked if item.answer != "boxes" for name in columns]
    boxes = [name for item, columns in forms.asked if item.answer == "boxes" for name in columns]
    nothing = np.ones(len(forms.table), dtype=bool)
    for name in single:
        nothing &= forms.codes[name] == BLANK
    for name in boxes:
        nothing &= forms.codes[name] <= 0 if len(single) >= SINGLES else forms.codes[name] == BLANK
    return nothing


def _required(forms: Forms) -> list[Finding]:
    """Find required questions left blank by those who were to answer them."""
    return [
        each
        for item, columns in forms.asked
        if item.required
        for each in forms.noted(
            "required_blank",
            applies(forms, item) & ~given(forms, item, columns),
            forms.heading(item, columns),
            item=forms.wording(item),
        )
    ]


def _branches(forms: Forms) -> list[Finding]:
    """Find questions that hang on another: unanswered, or answered by whom they don't concern."""
    found: list[Finding] = []
    for item, columns in forms.asked:
        if item.branch is None or item.branch[0] not in forms.codes:
            continue
        concerned, answers = applies(forms, item), given(forms, item, columns)
        # where the answer before is blank, nobody knows whether the question concerned them
        beside = answers & ~concerned & (forms.codes[item.branch[0]] != BLANK)
        heading = forms.heading(item, columns)
        found += forms.noted("branch_blank", concerned & ~answers, heading, item=forms.wording(item))
        found += forms.noted("branch_beside", beside, heading, item=forms.wording(item))
    return found


def _marks(forms: Forms) -> list[Finding]:
    """Find more marks than a question allows, and marks beside the one that denies all others."""
    found: list[Finding] = []
    for item, columns in forms.asked:
        if item.answer != "boxes":
            continue
        heading, marked = forms.heading(item, columns), marks(forms, columns)
        most = forms.limits.get(item.key) or item.most
        if most:
            found += forms.noted("marks_beyond", marked > most, heading, item=forms.wording(item), most=most)
        none = marks(forms, [name for name in columns if name.removeprefix(f"{item.key}_") in NONE_OF])
        found += forms.noted("marks_contradict", (none > 0) & (marked > 1), heading, item=forms.wording(item))
    return found
