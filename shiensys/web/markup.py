"""Pieces of a page as HTML. Whatever comes from a city's files is escaped: a name stays a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from shiensys.show.classes import MapClass

_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+.!|$:~^&-]")  # of Markdown and of what Streamlit adds to it


def block(tag: str, text: str, css: str = "") -> str:
    """Wrap text in one element.

    >>> block("p", "a < b", "note")
    '<p class="note">a &lt; b</p>'
    """
    attribute = f' class="{css}"' if css else ""
    return f"<{tag}{attribute}>{escape(text)}</{tag}>"


def listing(lines: Iterable[str], css: str) -> str:
    """Write lines as a list."""
    return f'<ul class="{css}">' + "".join(block("li", line) for line in lines) + "</ul>"


def pairs(rows: Iterable[tuple[str, str]], css: str) -> str:
    """Write headings with what they say, one below the other."""
    return f'<dl class="{css}">' + "".join(block("dt", name) + block("dd", text) for name, text in rows) + "</dl>"


def legend(title: str, found: Iterable[MapClass]) -> str:
    """Write the legend of a map: a swatch with the class's colour and pattern, and its words."""
    entries = "".join(
        f'<li><span class="swatch {each.pattern}" style="--fill:{each.fill};--mark:{each.mark}"></span>'
        f"{escape(each.legend)}</li>"
        for each in found
    )
    return f'<div class="legend">{block("strong", title)}<ul>{entries}</ul></div>'


def table(frame: pd.DataFrame, caption: str) -> str:
    """Write a table of text: the first column heads its row; the table alone scrolls where a screen is narrow."""
    head = "".join(f'<th scope="col">{escape(str(heading))}</th>' for heading in frame.columns)
    body = "".join(_row(row) for row in frame.itertuples(index=False, name=None))
    return (
        f'<div class="figures" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"{block('caption', caption)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def cards(frame: pd.DataFrame, caption: str) -> str:
    """Write a table of text whose rows stand below each other, heading beside cell, where a screen is narrow.

    Lines in a cell stay lines.
    """
    head = "".join(f'<th scope="col">{escape(str(heading))}</th>' for heading in frame.columns)
    body = "".join(_card(list(frame.columns), row) for row in frame.itertuples(index=False, name=None))
    return (
        f'<div class="figures cards"><table>{block("caption", caption)}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _card(headings: list[str], cells: tuple[object, ...]) -> str:
    """Write one row with the heading of each cell beside it."""
    parts = [
        f'<td data-heading="{escape(heading)}">{escape(str(cell))}</td>'
        for heading, cell in zip(headings, cells, strict=True)
    ]
    return f"<tr>{''.join(parts)}</tr>"


def _row(cells: tuple[object, ...]) -> str:
    """Write one row of a table."""
    rest = "".join(block("td", str(cell)) for cell in cells[1:])
    return f'<tr><th scope="row">{escape(str(cells[0]))}</th>{rest}</tr>'


def plain(text: str) -> str:
    """Keep signs of a text from being read as markup where Streamlit writes labels.

    >>> plain("**体操**の会 :red[$1]")
    '\\\\*\\\\*体操\\\\*\\\\*の会 \\\\:red\\\\[\\\\$1\\\\]'
    """
    return _MARKS.sub(r"\\\g<0>", text)
