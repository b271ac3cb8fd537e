"""The form in which an entry is mended or added."""

from __future__ import annotations

import streamlit as st

from shiensys.answers.registry import Choices
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.text import say
from shiensys.web import choose, evidence, markup
from shiensys.web.resources import answered, desk, fields, hours, versions
from shiensys.web.resources.desk import Desk


@st.fragment
def show(city: City, programme: Programme) -> None:
    """Show what is being edited; typing runs this part alone."""
    choose.speak()
    opened = desk.now()
    if opened is None:
        desk.changed()  # the run that follows knows
        st.rerun()  # the whole page: it was saved or left
    desk.told()
    choices = answered.choices(city, programme)
    evidence.heading(_heading(opened))
    if opened.theirs is not None:
        versions.show(city, choices, opened, opened.theirs)
        return
    _fields(city, choices, opened)
    with st.container(horizontal=True, key="edit-do"):
        st.button(say("resources.form.save"), type="primary", key="edit-save", on_click=desk.save, args=(city,))
        st.button(say("resources.form.leave"), key="edit-leave", on_click=desk.close)


def _heading(opened: Desk) -> str:
    """Say what is being edited."""
    if opened.place is None:
        return say("resources.form.new")
    return say("resources.form.of", name=opened.before.get("name", ""))


def _fields(city: City, choices: Choices, opened: Desk) -> None:
    """Write the parts of the form."""
    for part, names in fields.PARTS.items():
        with st.container(border=True, key=f"edit-part-{part}"):
            evidence.heading(say(f"resources.part.{part}"))
            fields.show(names, choices, opened.wrong)
            if part == "when":
                hours.show(city)
            if part == "where":
                _where(opened)
    if opened.wrong:  # beside the button too: the field may be out of sight
        st.error(say("resources.form.wrong", said=markup.plain(say("web.sentence_joint").join(opened.wrong.values()))))


def _where(opened: Desk) -> None:
    """Say how the place is set, and let it be taken off."""
    set_ = fields.point() is not None
    with st.container(horizontal=True, vertical_alignment="center", key="edit-where"):
        st.html(markup.block("p", say("resources.point.set" if set_ else "resources.point.none"), "hint"))
        if set_:
            st.button(say("resources.point.off"), on_click=fields.no_point, key="edit-no-point")
    for name in fields.POINT:
        fields.error(name, opened.wrong)
