"""Who can help whom: providers for a need, requests as they come and go, those ready to help, what nobody meets."""

from shiensys.web import choose, top
from shiensys.web.matching import asked, carriers, choosing, style, suggesting, unmet

VIEWS = {"match": suggesting.show, "requests": asked.show, "carriers": carriers.show, "unmet": unmet.show}

city, programme = top.city(), top.programme()
style.apply()
row = choose.row("choices")
with row:
    view = choosing.view()
VIEWS[view](city, programme, row)
