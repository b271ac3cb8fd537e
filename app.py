"""Set up the page, the language and the navigation; everything else has a home in pages/ and shiensys/."""

import streamlit as st

from shiensys.text import say
from shiensys.web import choose, memory, top, visitor

PAGES = (  # the first is the one that opens
    "needs", "overview", "survey", "ageing", "resources", "matching", "council", "people",
    "upload", "roster", "records",
)  # fmt: skip
WITHOUT_CITY = "upload"  # where the first city comes from

choose.speak()
st.set_page_config(page_title=say("web.product"), layout="wide", initial_sidebar_state="collapsed")
name = top.bar(visitor.pages(PAGES))
# every page lives at the one address: under a path of its own the browser looks there for files that aren't
page = st.navigation(
    [st.Page(f"pages/{name}.py", title=say(f"web.choose.page.{name}"), default=True)], position="hidden"
)
if top.has_city() or name == WITHOUT_CITY:
    page.run()
memory.settle()
