"""Needs and providers brought together; requests and matches followed; where carriers are. For coordinators."""

from shiensys.answers.matching.asked import Need, of_request
from shiensys.answers.matching.carriers import Carriers, carriers
from shiensys.answers.matching.following import followed, met, moved
from shiensys.answers.matching.matches import Suggestions, suggestions
from shiensys.answers.matching.needed import Gaps, gaps
from shiensys.answers.matching.opened import open_requests
from shiensys.answers.matching.requests import Requests, needs, requests
from shiensys.answers.matching.spare import idle
from shiensys.answers.matching.unmet import unmet

__all__ = [
    "Carriers", "Gaps", "Need", "Requests", "Suggestions", "carriers", "followed", "gaps", "idle", "met", "moved",
    "needs", "of_request", "open_requests", "requests", "suggestions", "unmet",
]  # fmt: skip
