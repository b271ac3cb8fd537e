"""What the councils talk about: meetings to read of, to plan and to hold, proposals, objections to figures."""

from shiensys.web import choose, top
from shiensys.web.council import going, hearing, held, listing, planning, proposing

VIEWS = {"meetings": listing.show, "plan": planning.show, "proposals": proposing.show, "voices": hearing.show}

city = top.city()
programme = top.programme()
meeting = going.meeting()
if meeting:
    held.show(city, programme, meeting)
else:
    with choose.row("choices"):
        part = going.part()
    VIEWS[part](city, programme)
