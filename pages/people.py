"""Who carries the programme: coordinators and councils by district, contact points, steps, events."""

from shiensys.web import choose, top
from shiensys.web.people import councils, events, posts, steps
from shiensys.web.people.choosing import part

VIEWS = {
    "posts": posts.show,
    "councils": councils.show,
    "contacts": councils.contacts,
    "steps": steps.show,
    "events": events.show,
    "about": events.about,
}

city, programme = top.city(), top.programme()
with choose.row("choices"):
    chosen = part()
VIEWS[chosen](city, programme)
