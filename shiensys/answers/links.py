"""Which questions of a survey hang together, and in which order they are released.

Who can't solve a trouble is in trouble: two such questions, each protected for itself, would tell by their difference.
So the later one is released with an eye on the earlier, and in the same way wherever it is shown (docs/methods.md §4).
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from shiensys.answers.release import Answered, Tied
from shiensys.measures import scoring, trouble
from shiensys.tables.categories import Category, category
from shiensys.tables.indicators import Indicator, indicator

INSIDE = {
    "iadl_lower": "iadl_low",
    "intellectual_lower": "intellectual_low",
    "social_lower": "social_low",
    "organises_or_would": "would_organise",
}  # of whom the second is true, the first is true too
WISH = "salon"  # whoever wishes to join a meeting place would join, and doesn't take part
WISH_INSIDE, WISH_APART = "would_join", "takes_part_kayoinoba"
ALONE, TALK = "watching", "talk"  # who lives alone with nobody to listen has nobody to listen


def keys_before(key: str) -> tuple[tuple[str, bool], ...]:
    """Name what a contractor's table tells before a key that hangs together with it, and whether nobody is both.

    >>> keys_before("trouble_shopping"), keys_before("takes_part_kayoinoba"), keys_before("falls")
    ((('unsolved_shopping', False),), (('salon', True),), ())
    """
    if key in (WISH_INSIDE, WISH_APART):
        return ((WISH, key == WISH_APART),)
    if key == TALK:
        return ((ALONE, False),)
    group, _, item = key.partition("_")
    earlier = f"unsolved_{item}" if group == "trouble" else INSIDE.get(key)
    return () if earlier is None else ((earlier, False),)


def of_indicator(found: Answered, chosen: Indicator) -> tuple[Tied, ...]:
    """Give the questions that are released before an indicator and hang together with it."""
    if chosen.key in (WISH_INSIDE, WISH_APART):
        return _kind(found, WISH, apart=chosen.key == WISH_APART)
    group, _, item = chosen.key.partition("_")
    earlier = f"unsolved_{item}" if group == "trouble" else INSIDE.get(chosen.key)
    if earlier is None:
        return ()
    rule = indicator(earlier).rule
    return (Tied(partial(scoring.judge, rule=rule)),) if scoring.asked(found.rows["city"], rule) else ()


def of_any(found: Answered, several: tuple[Indicator, ...]) -> tuple[Tied, ...]:
    """Give the indicators that are released before "any of these": of whom one is true, that is true too."""
    return tuple(
        Tied(partial(scoring.judge, rule=each.rule)) for each in several if scoring.asked(found.rows["city"], each.rule)
    )


def of_kind(found: Answered, chosen: Category) -> tuple[Tied, ...]:
    """Give the questions that are released before need of a kind of support and hang together with it."""
    return _kind(found, ALONE, apart=False) if chosen.kind == TALK else ()


def _kind(found: Answered, kind: str, *, apart: bool) -> tuple[Tied, ...]:
    """Tie to need of a kind, where the survey asks for it."""
    asked = trouble.question(found.rows["city"], category(kind))
    return () if asked.basis == "none" else (Tied(partial(_judged, asked), apart),)


def _judged(asked: trouble.Question, rows: pd.DataFrame) -> pd.Series:
    """Judge each respondent."""
    return trouble.verdict(rows, asked)
