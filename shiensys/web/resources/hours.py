"""A schedule entered by choosing: every week, the nth weekday, a day of the month; or in words of one's own."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import streamlit as st

from shiensys.answers import registry
from shiensys.city import City
from shiensys.tables.programme.helping import WEEKDAYS
from shiensys.text import date, say, speaking
from shiensys.web import choose, markup
from shiensys.web.resources import fields

How = Literal["words", "weekly", "other_week", "nth", "monthly"]
HOWS: tuple[How, ...] = get_args(How)
NTHS = ("1", "2", "3", "4", "5", "last")
DAYS = tuple(str(day) for day in range(1, 32))
STEP = dt.timedelta(minutes=15)
MONTHS = dt.timedelta(days=184)  # within which a next day is chosen, before today and after
HOW, ON, NTH, DAY, BEGINS, ENDS, NEXT = (
    f"hours-{name}" for name in ("how", "on", "nth", "day", "begins", "ends", "next")
)


def show(city: City) -> None:
    """Let the schedule be chosen, and say what it comes to, with its next days."""
    how: How = (
        st.segmented_control(
            say("resources.hours"), HOWS, format_func=lambda each: say(f"resources.hours.{each}"), default=HOWS[0],
            required=True, key=HOW, persist_state="session",
        )
        or HOWS[0]
    )  # fmt: skip
    if how != "words":
        with choose.row("hours-row"):
            _days(how)
            for key, label in ((BEGINS, say("resources.hours.begins")), (ENDS, say("resources.hours.ends"))):
                st.time_input(
                    label, value=None, step=STEP, key=key, on_change=_write, persist_state="session", width=120
                )
            if how == "other_week":
                _next_day(city)
    preview(city)


def preview(city: City) -> None:
    """Say in words what stands in the field, and when it is next."""
    text = str(st.session_state.get(fields.key("schedule")) or "").strip()
    if text:
        st.html(f'<div aria-live="polite">{markup.block("p", _read(city, text), "hint")}</div>')


def forget() -> None:
    """Begin anew with another entry."""
    for key in (HOW, ON, NTH, DAY, BEGINS, ENDS, NEXT):
        st.session_state.pop(key, None)


def _next_day(city: City) -> None:
    """Let a day be said on which it takes place: without it nobody knows which of two weeks it is."""
    st.date_input(
        say("resources.hours.next"), value=None, min_value=city.today - MONTHS, max_value=city.today + MONTHS,
        format="YYYY/MM/DD", help=say("resources.hours.next.why"), key=NEXT, on_change=_write, persist_state="session",
        width=170,
    )  # fmt: skip


def _days(how: How) -> None:
    """Let the days be chosen."""
    if how == "monthly":
        st.multiselect(
            say("resources.hours.day"), DAYS, format_func=lambda day: say("resources.hours.of_month", day=day),
            key=DAY, on_change=_write, persist_state="session", select_all=False, width=220,
            placeholder=say("resources.any_day"),
        )  # fmt: skip
        return
    if how == "nth":
        st.pills(
            say("resources.hours.which"), NTHS, format_func=lambda nth: say(f"resources.hours.nth.{nth}"),
            selection_mode="multi", key=NTH, on_change=_write, persist_state="session",
        )  # fmt: skip
    st.pills(
        say("resources.on"), WEEKDAYS, format_func=lambda day: say(f"resources.day.{day}"),
        selection_mode="multi", key=ON, on_change=_write, persist_state="session",
    )  # fmt: skip


def _write() -> None:
    """Put what is chosen into the field, in the language that rosters are kept in."""
    how = st.session_state.get(HOW)
    with speaking("ja"):
        days, hours_ = _day_words(str(how)), _clock()
        if days:
            whole = say("resources.hours.whole", days=days, hours=hours_).strip()
            st.session_state[fields.key("schedule")] = whole + _since(how)


def _day_words(how: str) -> str:
    """Write the days: 毎週火・木曜, 第1・3水曜, 毎月25日."""
    joint = say("resources.hours.joint")
    on = joint.join(say(f"resources.day.{day}") for day in WEEKDAYS if day in (st.session_state.get(ON) or []))
    if how == "monthly":
        days = sorted(st.session_state.get(DAY) or [], key=int)
        return say("resources.hours.every_month", days=joint.join(days)) if days else ""
    if not on:
        return ""
    if how != "nth":
        return say(f"resources.hours.every_{how}", days=on)
    nths = [nth for nth in NTHS if nth in (st.session_state.get(NTH) or [])]
    if not nths:
        return ""
    counted = joint.join(nth for nth in nths if nth != "last")
    parts = [say("resources.hours.every_nth", nths=counted, days=on)] if counted else []
    if "last" in nths:
        parts.append(say("resources.hours.every_last", days=on))
    return joint.join(parts)


def _since(how: object) -> str:
    """Write the day from which every second week is counted."""
    day = st.session_state.get(NEXT) if how == "other_week" else None
    return say("resources.hours.since", year=str(day.year), month=day.month, day=day.day) if day else ""


def _clock() -> str:
    """Write the hours: 10:00〜12:00."""
    begins, ends = (st.session_state.get(key) for key in (BEGINS, ENDS))
    if not begins and not ends:
        return ""
    first, last = (f"{each:%H:%M}" if each else "" for each in (begins, ends))
    return say("resources.hours.clock", begins=first, ends=last)


def _read(city: City, text: str) -> str:
    """Say how a schedule is understood."""
    read = registry.preview(city, text)
    if read.wrong:
        return read.wrong
    if not read.days:
        return say("resources.hours.no_days", words=read.words) if read.words else say("resources.hours.not_read")
    days = say("answers.reason_joint").join(date(day) for day in read.days)
    return say("resources.hours.read", words=read.words, days=days)
