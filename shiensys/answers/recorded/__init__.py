"""Small records of the programme in words: what they are called, what stands in them, what was changed and by whom."""

from shiensys.answers.recorded.changes import changes, lines, who
from shiensys.answers.recorded.words import called, value

__all__ = ["called", "changes", "lines", "value", "who"]
