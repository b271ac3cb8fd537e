"""Personal data that would come in with a file: by headings and by contents, in every sheet, seen or hidden.

Findings name the column and how many rows, never a value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

import pandas as pd

from shiensys import text
from shiensys.intake.findings import Finding, RefusedError, Severity, refuse
from shiensys.intake.privacy import personal_sheets
from shiensys.intake.privacy.identifiers import are_birth_dates, contacts, personal_numbers, text_values
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.wording import listed

_NAMED = 5  # rows named in one sentence
_NEVER = re.compile("氏名|生年月日|個人番号|マイナンバ|被保険者番号|お名前|姓名")
_NEVER_ALONE = re.compile(rf"[^。、]{{0,6}}({_NEVER.pattern})[^。、]{{0,4}}")
# Whole headings only: the form itself asks 「電話番号を調べて電話をかけますか」
_NOT_WITH_ANSWERS = re.compile(
    r"(ご|現|本人|回答者|自宅|世帯主|対象者|連絡先|の)*(住所\d?|所在地|番地|電話番号|電話|tel|携帯(電話)?(番号)?|fax(番号)?|"
    r"メ-ルアドレス|e-?mail|名前|フリガナ|ふりがな|カナ|誕生日)(\(.*\))?"
)


def refuse_numbers(sheet: Sheet) -> None:
    """Refuse (``personal_number``, ``personal_beside``) a file of any kind with 個人番号 in some text."""
    found = [finding for heading in sheet.cells.columns for finding in _numbers(sheet, heading)]
    _raise([*found, *personal_sheets.numbers(sheet)])


def refuse_names(sheet: Sheet) -> None:
    """Refuse (``personal_data``, ``personal_beside``) names of persons, birth dates and personal numbers.

    The name of a service or a hall is none of these: 名称, 施設名.
    """
    _refuse(sheet, [heading for heading in sheet.cells.columns if _NEVER.search(folded(heading))])
    _raise(personal_sheets.headed(sheet, _NEVER_ALONE))


def refuse_with_answers(sheet: Sheet, read: Collection[str] = (), today: dt.date | None = None) -> None:
    """Refuse answers beside which anything stands that leads to a person.

    ``read``: headings of the columns that are read; in the others telephone numbers, e-mail addresses and birth dates
    are looked for. Refuses ``personal_data``, ``personal_contact``, ``personal_birth_date``, ``personal_beside``.
    """
    refuse_names(sheet)
    _refuse(sheet, [heading for heading in sheet.cells.columns if _NOT_WITH_ANSWERS.fullmatch(folded(heading))])
    others = [heading for heading in sheet.cells.columns if heading not in read]
    found = [finding for heading in others for finding in _contents(sheet, heading, today or text.today())]
    _raise([*found, *personal_sheets.headed(sheet, _NOT_WITH_ANSWERS), *personal_sheets.contact_lists(sheet)])


def _numbers(sheet: Sheet, heading: str) -> list[Finding]:
    """Look for 個人番号 in one column."""
    return _rows("personal_number", sheet, heading, personal_numbers(text_values(sheet.cells[heading])))


def _contents(sheet: Sheet, heading: str, today: dt.date) -> list[Finding]:
    """Look for telephone numbers, e-mail addresses and birth dates in one column."""
    cells = sheet.cells[heading]
    found = _rows("personal_contact", sheet, heading, contacts(text_values(cells)))
    if not pd.api.types.is_numeric_dtype(cells) and are_birth_dates([*cells.dropna().unique()], today):
        found.append(Finding("personal_birth_date", Severity.REFUSED, sheet.where(column=heading)))
    return found


def _rows(code: str, sheet: Sheet, heading: str, texts: Collection[str]) -> list[Finding]:
    """Name the rows in which one of the texts stands."""
    if not texts:
        return []
    cells = sheet.cells[heading]
    whole = cells.map(lambda cell: str(int(cell)) if isinstance(cell, float) and cell == cell else cell)
    rows = cells.index[whole.isin(list(texts))]
    stated = {"n": len(rows), "rows": listed(rows, _NAMED)}
    return [Finding(code, Severity.REFUSED, sheet.where(column=heading), stated).about(rows)]


def _refuse(sheet: Sheet, headings: list[str]) -> None:
    """Name the headings and refuse."""
    if headings:
        refuse("personal_data", sheet.where(sheet.heading_row), headings="、".join(headings))


def _raise(findings: list[Finding]) -> None:
    """Refuse if anything was found."""
    if findings:
        raise RefusedError(findings)
