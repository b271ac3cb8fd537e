"""The kinds of support, in whatever words."""

import pytest

from shiensys.errors import UnknownKindError
from shiensys.intake.roster.kindwords import kinds
from shiensys.tables.categories import categories


def test_every_kind_is_known_by_its_key_and_both_names():
    for one in categories():
        assert kinds(one.kind) == kinds(one.name_ja) == (one.kind,)
        assert kinds(one.name_en.upper()) == (one.kind,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("通いの場・サロン;相談・居場所", ("salon", "talk")),
        ("買い物支援、ゴミ出し", ("shopping", "rubbish")),
        ("見守り・配食", ("watching", "meals")),
        ("サロン\n通いの場", ("salon",)),
        ("shopping；snow", ("shopping", "snow")),
        ("移動・外出支援・通院付添", ("transport",)),
    ],
)
def test_several_kinds_in_one_cell_come_in_their_order_each_once(written, meant):
    assert kinds(written) == meant


def test_an_unknown_word_comes_back_with_its_nearest():
    with pytest.raises(UnknownKindError, match="買い物の手助け"):
        kinds("買い物のお手伝い")
