"""Empty tables to fill in, for each kind of file that a city puts together itself."""

from shiensys.intake.templates.columns import NoTemplateError, offered
from shiensys.intake.templates.sheets import template

__all__ = ["NoTemplateError", "offered", "template"]
