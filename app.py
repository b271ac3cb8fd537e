"""Set up the page, the language and the navigation; everything else has a home in pages/ and shiensys/."""

import streamlit as st

from shiensys.text import say
from shiensys.web import choose, top

PAGES = ("overview", "needs")

choose.speak()
st.set_page_config(page_title=say("web.product"), layout="wide", initial_sidebar_state="collapsed")
pages = {
    name: st.Page(f"pages/{name}.py", title=say(f"web.page.{name}"), url_path=name, default=name == "needs")
    for name in PAGES
}
page = st.navigation(list(pages.values()), position="hidden")
if top.bar(pages):
    page.run()
