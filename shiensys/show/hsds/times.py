"""Recurrence rules as the fields of an HSDS schedule: it knows WEEKLY and MONTHLY alone."""

from __future__ import annotations

JAPAN = 9  # hours before UTC
_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
_KNOWN = frozenset(("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY"))


def fields(rrule: str | None, begins: str | None, ends: str | None, starts: str | None = None) -> dict[str, object]:
    """Give the fields of a schedule; only the hours where the standard has no field for the rule.

    A rule of every second week needs a day on which it takes place (``starts``); without one it stays in words.

    >>> fields("FREQ=MONTHLY;BYDAY=1WE,3WE", "13:30", None)
    {'timezone': 9, 'freq': 'MONTHLY', 'interval': 1, 'byday': '1WE,3WE', 'opens_at': '13:30+09:00'}
    >>> fields("FREQ=DAILY", None, None)["byday"], "freq" in fields("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", None, None)
    ('MO,TU,WE,TH,FR,SA,SU', False)
    >>> fields("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", None, None, "2026-11-26")
    {'timezone': 9, 'freq': 'WEEKLY', 'interval': 2, 'dtstart': '2026-11-26', 'byday': 'TH'}
    """
    hours = {"opens_at": begins, "closes_at": ends}
    told = {name: f"{time}+{JAPAN:02}:00" for name, time in hours.items() if time}
    return {"timezone": JAPAN, **_rule(rrule or "", starts), **told}


def _rule(rrule: str, starts: str | None) -> dict[str, object]:
    """Give the fields of a rule; none where the standard has no field for a part of it."""
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    if not parts or not set(parts) <= _KNOWN or (parts.get("INTERVAL", "1") != "1" and not starts):
        return {}
    interval = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "DAILY" and interval == 1:
        parts = {"FREQ": "WEEKLY", "BYDAY": _EVERY_DAY}
    if parts["FREQ"] not in ("WEEKLY", "MONTHLY"):
        return {}
    days = {"dtstart": starts, "byday": parts.get("BYDAY"), "bymonthday": parts.get("BYMONTHDAY")}
    return {"freq": parts["FREQ"], "interval": interval, **{name: value for name, value in days.items() if value}}
