"""The kinds of file that can be loaded."""

import pytest

from shiensys.errors import UnknownKindError
from shiensys.intake.readers import KINDS, reader
from shiensys.intake.sheets.headings import aliases


def test_every_kind_but_polygons_has_headings_for_its_template():
    assert all(aliases(kind) for kind in KINDS)


def test_survey_answers_alone_are_personal():
    assert [kind for kind, one in KINDS.items() if one.personal] == ["survey"]


def test_an_unknown_kind_is_said_with_those_that_there_are():
    with pytest.raises(UnknownKindError, match=r"「人口」という種類はありません。.*population"):
        reader("人口")
