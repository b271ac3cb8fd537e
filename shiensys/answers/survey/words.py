"""Shares of people in plain words: one in five, hardly anybody, and what the answers can't tell."""

from __future__ import annotations

import math

from shiensys.text import half_up, say, share

# out of how many how many: fractions that are said in daily life
FRACTIONS = (
    (1, 100), (1, 50), (1, 30), (1, 20), (1, 15), (1, 10), (1, 8), (1, 7), (1, 6), (1, 5), (1, 4), (3, 10), (1, 3),
    (2, 5), (1, 2), (3, 5), (2, 3), (7, 10), (3, 4), (4, 5), (9, 10),
)  # fmt: skip
HARDLY = 0.0075  # below, "one in a hundred" would say too much
NEARLY = 0.95  # above, "nine in ten" would say too little


def fraction(part: float) -> str:
    """Say a share (0..1) as people would; the nearest of FRACTIONS by odds.

    >>> fraction(0.2), fraction(0.104), fraction(0.34)
    ('5人に1人ほど', '10人に1人ほど', '3人に1人ほど')
    >>> fraction(0.0), fraction(0.68), fraction(0.99)
    ('ほとんどいない', '3人に2人ほど', 'ほとんどの人')
    """
    if part < HARDLY:
        return say("survey.answer.hardly")
    if part > NEARLY:
        return say("survey.answer.nearly")
    some, of = min(FRACTIONS, key=lambda pair: abs(_odds(pair[0] / pair[1]) - _odds(part)))
    return say("survey.answer.half") if (some, of) == (1, 2) else say("survey.answer.fraction", some=some, of=of)


def _odds(part: float) -> float:
    """Give the logarithm of odds: by it one in fifty is as far from one in a hundred as it feels."""
    return math.log(part / (1 - part))


def between(low: float, high: float) -> str:
    """Write an interval of shares in whole percent, rounded outwards so that it never says too much.

    >>> between(0.133, 0.289), between(0.02, 0.02)
    ('13〜29%', '2%')
    """
    first, last = math.floor(_percent(low)), math.ceil(_percent(high))
    if first == last:
        return share(last / 100, 0)
    return say("survey.answer.between", low=first, high=share(last / 100, 0))


def _percent(part: float) -> float:
    """Give percent without what binary numbers add at the tenth decimal."""
    return round(part * 100, 9)


def estimate(part: float, low: float, high: float, answered: float) -> str:
    """Say an estimate with its interval.

    >>> estimate(0.2, 0.133, 0.289, 100)
    '5人に1人ほど(回答100人)。13〜29%の間と考えられます'
    """
    return say("survey.answer.estimate", fraction=fraction(part), n=int(half_up(answered)), between=between(low, high))


def told(part: float, low: float, high: float) -> str:
    """Write what the answers say by themselves, with its interval.

    >>> told(0.2, 0.133, 0.289)
    '20.0%(13〜29%)'
    """
    return say("survey.answer.told", share=share(part), between=between(low, high))


def points(low: float, high: float) -> str:
    """Write the size of a difference (0..1, both of one sign) in percentage points.

    >>> points(0.031, 0.088), points(-0.05, -0.012)
    ('3〜9ポイント', '1〜5ポイント')
    """
    small, large = sorted((abs(low), abs(high)))
    first, last = int(half_up(small * 100)), int(half_up(large * 100))
    return say("survey.answer.points", low=first, high=last) if first != last else say("survey.answer.point", n=last)
