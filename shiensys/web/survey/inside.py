"""The second way to the answers, for those whose duty it is: exact counts behind a button that is written down."""

from __future__ import annotations

from functools import partial

import streamlit as st

from shiensys.answers.survey.inside import CROSSES, inside
from shiensys.city import City
from shiensys.show import export
from shiensys.text import say
from shiensys.web import download, evidence, markup
from shiensys.web.visitor import visitor


def offer(city: City, key: str) -> None:
    """Offer exact counts to those who may see them; to everybody else nothing at all."""
    who = visitor()
    if not who.may_see_inside:
        return
    with st.expander(say("survey.page.inside"), key="expander-inside"):
        st.html(markup.block("p", say("survey.page.inside.about")))
        # no link may open it: the choice isn't in the address
        cross = st.selectbox(
            say("survey.page.inside.cross"),
            CROSSES,
            format_func=lambda each: say(f"survey.page.inside.cross.{each}"),
            key="inside-cross",
            filter_mode=None,
            width=300,
        )
        if st.button(say("survey.page.inside.open"), key="inside-open"):
            answer = inside(city, key, cross, who.name)
            st.html(markup.block("p", answer.warning, "warning"))
            st.html(markup.table(export.readable(answer), answer.title))
            evidence.notes(answer)
            download.button(
                say("survey.page.inside.file"),
                partial(export.xlsx_bytes, answer),
                say("survey.page.inside.file_name", city=answer.city.name, title=answer.title),
                what=answer.title,
                city=answer.city.code,
                mime=evidence.WORKBOOK,
                key="download-inside",
            )
