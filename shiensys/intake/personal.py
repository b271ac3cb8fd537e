"""Headings under which personal data would come in: such a file is refused before a cell of it is read."""

from __future__ import annotations

import re

from shiensys.intake.findings import refuse
from shiensys.intake.heading_rows import folded
from shiensys.intake.sheets import Sheet

_NEVER = re.compile("氏名|生年月日|個人番号|マイナンバ|被保険者番号|お名前|姓名")
# Whole headings only: the form itself asks 「電話番号を調べて電話をかけますか」
_NOT_WITH_ANSWERS = re.compile(
    r"(ご|現|本人|回答者|自宅|世帯主|対象者|連絡先|の)*(住所\d?|所在地|番地|電話番号|電話|tel|携帯(電話)?(番号)?|fax(番号)?|"
    r"メ-ルアドレス|e-?mail|名前|フリガナ|ふりがな|カナ|誕生日)(\(.*\))?"
)


def refuse_names(sheet: Sheet) -> None:
    """Refuse (``personal_data``) a sheet with names of persons, birth dates or personal numbers.

    The name of a service or a hall is none of these: 名称, 施設名.
    """
    _refuse(sheet, [heading for heading in sheet.cells.columns if _NEVER.search(folded(heading))])


def refuse_with_answers(sheet: Sheet) -> None:
    """Refuse (``personal_data``) answers beside which anything stands that leads to a person."""
    refuse_names(sheet)
    _refuse(sheet, [heading for heading in sheet.cells.columns if _NOT_WITH_ANSWERS.fullmatch(folded(heading))])


def _refuse(sheet: Sheet, headings: list[str]) -> None:
    """Name the headings and refuse."""
    if headings:
        refuse("personal_data", sheet.where(sheet.heading_row), headings="、".join(headings))
