"""Words set for paper: without marks of markup, in signs that the font has."""

from __future__ import annotations

import html
import re
from functools import cache

from matplotlib.font_manager import get_font
from noto_cjk_sans_jp_regular import FONT_PATH

GETA = "〓"  # what Japanese printers set where they have no type for a sign


def plain(text: object) -> str:
    """Give a chart's words without marks of markup.

    >>> plain("<b>八万</b> &amp; 国府")
    '八万 & 国府'
    """
    return typeset(html.unescape(re.sub(r"<[^>]+>", "", str(text))))


def typeset(text: str) -> str:
    r"""Set words for paper: a sign that the font lacks as a geta, and $ as itself, not as the start of a formula.

    >>> typeset("\U0001f600の会"), typeset("$5$")
    ('〓の会', '\\$5\\$')
    """
    known = "".join(sign if ord(sign) in _signs() else GETA for sign in text)
    return known.replace("$", r"\$")


@cache
def _signs() -> frozenset[int]:
    """List the signs of the font."""
    return frozenset(get_font(str(FONT_PATH)).get_charmap())
